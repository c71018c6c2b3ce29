"""Terms: repeated noun phrases, and no pieces of them."""

import pytest

from summarizer.extractive.terms import terms
from summarizer.extractive.word_use import WordUse


def found(*texts, language="en"):
    return {term.label: term for term in terms(WordUse(texts, language), language)}


def test_a_repeated_noun_phrase_with_its_places():
    line = found("The tram line is long.", "Nobody rides.", "The town wants a tram line.")["tram line"]
    assert line.places == {0, 2}
    assert line.forms == {"tram line": 2}
    assert not line.name


def test_a_capital_at_the_start_alone_is_left_out():
    assert found("Dams hold.", "The dams of the town hold.")["dams"].forms == {"dams": 2}


@pytest.mark.parametrize(
    ("texts", "no_term"),
    [
        (("The tram line is long.", "The town wants a bridge."), "tram line"),
        (("The tram line is long.", "The tram line is short."), "tram"),
        (("They announced the plan.", "They announced the end."), "announced"),
        (("The mayor came.", "The mayor went."), "mayor"),
        (("The port of Elm Bay is open.", "The port of Elm Bay is shut."), "Elm Bay"),
    ],
    ids=["once", "part of a longer one", "verb", "role", "name"],
)
def test_what_is_no_term(texts, no_term):
    assert no_term not in found(*texts)


def test_a_longer_phrase_takes_over_the_shorter_only_where_it_is_the_usual_one():
    usual = ["The tram line is long.", "The tram line is new."]
    assert set(found(*usual)) == {"tram line"}
    assert set(found(*usual, "The line is dear.", "The line is wide.", "The line is red.")) == {"tram line", "line"}


def test_german_nouns_have_capitals():
    texts = ("Die gelbe Linie ist lang.", "Die Stadt will die gelbe Linie.")
    assert set(found(*texts, language="de")) == {"gelbe Linie"}
