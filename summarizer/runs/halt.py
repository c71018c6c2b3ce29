"""When a run ends before its articles do: signals, and an endpoint that refuses everything."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from summarizer.articles import Entry
from summarizer.schema.outcome import Outcome

_ENDPOINTS_OWN = frozenset({"rejected", "unavailable"})
"""Errors that an endpoint makes of any article."""
_ALIKE = 5
"""So many failures of the same wording, and no other answer before them, stop the asking."""


class Halt:
    """Whether to draw further articles, and whether to ask about them."""

    def __init__(self) -> None:
        self.ending = False
        """Draw no further articles; what is in flight is finished."""
        self.interrupted = False
        self.reason = ""
        """Why no article is asked about any more."""
        self._errors: list[str] = []
        self._answered = False

    def until(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The entries, until the run is ending."""
        for entry in entries:
            if self.ending:
                return
            yield entry

    def saw(self, outcome: Outcome[Any] | None) -> None:
        """Look at each new outcome; when the first ones all fail in the same words, stop asking."""
        if self.reason or self._answered or outcome is None or outcome.article is None:
            return
        if outcome.error_kind not in _ENDPOINTS_OWN:
            self._answered = True
            return
        self._errors.append((outcome.error or "").replace(outcome.id, ""))
        if len(set(self._errors)) > 1:
            self._answered = True
        elif len(self._errors) >= _ALIKE:
            self.reason = self._errors[0].removeprefix(": ")

    @contextmanager
    def on_signals(self) -> Iterator[None]:
        """The first Ctrl-C or SIGTERM lets what is in flight finish, the second one cancels it."""
        loop, task = asyncio.get_running_loop(), asyncio.current_task()

        def stop() -> None:
            if self.ending and task is not None:
                task.cancel()
            self.ending = self.interrupted = True

        caught: list[signal.Signals] = []
        for name in (signal.SIGINT, signal.SIGTERM):
            try:
                loop.add_signal_handler(name, stop)
                caught.append(name)
            except (NotImplementedError, RuntimeError, ValueError):
                continue  # not the main thread, or a platform without such handlers: the default holds
        try:
            yield
        finally:
            for name in caught:
                loop.remove_signal_handler(name)
