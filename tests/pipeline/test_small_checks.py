import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.pipeline.sections import body, joined, sections, spread
from summarizer.pipeline.small_checks import (
    borne_out,
    fault,
    first_sentence,
    is_scrap,
    label_fault,
    repeats_itself,
    says_the_same,
)
from summarizer.text.reading import read

SENTENCE = "The mill at Orsa burned down on Friday, and forty people lost their work."


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("The mill at Orsa burned down on Friday.", False),
        ("The mill at Orsa", True),
        ("forty people", True),
        ("Forty people lost their work when the mill burned", False),
        ("The fire that was", True),
        (SENTENCE, False),
    ],
)
def test_scraps(text, is_one):
    assert is_scrap(text, [SENTENCE]) is is_one


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("It burned. It rained. It burned.", True),
        ("It burned and it rained, and it burned.", False),
        ("He was chosen by the council and he was chosen by the council in May.", True),
        ("the same the same the same words, the same words, the same words", True),
        ("", False),
    ],
)
def test_repetition(text, does):
    assert repeats_itself(text) is does


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("The port closed on Tuesday.", "On Tuesday the port closed.", True),
        ("The port closed on Tuesday.", "The port closed on Tuesday", True),
        ("The port lost 4 ships.", "The port lost 5 ships.", False),
        ("The port closed.", "The mill burned.", False),
    ],
)
def test_the_same_said_twice(one, two, same):
    assert says_the_same(one, two, "en") is same


@pytest.mark.parametrize(
    ("label", "holds"),
    [
        ("The mill at Orsa has", False),
        ("people of the", False),
        ("Orsa mill", True),
        ("Orsa mill fire", False),
        ("Falun mill", False),
        ("mill mill", False),
        ("S3: Orsa mill", False),
        ("Orsa mill, the", False),
        ("Friday at the mill of Orsa that burned down and was lost", False),
    ],
)
def test_labels(label, holds):
    assert (label_fault(label, SENTENCE, "en", most=60) == "") is holds


def test_only_the_first_sentence_is_taken():
    assert first_sentence("S4: Mr. Lund burned it. He fled.\n", "en") == "Mr. Lund burned it."


@given(st.text(max_size=80))
def test_a_text_is_borne_out_by_itself_and_by_nothing_empty(text):
    assert borne_out(text, text, "en") in {0.0, 1.0}
    assert borne_out(text, "", "en") == 0.0
    assert isinstance(fault(text, text, "en", most=80), str)


def test_in_scripts_without_spaces_pairs_of_signs_are_compared():
    assert borne_out("工场火灾", "工场发生火灾", "zh") < 1.0
    assert borne_out("工场发生", "工场发生火灾", "zh") == 1.0


ARTICLE = "\n\n".join(
    f"Boat {n} left the harbour. “I saw it go, and I waved until it was gone,” said Bo. It came back late."
    for n in range(40)
)


@given(st.integers(1, 40), st.integers(1, 6))
def test_sections_keep_the_order_and_are_bounded(most, parts):
    sentences = body(read(ARTICLE, "en"))
    groups = sections(sentences)
    assert [one for group in groups for one in group] == sentences
    assert all(len(group) <= 4 for group in groups)
    chosen = spread(groups, most)
    assert len(chosen) == min(most, len(groups)) == len(set(chosen))
    assert [groups.index(group) for group in chosen] == sorted(groups.index(group) for group in chosen)
    together = joined(chosen, parts)
    assert len(together) == min(parts, len(chosen))
    assert [one for part in together for one in part] == [one for group in chosen for one in group]


def test_speech_is_no_claims_ground_unless_there_is_little_else():
    assert not any("I saw" in sentence.text for sentence in body(read(ARTICLE, "en")))
    assert body(read("“I saw it go,” said Bo.", "en"))
