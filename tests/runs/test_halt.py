import pytest

from summarizer.api.row import Row
from summarizer.runs.halt import Halt
from summarizer.schema.article import Article
from summarizer.schema.outcome import Outcome, Status
from summarizer.schema.summary import ArticleSummary
from summarizer.schema.usage import Usage

KEY = "api.example/v1 does not accept the key (status 401)"


def outcome(kind=None, error=None, number=1, usage=None):
    told = Outcome[ArticleSummary](
        id=f"a{number}",
        source=None,
        status=Status.FAILED if kind else Status.NOT_AN_ARTICLE,
        article=Article(text="Rain."),
        summary=None,
        model="m",
        prompt="p",
        schema="S",
        fingerprint="f",
        usage=usage or Usage(),
        error=error,
        error_kind=kind,
    )
    return Row.of(told)


def fed(*outcomes):
    halt = Halt()
    for each in outcomes:
        halt.saw(each)
    return halt


LIVE, STORED = outcome(usage=Usage(calls=1)), outcome(usage=Usage(calls=1, cached=1))


@pytest.mark.parametrize("kind", ["denied", "unavailable", "rate_limited", "rejected"])
def test_five_alike_at_the_start_stop_the_asking(kind):
    failures = [outcome(kind, f"a{n}: {KEY}", n) for n in range(5)]
    assert fed(*failures[:4]).reason == ""
    assert fed(*failures).reason == KEY


@pytest.mark.parametrize(("kind", "stops"), [("denied", True), ("unavailable", True), ("rejected", False)])
def test_in_the_middle_only_what_meets_every_article_stops(kind, stops):
    assert bool(fed(LIVE, *[outcome(kind, KEY)] * 5).reason) == stops


def test_a_live_answer_between_them_begins_the_count_anew_and_a_stored_one_does_not():
    failures = [outcome("denied", KEY)] * 3
    assert fed(*failures, LIVE, *failures).reason == ""
    assert fed(*failures, STORED, *failures).reason == KEY


def test_other_words_begin_the_count_anew_and_other_figures_do_not():
    waits = [outcome("rate_limited", f"asks to wait {3600 - n:,} s before any further request") for n in range(5)]
    assert fed(*waits).reason
    assert not fed(*waits[:4], outcome("unavailable", "cannot be reached"), waits[4]).reason


@pytest.mark.parametrize("kind", ["unfit", "truncated", "filtered", "refused", "over_budget", "not_recorded"])
def test_what_one_article_meets_stops_nothing(kind):
    assert not fed(*[outcome(kind, "same words")] * 20).reason


def test_as_long_as_others_may_be_answered_it_goes_on():
    halt = Halt()
    halt.under_way = 12
    for _ in range(12):
        halt.saw(outcome("rejected", KEY))
    assert halt.reason == ""
    halt.saw(outcome("rejected", KEY))
    assert halt.reason == KEY
