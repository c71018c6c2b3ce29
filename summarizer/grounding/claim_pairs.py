"""Claims of one article held against each other: which contradict, which say the same."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from summarizer.grounding.figures import Figure, agree, figures_in
from summarizer.grounding.negation_checks import is_negation
from summarizer.grounding.opposites import opposites_of
from summarizer.grounding.stems import Word, base_language, words_in
from summarizer.text.negations import negations_of

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
    """Whether two claims have the same words with meaning and the same figures, in whatever order.

    Names in another order say something else ("A beat B"), as does a negation on one side.

    Args:
        one: a claim.
        two: another claim of the same article.
        language: ISO 639 code of the claims, or None.
    """
    first, second = (_meant(text, language) for text in (one, two))
    if not first or sorted(first) != sorted(second):
        return False
    return _negations(one, language) == _negations(two, language) and _names(one, language) == _names(two, language)


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
    """The words with meaning; figures by their value."""
    figures = figures_in(text, language)
    values = [f"{min(figure.values):g} {figure.unit} {figure.ordinal}" for figure in figures]
    rest = [
        word.stem
        for word in words_in(text, language)
        if word.content and not any(figure.start <= word.start < figure.end for figure in figures)
    ]
    return rest + values


def _negations(text: str, language: str | None) -> int:
    negations, refusing = negations_of(base_language(language) or None), opposites_of(language).refusing
    return sum(is_negation(word, negations) or word.stem in refusing for word in words_in(text, language))


def _names(text: str, language: str | None) -> list[Word] | list[str]:
    return [word.stem for word in words_in(text, language) if word.capital and word.content]
