"""Folded text and its map."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.folding import (
    DASHES,
    ELLIPSES,
    INVISIBLE,
    QUOTATION_MARKS,
    TYPOGRAPHY,
    after_marks,
    fold,
)

ANY = st.text(
    st.one_of(st.characters(), st.sampled_from("“”‘’—…\u00ad\u200b\u202f ﬁｶﾞ１\u0301\u1161ᄒ\ud800\0\n.")), max_size=60
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("plain text, 1.5", "plain text, 1.5"),
        ("“a” «b» ‘c’ 「d」", "'a' 'b' 'c' 'd'"),
        ("a–b—c−d‑e", "a-b-c-d-e"),
        ("a...b . . . c…d⋯", "a…b … c…d…"),
        ("a\u00a0b\u2009c\n\n  d\te", "a b c d e"),
        ("go\u00adv\u200bern\u2060ment", "government"),
        ("govern\u00ad\n  ment", "government"),
        ("govern-\nment", "govern- ment"),
        ("\u2068a\u2069 \ufeffb", "a b"),
        ("e\u0301a\u0308", "éä"),
        ("ﬁne ﬄ ĳ", "fine ffl ij"),
        ("１２，ＡＢ", "12,AB"),
        ("ｶﾞｲﾄﾞ", "ガイド"),
        ("10² ½ №", "10² ½ №"),
        ("ـسلام", "سلام"),
        ("", ""),
    ],
)
def test_folds(text, folded):
    assert fold(text).text == folded


@pytest.mark.parametrize("character", [*QUOTATION_MARKS, *DASHES, *ELLIPSES])
def test_every_listed_mark_folds_to_one(character):
    folded = fold(f"a{character}b").text
    assert folded in {"a'b", "a-b", "a…b"}


def test_the_list_for_the_documentation_says_what_is_folded():
    said = " ".join(TYPOGRAPHY.values())
    assert all(mark in said for mark in QUOTATION_MARKS + DASHES)
    assert INVISIBLE


@given(ANY)
def test_the_map_is_in_order_and_covers_what_it_stands_for(text):
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert [*folded.starts] == sorted(folded.starts)
    assert [*folded.ends] == sorted(folded.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))


@given(ANY)
def test_the_composition_does_not_matter(text):
    assert fold(unicodedata.normalize("NFD", text)).text == fold(unicodedata.normalize("NFC", text)).text


@given(st.text(st.characters(categories=["Lu", "Ll", "Nd"], max_codepoint=0x17F), min_size=1))
def test_letters_and_digits_are_left_alone(text):
    composed = unicodedata.normalize("NFC", text)
    assert fold(composed).text == composed.replace("ĳ", "ij").replace("Ĳ", "IJ")


def test_an_end_moves_behind_marks():
    assert after_marks("e\u0301\u0302x", 1) == 3
    assert after_marks("ex", 1) == 1
