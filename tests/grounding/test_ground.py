"""Drafts held against one small article."""

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field

from summarizer.grounding.ground import Grounded, ground
from summarizer.schema.grounded import Evidence, Mention, Verbatim
from summarizer.schema.match import Flag, Verdict
from summarizer.schema.problem import ProblemKind
from summarizer.schema.span import Span
from summarizer.schema.walk import values_in
from summarizer.text.reading import read

TEXT = """Harbour bridge closes

LORNE, 3 May. The old bridge over the Tarn closes on Monday, mayor Ida Brandt said.

“We will not wait for the next flood,” she said. “The bridge has carried us for 91 years.”

Engineer Paul Okafor said the pillars had lost 12 cm. “We will not wait for the next flood,” he told the council.
"""
READING = read(TEXT, "en")
Q = {quotation.text: quotation.id for quotation in READING.quotations}
S = {sentence.text: sentence.id for sentence in READING.sentences}


class Note(BaseModel):
    words: Verbatim
    by: Mention | None = None


class Paper(BaseModel):
    title: str = ""
    notes: list[Note] = []
    proof: Evidence | None = None
    names: list[Mention] = []
    by_name: dict[str, Verbatim | int] = {}


def held(**draft: object) -> Grounded[Paper]:
    return ground(draft, Paper, READING)


def sentence(beginning: str) -> str:
    return next(number for text, number in S.items() if text.startswith(beginning))


@pytest.mark.parametrize(
    ("said", "words", "verdict"),
    [
        ("Q1", "We will not wait for the next flood,", Verdict.EXACT),
        ("Q1 (S4) “We will not … the next flood,”", "We will not wait for the next flood,", Verdict.EXACT),
        ("Q1: wait for the next", "wait for the next", Verdict.EXACT),
        ("q1.", "We will not wait for the next flood,", Verdict.EXACT),
        ("The bridge has carried us for 91 years.", "The bridge has carried us for 91 years.", Verdict.EXACT),
        ("the bridge has carried us", "The bridge has carried us", Verdict.CASE),
        (
            '"The bridge has carried us for 91 years."',
            "“The bridge has carried us for 91 years.”",
            Verdict.TYPOGRAPHIC,
        ),
        (f"{sentence('The old')}: old bridge … closes", "old bridge over the Tarn closes", Verdict.EXACT),
        (
            "We will not … The bridge has carried",
            "We will not wait for the next flood,” she said. “The bridge has carried",
            Verdict.ELIDED,
        ),
        (f"{sentence('Engineer')}: Paul Okafor", "Paul Okafor", Verdict.EXACT),
        (f"{sentence('Engineer')}", "Engineer Paul Okafor said the pillars had lost 12 cm.", Verdict.EXACT),
    ],
)
def test_words_that_stand(said: str, words: str, verdict: Verdict) -> None:
    grounded = held(notes=[{"words": said}])
    assert grounded.summary is not None
    (note,) = grounded.summary.notes
    assert (note.words.text, note.words.verdict) == (words, verdict)
    assert not grounded.failures


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Q9", ProblemKind.NO_SUCH_REFERENCE),
        ("Q1: we will surely surrender", ProblemKind.ABSENT),
        ("Q1: We will wait for the next flood", ProblemKind.ALTERED),
        ("S99", ProblemKind.NO_SUCH_REFERENCE),
        ("S1-S99", ProblemKind.NO_SUCH_REFERENCE),
        ("The bridge has carried us for 90 years.", ProblemKind.ALTERED),
        ("The bridge has not carried us for 91 years.", ProblemKind.ALTERED),
        ("Nothing of the kind was ever uttered by anyone there", ProblemKind.ABSENT),
        ("wait for the next flood", ProblemKind.AMBIGUOUS),
        ("carried us for 91 years … wait for the next flood", ProblemKind.SPLICED),
    ],
)
def test_words_that_do_not_stand(said: str, kind: ProblemKind) -> None:
    grounded = held(notes=[{"words": "Q1"}, {"words": said}])
    assert grounded.summary is not None
    assert [note.words.text for note in grounded.summary.notes] == ["We will not wait for the next flood,"]
    (failure,) = grounded.failures
    assert (failure.problem.kind, failure.problem.path, failure.problem.said) == (kind, "notes[1].words", said)
    assert grounded.kept == {("notes",): [0]}


