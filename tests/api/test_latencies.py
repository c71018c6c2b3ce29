import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.api.latencies import Latencies


def test_none_without_calls():
    assert Latencies().percentile(0.5) is None


@given(st.lists(st.floats(0.001, 3600), min_size=1, max_size=200), st.sampled_from([0.5, 0.95, 1.0]))
def test_a_percentile_is_that_of_the_sorted_list_to_a_percent(seconds, share):
    latencies = Latencies()
    latencies.add(*seconds)
    exact = sorted(seconds)[max(0, -(-int(share * len(seconds) * 1000) // 1000) - 1)]
    assert latencies.percentile(share) == pytest.approx(exact, rel=0.0102)
