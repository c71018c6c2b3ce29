"""Latencies: how long live calls took, in a space that does not grow with their number."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field

_STEPS = 50
"""Bins for each factor of e: one is two percent wide."""


@dataclass(slots=True)
class Latencies:
    """A histogram of seconds with bins of equal ratio, as HdrHistogram has them."""

    bins: Counter[int] = field(default_factory=Counter)

    def add(self, *seconds: float) -> None:
        """Count calls."""
        self.bins.update(round(math.log(max(one, 1e-6)) * _STEPS) for one in seconds)

    def percentile(self, share: float) -> float | None:
        """Seconds that this share of the calls stayed under, to a percent; None where there were none."""
        wanted, seen = share * self.bins.total(), 0
        for number in sorted(self.bins):
            seen += self.bins[number]
            if seen >= wanted:
                return math.exp(number / _STEPS)
        return None
