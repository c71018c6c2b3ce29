import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.llm.allowance import Allowance, Reading, seconds


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("6m0s", 360.0),
        ("20ms", 0.02),
        ("1.5s", 1.5),
        ("12", 12.0),
        ("1h2m", 3720.0),
        ("2d", 172800.0),
        ("0s", 0.0),
        ("soon", None),
        ("5 s", None),
        ("5sx", None),
        ("-3", None),
        ("inf", None),
        ("nan", None),
        ("", None),
        (None, None),
    ],
)
def test_durations(said, meant):
    assert seconds(said) == meant


def headers(unit, limit, remaining, reset):
    return {
        f"x-ratelimit-limit-{unit}": str(limit),
        f"x-ratelimit-remaining-{unit}": str(remaining),
        f"x-ratelimit-reset-{unit}": reset,
    }


@pytest.mark.parametrize(
    ("told", "rate", "capacity"),
    [
        (("3000", 49, "20ms"), 50.0, 50.0),  # by the minute, held by the second
        (("600", 540, "6s"), 10.0, 600.0),  # by the minute
        (("10000", 9999, "8.64s"), 10000 / 86400, 10000.0),  # by the day
        (("14400", 14370, "2m59.56s"), 30 / 179.56, 14400.0),
        (("60", 60, "0s"), 1.0, 60.0),
    ],
)
def test_what_headers_tell(told, rate, capacity):
    reading = Reading.of(headers("requests", *told), "requests")
    assert reading.rate == pytest.approx(rate)
    assert reading.capacity == pytest.approx(capacity)
    assert reading.remaining == told[1]


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"x-ratelimit-limit-requests": "60"},
        headers("tokens", 60, 5, "1s"),
        headers("requests", 0, 0, "1s"),
        headers("requests", "many", 5, "1s"),
        headers("requests", 60, 5, "tomorrow"),
    ],
)
def test_headers_that_tell_nothing(told):
    assert Reading.of(told, "requests") is None


def test_a_limit_per_minute_goes_evenly():
    allowance = Allowance.of_minute(60, now=0.0)
    assert allowance.wait(1, 0.0) == 0
    allowance.take(1, 0.0)
    assert allowance.wait(1, 0.0) == pytest.approx(1.0)
    assert allowance.wait(1, 0.4) == pytest.approx(0.6)


def test_more_than_the_bucket_holds_waits_for_the_full_bucket():
    allowance = Allowance(rate=10.0, capacity=100.0, level=0.0, at=0.0)
    assert allowance.wait(500, 0.0) == pytest.approx(10.0)


def test_a_reading_holds_between_what_is_in_flight_and_what_is_left():
    reading = Reading(rate=1.0, capacity=100.0, remaining=40.0)
    assert reading.correct(None, 5, 0.0).level == 35
    for level, meant in [(90.0, 40.0), (38.0, 38.0), (2.0, 35.0)]:
        assert reading.correct(Allowance(1.0, 100.0, level, 0.0), 5, 0.0).level == meant


@given(st.lists(st.tuples(st.floats(0, 5), st.integers(1, 3)), max_size=60), st.floats(1, 6000))
def test_no_minute_sees_more_than_its_limit(steps, limit):
    """Whoever waits as told never sends more than the bucket and what came in since."""
    allowance, now, sent = Allowance.of_minute(limit, 0.0), 0.0, 0.0
    for pause, wanted in steps:
        now += pause
        amount = min(wanted, allowance.capacity)
        now += allowance.wait(amount, now)
        allowance.take(amount, now)
        sent += amount
        assert sent <= allowance.capacity + allowance.rate * now + 1e-6
