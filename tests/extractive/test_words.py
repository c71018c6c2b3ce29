"""Words and their keys, by language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.extractive.words import cut, is_spaced, lexicon_for, tokens


@pytest.mark.parametrize(
    ("language", "text", "content"),
    [
        (
            "en",
            "The mayor's tram lines didn't reach the U.S. harbour in 2015.",
            ["mayor", "tram", "lines", "reach", "U.S.", "harbour"],
        ),
        ("en-GB", "A co-operation of AT&T", ["co-operation", "AT&T"]),
        ("fr", "L'hôpital d'Arville, qu'aujourd'hui on agrandit", ["hôpital", "Arville", "agrandit"]),
        ("it", "Il sindaco dell'ospedale", ["sindaco", "ospedale"]),
        ("de", "Die Straßenbahn fährt am Montag", ["Straßenbahn", "fährt"]),
        ("ru", "Трамвай пойдёт в порт", ["Трамвай", "пойдёт", "порт"]),
        ("hi", "यह शहर की सड़क है", ["शहर", "सड़क"]),
        ("zh", "电车的线路ABC", ["电车", "线路", "ABC"]),
        ("xx", "unga tram wa Riverton", ["Riverton"]),
        (None, "", []),
    ],
)
def test_content_words(language, text, content):
    assert [token.text for token in tokens(text, language) if token.content] == content


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "city", "cities"),
        ("en", "box", "boxes"),
        ("en", "Crash", "crashes"),
        ("de", "Hafen", "Hafens"),
        ("fr", "ville", "villes"),
        ("es", "alcalde", "alcaldes"),
        ("ru", "трамвайная", "трамвайную"),
    ],
)
def test_inflected_forms_share_a_key(language, one, other):
    assert tokens(one, language)[0].key == tokens(other, language)[0].key


@pytest.mark.parametrize(("one", "other"), [("crisis", "crisi"), ("bus", "bu"), ("glass", "glas")])
def test_english_words_in_s_keep_it(one, other):
    assert tokens(one, "en")[0].key != tokens(other, "en")[0].key


@given(st.text(max_size=200), st.sampled_from(["en", "fr", "de", "zh", "th", "ru", "", "\ud800", None]))
def test_tokens_are_slices_in_order(text, language):
    found, starts = cut(text, language)
    assert found == tokens(text, language)
    assert all(token.text and text.startswith(token.text, start) for token, start in zip(found, starts, strict=True))
    assert starts == sorted(starts)


def test_parts_of_a_compound():
    assert [token.parts for token in tokens("Co-operation at last", "en")] == [("co", "operation"), ("at",), ("last",)]


def test_scripts_without_spaces():
    assert [is_spaced(text) for text in ("Tram", "трамвай", "“电车”", "トラム", "รถราง", "G20峰会开幕", "12", "")] == [
        *(True, True),
        *(False, False, False, False),
        *(True, True),
    ]


def test_lexicons():
    assert "the" in lexicon_for("en-US").function
    assert "sie" in lexicon_for("de").openers
    assert lexicon_for("xx").function == frozenset()
