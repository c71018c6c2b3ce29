"""A "not" that stands on one side only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from summarizer.grounding.article_view import ArticleView, Evidence
from summarizer.grounding.opposites import opposites_of
from summarizer.grounding.stems import Word, WordIndex, base_language
from summarizer.schema.check import Check, CheckKind, CheckVerdict
from summarizer.text.cues import cues_for
from summarizer.text.negations import negations_of

__all__ = ["check_negations", "is_negated", "is_negation", "negations_among"]

_BEFORE = 4
"""Words before a word in which a negation negates it."""
_AFTER = 3
"""Words after it, for languages and phrases that negate there."""
_REACH = 10
"""Words around a word that are compared."""
_ANSWERED = frozenset(".!?")
"""After a negation: it is an answer of its own, and negates nothing that follows."""
_SHARED = 2
"""Words with content that both sides must have there."""


def is_negation(word: Word, language: str | None) -> bool:
    """Whether a word negates."""
    return _negates(word.low, language)


@lru_cache(maxsize=20_000)
def _negates(low: str, language: str | None) -> bool:
    low, negations = low.replace("’", "'"), negations_of(base_language(language) or None)
    return low in negations.words or low.endswith(negations.endings)


def is_negated(index: WordIndex, number: int, language: str | None) -> bool:
    """Whether a negation, or a verb that denies, stands close before a word, in its sentence."""
    return _negator(index, number, language, before=_BEFORE, after=0) is not None


def check_negations(claim: WordIndex, evidence: Evidence) -> Iterator[Check]:
    """Compare what is negated in a statement with the same words in the evidence.

    Args:
        claim: the statement's words.
        evidence: what it is said to rest on.

    Yields:
        One check for each negation of the statement whose words the evidence has; and one, `contradicted`, for each
        word that the evidence negates and the statement does not.
    """
    negations = negations_of(base_language(evidence.view.language) or None)
    if negations == negations_of(None):
        return  # a language without a list: what negates in one is a common word in another
    yield from _added(claim, evidence)
    yield from _removed(claim, evidence)


def _added(claim: WordIndex, evidence: Evidence) -> Iterator[Check]:
    view = evidence.view
    for number in _negating(claim, range(len(claim.words)), view.language):
        word = claim.words[number]
        scope = _scope(claim, number)
        found = (_same_places(claim, target, evidence, _SHARED + step) for step, target in enumerate(scope))
        places = next(filter(None, found), None)
        if not places:
            continue
        denied = next((at for at in places if _denied(view.index, at, view.language)), None)
        nearest = view.words[places[0] if denied is None else denied]
        yield Check(
            kind=CheckKind.NEGATION,
            words=word.text,
            start=word.start,
            end=word.end,
            verdict=CheckVerdict.CONTRADICTED if denied is None else CheckVerdict.SUPPORTED,
            nearest=view.span(nearest.start, nearest.end),
        )


def negations_among(index: WordIndex, numbers: range, language: str | None) -> Iterator[Word]:
    """The words that negate something, of those with these numbers."""
    if negations_of(base_language(language) or None) != negations_of(None):
        yield from (index.words[at] for at in _negating(index, numbers, language) if _scope(index, at))


def _negating(index: WordIndex, numbers: range, language: str | None) -> Iterator[int]:
    """Numbers of the negations and of the verbs that refuse what follows: "declined to"."""
    table, particles = opposites_of(language), cues_for(language).infinitive
    for number in numbers:
        word = index.words[number]
        negates = _negates(word.low, language)
        if not negates and word.stem not in table.refusing:
            continue
        following = index.words[number + 1].low if number + 1 < len(index.words) else ""
        if following not in table.only and (negates or following in particles):
            yield number


@lru_cache(maxsize=16)
def _negations_in(view: ArticleView) -> Sequence[int]:
    """Numbers of the article's words that negate."""
    return [number for number, word in enumerate(view.words) if _negates(word.low, view.language)]


def _removed(claim: WordIndex, evidence: Evidence) -> Iterator[Check]:
    view = evidence.view
    for at in _negations_in(view):
        no = view.words[at]
        if not evidence.has(no) or view.text[no.end : no.end + 1] in _ANSWERED:
            continue
        for target in _scope(view.index, at)[:1]:
            stem = view.words[target].stem
            others = view.index.by_stem[stem]
            for number in claim.by_stem.get(stem, ()):
                context = claim.content_around(number, _REACH)
                alike = context & view.index.content_around(target, _REACH)
                only_here = all(_denied(view.index, other, view.language) for other in others)
                if (
                    len(alike) >= min(_SHARED + 1, max(_SHARED, len(context)))
                    and only_here
                    and not _denied(claim, number, view.language)
                ):
                    word = claim.words[number]
                    yield Check(
                        kind=CheckKind.NEGATION,
                        words=word.text,
                        start=word.start,
                        end=word.end,
                        verdict=CheckVerdict.CONTRADICTED,
                        nearest=view.span(no.start, no.end),
                    )


def _scope(index: WordIndex, number: int) -> list[int]:
    """The words that a negation most likely negates: the next three with content in its clause."""
    clause = index.words[number].clause
    following = [
        at
        for at in range(number + 1, min(number + 7, len(index.words)))
        if index.words[at].clause == clause and index.words[at].content
    ]
    return following[:3]


def _same_places(claim: WordIndex, target: int, evidence: Evidence, wanted: int) -> list[int]:
    """Where the evidence has a word of the statement among the same words, `wanted` of them or all there are."""
    view = evidence.view
    context = claim.content_around(target, _REACH)
    return [
        at
        for at in view.index.by_stem.get(claim.words[target].stem, ())
        if evidence.holds(view.words[at].start, view.words[at].end)
        and len(context & view.index.content_around(at, _REACH)) >= min(wanted, len(context))
    ]


def _denied(index: WordIndex, number: int, language: str | None) -> bool:
    """Whether anything near a word denies it."""
    return _negator(index, number, language, before=_REACH, after=_AFTER) is not None


def _negator(index: WordIndex, number: int, language: str | None, *, before: int, after: int) -> int | None:
    refusing = opposites_of(language).refusing
    for at in index.around(number, max(before, after)):
        if not -before <= at - number <= after or at == number:
            continue
        if _negates(index.words[at].low, language) or index.words[at].stem in refusing:
            return at
    return None
