"""Headline and abstract."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.extractive.lead import LONGEST_HEADLINE, abstract, headline
from tests.extractive.tram import read_article


def test_headline_is_the_title():
    assert headline(" Tram line \n backed ", ()) == "Tram line backed"


def test_headline_from_the_heading_above_the_text_but_no_menu(tram):
    assert headline(None, tram.sentences) == "Riverton council backs tram line to the port"


def test_headline_of_a_short_heading_where_no_other_is(read):
    prose = "The council of Riverton voted on Monday to build a tram line to the port and the hospital."
    assert headline(None, read(f"# Tram vote\n\n{prose}").sentences) == "Tram vote"


_VOTE = "The council of Riverton voted on Monday to build a tram line to the port"
_ASKED = "opponents had asked for more buses and a better road to the hospital instead."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The council voted.", "The council voted"),
        (f"{_VOTE}, although {_ASKED}", _VOTE),
        (f"{_VOTE} although {_ASKED}", f"{_VOTE} although opponents had asked for…"),
        ("", ""),
    ],
)
def test_headline_from_the_first_sentence(read, text, expected):
    found = headline(None, read(text).sentences)
    assert found == expected
    assert len(found) <= LONGEST_HEADLINE


def test_abstract_begins_with_the_lead_and_has_no_dateline(tram):
    found = abstract(tram.sentences, "en", quotations=tram.quotations)
    assert found.startswith("The city council of Riverton voted on Monday")
    assert "/WIRE/" not in found
    assert "Jo Lane" not in found


def test_abstract_is_made_of_two_to_four_whole_sentences_in_order(tram):
    found = abstract(tram.sentences, "en", quotations=tram.quotations)
    used = [sentence.text for sentence in tram.sentences if sentence.text in found]
    assert 2 <= len(used) <= 4
    assert " ".join(used) == found


def test_abstract_of_speech_only_still_says_something(read):
    article = read('"We will build the tram line to the port," Mayor Holt said.')
    assert abstract(article.sentences, "en", quotations=article.quotations) == article.sentences[0].text


def test_abstract_without_spaces_between_sentences(read):
    text = "市议会投票修建有轨电车。港口居民表示欢迎。"
    article = read(text, "zh")
    assert abstract(article.sentences, "zh") == text


@given(
    st.text(st.sampled_from(list("Aab Tt.\n\"'-é市电。ไ#")), max_size=300), st.sampled_from(["en", "zh", "th", None])
)
def test_any_text(text, language):
    article = read_article(text, language)
    found = abstract(article.sentences, language, quotations=article.quotations)
    assert "\n" not in found
    assert len(headline(None, article.sentences).split("\n")) == 1
    assert abstract(article.sentences, language, quotations=article.quotations) == found
