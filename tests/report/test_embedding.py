"""Data in a page: nothing of it is markup, and offsets stay."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.report.embedding import embedded, seen, unrepeated

HOSTILE = st.text(st.sampled_from("<>&/\"'\\!-\u2028\u2029\u202e\u2066\x00\x85\r\n\t a🚢é\ud83d\udea2")) | st.text()
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | HOSTILE,
    lambda inner: st.lists(inner) | st.dictionaries(HOSTILE, inner),
    max_leaves=12,
)


@given(VALUES)
def test_it_is_json_that_cannot_leave_its_element(value: object) -> None:
    text = embedded(value)
    json.loads(text, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    text.encode()
    assert not set(text) & set("<>&\u2028\u2029\x00\u202e\x85\r\n")


@given(HOSTILE)
def test_what_is_seen_has_the_same_offsets(text: str) -> None:
    assert len(seen(text)) == len(text)
    assert seen(seen(text)) == seen(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain “words” 🚢", "plain “words” 🚢"),
        ("a\r\nb\rc\td\n", "a \nb\nc\td\n"),
        ("a\x00b\x1bc\x85", "a\ufffdb\ufffdc\ufffd"),
        ("cod\u202egpj.exe\u2066", "cod\ufffdgpj.exe\ufffd"),
        ("half \ud83d pair", "half \ufffd pair"),
        ("שלום\u200f עולם\u200d", "שלום\u200f עולם\u200d"),
    ],
)
def test_what_is_seen(text: str, shown: str) -> None:
    assert seen(text) == shown
    assert json.loads(embedded([text])) == [shown]


@pytest.mark.parametrize(
    ("value", "read"), [(2**53, 2**53), (2**53 + 1, str(2**53 + 1)), (float("inf"), "inf"), (True, True), (1.5, 1.5)]
)
def test_numbers_are_those_that_a_page_holds_exactly(value: object, read: object) -> None:
    assert json.loads(embedded(value)) == read


def test_the_words_of_spans_are_the_articles() -> None:
    data = {
        "spans": [{"start": 0, "end": 2, "text": "ab"}, {"start": 1, "end": 2, "text": "b", "parts": []}],
        "own": [{"start": 0, "end": 2, "text": "xy"}, {"start": 0, "end": 1, "text": False}, {"start": 0, "end": 2}],
    }
    assert unrepeated(data, "abc") == {
        "spans": [{"start": 0, "end": 2, "text": False}, {"start": 1, "end": 2, "text": False, "parts": []}],
        "own": [{"start": 0, "end": 2, "text": "xy"}, {"start": 0, "end": 1, "text": "False"}, {"start": 0, "end": 2}],
    }
