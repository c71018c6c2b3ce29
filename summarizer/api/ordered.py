"""Bounded concurrency, results in the order of the work."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 4
"""How many times the concurrency may be begun or wait finished behind a slow one."""


async def in_order(
    items: Iterable[T], work: Callable[[T], Awaitable[R]], *, concurrency: int
) -> AsyncGenerator[R, None]:
    """Do the work for each item, at most `concurrency` at once; give the results in the items' order.

    Items are drawn as they are needed, so that endless ones may be given. Work that is begun when the consumer leaves
    is cancelled.
    """
    gate = asyncio.Semaphore(concurrency)

    async def gated(item: T) -> R:
        async with gate:
            return await work(item)

    begun: deque[asyncio.Task[R]] = deque()
    try:
        for item in items:
            begun.append(asyncio.create_task(gated(item)))
            while len(begun) >= concurrency * AHEAD or (begun and begun[0].done()):
                yield await begun.popleft()
            await asyncio.sleep(0)
        while begun:
            yield await begun.popleft()
    finally:
        for task in begun:
            task.cancel()
        await asyncio.gather(*begun, return_exceptions=True)
