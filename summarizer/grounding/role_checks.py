"""Two names that stand around the same verb in the other order: "A beat B" where the article has "B beat A"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from summarizer.grounding.article_view import ArticleView, Evidence
from summarizer.grounding.stems import Word, WordIndex
from summarizer.schema.check import Check, CheckKind, CheckVerdict
from summarizer.text.cues import Cues, cues_for

__all__ = ["check_roles"]

_REACH = 4
"""Words between a verb and the names around it at most."""


def check_roles(claim: WordIndex, evidence: Evidence) -> Iterator[Check]:
    """Find names that have changed places around a word.

    Only where the word has the same form on both sides, so that both are active or both passive; and only where the
    article has the names in the statement's order around it nowhere.

    Args:
        claim: the statement's words.
        evidence: what it is said to rest on.

    Yields:
        One check, always `contradicted`, for each such word.
    """
    view = evidence.view
    cues = cues_for(view.language)
    if not view.cased or not cues.language:
        return
    named = [word.capital and _is_name(word, cues) for word in claim.words]
    if sum(named) < 2:
        return
    for number, word in enumerate(claim.words):
        if word.capital or not word.content or len(word.low) < 3 or word.low not in view.index.by_low:
            continue
        pair = _names_around(claim, number, named)
        if pair is None:
            continue
        theirs = view.index.by_low[word.low]
        if any(_pair_in(view, at) == pair for at in theirs):
            continue
        for at in theirs:
            if _pair_in(view, at) == pair[::-1] and evidence.holds(view.words[at].start, view.words[at].end):
                yield Check(
                    kind=CheckKind.ROLE,
                    words=word.text,
                    start=word.start,
                    end=word.end,
                    verdict=CheckVerdict.CONTRADICTED,
                    nearest=view.span(view.words[at].start, view.words[at].end),
                )
                break


@lru_cache(maxsize=16)
def _named_in(view: ArticleView) -> Sequence[bool]:
    """For each of the article's words, whether it is a name's."""
    cues = cues_for(view.language)
    return [word.capital and _is_name(word, cues) for word in view.words]


def _pair_in(view: ArticleView, number: int) -> tuple[str, str] | None:
    """The names around a word of the article, found once."""
    known = _pairs_in(view)
    if number not in known:
        known[number] = _names_around(view.index, number, _named_in(view))
    return known[number]


@lru_cache(maxsize=16)
def _pairs_in(_: ArticleView) -> dict[int, tuple[str, str] | None]:
    return {}


def _names_around(index: WordIndex, number: int, named: Sequence[bool]) -> tuple[str, str] | None:
    """Last words of the nearest names before and after a word, in its clause."""
    before = _nearest_name(index, range(number - 1, max(-1, number - 1 - _REACH), -1), number, named)
    after = _nearest_name(index, range(number + 1, min(len(named), number + 1 + _REACH)), number, named)
    if before is None or after is None or before == after:
        return None
    while after + 1 < len(named) and named[after + 1]:
        after += 1
    return index.words[before].stem, index.words[after].stem


def _nearest_name(index: WordIndex, places: range, number: int, named: Sequence[bool]) -> int | None:
    clause = index.words[number].clause
    return next((at for at in places if named[at] and index.words[at].clause == clause), None)


def _is_name(word: Word, cues: Cues) -> bool:
    """Whether a word with a capital is a name."""
    return word.content and word.low not in cues.titles and not cues.is_role(word.low)
