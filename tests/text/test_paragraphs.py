"""Paragraphs: line breaks, and text wrapped at a column."""

import re
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.paragraphs import paragraphs

PROSE = (
    "The ferry to the outer islands stopped before noon because the wind had turned, and nobody on the quay could say "
    "when it would run again. A few travellers went back to the inn, while others waited in the rain."
)


def cut(text):
    return [text[start:end] for start, end in paragraphs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\n", []),
        ("one", ["one"]),
        ("one\ntwo", ["one", "two"]),
        ("one\r\ntwo\r\n\r\nthree", ["one", "two", "three"]),
        ("  one  \n\n  two\u2028three\x85four", ["one", "two", "three", "four"]),
        ("- bread\n- milk\n- a lamp\n- a rope", ["- bread", "- milk", "- a lamp", "- a rope"]),
    ],
)
def test_line_breaks_end_paragraphs(text, expected):
    assert cut(text) == expected


@pytest.mark.parametrize("width", [40, 60, 72, 80])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_hard_wrapped_text_is_joined(width, newline):
    wrapped = [newline.join(textwrap.wrap(PROSE, width)) for _ in range(3)]
    text = "HEADLINE" + 2 * newline + (2 * newline).join(wrapped)
    assert cut(text) == ["HEADLINE", *wrapped]


def test_soft_hyphens_have_no_width():
    lines = textwrap.wrap(PROSE, 60)
    wrapped = "\n".join(
        re.sub(r"(?<=[a-z]{3})(?=[a-z]{3})", "\u00ad", line) if n % 2 else line for n, line in enumerate(lines)
    )
    assert cut(wrapped) == [wrapped]


def test_one_line_paragraphs_without_empty_lines_are_kept_apart():
    lines = [PROSE, PROSE[:112], PROSE[113:]]
    assert cut("\n".join(lines)) == lines


@given(st.text(alphabet="ab. \n\r\t\u2028\0\ud800") | st.text())
def test_paragraphs_hold_all_that_is_not_white_space(text):
    found = paragraphs(text)
    assert "".join("".join(text[start:end].split()) for start, end in found) == "".join(text.split())
    place = 0
    for start, end in found:
        assert place <= start < end
        assert text[start:end] == text[start:end].strip()
        place = end
