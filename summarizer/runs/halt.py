"""When a run ends before its articles do: signals, and an endpoint that refuses everything."""

from __future__ import annotations

import asyncio
import re
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from summarizer.api.row import Row
from summarizer.articles import Entry

_ANY_ARTICLES = frozenset({"denied", "unavailable", "rate_limited"})
"""Errors that an endpoint makes of any article."""
_OF_THE_FIRST = frozenset({"rejected"})
"""Errors that it makes of one article or of all: of all, where it has not answered yet."""
_ALIKE = 5
"""So many failures of the same wording in a row, with no other live answer between them, stop the asking."""
_FIGURES = re.compile(r"[\d.,]+")


class Halt:
    """Whether to draw further articles, and whether to ask about them: a circuit breaker (Nygard 2007)."""

    def __init__(self) -> None:
        self.ending = False
        """Draw no further articles; what is in flight is finished."""
        self.interrupted = False
        self.reason = ""
        """Why no article is asked about any more."""
        self.under_way = 0
        """Articles that are being asked about, and may yet be answered well."""
        self._answered = False
        self._wording = ""
        self._alike = 0

    def until(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The entries, until the run is ending."""
        for entry in entries:
            if self.ending:
                return
            yield entry

    def saw(self, row: Row) -> None:
        """Look at each new result as it is finished; when they all fail in the same words, stop asking."""
        if self.reason or not row.sha256:
            return
        if self._is_the_endpoints(row):
            wording = _FIGURES.sub("#", (row.error or "").replace(row.id, ""))
            self._alike = self._alike + 1 if wording == self._wording else 1
            self._wording = wording
            if self._alike >= max(_ALIKE, self.under_way + 1):
                self.reason = (row.error or "").removeprefix(f"{row.id}: ")
        elif row.usage.calls > row.usage.cached:
            self._answered, self._alike = True, 0

    def _is_the_endpoints(self, row: Row) -> bool:
        kind = row.error_kind
        return kind in _ANY_ARTICLES or (kind in _OF_THE_FIRST and not self._answered)

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
