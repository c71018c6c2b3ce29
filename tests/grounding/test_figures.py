"""Figures of a text, by language, and when two of them agree."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.grounding.figures import agree, broken_figures, figures_in

CASES = json.loads((Path(__file__).parent / "data" / "figures.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['language']}: {case['text']}")
def test_a_figure_has_its_value_and_unit(case):
    (figure,) = figures_in(case["text"], case["language"])
    assert figure.values == frozenset(map(float, case["values"]))
    assert figure.unit == case["unit"]


@pytest.mark.parametrize(
    ("statement", "article"),
    [
        ("1.2bn people", "1,200 million people"),
        ("12% more", "twelve per cent more"),
        ("about 1,200 sheep", "1,187 sheep"),
        ("about 13 percent", "12.5 per cent"),
        ("some 460 sheep", "457 sheep"),
        ("five million euros", "€5m"),
        ("the third bridge", "the 3rd bridge"),
        ("in the 31st minute", "on 31 minutes"),
        ("at 9:30 pm", "at 21:30"),
    ],
)
def test_figures_that_agree(statement, article):
    (one,), (two,) = figures_in(statement, "en"), figures_in(article, "en")
    assert agree(one, two)


@pytest.mark.parametrize(
    ("statement", "article"),
    [
        ("1.3bn people", "1,200 million people"),
        ("12% more", "12 dollars more"),
        ("1,187 sheep", "1,200 sheep"),
        ("1,300 sheep", "1,187 sheep"),
        ("20 sheep", "19 sheep"),
        ("100 sheep", "97 sheep"),
        ("in 1999", "in 1998"),
        ("the third bridge", "three bridges"),
        ("twelve sheep", "13 sheep"),
    ],
)
def test_figures_that_do_not_agree(statement, article):
    (one,), (two,) = figures_in(statement, "en"), figures_in(article, "en")
    assert not agree(one, two)


@pytest.mark.parametrize("text", ["one of them", "thousands of sheep", "tens of thousands", "ships of type AX-12"])
def test_no_figure_is_seen_where_there_is_none(text):
    assert not figures_in(text, "en")


def test_a_number_broken_by_a_space_is_found_on_request():
    (figure,) = broken_figures("there were 3, 700 sheep", "en")
    assert figure.values == {3700.0}


def test_a_mark_is_read_both_ways_where_the_language_is_not_known():
    (figure,) = figures_in("5.000", None)
    assert figure.values == {5.0, 5000.0}


@given(st.integers(0, 10**9), st.sampled_from(["en", "de", "fr", "es", "ru"]))
def test_a_number_agrees_with_itself_however_grouped(number, language):
    mark = {"en": ",", "de": ".", "es": ".", "fr": "\u202f", "ru": "\u00a0"}[language]
    (plain,), (grouped,) = (figures_in(text, language) for text in (str(number), f"{number:,}".replace(",", mark)))
    assert plain.values & grouped.values


PIECES = st.sampled_from(["12", "5.000", "1,5", "%", "three", "zwei", "dozen", "$", "五十", " ", " ", ". ", "-", "and"])


@given(st.text(max_size=80) | st.lists(PIECES, max_size=12).map("".join), st.sampled_from(["en", "de", "ja", None]))
def test_figures_lie_in_the_text_in_order(text, language):
    figures = figures_in(text, language)
    assert all(0 <= figure.start < figure.end <= len(text) for figure in figures)
    assert all(one.end <= two.start for one, two in pairwise(figures))


NUMBER_WORDS = [
    "two",
    "three",
    "hundred",
    "twenty",
    "and",
    "first",
    "point",
    "the",
    "boats",
    "5",
    "million",
    "a",
    "third",
]
APART = ". The boats came home late in the evening, all of them. "


@given(st.lists(st.lists(st.sampled_from(NUMBER_WORDS), max_size=12), min_size=2, max_size=3))
def test_a_number_in_words_is_read_alike_whatever_stands_far_from_it(pieces):
    texts = [" ".join(words) for words in pieces]
    starts = [len(APART.join(texts[:number])) + (len(APART) if number else 0) for number in range(len(texts))]
    alone = [
        (start + figure.start, figure.values, figure.ordinal)
        for start, text in zip(starts, texts, strict=True)
        for figure in figures_in(text, "en")
    ]
    assert [(one.start, one.values, one.ordinal) for one in figures_in(APART.join(texts), "en")] == alone