def test_an_elision_that_leaves_out_a_negation_is_flagged_and_shows_it_all() -> None:
    grounded = held(notes=[{"words": "We will … wait for the next flood,” she said"}])
    assert grounded.summary is not None
    words = grounded.summary.notes[0].words
    assert words.flags == (Flag.NEGATION,)
    assert "will not wait" in words.text
    assert [part.text for part in words.parts] == ["We will", "wait for the next flood,” she said"]


def test_an_altered_quote_shows_what_differs() -> None:
    (failure,) = held(notes=[{"words": "The bridge has carried us for 90 years."}]).failures
    assert failure.problem.nearest is not None
    assert "91 years" in failure.problem.nearest.text
    assert [(change.article, change.said) for change in failure.problem.diff] == [("91", "90")]


def test_a_field_that_may_be_empty_costs_only_itself() -> None:
    grounded = held(notes=[{"words": "Q1", "by": "S3: the queen of Lorne"}])
    assert grounded.summary is not None
    assert grounded.summary.notes[0].by is None
    assert [failure.problem.path for failure in grounded.failures] == ["notes[0].by"]


def test_an_empty_name_is_no_name_and_no_problem() -> None:
    grounded = held(notes=[{"words": "Q1", "by": ""}])
    assert grounded.summary is not None
    assert grounded.summary.notes[0].by is None
    assert not grounded.failures


def test_a_mention_is_taken_in_its_sentence_and_outside_the_quotation() -> None:
    grounded = held(notes=[{"words": "Q1", "by": f"{sentence('“We will not wait for the next flood,” she')}: she"}])
    assert grounded.summary is not None
    by = grounded.summary.notes[0].by
    assert by is not None
    assert TEXT[by.start : by.end + 5] == "she said"


def test_a_bare_mention_is_the_one_nearest_to_the_words() -> None:
    grounded = held(notes=[{"words": READING.quotations[-1].id, "by": "said"}])
    assert grounded.summary is not None
    by = grounded.summary.notes[0].by
    assert by is not None
    assert by.start == TEXT.rindex("said the pillars")


def test_evidence_is_whole_sentences_in_article_order_without_headings() -> None:
    last = sentence("Engineer")
    grounded = held(proof=[last, f"S1-{sentence('The old')}"])
    assert grounded.summary is not None
    assert grounded.summary.proof is not None
    texts = [span.text for span in grounded.summary.proof.spans]
    assert texts == [
        "The old bridge over the Tarn closes on Monday, mayor Ida Brandt said.",
        "Engineer Paul Okafor said the pillars had lost 12 cm.",
    ]


def test_one_bad_reference_among_good_evidence_is_reported() -> None:
    grounded = held(proof=[sentence("Engineer"), "S77"])
    assert grounded.summary is not None
    assert grounded.summary.proof is not None
    assert [failure.problem.kind for failure in grounded.failures] == [ProblemKind.NO_SUCH_REFERENCE]
    assert grounded.failures[0].path == ("proof",)


@pytest.mark.parametrize(("proof", "failures"), [([], 1), (["S1"], 1), (["S88"], 1), (["S88", "S99"], 2)])
def test_evidence_that_is_none(proof: list[str], failures: int) -> None:
    grounded = held(proof=proof)
    assert grounded.summary is not None
    assert grounded.summary.proof is None
    assert len(grounded.failures) == failures


