"""Words that say how many, how often or which in order: all, none, most, half, only, first, always."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from summarizer.grounding.article_view import Evidence
from summarizer.grounding.stems import WordIndex, base_language
from summarizer.schema.check import Check, CheckKind, CheckVerdict

__all__ = ["check_quantities"]

_REACH = 3
"""Words around a quantity word in which the article must have what it counts."""
_FOLLOWING = 2


def check_quantities(claim: WordIndex, evidence: Evidence) -> Iterator[Check]:
    """Hold the quantity words of a statement against what the evidence says of the same word.

    Args:
        claim: the statement's words.
        evidence: what it is said to rest on.

    Yields:
        One check for each quantity word whose next word the evidence has beside a quantity word.
    """
    view = evidence.view
    sizes = _sizes().get(base_language(view.language), {})
    for number, word in enumerate(claim.words):
        size = sizes.get(word.low)
        counted = [other for other in claim.words[number + 1 : number + 1 + _FOLLOWING] if other.content]
        if size is None or not counted:
            continue
        places = [at for at in view.index.by_stem.get(counted[0].stem, ()) if evidence.holds(*_extent(view.words[at]))]
        beside = [
            near
            for at in places
            for near in range(max(0, at - _REACH), at)
            if view.words[near].sentence == view.words[at].sentence and view.words[near].low in sizes
        ]
        if not beside:
            continue
        same = next((near for near in beside if sizes[view.words[near].low] == size), None)
        nearest = view.words[beside[0] if same is None else same]
        yield Check(
            kind=CheckKind.QUANTITY,
            words=word.text,
            start=word.start,
            end=word.end,
            verdict=CheckVerdict.CONTRADICTED if same is None else CheckVerdict.SUPPORTED,
            nearest=view.span(nearest.start, nearest.end),
        )


def _extent(word: object) -> tuple[int, int]:
    return word.start, word.end  # type: ignore[attr-defined]


@cache
def _sizes() -> Mapping[str, Mapping[str, str]]:
    """For each language, the class of each quantity word."""
    source = files("summarizer.text").joinpath("data", "quantities.json")
    data: dict[str, dict[str, str]] = json.loads(source.read_text(encoding="utf-8"))
    return {code: {word: size for size, line in entry.items() for word in line.split()} for code, entry in data.items()}
