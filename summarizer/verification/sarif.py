"""SARIF 2.1.0, for code hosts and editors: one result for each quote that does not stand, or is worth a look."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import quote

from summarizer.schema.match import Verdict
from summarizer.schema.span import Span
from summarizer.verification.messages import message
from summarizer.verification.verify import Checked, Level, Verification

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LINE_BREAK = re.compile("\r\n|\n|\r")
_RULES = {
    Verdict.ALTERED: "The article has other words.",
    Verdict.ABSENT: "The article has nothing like it.",
    Verdict.AMBIGUOUS: "The words stand in several places.",
    Verdict.ELIDED: "Words are left out over a speaker's border or a negation.",
}


def sarif(verifications: Sequence[Verification]) -> str:
    """Write a SARIF log; regions are in the article, lines and columns from 1, columns in code points."""
    rules = [{"id": verdict, "shortDescription": {"text": text}} for verdict, text in _RULES.items()]
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "summarizer", "version": _version(), "rules": rules}},
                "columnKind": "unicodeCodePoints",
                "results": [result for verification in verifications for result in _results(verification)],
            }
        ],
    }
    return json.dumps(log, indent=2)


def _results(verification: Verification) -> list[dict[str, object]]:
    breaks = [found.end() for found in _LINE_BREAK.finditer(verification.text)]
    told = (item for item in verification.checked if item.level is not Level.NONE)
    return [_result(item, verification.article, breaks) for item in told]


def _result(item: Checked, article: str, breaks: list[int]) -> dict[str, object]:
    places = item.match.spans or item.match.candidates
    location: dict[str, object] = {"artifactLocation": {"uri": quote(article, safe="/:", errors="replace")}}
    if places:
        location["region"] = _region(places[0], breaks)
    return {
        "ruleId": item.match.verdict,
        "level": item.level,
        "message": {"text": f"“{item.match.said}”: {message(item.match)}"},
        "locations": [
            {"physicalLocation": location, "logicalLocations": [{"fullyQualifiedName": item.location}]},
        ],
    }


def _region(span: Span, breaks: list[int]) -> dict[str, object]:
    lines = [bisect_right(breaks, offset) for offset in (span.start, span.end)]
    columns = [
        offset - (breaks[line - 1] if line else 0) + 1
        for offset, line in zip((span.start, span.end), lines, strict=True)
    ]
    return {
        "startLine": lines[0] + 1,
        "startColumn": columns[0],
        "endLine": lines[1] + 1,
        "endColumn": columns[1],
        "snippet": {"text": span.text},
    }


def _version() -> str:
    try:
        return version("summarizer")
    except PackageNotFoundError:
        return "unknown"
