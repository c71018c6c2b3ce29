"""Elisions: taking apart, and choosing places."""

from types import SimpleNamespace

import pytest

from summarizer.text.elision import (
    MAX_GAP,
    MAX_PARTS,
    crosses,
    elisions,
    gap_of,
    nearest_chains,
    utterance_borders,
)


@pytest.mark.parametrize(
    ("said", "parts", "insertions"),
    [
        ("first … last", ("first", "last"), ()),
        ("first...last", ("first", "last"), ()),
        ("first . . . last", ("first", "last"), ()),
        ("first [...] last", ("first", "last"), ()),
        ("first […] last", ("first", "last"), ()),
        ("first (...) mid … last", ("first", "mid", "last"), ()),
        ("he [the minister] said", ("he", "said"), ("the minister",)),
        ("[The minister] said", ("said",), ("The minister",)),
        ("[t]he minister", ("the minister",), ()),
        ("… first", ("first",), ()),
    ],
)
def test_taken_apart(said, parts, insertions):
    elision = elisions(said)[-1]
    assert (elision.parts, elision.insertions) == (parts, insertions)


@pytest.mark.parametrize("said", ["no marks", "one. two", "…", "", "[...]", "a … " * (MAX_PARTS + 2)])
def test_nothing_to_take_apart(said):
    assert elisions(said) == ()


def test_the_least_gap_wins():
    assert nearest_chains([[(0, 5), (20, 25)], [(30, 35)]], None) == [((20, 25), (30, 35))]


def test_equal_gaps_are_all_given():
    assert len(nearest_chains([[(0, 5), (20, 25)], [(10, 15), (30, 35)]], None)) == 2


def test_a_place_pointed_at_comes_first():
    assert nearest_chains([[(0, 5), (20, 25)], [(7, 9), (30, 35)]], (28, 29)) == [((20, 25), (30, 35))]


@pytest.mark.parametrize("second", [[(0, 3)], [(5 + MAX_GAP + 1, 5000)], []])
def test_out_of_order_or_out_of_reach(second):
    assert nearest_chains([[(2, 5)], second], None) == []


def test_what_is_left_out_is_counted():
    assert gap_of([(0, 5), (8, 9), (19, 20)]) == 13


@pytest.mark.parametrize(
    ("chain", "crossing"),
    [
        ([(1, 3), (5, 9)], False),
        ([(1, 3), (21, 25)], True),
        ([(1, 3), (12, 14)], False),
        ([(12, 13), (21, 25)], False),
        ([(1, 3), (12, 14), (21, 25)], True),
        ([(1, 3), (12, 25), (26, 28)], False),
    ],
)
def test_crossing_a_border(chain, crossing):
    assert crosses(chain, [(0, 10), (20, 30)]) is crossing


def test_the_parts_of_one_utterance_are_one_region():
    parts = [(0, 5, 0), (9, 14, 0), (20, 30, 1)]
    quotations = [SimpleNamespace(outer_start=start, outer_end=end, group=group) for start, end, group in parts]
    assert utterance_borders(quotations) == [(0, 14), (20, 30)]


def test_brackets_may_be_the_article_s():
    assert [way.parts for way in elisions("he [Ito] said … so")] == [("he [Ito] said", "so"), ("he", "said", "so")]