def test_items_of_lists_of_names_and_of_unions_fall_alone() -> None:
    grounded = held(names=["Ida Brandt", "Ida Brant", "Paul Okafor"], by_name={"a": 3, "b": "Q1", "c": 7})
    assert grounded.summary is not None
    assert [name.text for name in grounded.summary.names] == ["Ida Brandt", "Paul Okafor"]
    assert grounded.summary.by_name["a"] == 3
    assert isinstance(grounded.summary.by_name["b"], Verbatim)
    assert [failure.path for failure in grounded.failures] == [("names", 1)]


def test_what_cannot_be_left_out_leaves_no_summary() -> None:
    class Needed(BaseModel):
        words: Verbatim

    grounded = ground({"words": "S99"}, Needed, READING)
    assert grounded.summary is None
    assert [failure.problem.path for failure in grounded.failures] == ["words"]


def test_the_schemas_own_rules_are_problems_too() -> None:
    class Score(BaseModel):
        value: int = Field(ge=0)

    class Strict(BaseModel):
        scores: list[Score] = []

    grounded = ground({"scores": [{"value": 3}, {"value": -1}]}, Strict, READING)
    assert grounded.summary is not None
    assert [score.value for score in grounded.summary.scores] == [3]
    assert [failure.problem.kind for failure in grounded.failures] == [ProblemKind.INVALID]


def test_tuples_and_dictionaries_lose_only_what_fails() -> None:
    class Op(BaseModel):
        words: Verbatim

    class Wide(BaseModel):
        ops: tuple[Op, ...] = ()
        proofs: tuple[Evidence, ...] = ()
        by_name: dict[str, Verbatim] = {}
        tags: list[str] = []

    good = sentence("Engineer")
    draft = {
        "ops": ({"words": "Q1"}, {"words": "Q9"}),
        "proofs": ([good, "S99"],),
        "by_name": {"a": "Q1", "b": "Q9"},
        "tags": [good, "S99"],
    }
    grounded = ground(draft, Wide, READING)
    assert grounded.summary is not None
    assert (len(grounded.summary.ops), len(grounded.summary.proofs), list(grounded.summary.by_name)) == (1, 1, ["a"])
    assert sorted(failure.problem.path for failure in grounded.failures) == ["by_name.b", "ops[1].words", "proofs[0]"]


def test_a_member_of_a_union_is_not_lost_with_its_name() -> None:
    class A(BaseModel):
        kind: Literal["a"]
        words: Verbatim
        by: Mention | None = None

    class B(BaseModel):
        kind: Literal["b"]
        number: int

    class Either(BaseModel):
        items: list[A | B]

    draft = {"items": [{"kind": "a", "words": "Q1", "by": "the queen of Lorne"}, {"kind": "b", "number": 3}]}
    grounded = ground(draft, Either, READING)
    assert grounded.summary is not None
    assert len(grounded.summary.items) == 2
    assert [failure.problem.path for failure in grounded.failures] == ["items[0].by"]


PIECES = st.one_of(
    st.sampled_from(["Q1", "Q2", "S1", "S4-S6", "S4: the", "S2: We … flood", "T1", "", " ", "Q1 (S4) “We”", "S99: x"]),
    st.text(max_size=40),
    st.integers(0, len(TEXT)).flatmap(lambda i: st.integers(0, 60).map(lambda n: TEXT[i : i + n])),
)


@given(st.lists(PIECES, max_size=4), st.lists(PIECES, max_size=4), PIECES)
def test_every_span_slices_to_its_text_and_nothing_is_lost(words: list[str], proof: list[str], by: str) -> None:
    grounded = held(notes=[{"words": word, "by": by} for word in words], proof=proof, names=words)
    assert grounded.summary is not None
    assert all(span.holds_in(TEXT) for span in values_in(Span, grounded.summary))
    lost = {
        failure.path[1] for failure in grounded.failures if failure.path[0] == "notes" and failure.path[-1] == "words"
    }
    blank = {index for index, word in enumerate(words) if not word}
    assert len(grounded.summary.notes) == len(words) - len(lost | blank)
