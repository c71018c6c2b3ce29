"""Statements that say no more than what the article says to a language model, in place of what it tells its readers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from summarizer.grounding.article_view import Evidence
from summarizer.grounding.orders import orders_in, spelt_in
from summarizer.grounding.terms import Term, Terms, lookup, sentences_of, terms_in
from summarizer.schema.check import Check, CheckKind, CheckVerdict

__all__ = ["check_orders"]

_MOST_OTHERS = 0.1
"""Share of a sentence's terms that an order may lack, or else one: a report about it says who gave it, or to whom."""
_LEAST_ALONE = 1 / 3
"""Share of a sentence's terms that the rest of the article lacks, where the order lacks any; else one suffices."""
_FEWEST = 2


def check_orders(statement: str, evidence: Evidence) -> Iterator[Check]:
    """Hold a statement against the places of the article that speak to a language model.

    Args:
        statement: what is stated, in the article's language.
        evidence: the article, and what the statement is said to rest on.

    Yields:
        One check for each sentence that says what such a place says, and the rest of the article does not, or that has
        no word of the rest.
    """
    view = evidence.view
    places = orders_in(view.text)
    if not places:
        return
    orders, rest = _parted(view.text, view.language)
    for terms in sentences_of(terms_in(statement, view.language)):
        if len(terms) >= _FEWEST and _is_ordered(terms, orders, rest):
            start, end = terms[0].start, terms[-1].end
            yield Check(
                kind=CheckKind.ORDER,
                words=statement[start:end],
                start=start,
                end=end,
                verdict=CheckVerdict.UNSUPPORTED,
                nearest=view.span(*places[0]),
            )


def _is_ordered(terms: Sequence[Term], orders: Terms, rest: Terms) -> bool:
    others = sum(not orders.have(term) for term in terms)
    alone = sum(not rest.have(term) for term in terms)
    if others == 0:
        return alone > 0
    if alone == len(terms):
        return others < alone
    return others <= max(1, _MOST_OTHERS * len(terms)) and alone >= _LEAST_ALONE * len(terms)


@lru_cache(maxsize=8)
def _parted(text: str, language: str | None) -> tuple[Terms, Terms]:
    """The terms of the orders, also of those that are spelt in another way, and the terms of the rest."""
    inside, outside = terms_in(spelt_in(text), language), []
    done = 0
    for start, end in orders_in(text):
        outside += terms_in(text[done:start], language)
        inside += terms_in(text[start:end], language)
        done = end
    return lookup(inside), lookup([*outside, *terms_in(text[done:], language)])
