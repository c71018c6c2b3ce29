"""Complete: the seam to the outside, and its wrappers: stored, recorded, replayed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Protocol, TypeAlias, runtime_checkable

from summarizer.errors import NotRecorded
from summarizer.llm.completion import storable
from summarizer.store.exchange import Completion, Exchange, Request, Store
from summarizer.store.recordings import Recordings

_FIRST_LOOK, _LONGEST_LOOK = 0.05, 0.5
"""Seconds between two looks for an answer that another run is asking for."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A completion, whether it came without a live call, and what its live call took.

    Attributes:
        completion: as it came.
        cached: whether there was no live call.
        seconds: of the attempt that brought it.
        attempts: how often it was tried; None where that is not known.
    """

    completion: Completion
    cached: bool = False
    seconds: float = 0.0
    attempts: int | None = None


Complete: TypeAlias = Callable[[Request], Awaitable[Answered]]
"""From request to completion: live, stored or replayed. Raises ModelError."""


@runtime_checkable
class Shared(Protocol):
    """A store that several runs use at once: of two that want the same answer, one asks."""

    def claim(self, key: str, *, anew: bool = False) -> bool:
        """Whether this one is to ask; False where another does, or its answer has just come."""
        ...

    def release(self, key: str) -> None:
        """It has not been answered, and another one may ask."""
        ...


def stored(complete: Complete, store: Store, *, refresh: bool = False) -> Complete:
    """Answer from the store where it has an equal request; keep what is asked anew.

    A finished exchange is in the store before it is returned. Failures and broken-off answers are not kept.
    Equal requests at the same time are asked once, also by two runs on one store; the ones that waited count as cached.

    Args:
        complete: asks anew.
        store: where exchanges are kept.
        refresh: ask anew, once, although the store has it, and keep the new completion.
    """
    return _Stored(complete, store, refresh)


class _Stored:
    """What `stored` gives."""

    def __init__(self, complete: Complete, store: Store, refresh: bool) -> None:  # noqa: FBT001 # from one place
        self._complete, self._store, self._refresh = complete, store, refresh
        self._in_flight: dict[tuple[asyncio.AbstractEventLoop, str], asyncio.Task[Answered]] = {}
        self._refreshed: set[bytes] = set()

    async def __call__(self, request: Request) -> Answered:
        place = (asyncio.get_running_loop(), request.key)
        task = self._in_flight.get(place)
        if task is not None:
            return replace(await asyncio.shield(task), cached=True)
        task = self._in_flight[place] = asyncio.create_task(self._answer(request))
        task.add_done_callback(lambda done: _forget(self._in_flight, place, done))
        # shielded: an answer under way is paid for, so it is finished and kept though nobody waits for it any more
        return await asyncio.shield(task)

    async def _answer(self, request: Request) -> Answered:
        anew = self._refresh and bytes.fromhex(request.key) not in self._refreshed
        pause = _FIRST_LOOK
        while True:
            found, claimed = await asyncio.to_thread(self._looked_up, request, anew=anew)
            if found is not None:
                return Answered(found, cached=True)
            if claimed:
                return await self._asked(request)
            await asyncio.sleep(pause)
            pause = min(_LONGEST_LOOK, pause * 2)

    def _looked_up(self, request: Request, *, anew: bool) -> tuple[Completion | None, bool]:
        """What is kept, and where nothing is, whether this run is to ask."""
        found = None if anew else self._store.get(request)
        if found is not None:
            return found, False
        return None, not isinstance(self._store, Shared) or self._store.claim(request.key, anew=anew)

    async def _kept(self, exchange: Exchange) -> None:
        """Keep it, also when everybody gives up meanwhile: it is paid for, and the same if it is written twice."""
        try:
            await asyncio.to_thread(self._store.put, exchange)
        except asyncio.CancelledError:
            self._store.put(exchange)
            raise

    async def _asked(self, request: Request) -> Answered:
        kept = False
        try:
            answered = await self._complete(request)
            if storable(answered.completion):
                kept = True
                await self._kept(Exchange(request, answered.completion, answered.seconds))
        finally:
            if not kept and isinstance(self._store, Shared):
                await asyncio.shield(asyncio.to_thread(self._store.release, request.key))
        if self._refresh:
            self._refreshed.add(bytes.fromhex(request.key))
        return answered


def _forget(
    in_flight: dict[tuple[asyncio.AbstractEventLoop, str], asyncio.Task[Answered]],
    place: tuple[asyncio.AbstractEventLoop, str],
    task: asyncio.Task[Answered],
) -> None:
    del in_flight[place]
    if not task.cancelled():
        task.exception()  # taken here, so that asyncio does not complain where nobody waits any more


def recorded(complete: Complete, recordings: Recordings) -> Complete:
    """Write every exchange to the recordings, live or stored, and broken off or not: a replay is the same run."""

    async def answer(request: Request) -> Answered:
        answered = await complete(request)
        await asyncio.to_thread(recordings.put, Exchange(request, answered.completion, answered.seconds))
        return answered

    return answer


def replayed(recordings: Recordings) -> Complete:
    """Answer from the recordings alone.

    Raises:
        NotRecorded: by the callable, for a request that the recordings do not have.
    """

    async def answer(request: Request) -> Answered:
        found = await asyncio.to_thread(recordings.get, request)
        if found is None:
            name = request.article or "this article"
            raise NotRecorded(
                f"{recordings.folder} has no recording of this request for {name}; "
                f"run again with --record {recordings.folder} and a model."
            )
        return Answered(found, cached=True)

    return answer
