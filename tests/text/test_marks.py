"""Marks: what is a possible mark, and the cheapest bracketing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.marks import bracketing, marks_in


def spans(text, *, goes_on=False):
    pairs = bracketing(marks_in(text, 0, len(text)), goes_on=goes_on)
    return [(text[pair.opener.end : pair.closer.start if pair.closer else len(text)], pair.depth) for pair in pairs]


@pytest.mark.parametrize(
    "text",
    [
        "It's O’Neill's, isn't it",
        "6'2",
        '<a id="x" class="y z">',
        "<a id='x'>",
        "<a href=“x” target=“y”>",
        "no marks here",
        "′ and ″ are primes",
    ],
)
def test_no_mark(text):
    assert marks_in(text, 0, len(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“one” “two”", [("one", 0), ("two", 0)]),
        ('"one "two" three"', [('one "two" three', 0), ("two", 1)]),
        ("“one ‘two “three” two’ one”", [("one ‘two “three” two’ one", 0), ("two “three” two", 1), ("three", 2)]),
        ("„eins “zwei” drei“", [("eins “zwei” drei", 0), ("zwei", 1)]),
        (
            '"a "b" c, the "d" e, an "f" g," he said',
            [('a "b" c, the "d" e, an "f" g,', 0), ("b", 1), ("d", 1), ("f", 1)],
        ),
        ("»eins« und »zwei«", [("eins", 0), ("zwei", 0)]),
        ("« un » et « deux »", [(" un ", 0), (" deux ", 0)]),
        ("''one,'' he said, ''two''", [("one,", 0), ("two", 0)]),
        ("``one,'' he said", [("one,", 0)]),
        ("the dogs’ and the cats’ bowls", []),
        ("‘the dogs’ bowls,’ he said", [("the dogs’ bowls,", 0)]),
        ('a 5" pipe and a 7" one', []),
        ('a 5" pipe, "he said"', [("he said", 0)]),
        ("“one,“ he said", [("one,", 0)]),
        ('“one," he said. "two,” he said', [("one,", 0), ("two,", 0)]),
        ("”one,” he said", [("one,", 0)]),
        ("“甲”“乙”", [("甲", 0), ("乙", 0)]),
        ("「甲『乙』丙」", [("甲『乙』丙", 0), ("乙", 1)]),
        ('"\u200bone,\u200b" he said', [("\u200bone,\u200b", 0)]),
        ('""', []),
    ],
)
def test_bracketing(text, expected):
    assert spans(text) == expected


def test_a_mark_stays_open_until_the_paragraph_ends():
    assert spans("“one, two", goes_on=True) == [("one, two", 0)]
    assert spans("“one, two", goes_on=False) == [("one, two", 0)]


def test_what_goes_on_may_hold_closed_marks_inside():
    assert spans('"one "two" three.', goes_on=True) == [('one "two" three.', 0), ("two", 1)]


@given(st.text(alphabet="\"'“”„‘’«»‹›「」『』`,. ab5—\n\0\ud800"))
def test_pairs_nest(text):
    pairs = bracketing(marks_in(text, 0, len(text)), goes_on=False)
    open_until = []
    for pair in pairs:
        while open_until and open_until[-1] <= pair.opener.start:
            open_until.pop()
        end = pair.closer.end if pair.closer else len(text) + 1
        assert pair.opener.end <= end
        assert len(open_until) == pair.depth
        assert not open_until or end <= open_until[-1]
        open_until.append(end)


@given(st.text(alphabet="\"'“”„‘’«»`, ab5"), st.integers(0, 5), st.integers(0, 5))
def test_marks_lie_inside_the_paragraph_and_do_not_overlap(text, left, right):
    start, end = min(left, len(text)), max(min(left, len(text)), len(text) - right)
    place = start
    for mark in marks_in(text, start, end):
        assert place <= mark.start < mark.end <= end
        place = mark.end
