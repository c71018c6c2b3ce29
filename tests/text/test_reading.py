"""Readings: what stands where, and what is remembered of them."""

import gc
import weakref

from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.reading import read, remembered

TEXT = """Two cranes at Selver Marsh

The trust counted three eggs. “They chose us,” said Eleanor Achebe. A path is closed.

It opens in August. Walkers were told on Monday."""


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_sentences_over_a_place_are_those_that_share_a_code_point_with_it(start, end):
    reading = read(TEXT, "en")
    shared = [one for one in reading.sentences if one.start < end and start < one.end]
    assert [*reading.sentences_over(start, end)] == shared


def test_what_is_remembered_is_made_once_for_each_reading_and_goes_with_it():
    made = []

    @remembered
    def length(reading):
        made.append(reading.language)
        return [len(reading.text)]

    one, other = read(TEXT, "en"), read(TEXT, "en")
    assert one != other
    assert length(one) is length(one)
    assert length(one) == length(other)
    assert made == ["en", "en"]
    kept = weakref.ref(one)
    del one
    gc.collect()
    assert kept() is None
