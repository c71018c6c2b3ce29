"""Cutting words and numbers."""

import pytest

from summarizer.text.borders import Cut, cut_at_end, cut_at_start, number_around, with_sign


@pytest.mark.parametrize(
    ("text", "piece", "cut"),
    [
        ("the party", "art", Cut.WORD),
        ("the party", "party", Cut.NOTHING),
        ("we 'll go", "ll", Cut.NOTHING),
        ("we'll go", "ll", Cut.WORD),
        ("l'homme", "homme", Cut.NOTHING),
        ("il n'est", "est", Cut.WORD),
        ("long-term", "term", Cut.NOTHING),
        ("non-violent", "violent", Cut.WORD),
        ("in 120 days", "20", Cut.NUMBER),
        ("in 1.5 days", "5", Cut.NUMBER),
        ("in 1,500 days", "500", Cut.NUMBER),
        ("in 1 500 days", "500", Cut.NUMBER),
        ("in 2019 500 days", "500", Cut.NOTHING),
        ("won 3-2", "2", Cut.NUMBER),
        ("十三日", "三日", Cut.NUMBER),
        ("在市", "市", Cut.NOTHING),
        ("在A市", "A市", Cut.NOTHING),
        ("q\u0308a", "a", Cut.WORD),
        ("!\u0308a", "a", Cut.NOTHING),
    ],
)
def test_at_the_start(text, piece, cut):
    assert cut_at_start(text, text.index(piece)) is cut


@pytest.mark.parametrize(
    ("text", "piece", "cut"),
    [
        ("the party", "part", Cut.WORD),
        ("she can't", "can", Cut.WORD),
        ("Ada's boat", "Ada", Cut.NOTHING),
        ("in 120 days", "12", Cut.NUMBER),
        ("in 1.5 days", "1", Cut.NUMBER),
        ("in 1 500 days", "1", Cut.NUMBER),
        ("of 15. 3 more", "15", Cut.NOTHING),
        ("다리를 닫다", "다리", Cut.NOTHING),
        ("กั", "ก", Cut.WORD),
    ],
)
def test_at_the_end(text, piece, cut):
    assert cut_at_end(text, text.index(piece) + len(piece)) is cut


@pytest.mark.parametrize(
    ("text", "piece", "number"),
    [("in 1,500.75 days", "500", "1,500.75"), ("in 120 days", "2", "120"), ("in 12 500 days", "500", "12 500")],
)
def test_the_number_around(text, piece, number):
    start = text.index(piece)
    first, last = number_around(text, start, start + len(piece))
    assert text[first:last] == number


@pytest.mark.parametrize(("text", "moved"), [("-5", 1), ("at -5", 1), ("3-5", 0), ("x-5", 0), ("$.5", 1), ("no.5", 0)])
def test_a_sign_belongs_to_its_number(text, moved):
    assert with_sign(text, len(text) - 1) == len(text) - 1 - moved
