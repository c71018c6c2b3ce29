"""What differs between two results, and between two runs."""

from collections import Counter
from typing import Any

import pytest

from summarizer.results.comparing import Step, compare, compare_runs
from tests.results.made import SENTENCE, TEXT, UNION, claim, full, outcome, own, quote, summary

LEFT, ASKED = "We have no stone left,", "Nobody asked the miners."


def steps(before: Any, after: Any) -> dict[str, Counter[Step]]:
    found: dict[str, Counter[Step]] = {}
    for item in compare(before, after).items:
        found.setdefault(item.part, Counter())[item.step] += 1
    return found


def test_the_same_is_the_same() -> None:
    for one in (full(), own()):
        difference = compare(one, one.model_copy(update={"model": "other", "fingerprint": "x"}))
        assert difference.same
        assert {item.step for item in difference.items} == {Step.STAYED}


@pytest.mark.parametrize(
    ("before", "after", "part", "expected"),
    [
        ({"quotes": [quote(TEXT, LEFT)]}, {"quotes": []}, "quotes", {Step.VANISHED: 1}),
        ({"quotes": []}, {"quotes": [quote(TEXT, LEFT)]}, "quotes", {Step.APPEARED: 1}),
        ({"quotes": [quote(TEXT, LEFT)]}, {"quotes": [quote(TEXT, LEFT, "Duarte")]}, "quotes", {Step.CHANGED: 1}),
        (
            {"quotes": [quote(TEXT, LEFT)]},
            {"quotes": [quote(TEXT, ASKED)]},
            "quotes",
            {Step.VANISHED: 1, Step.APPEARED: 1},
        ),
        ({"quotes": [quote(TEXT, "Duarte")]}, {"quotes": [quote(TEXT, "Duarte", nth=1)]}, "quotes", {Step.MOVED: 1}),
        ({"quotes": [quote(TEXT, LEFT)]}, {"quotes": [quote(TEXT, "no stone left,")]}, "quotes", {Step.CHANGED: 1}),
        (
            {"claims": [claim(TEXT, "212 jobs go.", UNION), claim(TEXT, "It closes.", SENTENCE)]},
            {"claims": [claim(TEXT, "It closes.", SENTENCE), claim(TEXT, "213 jobs go.", UNION)]},
            "claims",
            {Step.STAYED: 1, Step.CHANGED: 1},
        ),
        (
            {"claims": [claim(TEXT, "It closes.", UNION)]},
            {"claims": [claim(TEXT, "It closes.", SENTENCE)]},
            "claims",
            {Step.CHANGED: 1},
        ),
        ({"headline": "A quarry closes"}, {"headline": "A quarry opens"}, "headline", {Step.CHANGED: 1}),
    ],
)
def test_each_step(before: dict[str, Any], after: dict[str, Any], part: str, expected: dict[Step, int]) -> None:
    one, two = outcome(value=summary(**before)), outcome(value=summary(**after))
    assert steps(one, two)[part] == expected
    assert not compare(one, two).same or set(expected) == {Step.STAYED}


def test_a_changed_text_moves_what_is_the_same() -> None:
    difference = compare(full(), full(f"Corrected. {TEXT}"))
    assert difference.text_changed
    assert not difference.same
    assert {item.step for item in difference.items if item.part in {"quotes", "claims", "topics"}} == {Step.MOVED}


def test_differing_words_are_shown() -> None:
    one, two = (outcome(value=summary(claims=[claim(TEXT, f"{n} jobs are at risk.", UNION)])) for n in (212, 213))
    item = next(item for item in compare(one, two).items if item.part == "claims")
    assert [(change.article, change.said) for change in item.diff] == [("212", "213")]


def test_a_schema_of_ones_own_is_compared_field_by_field() -> None:
    value = own().summary.model_dump()
    changed = outcome(TEXT, value | {"outcome": "open", "judge": None}, schema="Ruling", id="own.txt")
    found = steps(own(), changed)
    assert found["outcome"] == {Step.CHANGED: 1}
    assert found["spans"] == {Step.STAYED: 2, Step.VANISHED: 1}


def test_runs_are_matched_by_id_whatever_their_order() -> None:
    before = [full(id="a"), full(id="b"), full(id="b"), full(id="gone")]
    after = [full(id="b"), full(id="new"), full(id="a", status="failed", error="x"), full(id="b")]
    found = [*compare_runs(iter(before), iter(after))]
    assert sorted(one.id for one in found) == ["a", "b", "b", "gone", "new"]
    assert {one.id for one in found if one.same} == {"b"}


def test_runs_in_one_order_are_not_held() -> None:
    drawn: list[int] = []

    def run() -> Any:
        for number in range(50):
            drawn.append(number)
            yield full(id=str(number))

    differences = compare_runs(run(), run())
    next(differences)
    assert max(drawn) <= 1
