"""Words of a statement whose opposite, or whose sister, stands at that place in the article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from summarizer.grounding.article_view import ArticleView, Evidence
from summarizer.grounding.negation_checks import is_negated
from summarizer.grounding.opposites import Opposites, opposites_of
from summarizer.grounding.stems import Word, WordIndex
from summarizer.schema.check import Check, CheckKind, CheckVerdict

__all__ = ["check_opposites"]

_REACH = 8
"""Words around a word that are compared."""
_SHARED = 2
"""Words with content that both sides must have there."""
_CLEARLY = 3
"""Words more around the opposite than around the word itself, where the article has both."""
_SHORTEST = 4
"""Letters of a word at least that a prefix is taken from."""


def check_opposites(claim: WordIndex, evidence: Evidence) -> Iterator[Check]:
    """Find words that the article does not have, where it has their opposite.

    Args:
        claim: the statement's words.
        evidence: what it is said to rest on.

    Yields:
        One check, always `contradicted`, for each such word, in order.
    """
    view = evidence.view
    table, prefixed = opposites_of(view.language), _prefixed(view)
    for number, word in enumerate(claim.words):
        stem = word.stem
        if not (stem in table.against or stem in table.sisters or stem in prefixed or stem.startswith(table.prefixes)):
            continue
        if not word.low.isalpha() or (word.capital and not word.opens) or _is_age(claim, number, table):
            continue
        found = _opposite(claim, number, evidence, table)
        if found is None:
            continue
        yield Check(
            kind=CheckKind.OPPOSITE,
            words=word.text,
            start=word.start,
            end=word.end,
            verdict=CheckVerdict.CONTRADICTED,
            nearest=view.span(found.start, found.end),
        )


def _opposite(claim: WordIndex, number: int, evidence: Evidence, table: Opposites) -> Word | None:
    """The article's opposite of a word, among the same words as in the statement."""
    view, word = evidence.view, claim.words[number]
    stems = view.index.by_stem
    candidates = {
        stem
        for stem in (
            *table.against.get(word.stem, ()),
            *table.sisters.get(word.stem, ()),
            *_prefixed(view).get(word.stem, ()),
            *_without_prefix(word.stem, table),
        )
        if stem in stems
    }
    if not candidates:
        return None
    context = claim.content_around(number, _REACH)
    own = {word.stem} | table.beside.get(word.stem, frozenset())
    known = [_shared(context, view, at) for stem in own for at in view.index.by_stem.get(stem, ())]
    wanted = max(min(_SHARED, len(context)), max(known, default=-_CLEARLY) + _CLEARLY)
    if not known and table.sisters.get(word.stem):
        wanted = min(1, len(context))
    negated = is_negated(claim, number, view.language)
    scored = [
        (-_shared(context, view, at), at)
        for stem in candidates
        for at in view.index.by_stem.get(stem, ())
        if (not known or evidence.holds(view.words[at].start, view.words[at].end))
        and is_negated(view.index, at, view.language) == negated
    ]
    best, at = min(scored, default=(0, 0))
    return view.words[at] if scored and -best >= wanted else None


def _is_age(claim: WordIndex, number: int, table: Opposites) -> bool:
    """Whether a word stands behind a unit of time, as in "ten years old", "two days later"."""
    return number > 0 and claim.words[number - 1].stem in table.units


def _shared(context: frozenset[str], view: ArticleView, at: int) -> int:
    return len(context & view.index.content_around(at, _REACH))


@lru_cache(maxsize=16)
def _prefixed(view: ArticleView) -> Mapping[str, Sequence[str]]:
    """The article's stems that begin with a prefix, by what is left without it."""
    found = defaultdict(list)
    table = opposites_of(view.language)
    for stem in view.index.by_stem:
        for rest in _without_prefix(stem, table):
            found[rest].append(stem)
    return dict(found)


def _without_prefix(stem: str, table: Opposites) -> Sequence[str]:
    """The stem without a prefix that turns it around."""
    if not stem.startswith(table.prefixes):
        return ()
    rests = (stem[len(prefix) :] for prefix in table.prefixes if stem.startswith(prefix))
    return [rest for rest in rests if len(rest) >= _SHORTEST]
