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


SHORT = "The ferry to the outer islands stopped before noon because the wind\nhad turned"


@pytest.mark.parametrize(
    "text",
    [
        f"{SHORT}.",
        f"{SHORT} again, and nobody on the quay could say to the travellers\nwhen it would run again.",
        "Der Rat hat am Montag beschlossen, dass die alte Brücke bis zum Herbst\ngesperrt bleibt. Anwohner klagten.",
        "Le conseil a voté lundi la fermeture du vieux pont jusqu’à l’automne,\nPaul Morin a protesté.",
        "市议会星期一投票决定修建一条通往港口和医院的有轨电车线路，工程耗资两亿，\n并在三年内完工。",
    ],
)
def test_a_few_wrapped_lines_are_joined(text):
    assert cut(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Ferry to the outer islands stops before noon\nThe wind had turned.",
        "Ferry to the outer islands stops at noon;\nTravellers wait in the rain.",
        f"{PROSE}\n\nFerry to the outer islands stops\nand nobody knows why",
        (
            "Ann Holt, Riverton Harriers, 4th in the final\nPaul Reed, Elm Valley Club, 5th in the final\n"
            "Jo Lane, Riverton Harriers, 6th in the finals\nKim Oduya, Elm Valley Club, 7th in the finale"
        ),
        (
            "Why did the ferry stop before noon yesterday?\nThe wind had turned, the harbour master said.\n"
            "When will it run again, in your own opinion?\nNobody on the quay could say so much for now."
        ),
        (
            "市议会星期一投票决定修建有轨电车线路，居民表示欢迎，也有人担心费用过高。\n工程将在三年内完工。\n"
            "市长说，这条线路通往港口和医院，每天可以运送三万人，票价不会上涨。\n反对者则要求公投。"
        ),
    ],
)
def test_lines_that_stand_alone_are_kept_apart(text):
    assert len(cut(text)) == text.count("\n") + 1 - text.count("\n\n")


@pytest.mark.parametrize("width", [60, 72, 80])
def test_wrapped_paragraphs_without_empty_lines_are_told_apart(width):
    paragraphs = [f"{PROSE} {end}" for end in ("", "It was late.", "Then the lamps went out.")]
    wrapped = ["\n".join(textwrap.wrap(paragraph, width)) for paragraph in paragraphs]
    wrapped = [paragraph for paragraph in wrapped if len(paragraph.splitlines()[-1]) < width - 10]
    assert len(wrapped) > 1
    assert cut("\n".join(["The ferry stops", *wrapped])) == ["The ferry stops", *wrapped]


def test_one_long_line_hides_no_column():
    title = "The ferry to the outer islands stopped before noon yesterday as the wind had turned, and nobody knows more"
    wrapped = "\n".join(textwrap.wrap(PROSE, 72))
    assert cut(f"{title}\n{wrapped}") == [title, wrapped]


def test_indented_paragraphs_are_joined():
    wrapped = "\n".join(textwrap.wrap(PROSE, 72, initial_indent="    "))
    assert cut(f"{wrapped}\n\n{wrapped}") == [wrapped.strip()] * 2


def test_bullets_in_wrapped_text_are_kept_apart():
    item = "\n".join(textwrap.wrap(f"- {PROSE}", 60, subsequent_indent="  "))
    assert cut(f"{item}\n{item}") == [item] * 2


@given(st.text(alphabet="ab. \n\r\t\u2028\0\ud800") | st.text())
def test_paragraphs_hold_all_that_is_not_white_space(text):
    found = paragraphs(text)
    assert "".join("".join(text[start:end].split()) for start, end in found) == "".join(text.split())
    place = 0
    for start, end in found:
        assert place <= start < end
        assert text[start:end] == text[start:end].strip()
        place = end
