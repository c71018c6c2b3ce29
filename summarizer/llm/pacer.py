"""Pacer: one queue that all attempts at an endpoint go through, as its limits allow."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from summarizer.llm.allowance import Allowance, Reading

_UNITS = ("requests", "tokens")
_SHRINK = 0.6
_LONGEST_PAUSE = 30.0
_UNTRIED = 16
"""So many attempts at most before the first answer, which may tell the limits."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What is known of an endpoint's limits beforehand.

    Attributes:
        concurrency: attempts in flight at most.
        rpm: requests per minute, None where not known.
        tpm: tokens per minute, None where not known.
    """

    concurrency: int = 16
    rpm: float | None = None
    tpm: float | None = None


class ClosedError(Exception):
    """The endpoint asked for a longer wait than anybody has patience for.

    Attributes:
        seconds: how long it stays closed.
    """

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass(slots=True)
class Turn:
    """One attempt's passage: say here what came of it."""

    tokens: int
    begun: float
    headers: Mapping[str, str] | None = None
    """Of the answer, once there is one."""
    used: int | None = None
    """Tokens that the answer took in fact."""
    refused: bool = False
    """Turned away, for the rate or for too much load."""
    wait: float | None = None
    """Seconds that a refusal asks everybody to wait."""
    late: bool = False
    """Not answered in time."""


@dataclass(slots=True)
class Pacer:
    """Lets attempts through in the order they came.

    Three things hold them: the number in flight, which shrinks when the endpoint turns attempts away and grows again
    with its answers (additive increase, multiplicative decrease: Chiu and Jain 1989); the buckets of requests and
    tokens, as told beforehand or by the answers' headers; and the gate, closed for all of them for as long as a refusal
    asks.

    Attributes:
        limits: what is known beforehand.
        pause: seconds that the gate stays closed after a refusal that asks for no other time; doubled with each volley.
        patience: seconds; a gate that stays closed for longer turns all waiting attempts away.
    """

    limits: Limits = field(default_factory=Limits)
    pause: float = 1.0
    patience: float = 300.0
    in_flight: int = 0
    _window: float = 0.0
    _shrunk: float = 0.0
    _answered: bool = False
    _closed_until: float = 0.0
    _next_pause: float = 0.0
    _tokens_in_flight: int = 0
    _known: dict[str, Allowance] = field(default_factory=dict)
    """From the user, by unit."""
    _told: dict[str, Allowance] = field(default_factory=dict)
    """From the headers, by unit."""
    _waiting: deque[tuple[int, asyncio.Future[None]]] = field(default_factory=deque)
    _timer: asyncio.TimerHandle | None = None

    def __post_init__(self) -> None:
        now = time.monotonic()
        self._window, self._next_pause = float(self.limits.concurrency), self.pause
        for unit, limit in zip(_UNITS, (self.limits.rpm, self.limits.tpm), strict=True):
            if limit:
                self._known[unit] = Allowance.of_minute(limit, now)

    @property
    def window(self) -> int:
        """How many attempts may be in flight now."""
        return max(1, int(self._window)) if self._answered else min(self.limits.concurrency, _UNTRIED)

    @property
    def closed_for(self) -> float:
        """Seconds that the gate stays closed."""
        return max(0.0, self._closed_until - time.monotonic())

    @asynccontextmanager
    async def turn(self, tokens: int) -> AsyncIterator[Turn]:
        """Wait for a place, and hold it for the attempt.

        Args:
            tokens: how many the attempt will take, about.

        Raises:
            ClosedError: the endpoint asks for a wait beyond all patience.
        """
        await self._place(tokens)
        turn = Turn(tokens, time.monotonic())
        try:
            yield turn
        finally:
            self.in_flight -= 1
            self._tokens_in_flight -= tokens
            self._learn(turn)
            self._pump()

    async def _place(self, tokens: int) -> None:
        place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((tokens, place))
        self._pump()
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled() and place.exception() is None:  # let in and cancelled at once
                self.in_flight -= 1
                self._tokens_in_flight -= tokens
                self._pump()
            raise

    def _pump(self) -> None:
        """Let in who may go now, and come back when the next one may."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        now = time.monotonic()
        while self._waiting:
            tokens, place = self._waiting[0]
            if place.done():  # given up
                self._waiting.popleft()
            elif (closed := self._closed(tokens, now)) > self.patience:
                self._waiting.popleft()
                place.set_exception(ClosedError(closed))
            elif self.in_flight >= self.window:
                return  # the next one to finish comes here
            elif (wait := self._wait(tokens, now)) > 0:
                self._timer = asyncio.get_running_loop().call_later(wait, self._pump)
                return
            else:
                self._waiting.popleft()
                self._let_in(tokens, now)
                place.set_result(None)

    def _closed(self, tokens: int, now: float) -> float:
        """Seconds for which the endpoint itself wants nothing: by its refusals, and by what its answers tell."""
        waits = [bucket.wait(_amount(unit, tokens), now) for unit, bucket in self._told.items()]
        return max(0.0, self._closed_until - now, *waits)

    def _wait(self, tokens: int, now: float) -> float:
        waits = [bucket.wait(_amount(unit, tokens), now) for unit, bucket in self._known.items()]
        return max(self._closed(tokens, now), *waits, 0.0)

    def _let_in(self, tokens: int, now: float) -> None:
        self.in_flight += 1
        self._tokens_in_flight += tokens
        for buckets in self._buckets:
            for unit, bucket in buckets.items():
                bucket.take(_amount(unit, tokens), now)

    @property
    def _buckets(self) -> tuple[dict[str, Allowance], dict[str, Allowance]]:
        return self._known, self._told

    def _learn(self, turn: Turn) -> None:
        now = time.monotonic()
        if turn.refused or turn.late:
            self._shrink(turn, now)
        elif turn.headers is not None:
            self._window = min(float(self.limits.concurrency), self._window + 1 / self._window)
            self._next_pause = self.pause
        self._answered = self._answered or turn.headers is not None or turn.refused or turn.late
        if turn.used is not None and "tokens" in self._known:
            self._known["tokens"].take(turn.used - turn.tokens, now)
        for unit, in_flight in zip(_UNITS, (self.in_flight, self._tokens_in_flight), strict=True):
            reading = Reading.of(turn.headers or {}, unit)
            if reading is not None:
                self._told[unit] = reading.correct(self._told.get(unit), in_flight, now)

    def _shrink(self, turn: Turn, now: float) -> None:
        """Let fewer in at once, and after a refusal none for a while; the refusals of one volley count once."""
        first = turn.begun >= self._shrunk
        if first:
            self._window, self._shrunk = max(1.0, self._window * _SHRINK), now
        if turn.refused and turn.wait is not None:
            self._closed_until = max(self._closed_until, now + turn.wait)
        elif turn.refused and first:
            self._closed_until = max(self._closed_until, now + self._next_pause)
            self._next_pause = min(_LONGEST_PAUSE, self._next_pause * 2)


def _amount(unit: str, tokens: int) -> int:
    return tokens if unit == "tokens" else 1
