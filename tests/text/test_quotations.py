"""Quotations: tables of cases by language, and what holds for any text."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.paragraphs import paragraphs
from summarizer.text.quotations import find_quotations
from tests.conftest import shared

TABLES = sorted((Path(__file__).parent / "data").glob("quotations.*.json"))
CASES = [
    pytest.param(table.name.split(".")[1], case, id=f"{table.name.split('.')[1]}: {case['why']}")
    for table in TABLES
    for case in json.loads(table.read_text(encoding="utf-8"))
]

PIECES = [
    '"',
    "'",
    "“",
    "”",
    "„",
    "‘",
    "’",
    "«",
    "»",
    "「",
    "」",
    "''",
    "``",
    "—",
    "–",
    ",",
    ".",
    "?",
    " ",
    "\n",
    "\n\n",
]
ODD = ["\0", "\ud800", "\udfff", "\u200b", "\u2028", "\r\n", "=", '="', "5", "Word", "word", "said", "сказал", "中"]
TEXTS = st.lists(st.sampled_from(PIECES + ODD), max_size=60).map("".join) | st.text(max_size=200)
LANGUAGES = st.sampled_from([None, "en", "de", "fr", "es", "ru", "zh", "xx"])
WORDS = st.lists(
    st.sampled_from(["river", "bridge", "old", "never", "the", "we", "saw", "it’s"]), min_size=4, max_size=12
)
MARKS = ["“”", "„“", "„”", "«»", "»«", "””", '""', "‘’", "''", "‹›", "「」", "『』"]


@pytest.mark.parametrize(("language", "case"), CASES)
def test_table(language, case):
    found = find_quotations(case["text"], language)
    assert [item.text for item in found if item.speech] == case["speech"]
    assert [item.text for item in found if not item.speech] == case["terms"]
    if "groups" in case:
        assert [item.group for item in found if item.speech] == case["groups"]


@given(TEXTS, LANGUAGES)
def test_places_numbers_and_order_hold_for_any_text(text, language):
    found = find_quotations(text, language)
    places = paragraphs(text)
    for item in found:
        assert text[item.start : item.end] == item.text
        assert item.text == item.text.strip()
        assert any(char.isalnum() for char in item.text)
        assert item.outer_start <= item.start < item.end <= item.outer_end
        start, end = places[item.paragraph]
        assert start <= item.outer_start
        assert item.outer_end <= end
        assert item.speech == (item.score >= 0.5)
        assert 0 <= item.score <= 1
    for before, after in pairwise(found):
        assert before.outer_end <= after.outer_start
        assert after.group - before.group in (0, 1)
    assert [item.id for item in found if item.speech] == [f"Q{n + 1}" for n in range(sum(i.speech for i in found))]
    assert [item.id for item in found if not item.speech] == [
        f"T{n + 1}" for n in range(sum(not i.speech for i in found))
    ]


@given(WORDS, st.sampled_from(MARKS), st.sampled_from(["en", "de", "fr", None]))
def test_every_pair_of_marks_is_read(words, marks, language):
    said = " ".join(words)
    text = f"Holm was there. {marks[0]}{said},{marks[1]} she said."
    assert [item.text for item in find_quotations(text, language)] == [said + ","]


@given(WORDS, st.sampled_from(MARKS), st.sampled_from(MARKS))
def test_only_the_outermost_marks_count(words, outer, inner):
    said = f"They met in the {inner[0]}Blue Room{inner[1]} and {' '.join(words)}."
    text = f"Holm said: {outer[0]}{said}{outer[1]}"
    assert [item.text for item in find_quotations(text, "en")] == [said]


@given(st.lists(WORDS, min_size=2, max_size=5), st.sampled_from(["“”", "«»", '""']))
def test_a_quotation_reopened_at_each_paragraph_is_one_utterance(parts, marks):
    said = [" ".join(words) + "." for words in parts]
    text = "\n\n".join(marks[0] + part for part in said) + marks[1] + " Holm said."
    found = find_quotations(text, "en")
    assert [item.text for item in found] == said
    assert len({item.group for item in found}) == 1
    assert all(item.outer_end == item.end for item in found[:-1])
    assert found[-1].outer_end == found[-1].end + 1


@pytest.mark.parametrize("piece", ['"', "'", "“", "„“", "''", ' "a', ' "a,” «b', "='", "— сказал "])
def test_thousands_of_marks_in_one_paragraph(piece):
    text = piece * 3000
    assert all(text[item.start : item.end] == item.text for item in find_quotations(text, "ru"))


def test_the_parts_of_a_split_quotation_are_alike():
    first, second = find_quotations(
        '"Bridge," said Holm, who had waited, "is what we need before the winter comes."', "en"
    )
    assert first.speech
    assert first.score == second.score


def test_dash_dialogue_has_no_marks_to_count():
    (said,) = find_quotations("— Нас никто не предупредил, — сказала Анна.", "ru")
    assert said.text == "Нас никто не предупредил,"
    assert (said.outer_start, said.outer_end) == (said.start, said.end)


def test_dashes_open_no_speech_in_english():
    assert not find_quotations("— Why not? — said nobody.\n— Bread?", "en")


@pytest.mark.parametrize("language", ["en", None])
def test_wire_story(language):
    found = find_quotations(shared("data", "articles", "tass_putin_macron.txt").read_text("utf-8"), language)
    speech = [item.text for item in found if item.speech]
    assert len(speech) == 6
    assert '"Normandy Summit"' in speech[1]
    assert '"Steinmeier formula"' in speech[1]
    assert {item.text.rstrip(".") for item in found if not item.speech} == {"Normandy Four", "Steinmeier formula"}
