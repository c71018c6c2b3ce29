"""Outcomes: one type a schema, and what stands anywhere inside."""

import pytest
from pydantic import BaseModel, ConfigDict

from summarizer.schema.outcome import outcome_type
from summarizer.schema.ready import Brief, Quotes
from summarizer.schema.span import Span
from summarizer.schema.walk import values_in

ONE, TWO, THREE = (Span(start=at, end=at + 1, text="x") for at in (1, 2, 3))


class _Open(BaseModel):
    model_config = ConfigDict(extra="allow")

    spans: dict[str, list[Span]] = {}


def test_an_outcomes_type_is_made_once():
    assert outcome_type(Brief) is outcome_type(Brief)
    assert outcome_type(Brief) is not outcome_type(Quotes)


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ((None, "text", 4, True), []),
        ((ONE, TWO), [ONE, TWO]),
        (([ONE, "x", (TWO,)], {"a": THREE}), [ONE, TWO, THREE]),
        ((_Open(spans={"a": [ONE, TWO]}, more=THREE),), [ONE, TWO, THREE]),
    ],
)
def test_values_are_found_wherever_they_are_in_order(values, found):
    assert values_in(Span, *values) == found
