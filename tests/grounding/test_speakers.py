"""Who speaks: a table of sentences by language, and what must hold of any text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.grounding.speakers import attribute
from summarizer.schema.article import Quotation, Sentence
from summarizer.text.quotations import find_quotations
from summarizer.text.sentences import split_sentences

DATA = Path(__file__).parent / "data"
TABLES = sorted(DATA.glob("speakers.*.json"))


def rows():
    for path in TABLES:
        language = path.name.split(".")[1]
        for number, row in enumerate(json.loads(path.read_text(encoding="utf-8")), 1):
            yield pytest.param(language, row, id=f"{language}-{number}")


def read(text, language):
    quotations = find_quotations(text, language)
    return quotations, attribute(text, split_sentences(text, language, quotations), quotations, language)


@pytest.mark.parametrize(("language", "row"), list(rows()))
def test_the_table(language, row):
    quotations, attributions = read(row["text"], language)
    for expected in row["expect"]:
        quotation = next(quotation for quotation in quotations if quotation.text.startswith(expected["quote"]))
        own = attributions[quotation.id]
        assert (own.mention and own.mention.text) == expected["mention"]
        if "cue" in expected:
            assert own.cue is not None
            assert own.cue.text == expected["cue"]
        if "rule" in expected:
            assert own.rule == expected["rule"]
        assert own.rule.certain is expected.get("certain", True)
        if "speaker" in expected:
            assert own.speaker == expected["speaker"]


def test_a_language_without_cue_words_is_read_by_its_marks():
    quotations, attributions = read("“Ngiyabonga kakhulu namhlanje,” uThandi Nkosi wasitshela.", "zu")
    mention = attributions[quotations[0].id].mention
    assert mention is not None
    assert "Nkosi" in mention.text


def test_the_same_name_without_a_cue_is_never_called_certain():
    _, attributions = read("Ruth Adler was furious. “They lied to us for years.”", "en")
    assert not any(own.rule.certain for own in attributions.values())


PIECES = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "„",
        "«",
        "»",
        ",",
        ".",
        "?",
        ":",
        " — ",
        "\n\n",
        " said ",
        " sagte ",
        "Ana Diaz",
        " the minister",
        " he ",
        " and ",
        " who ",
        " with ",
        " calling ",
        " according to ",
        "'s ",
        "l'",
        "(",
        ")",
        "5",
        " dit-il",
        "word ",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join), st.sampled_from(["en", "de", "fr", "ru", None, "xx"]))
def test_any_text_gets_spans_that_hold(text, language):
    quotations, attributions = read(text, language)
    assert set(attributions) == {quotation.id for quotation in quotations}
    for own in attributions.values():
        assert own.mention is None or (own.mention.holds_in(text) and own.mention.text)
        assert own.cue is None or own.cue.holds_in(text)
        assert (own.mention is None) == (own.rule == "none")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.data())
def test_any_cut_of_any_text_is_borne(text, data):
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    edges = list(zip(cuts[::2], cuts[1::2], strict=False))
    quotations = [
        Quotation(f"Q{i}", a, b, text[a:b], a, b, speech=True, score=1.0, group=i) for i, (a, b) in enumerate(edges)
    ]
    sentences = [Sentence(f"S{i}", a, b, text[a:b]) for i, (a, b) in enumerate(edges)]
    for own in attribute(text, sentences, quotations, "en").values():
        assert own.mention is None or own.mention.holds_in(text)


def test_without_quotations_there_is_nothing_to_tell():
    assert attribute("Nothing was said.", (), (), "en") == {}
