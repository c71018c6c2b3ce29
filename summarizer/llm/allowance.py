"""How much of one rate limit is left: a bucket kept as the endpoint keeps its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_PER_MINUTE = 60.0
_MARGIN = 0.02
"""Share of the bucket that is left alone: requests do not arrive as evenly as they are sent."""
_FULLER = 1.05
"""A bucket cannot hold more than its limit; this much more is rounding."""
_PART = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h|d)")
_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


@dataclass(slots=True)
class Allowance:
    """A bucket that fills at `rate` per second up to `capacity`; its level may be below zero.

    Attributes:
        rate: units per second.
        capacity: units at most.
        level: units at the time `at`, which is in seconds of a monotonic clock.
    """

    rate: float
    capacity: float
    level: float
    at: float

    @classmethod
    def of_minute(cls, limit: float, now: float) -> Allowance:
        """A limit per minute that is only known by its number: a second's worth at once, and evenly from there."""
        capacity = max(1.0, limit / _PER_MINUTE)
        return cls(limit / _PER_MINUTE, capacity, capacity, now)

    def left(self, now: float) -> float:
        """Units that may be used now."""
        return min(self.capacity, self.level + (now - self.at) * self.rate)

    def take(self, amount: float, now: float) -> None:
        """Use some; a negative amount gives some back."""
        self.level, self.at = self.left(now) - amount, now

    def wait(self, amount: float, now: float) -> float:
        """Seconds until the amount is there; one that is larger than the bucket waits for the full bucket."""
        spare = min(self.capacity * _MARGIN, self.capacity - 1) if self.capacity > 1 else 0.0
        missing = min(amount + spare, self.capacity) - self.left(now)
        return max(0.0, missing / self.rate) if self.rate > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """What an answer's headers tell of one limit: its rate per second, its bucket, and what is left in it."""

    rate: float
    capacity: float
    remaining: float

    @classmethod
    def of(cls, headers: Mapping[str, str], unit: str) -> Reading | None:
        """Read `x-ratelimit-limit-…`, `-remaining-…` and `-reset-…` of `requests` or `tokens`; None where one lacks.

        The limit is per minute, unless the time to a full bucket tells that it is of a longer window: OpenAI counts
        some models' requests by the day, Groq all of them.
        """
        limit = _number(headers.get(f"x-ratelimit-limit-{unit}"))
        remaining = _number(headers.get(f"x-ratelimit-remaining-{unit}"))
        reset = seconds(headers.get(f"x-ratelimit-reset-{unit}"))
        if not limit or remaining is None or reset is None:
            return None
        rate = limit / _PER_MINUTE
        capacity = remaining + reset * rate
        if capacity > limit * _FULLER and reset > 0:
            rate, capacity = (limit - remaining) / reset, limit
        return cls(rate, max(1.0, capacity), remaining) if rate > 0 else None

    def correct(self, known: Allowance | None, in_flight: float, now: float) -> Allowance:
        """The allowance as this reading has it.

        What is in flight may be counted in it already, or not yet: between those two the own count stands.
        """
        least, most = self.remaining - in_flight, self.remaining
        level = most if known is None else min(max(known.left(now), least), most)
        return Allowance(self.rate, self.capacity, level - (in_flight if known is None else 0.0), now)


def seconds(said: str | None) -> float | None:
    """Read a duration such as `6m0s`, `20ms`, `1.5s` or `12`; None for anything else."""
    said = (said or "").strip()
    if (plain := _number(said)) is not None:
        return plain
    parts = _PART.findall(said)
    if not parts or "".join(number + unit for number, unit in parts) != said:
        return None
    return sum(float(number) * _UNITS[unit] for number, unit in parts)


def _number(said: str | None) -> float | None:
    try:
        number = float(said or "")
    except ValueError:
        return None
    return number if 0 <= number < float("inf") else None
