"""A statement's figures, dates, names, negations and telling words, each held against the article; no model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from summarizer.grounding.address_checks import check_addresses
from summarizer.grounding.article_view import Evidence, view_of
from summarizer.grounding.date_checks import check_dates
from summarizer.grounding.figure_checks import check_figures
from summarizer.grounding.name_checks import check_names
from summarizer.grounding.negation_checks import check_negations
from summarizer.grounding.opposite_checks import check_opposites
from summarizer.grounding.order_checks import check_orders
from summarizer.grounding.quantity_checks import check_quantities
from summarizer.grounding.role_checks import check_roles
from summarizer.grounding.stems import WordIndex, words_in
from summarizer.grounding.verbatim_checks import Piece, check_verbatim, verbatim_pieces
from summarizer.grounding.word_checks import check_words
from summarizer.schema.check import Check, CheckKind
from summarizer.schema.span import Span
from summarizer.text.reading import Reading, remembered

__all__ = ["check", "check_without_rules"]

_OF_THE_WHOLE = frozenset({CheckKind.WORDS, CheckKind.ORDER})


def check(
    statement: str, evidence: Sequence[Span], reading: Reading, *, published: str | None = None
) -> tuple[Check, ...]:
    """Hold a statement against its evidence, then the whole article.

    Args:
        statement: what is stated, in the article's language; offsets of the checks are code points into it.
        evidence: the sentences that it is said to rest on; where there are none, the whole article.
        reading: the article.
        published: ISO 8601 date or date-time of the article, against which "yesterday" is resolved, or None.

    Returns:
        What was checked, in the statement's order; a word is checked once.
    """
    held, known = _evidence(evidence, reading), _checked(reading)
    asked = (statement, held.places, published)
    if asked not in known:
        pieces = verbatim_pieces(statement, held.places, reading.sentences)
        found = _verbatim(statement, pieces, held, published) if pieces else _compared(statement, held, published)
        known[asked] = _in_order(_once(found))
    return known[asked]


@remembered
def _checked(_: Reading) -> dict[tuple[str, tuple[tuple[int, int], ...], str | None], tuple[Check, ...]]:
    """What was checked before: most of a draft is the same after its repair."""
    return {}


def _verbatim(statement: str, pieces: Sequence[Piece], held: Evidence, published: str | None) -> Iterator[Check]:
    """Sentences of the article hold, but for those that speak to a language model."""
    yield from check_addresses(statement, held)
    yield from check_verbatim(pieces, held.view, published)
    yield from check_orders(statement, held)


def _compared(statement: str, held: Evidence, published: str | None) -> Iterator[Check]:
    claim = WordIndex(words_in(statement, held.view.language))
    return chain(
        check_addresses(statement, held),
        check_dates(statement, held, published),
        check_names(statement, held),
        check_figures(statement, held),
        check_negations(claim, held),
        check_quantities(claim, held),
        check_opposites(claim, held),
        check_roles(claim, held),
        check_words(statement, held),
        check_orders(statement, held),
    )


def check_without_rules(
    statement: str, evidence: Sequence[Span], reading: Reading, *, translated: bool = False
) -> tuple[Check, ...]:
    """Hold a statement against the article as far as no rules of its language are needed.

    Args:
        statement: what is stated.
        evidence: as for `check`.
        reading: the article.
        translated: whether the statement is in another language than the article.

    Returns:
        What was checked: addresses and markup, and, where not translated, the words as a whole.
    """
    held = _evidence(evidence, reading)
    found = list(check_addresses(statement, held))
    if not translated:
        verbatim = verbatim_pieces(statement, held.places, reading.sentences)
        found += [*(() if verbatim else check_words(statement, held)), *check_orders(statement, held)]
    return _in_order(found)


def _evidence(evidence: Sequence[Span], reading: Reading) -> Evidence:
    places = tuple((span.start, span.end) for span in evidence) or ((0, len(reading.text)),)
    return Evidence(view_of(reading.text, reading.language), places)


def _in_order(checks: Iterable[Check]) -> tuple[Check, ...]:
    return tuple(sorted(checks, key=lambda one: (one.start, one.end)))


def _once(checks: Iterable[Check]) -> list[Check]:
    """Keep one check for each place, the faults first: a day of the month is no number, an acronym with digits none."""
    kept: list[Check] = []
    for one in checks:
        rivals = [other for other in kept if other.start < one.end and one.start < other.end]
        beside = one.kind in _OF_THE_WHOLE or (one.kind is CheckKind.NEGATION and one.verdict.is_fault)
        if not rivals or beside:
            kept.append(one)
    return kept
