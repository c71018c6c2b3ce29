"""Words that say how many, how often or which in order: all, none, most, half, only, first, always."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from summarizer.grounding.article_view import ArticleView, Evidence
from summarizer.grounding.negation_checks import is_negation
from summarizer.grounding.stems import Word, WordIndex, base_language
from summarizer.schema.check import Check, CheckKind, CheckVerdict

__all__ = ["check_quantities", "quantities_among"]

_REACH = 3
"""Words before what is counted among which its quantity word stands."""
_FOLLOWING = 3
"""Words after a quantity word among which is what it counts."""


@dataclass(frozen=True, slots=True)
class _Quantities:
    """The quantity words of one language.

    Attributes:
        sizes: the class of each quantity word: all, most, half.
        backing: for some of the classes, the words of which an article has one that says so.
    """

    sizes: Mapping[str, str] = field(default_factory=dict)
    backing: Mapping[str, frozenset[str]] = field(default_factory=dict)


def check_quantities(claim: WordIndex, evidence: Evidence) -> Iterator[Check]:
    """Hold the quantity words of a statement against what the article says of the same thing.

    Args:
        claim: the statement's words.
        evidence: what it is said to rest on.

    Yields:
        One check for each quantity word that has a quantity word beside the same thing in the evidence
        (`supported`, `contradicted`), or for which the article has no word at all (`unsupported`).
    """
    view = evidence.view
    table = _quantities(base_language(view.language))
    for number, word in enumerate(claim.words):
        size = table.sizes.get(word.low)
        if size is None or _is_denied(claim, number, view.language):
            continue
        beside = _beside(claim, number, evidence, table)
        same = next((other for other in beside if table.sizes[other.low] == size), None)
        if beside:
            verdict = CheckVerdict.CONTRADICTED if same is None else CheckVerdict.SUPPORTED
            nearest = same or beside[0]
        elif size in table.backing and not _is_backed(table.backing[size], view):
            verdict, nearest = CheckVerdict.UNSUPPORTED, None
        else:
            continue
        yield Check(
            kind=CheckKind.QUANTITY,
            words=word.text,
            start=word.start,
            end=word.end,
            verdict=verdict,
            nearest=view.span(nearest.start, nearest.end) if nearest else None,
        )


def _is_denied(claim: WordIndex, number: int, language: str | None) -> bool:
    """Whether "not" stands before a quantity word: "not only", "not all" say something else."""
    return number > 0 and is_negation(claim.words[number - 1], language)


def _beside(claim: WordIndex, number: int, evidence: Evidence, table: _Quantities) -> list[Word]:
    """The quantity words that the evidence has before what the statement counts."""
    view, counted = evidence.view, _counted(claim, number)
    if counted is None:
        return []
    return [
        view.words[near]
        for at in view.index.by_stem.get(counted.stem, ())
        if evidence.holds(view.words[at].start, view.words[at].end)
        for near in range(max(0, at - _REACH), at)
        if view.words[near].sentence == view.words[at].sentence and view.words[near].low in table.sizes
    ]


def _counted(index: WordIndex, number: int) -> Word | None:
    """The word with content behind a quantity word."""
    return next((other for other in index.words[number + 1 : number + 1 + _FOLLOWING] if other.content), None)


def quantities_among(index: WordIndex, numbers: range, language: str | None) -> Iterator[Word]:
    """The quantity words that count something in their sentence, of the words with these numbers."""
    table = _quantities(base_language(language))
    for number in numbers:
        word = index.words[number]
        if word.low in table.sizes and not _is_denied(index, number, language):
            counted = _counted(index, number)
            if counted is not None and counted.sentence == word.sentence:
                yield word


def _is_backed(words: frozenset[str], view: ArticleView) -> bool:
    return not words.isdisjoint(view.index.by_low) or any(
        low.endswith(("n't", "n’t")) for low in view.index.by_low if "n't" in words
    )


@cache
def _quantities(code: str) -> _Quantities:
    source = files("summarizer.text").joinpath("data", "quantities.json")
    data: dict[str, dict[str, dict[str, str]]] = json.loads(source.read_text(encoding="utf-8"))
    if code not in data:
        return _Quantities()
    sizes, also = data[code]["sizes"], data[code]["also"]
    return _Quantities(
        {word: size for size, line in sizes.items() for word in line.split()},
        {size: frozenset(f"{sizes[size]} {line}".split()) for size, line in also.items()},
    )
