"""Two claims of one article: whether they say the same, or the same with another figure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from summarizer.grounding.figures import agree, figures_in
from summarizer.grounding.stems import words_in
from summarizer.text.cues import cues_for

__all__ = ["other_figure", "same_claim"]


def same_claim(one: str, two: str, language: str | None = "en") -> bool:
    """Whether two claims have the same words with meaning and the same figures, one part of them moved at most.

    "On Tuesday the port closed" is "The port closed on Tuesday"; words that change places around another, as in
    "A beat B", say something else, and so does any further word.

    Args:
        one: a claim.
        two: another claim of the same article.
        language: ISO 639 code of the claims, or None.
    """
    first, second = _meant(one, language), _meant(two, language)
    return bool(first) and len(first) == len(second) and _is_moved(first, second)


def _is_moved(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether one sequence is the other with one run of items moved elsewhere."""
    start = next((at for at, (a, b) in enumerate(zip(one, two, strict=True)) if a != b), len(one))
    end = next((at for at in range(len(one), start, -1) if one[at - 1] != two[at - 1]), start)
    mine, theirs = [*one[start:end]], [*two[start:end]]
    return any(mine[cut:] + mine[:cut] == theirs for cut in range(max(1, len(mine))))


def other_figure(one: str, two: str, language: str | None = "en") -> tuple[str, str] | None:
    """Where two claims say the same of the same thing but for one figure, that figure in each.

    Args:
        one: a claim.
        two: another claim of the same article.
        language: ISO 639 code of the claims, or None.
    """
    figures = figures_in(one, language), figures_in(two, language)
    if not figures[0] or len(figures[0]) != len(figures[1]):
        return None
    first, second = _meant(one, language, values=False), _meant(two, language, values=False)
    if len(first) != len(second) or not _is_moved(first, second):
        return None
    differing = [
        (mine, theirs)
        for mine, theirs in zip(*figures, strict=True)
        if not agree(mine, theirs) and not agree(theirs, mine) and not (mine.year and theirs.year)
    ]
    if len(differing) != 1:
        return None
    mine, theirs = differing[0]
    return one[mine.start : mine.end], two[theirs.start : theirs.end]


@lru_cache(maxsize=256)
def _meant(text: str, language: str | None, *, values: bool = True) -> Sequence[str]:
    """The words with meaning, in order; figures by their value, or only by their unit."""
    figures, empty = figures_in(text, language), _empty_words(language)
    found = {
        figure.start: f"{min(figure.values) if values else 0:g} {figure.unit} {'th' if figure.ordinal else ''}"
        for figure in figures
    }
    for word in words_in(text, language):
        if word.low not in empty and not any(figure.start <= word.start < figure.end for figure in figures):
            found[word.start] = word.stem
    return [found[start] for start in sorted(found)]


@lru_cache(maxsize=64)
def _empty_words(language: str | None) -> frozenset[str]:
    cues = cues_for(language)
    return cues.definite | cues.linking | cues.copulas
