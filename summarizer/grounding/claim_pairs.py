"""Claims of one article held against each other: which contradict, which say the same."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from summarizer.grounding.figures import Figure, agree, figures_in
from summarizer.grounding.stems import words_in
from summarizer.text.cues import cues_for

__all__ = ["contradictory_claims", "same_claim"]

_ALIKE = 0.6
"""Share of the shorter claim's words that two claims about the same subject have in common."""


def contradictory_claims(texts: Sequence[str], language: str | None = "en") -> tuple[tuple[int, int], ...]:
    """Find claims that give the same subject a different figure.

    Args:
        texts: claims of one article.
        language: ISO 639 code of the claims, or None.

    Returns:
        Pairs of numbers into `texts`, the smaller first.
    """
    return tuple(
        (one, two) for one, two in combinations(range(len(texts)), 2) if _contradict(texts[one], texts[two], language)
    )


def same_claim(one: str, two: str, language: str | None = "en") -> bool:
    """Whether two claims have the same words with meaning and the same figures, one part of them moved at most.

    "On Tuesday the port closed" is "The port closed on Tuesday"; words that change places around another, as in
    "A beat B", say something else, and so does any further word.

    Args:
        one: a claim.
        two: another claim of the same article.
        language: ISO 639 code of the claims, or None.
    """
    first, second = (_meant(text, language) for text in (one, two))
    return bool(first) and len(first) == len(second) and _is_moved(first, second)


def _is_moved(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether one sequence is the other with one run of items moved elsewhere."""
    start = next((at for at, (a, b) in enumerate(zip(one, two, strict=True)) if a != b), len(one))
    end = next((at for at in range(len(one), start, -1) if one[at - 1] != two[at - 1]), start)
    mine, theirs = [*one[start:end]], [*two[start:end]]
    return any(mine[cut:] + mine[:cut] == theirs for cut in range(max(1, len(mine))))


def _contradict(one: str, two: str, language: str | None) -> bool:
    mine, theirs = figures_in(one, language), figures_in(two, language)
    if not mine or not theirs:
        return False
    subject, other = _subject(one, mine, language), _subject(two, theirs, language)
    if len(subject & other) < _ALIKE * min(len(subject), len(other)) or not subject & other:
        return False
    return any(
        _same_thing(figure, rival) and not agree(figure, rival) and not agree(rival, figure)
        for figure in mine
        for rival in theirs
        if not any(agree(figure, known) for known in theirs) and not any(agree(rival, known) for known in mine)
    )


def _same_thing(figure: Figure, rival: Figure) -> bool:
    if figure.year != rival.year or figure.ordinal != rival.ordinal or figure.unit != rival.unit:
        return False
    return bool(figure.unit) or figure.year or figure.counted[:1] == rival.counted[:1]


def _subject(text: str, figures: Sequence[Figure], language: str | None) -> frozenset[str]:
    """Stems of the words that say what the figures are about."""
    return frozenset(
        word.stem
        for word in words_in(text, language)
        if word.content and not any(figure.start <= word.start < figure.end for figure in figures)
    )


def _meant(text: str, language: str | None) -> list[str]:
    """The words with meaning, in order; figures by their value."""
    cues = cues_for(language)
    empty = cues.definite | cues.linking | cues.copulas
    found = {
        figure.start: f"{min(figure.values):g} {figure.unit} {'th' if figure.ordinal else ''}"
        for figure in figures_in(text, language)
    }
    inside = [(figure.start, figure.end) for figure in figures_in(text, language)]
    for word in words_in(text, language):
        if word.low not in empty and not any(start <= word.start < end for start, end in inside):
            found[word.start] = word.stem
    return [found[start] for start in sorted(found)]
