"""Verifications as text, JSON, JUnit XML or SARIF."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType

from summarizer.verification.junit import junit
from summarizer.verification.messages import message
from summarizer.verification.sarif import sarif
from summarizer.verification.verify import Level, Verification

_SURROGATE = re.compile("[\ud800-\udfff]")
_WIDTH = 60


class Format(StrEnum):
    """How a verification is written."""

    TABLE = "table"
    JSON = "json"
    JUNIT = "junit"
    SARIF = "sarif"


def render(verifications: Sequence[Verification], form: Format | str) -> str:
    """Write verifications as one document; the text ends without a line break.

    Args:
        verifications: what was checked, one for each article.
        form: `table`, `json`, `junit` or `sarif`.
    """
    return _WRITERS[Format(form)](verifications)


def table(verifications: Sequence[Verification]) -> str:
    """One line for each quote, with what differs below it, and the sums of each article."""
    return "\n\n".join(map(_table, verifications)) or "no quotes"


def _table(verification: Verification) -> str:
    width = max((len(item.location) for item in verification.checked), default=0)
    lines = []
    for item in verification.checked:
        said = _shortened(item.match.said)
        lines.append(f"{_SIGNS[item.level]} {item.match.verdict:<11} {_plain(item.location):<{width}}  “{said}”")
        if item.level is not Level.NONE:
            lines.append(f"    {_plain(message(item.match))}")
    counts = Counter(item.match.verdict for item in verification.checked)
    sums = ", ".join(f"{count} {verdict}" for verdict, count in counts.most_common()) or "no quotes"
    return "\n".join([*lines, f"{_plain(verification.article)}: {sums}; {verification.failed} failed"])


def as_json(verifications: Sequence[Verification]) -> str:
    """One JSON object: the counts of all, and for each article its quotes with their spans and differences."""
    value = {
        "failed": sum(verification.failed for verification in verifications),
        "warned": sum(verification.warned for verification in verifications),
        "articles": [_json(verification) for verification in verifications],
    }
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return _SURROGATE.sub(lambda lone: f"\\u{ord(lone[0]):04x}", text)


def _json(verification: Verification) -> dict[str, object]:
    return {
        "article": verification.article,
        "failed": verification.failed,
        "warned": verification.warned,
        "counts": Counter(item.match.verdict for item in verification.checked),
        "quotes": [
            {"location": item.location, "level": item.level, **item.match.model_dump()} for item in verification.checked
        ],
    }


def _shortened(said: str) -> str:
    plain = _plain(said)
    return plain if len(plain) <= _WIDTH else f"{plain[: _WIDTH - 1]}…"


def _plain(text: str) -> str:
    """Without what could move a terminal's cursor or break a line."""
    return "".join(character if character.isprintable() else " " for character in text)


_SIGNS: Mapping[Level, str] = MappingProxyType({Level.ERROR: "✗", Level.WARNING: "!", Level.NONE: "✓"})
_WRITERS: Mapping[Format, Callable[[Sequence[Verification]], str]] = MappingProxyType(
    {Format.TABLE: table, Format.JSON: as_json, Format.JUNIT: junit, Format.SARIF: sarif}
)
