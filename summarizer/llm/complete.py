"""Complete: the seam to the outside, and its wrappers: stored, recorded, replayed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from summarizer.errors import NotRecorded
from summarizer.llm.completion import storable
from summarizer.store.exchange import Completion, Exchange, Request, Store
from summarizer.store.recordings import Recordings


@dataclass(frozen=True, slots=True)
class Answered:
    """A completion, whether it came without a live call, and the seconds its live call took."""

    completion: Completion
    cached: bool = False
    seconds: float = 0.0


Complete: TypeAlias = Callable[[Request], Awaitable[Answered]]
"""From request to completion: live, stored or replayed. Raises ModelError."""


def stored(complete: Complete, store: Store, *, refresh: bool = False) -> Complete:
    """Answer from the store where it has an equal request; keep what is asked anew.

    A finished exchange is in the store before it is returned. Failures and broken-off answers are not kept.
    Equal requests in flight at the same time are asked once; the ones that waited count as cached.

    Args:
        complete: asks anew.
        store: where exchanges are kept.
        refresh: ask anew although the store has it, and keep the new completion.
    """
    in_flight: dict[tuple[asyncio.AbstractEventLoop, str], asyncio.Task[Answered]] = {}

    async def ask(request: Request) -> Answered:
        if not refresh:
            found = await asyncio.to_thread(store.get, request)
            if found is not None:
                return Answered(found, cached=True)
        answered = await complete(request)
        if storable(answered.completion):
            await asyncio.to_thread(store.put, Exchange(request, answered.completion, answered.seconds))
        return answered

    async def answer(request: Request) -> Answered:
        place = (asyncio.get_running_loop(), request.key)
        task = in_flight.get(place)
        if task is not None:
            return replace(await asyncio.shield(task), cached=True)
        task = in_flight[place] = asyncio.create_task(ask(request))
        task.add_done_callback(lambda done: _forget(in_flight, place, done))
        # shielded: an answer under way is paid for, so it is finished and kept though nobody waits for it any more
        return await asyncio.shield(task)

    return answer


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
