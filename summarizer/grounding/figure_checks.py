"""The figures of a statement, held against the article's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.grounding.article_view import ArticleView, Evidence
from summarizer.grounding.figures import Figure, agree, figures_in
from summarizer.grounding.opposites import opposites_of
from summarizer.grounding.stems import WordIndex, words_in
from summarizer.schema.check import Check, CheckKind, CheckVerdict

__all__ = ["check_figures"]

_OFTEN = 20
"""Numbers up to which an article may well have the same one for something else."""
_SMALL = 3
"""Numbers in words up to which a statement may count what the article only lists."""


def check_figures(statement: str, evidence: Evidence) -> Iterator[Check]:
    """Hold each number of a statement against the evidence, then the whole article.

    Args:
        statement: what is stated, in the article's language.
        evidence: what it is said to rest on.

    Yields:
        One check for each number, in order; none for a small number in words that the article does not have in
        figures or words, since it may count what the article lists.
    """
    view = evidence.view
    figures = figures_in(statement, view.language)
    if not figures:
        return
    claim = WordIndex(words_in(statement, view.language))
    known = [*view.counts, *view.broken_figures]
    for figure in figures:
        same = [other for other in known if agree(figure, other)]
        rival = _rival(figure, evidence)
        nearest: Figure | None
        near = next((other for other in same if evidence.holds(other.start, other.end)), None)
        if same and (other := _in_other_unit(figure, same, view.language)):
            verdict, nearest = CheckVerdict.CONTRADICTED, other
        elif rival and (not same or _is_out_of_place(figure, claim, same, rival, view)):
            verdict, nearest = CheckVerdict.CONTRADICTED, rival
        elif near:
            verdict, nearest = CheckVerdict.SUPPORTED, near
        elif same:
            verdict, nearest = CheckVerdict.ELSEWHERE, same[0]
        elif _may_be_counted(figure):
            continue
        else:
            verdict, nearest = CheckVerdict.UNSUPPORTED, _nearest(figure, view)
        yield Check(
            kind=CheckKind.DATE if figure.tells_when else CheckKind.NUMBER,
            words=statement[figure.start : figure.end],
            start=figure.start,
            end=figure.end,
            verdict=verdict,
            nearest=view.span(nearest.start, nearest.end) if nearest else None,
        )


def _rival(figure: Figure, evidence: Evidence) -> Figure | None:
    """Another figure of the evidence that counts the same: "seven people" where the statement has six."""
    if not figure.counted or figure.year:
        return None
    rivals = [
        other
        for other in evidence.view.figures
        if evidence.holds(other.start, other.end)
        and other.counted
        and other.counted[0] == figure.counted[0]
        and other.ordinal == figure.ordinal
        and other.unit == figure.unit
        and not other.year
    ]
    return rivals[0] if rivals and not any(agree(figure, other) for other in rivals) else None


def _in_other_unit(figure: Figure, same: Sequence[Figure], language: str | None) -> Figure | None:
    """The article's same number, where it counts months and the statement years, and nowhere both count the same."""
    units = opposites_of(language).units
    if not figure.counted or figure.counted[0] not in units or figure.ordinal:
        return None
    timed = [other for other in same if other.counted and other.counted[0] in units]
    return timed[0] if timed and not any(figure.counted[0] in other.counted for other in same) else None


def _is_out_of_place(
    figure: Figure, claim: WordIndex, same: Sequence[Figure], rival: Figure, view: ArticleView
) -> bool:
    """Whether a small number stands in the article only for something else, and another one in its place."""
    if max(figure.values) > _OFTEN or any(not other.counted or _counts_same(figure, other) for other in same):
        return False
    context = claim.near(figure.start, figure.end)
    known = max(len(context & view.index.near(other.start, other.end)) for other in same)
    return len(context & view.index.near(rival.start, rival.end)) > known + 1


def _counts_same(figure: Figure, other: Figure) -> bool:
    return bool(set(figure.counted) & set(other.counted))


def _may_be_counted(figure: Figure) -> bool:
    return figure.spelled and not figure.unit and max(figure.values) <= _SMALL


def _nearest(figure: Figure, view: ArticleView) -> Figure | None:
    """The article's figure that the statement's most likely stands for."""
    alike = [
        other
        for other in view.figures
        if other.ordinal == figure.ordinal and other.unit == figure.unit and other.year == figure.year
    ]
    counting = [other for other in alike if _counts_same(figure, other)]
    value = max(figure.values)
    return min(counting or alike, key=lambda other: abs(max(other.values) - value), default=None)
