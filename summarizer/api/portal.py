"""From synchronous code into the library's own event loop; it works where one is running already (notebooks)."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

from summarizer.errors import UserError

T = TypeVar("T")

_lock = threading.Lock()
_loops: dict[int, asyncio.AbstractEventLoop] = {}
"""One loop in one daemon thread for each process, so that connections are kept between calls; a fork begins its own."""


def run_in_portal(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine in the portal's loop and wait for it; on Ctrl-C it is cancelled.

    Raises:
        UserError: called from inside the portal itself, where waiting would never end.
    """
    future = send_to_portal(work)
    try:
        return future.result()
    except BaseException:
        future.cancel()
        raise


def send_to_portal(work: Coroutine[Any, Any, T]) -> Future[T]:
    """Begin a coroutine in the portal's loop.

    Raises:
        UserError: called from inside the portal itself.
    """
    loop = _running_loop()
    if threading.current_thread().name == _name():
        work.close()
        raise UserError(
            "summarize was called from within another call's model or schema; await asummarize there instead."
        )
    return asyncio.run_coroutine_threadsafe(work, loop)


def _name() -> str:
    return f"summarizer {os.getpid()}"


def _running_loop() -> asyncio.AbstractEventLoop:
    with _lock:
        if os.getpid() not in _loops:
            loop = asyncio.new_event_loop()
            threading.Thread(target=loop.run_forever, name=_name(), daemon=True).start()
            _loops[os.getpid()] = loop
        return _loops[os.getpid()]
