"""A result on a corrected article: what holds stands there, and nothing rests on other words or another occurrence."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import UserError
from summarizer.results.anchors import Anchors, Fate
from summarizer.results.reanchoring import reanchor
from summarizer.schema.article import Article
from summarizer.schema.problem import ProblemKind
from summarizer.schema.span import Span
from summarizer.text.reading import read
from tests.results.made import TEXT, failed, full, outcome, own, quote, summary


def fate(old: str, words: str, new: str, nth: int = 0) -> tuple[Fate, int | None]:
    start = -1
    for _ in range(nth + 1):
        start = old.index(words, start + 1)
    anchor = Anchors(read(old, "en"), read(new, "en")).place(Span.of(old, start, start + len(words)))
    if anchor.span:
        assert anchor.span.holds_in(new)
    return anchor.fate, anchor.span.start if anchor.span else None


A, B, C = "The mill burned down on Friday night.", "The wind was strong.", "Nobody was hurt in the fire, police said."
SAID = "It was terrible, Lund said."


@pytest.mark.parametrize(
    ("old", "words", "new", "expected"),
    [
        (f"{A} {B}", B, f"{A} {B}", Fate.HOLDS),
        (f"{A} {B}", B, f"Corrected. {A} {B}", Fate.MOVED),
        (f"{A} {B} {C}", B, f"{B} {C} {A}", Fate.MOVED),
        (f"{A} {B}", B, f"{A} The wind was weak.", Fate.CHANGED),
        (f"{A} {B}", B, f"{A} The wind was not strong.", Fate.CHANGED),
        (f"{A} {B}", B, f"{A} The wind was strong, forecasters found.", Fate.CHANGED),
        (f"{A} {B}", B, f"{A} The wind was strong?", Fate.CHANGED),
        (f"{A} {B}", B, A, Fate.VANISHED),
        (f"{A} {B}", B, f"{A} {B} {C} {B}", Fate.AMBIGUOUS),
        ("“We will stay,” he said.", "We will stay,", "“We will stay silent,” he said.", Fate.CHANGED),
        ("“We will stay,” he said.", "We will stay,", '"We will stay," he said.', Fate.HOLDS),
        ("“It’s over,” he said.", "It’s over,", '"It\'s over," he said.', Fate.HOLDS),
    ],
)
def test_what_becomes_of_words(old: str, words: str, new: str, expected: Fate) -> None:
    assert fate(old, words, new)[0] is expected


def test_of_two_occurrences_the_right_one_or_none() -> None:
    old = f"{A} {SAID} {B} {SAID} {C}"
    assert fate(old, SAID, f"Corrected. {old}", nth=1) == (Fate.MOVED, len("Corrected. ") + old.rindex(SAID))
    assert fate(old, SAID, f"{A} {SAID} {C}", nth=0)[0] is Fate.AMBIGUOUS
    assert fate(old, SAID, f"{A} {SAID} {C}", nth=1)[0] is Fate.AMBIGUOUS
    assert fate(old, SAID, f"{A} {SAID} {B} {C}", nth=1)[0] is Fate.AMBIGUOUS


def test_a_dateline_that_is_read_otherwise_is_no_change() -> None:
    old = f"OSTREL, May 3, 2030 — {A} {C}"
    assert fate(old, A, f"Correction: a name was wrong.\n\n{old}")[0] is Fate.MOVED


def carried(text: str, result: Any = None) -> Any:
    return reanchor(result or full(), Article(text=text, language="en"))


def test_an_unchanged_article_changes_nothing() -> None:
    before = full()
    again = carried(TEXT)
    assert again.holds
    assert {item.fate for item in again.carried} == {Fate.HOLDS}
    assert [q.words for q in again.outcome.summary.quotes] == [q.words for q in before.summary.quotes]
    assert [c.evidence for c in again.outcome.summary.claims] == [c.evidence for c in before.summary.claims]


def test_what_moved_has_new_offsets() -> None:
    again = carried(f"Corrected on Tuesday.\n\n{TEXT}")
    assert again.holds
    assert {item.fate for item in again.carried} == {Fate.MOVED}
    assert again.outcome.fingerprint != full().fingerprint
    assert again.outcome.article.title == "Quarry"


def test_a_changed_quote_becomes_a_problem() -> None:
    again = carried(TEXT.replace("no stone left", "some stone left"))
    assert not again.holds
    assert [q.words.text for q in again.outcome.summary.quotes] == ["Nobody asked the miners."]
    problem = next(one for one in again.outcome.problems if one.path == "quotes[0].words")
    assert problem.kind is ProblemKind.ALTERED
    assert [(change.article, change.said) for change in problem.diff] == [("some", "no")]
    assert again.outcome.status == "partial"
    assert again.outcome.audit.returned == 1


def test_a_corrected_figure_fells_its_claim() -> None:
    again = carried(TEXT.replace("212 jobs", "112 jobs"))
    assert [claim.text for claim in again.outcome.summary.claims] == ["The quarry closes on 4 May."]


def test_a_corrected_speaker_is_told() -> None:
    again = carried(TEXT.replace("Duarte told reporters", "Rui Brandt told reporters"))
    assert not again.holds
    assert ProblemKind.CONFLICTING_SPEAKER in {problem.kind for problem in again.checks}


def test_a_schema_of_ones_own_is_carried_too() -> None:
    again = carried(TEXT.replace("Nobody asked", "Somebody asked").replace("Ines Duarte", "Rui Duarte"), own())
    left = again.outcome.summary.model_dump()
    assert left["dissent"] == []
    assert left["judge"] is None
    assert left["holding"] == []
    assert left["bullets"][0]["text"] == "It closes."
    assert left["outcome"] == "closed"


def test_a_result_without_a_summary_is_a_mistake() -> None:
    with pytest.raises(UserError, match="has no summary"):
        carried(TEXT, failed())


def test_a_repeated_quote_is_never_taken_for_another() -> None:
    text = "“No comment,” said Ada Lund.\n\n“No comment,” said Bo Falk.\n"
    result = outcome(text, summary(quotes=[quote(text, "No comment,", "Bo Falk", nth=1)]))
    again = carried("“No comment,” said Ada Lund.\n", result)
    assert again.outcome.summary.quotes == []
    assert [item.fate for item in again.carried] == [Fate.AMBIGUOUS]


SENTENCES = st.lists(st.sampled_from([A, B, C, SAID, "“We will stay,” he said."]), min_size=1, max_size=6)


@settings(deadline=None, max_examples=60)
@given(SENTENCES, SENTENCES, st.data())
def test_whatever_is_corrected_every_place_stands_in_the_new_article(
    old: list[str], new: list[str], data: st.DataObject
) -> None:
    before, after = " ".join(old), " ".join(new)
    start = data.draw(st.integers(0, len(before) - 1))
    end = data.draw(st.integers(start + 1, len(before)))
    result = outcome(before, summary(quotes=[quote(before, before[start:end])]))
    again = reanchor(result, Article(text=after, language="en"))  # building the outcome holds its spans to the article
    for item in again.carried:
        if item.fate.stands:
            assert item.after is not None
            assert item.after.holds_in(after)
            assert [*filter(str.isalnum, item.after.text)] == [*filter(str.isalnum, item.before.text)]
