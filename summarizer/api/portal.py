"""From synchronous code into the library's own event loop; it works where one is running already (notebooks)."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

_lock = threading.Lock()
_loop: asyncio.AbstractEventLoop | None = None


def run_in_portal(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine in the portal's loop and wait for it; on Ctrl-C it is cancelled."""
    future = asyncio.run_coroutine_threadsafe(work, _running_loop())
    try:
        return future.result()
    except BaseException:
        future.cancel()
        raise


def _running_loop() -> asyncio.AbstractEventLoop:
    """One loop in one daemon thread per process, begun at first use, so that connections are kept between calls."""
    global _loop  # noqa: PLW0603 # the process has one portal
    with _lock:
        if _loop is None or _loop.is_closed():
            _loop = asyncio.new_event_loop()
            threading.Thread(target=_loop.run_forever, name="summarizer", daemon=True).start()
        return _loop
