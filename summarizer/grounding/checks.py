"""A statement's figures, dates, names, negations and telling words, each held against the article; no model."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from summarizer.grounding.article_view import Evidence, view_of
from summarizer.grounding.date_checks import check_dates
from summarizer.grounding.figure_checks import check_figures
from summarizer.grounding.name_checks import check_names
from summarizer.grounding.negation_checks import check_negations
from summarizer.grounding.opposite_checks import check_opposites
from summarizer.grounding.quantity_checks import check_quantities
from summarizer.grounding.role_checks import check_roles
from summarizer.grounding.stems import WordIndex, words_in
from summarizer.schema.check import Check, CheckKind
from summarizer.schema.span import Span
from summarizer.text.reading import Reading

__all__ = ["check"]


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
    places = tuple((span.start, span.end) for span in evidence) or ((0, len(reading.text)),)
    held = Evidence(view_of(reading.text, reading.language), places)
    claim = WordIndex(words_in(statement, reading.language))
    found = chain(
        check_dates(statement, held, published),
        check_names(statement, held),
        check_figures(statement, held),
        check_negations(claim, held),
        check_quantities(claim, held),
        check_opposites(claim, held),
        check_roles(claim, held),
    )
    return tuple(sorted(_once(found), key=lambda one: (one.start, one.end)))


def _once(checks: Iterable[Check]) -> list[Check]:
    """Keep one check for each place, the faults first: a day of the month is no number, an acronym with digits none."""
    kept: list[Check] = []
    for one in checks:
        rivals = [other for other in kept if other.start < one.end and one.start < other.end]
        if not rivals or (one.kind is CheckKind.NEGATION and one.verdict.is_fault):
            kept.append(one)
    return kept
