"""A long article in parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.prompts.parts import halves, split, tokens, whole
from summarizer.text.reading import read

PARAGRAPHS = [
    "A long story",
    *(f"Paragraph number {n} tells of the bridge. “It is {n} years old,” said Ana Li." for n in range(30)),
]
READING = read("\n\n".join(PARAGRAPHS), "en")


@given(st.integers(1, 2000))
def test_every_sentence_is_in_one_part_and_no_paragraph_is_cut(limit: int) -> None:
    parts = split(READING, limit)
    assert [s for part in parts for s in part.sentences] == list(READING.sentences)
    numbers = [number for part in parts for number in sorted(part.paragraphs)]
    assert numbers == sorted(set(numbers))


def test_parts_keep_to_the_limit_with_their_head_which_the_first_holds_itself() -> None:
    parts = split(READING, 300)
    assert len(parts) > 3
    assert not parts[0].head
    assert all(part.head[0].text == "A long story" for part in parts[1:])
    for part in parts:
        assert tokens(" ".join(s.text for s in (*part.head, *part.sentences))) <= 300


def test_halves_meet_at_a_paragraphs_border() -> None:
    first, second = halves(whole(READING), READING)
    assert [*first.sentences, *second.sentences] == list(READING.sentences)
    assert not first.paragraphs & second.paragraphs
    assert second.head
    single = halves(whole(read("One paragraph only. It has two sentences.", "en")), READING)
    assert len(single) == 1


@pytest.mark.parametrize(("text", "least", "most"), [("", 1, 1), ("bridge " * 100, 120, 260), ("桥" * 100, 90, 140)])
def test_tokens_are_about_right(text: str, least: int, most: int) -> None:
    assert least <= tokens(text) <= most
