"""One and many."""

import pytest

from summarizer.text.counted import counted


@pytest.mark.parametrize(
    ("number", "words", "expected"),
    [
        (0, ("article",), "0 articles"),
        (1, ("article",), "1 article"),
        (1204, ("article",), "1,204 articles"),
        (1, ("entry", "entries"), "1 entry"),
        (2, ("entry", "entries"), "2 entries"),
    ],
)
def test_the_word_goes_with_the_number(number, words, expected):
    assert counted(number, *words) == expected
