"""Two runs compared: what is counted, and what the interval can tell."""

import random as chance

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import UserError
from summarizer.evaluate.comparison import Difference, compare_runs
from tests.evaluate.gold_rows import COLD, ENGINEER, MAYOR, PLANK, SEE, gold, quoted, returned

NAMES = [f"a{number}" for number in range(30)]
GOLD = {name: gold(name) for name in NAMES}
GOOD = (quoted(COLD, MAYOR), quoted(SEE, MAYOR), quoted(PLANK, ENGINEER))
POOR = (quoted(COLD, MAYOR), quoted("The pier"))


def run(good, names=NAMES):
    """A run that is good on so many of the articles."""
    return {name: returned(*(GOOD if n < good else POOR), article=name) for n, name in enumerate(names)}


def figure(comparison, name="F1"):
    return next(one for one in comparison.differences if one.figure == name)


def test_a_plain_difference_is_told_in_words():
    comparison = compare_runs(GOLD, run(10), run(28))
    f1 = figure(comparison)
    assert f1.better == "B"
    assert f1.low < f1.difference < f1.high
    assert f1.sentence.startswith(f"B is better: {100 * f1.difference:+.1f} points of F1, 95% interval ")
    assert "resamples (seed 0)" in comparison.table()


def test_the_other_way_round_is_the_same_finding():
    there, back = figure(compare_runs(GOLD, run(10), run(28))), figure(compare_runs(GOLD, run(28), run(10)))
    assert back.better == "A"
    assert (back.difference, back.low, back.high) == pytest.approx((-there.difference, -there.high, -there.low))
    assert back.sentence == "A" + there.sentence[1:]


def test_a_small_difference_is_not_shown():
    f1 = figure(compare_runs(GOLD, run(20), run(21)))
    assert f1.better == ""
    assert "that these articles can show" in f1.sentence


def test_a_run_is_not_better_than_itself():
    for one in compare_runs(GOLD, run(12), run(12)).differences:
        assert (one.difference, one.low, one.high, one.better) == (0, 0, 0, "")
        assert one.sentence == f"no difference in {one.figure}"


def test_few_articles_show_nothing():
    some = dict(list(GOLD.items())[:4])
    f1 = figure(compare_runs(some, run(0), run(4)))
    assert (f1.a < f1.b, f1.better) == (True, "")
    assert "fewer than 10 articles" in f1.sentence


def test_the_same_seed_gives_the_same_interval():
    one, two, three = (compare_runs(GOLD, run(10), run(18), seed=seed) for seed in (7, 7, 8))
    assert one == two
    assert figure(one) != figure(three)
    assert figure(one).low == pytest.approx(figure(three).low, abs=0.05)


def test_only_common_articles_count_and_the_others_are_said():
    comparison = compare_runs(GOLD, run(5, NAMES[:20]), run(5, NAMES[5:25]))
    assert (comparison.articles, comparison.only_a, comparison.only_b, comparison.neither) == (15, 5, 5, 5)
    assert "15 articles in both runs" in comparison.table()
    assert "5 only in A, 5 only in B, 5 in neither run" in comparison.table()


def test_runs_without_a_common_article_cannot_be_compared():
    with pytest.raises(UserError, match="no article of the gold in common"):
        compare_runs(GOLD, run(1, NAMES[:5]), run(1, NAMES[5:9]))


def test_a_figure_that_one_run_has_nothing_for_is_left_out():
    silent = {name: returned(article=name) for name in NAMES}
    names = {one.figure for one in compare_runs(GOLD, run(30), silent).differences}
    assert "recall" in names
    assert not names & {"precision", "speaker accuracy", "claims found"}


def test_an_end_near_zero_is_not_printed_as_zero():
    one = Difference(figure="F1", a=0.5, b=0.503, difference=0.003, low=0.0002, high=0.006, enough=True)
    assert one.sentence == "B is better: +0.3 points of F1, 95% interval 0.02 to 0.6"


@pytest.mark.parametrize(
    ("low", "high", "enough", "better"),
    [
        (0.01, 0.2, True, "B"),
        (-0.2, -0.01, True, "A"),
        (0.0, 0.2, True, ""),
        (0.01, 0.2, False, ""),
        (-0.1, 0.1, True, ""),
    ],
)
def test_better_is_what_leaves_out_zero(low, high, enough, better):
    one = Difference(figure="F1", a=0.5, b=0.6, difference=0.1, low=low, high=high, enough=enough)
    assert one.better == better


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 100))
def test_intervals_are_ordered_and_within_bounds(a, b, seed):
    for one in compare_runs(GOLD, run(a), run(b), resamples=100, seed=seed).differences:
        assert -1 <= one.low <= one.high <= 1
        assert one.difference == pytest.approx(one.b - one.a)


def test_the_interval_holds_the_truth_as_often_as_it_says():
    """Articles drawn from a known population: the 95 % interval of the difference in recall must hold the true one."""
    random, held, rounds = chance.Random(3), 0, 60
    for _ in range(rounds):
        a = {name: returned(*(GOOD if random.random() < 0.5 else POOR), article=name) for name in NAMES}
        b = {name: returned(*(GOOD if random.random() < 0.8 else POOR), article=name) for name in NAMES}
        recall = figure(compare_runs(GOLD, a, b, resamples=200), "recall")
        held += recall.low <= 0.3 * 2 / 3 <= recall.high
    assert 0.85 <= held / rounds < 1
