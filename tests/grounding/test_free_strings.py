"""Strings that a model writes freely: who speaks, held against the article."""

import pytest

from summarizer.grounding.free_strings import settle_speakers
from summarizer.schema.article import Article
from summarizer.schema.grounded import Verbatim
from summarizer.schema.match import Verdict
from summarizer.schema.summary import Quote
from summarizer.text.reading import read

TEXT = "“The ferry is safe,” harbour master Ines Falk said. “We will see,” answered a docker."
WORDS = Verbatim(start=1, end=18, text=TEXT[1:18], verdict=Verdict.EXACT)


def settled(speaker, language="en", title=None):
    quotes, failures = settle_speakers(
        [(0, Quote(words=WORDS, speaker=speaker))], Article(text=TEXT, title=title), read(TEXT, "en"), language
    )
    return quotes[0][1].speaker, [failure.problem.said for failure in failures]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Ines Falk", "Ines Falk"),
        ("harbour master Ines Falk", "harbour master Ines Falk"),
        ("S1: Ines Falk", "Ines Falk"),
        ("S1-S2: harbour master Ines Falk", "harbour master Ines Falk"),
        (" S12 : Falk", "Falk"),
        ("a docker", "a docker"),
        ("", ""),
    ],
)
def test_a_speaker_of_the_article_stays_without_a_reference_before_the_name(said, kept):
    assert settled(said) == (kept, [])


@pytest.mark.parametrize("said", ["Otto Brandt", "S1: Otto Brandt", "the submarine"])
def test_a_speaker_that_the_article_has_no_word_of_is_left_out_and_listed(said):
    speaker, failures = settled(said)
    assert speaker == ""
    assert failures == [said.removeprefix("S1: ")]


def test_a_name_with_a_strange_part_stays_and_is_listed():
    assert settled("Ines Brandt") == ("Ines Brandt", ["Ines Brandt"])


def test_the_title_may_name_the_speaker():
    assert settled("Otto Brandt", title="Otto Brandt on ferries") == ("Otto Brandt", [])


def test_in_another_language_roles_are_not_held_but_a_reference_goes():
    assert settled("S1: Hafenmeisterin Ines Falk", language="de") == ("Hafenmeisterin Ines Falk", [])
