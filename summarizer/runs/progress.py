"""How a run is going, on standard error."""

from __future__ import annotations

import sys
import time
from typing import Protocol, TextIO

from summarizer.api.row import Row
from summarizer.runs.run import Tally
from summarizer.schema.outcome import Status
from summarizer.text.counted import counted
from summarizer.text.printable import printable

_EVERY = 5.0
"""Seconds between two plain lines."""


class Progress(Protocol):
    """Shows a run's steps; used as a context manager."""

    def step(self, name: str, row: Row | None, tally: Tally) -> None:
        """One more article is dealt with."""
        ...

    def __enter__(self) -> Progress: ...
    def __exit__(self, *_: object) -> None: ...


def open_progress(total: int | None, *, quiet: bool, verbose: bool, stream: TextIO | None = None) -> Progress:
    """A bar on a terminal, plain lines elsewhere, nothing when quiet; verbose: a line for each article."""
    stream = stream or sys.stderr
    if quiet:
        return _Silent()
    if verbose or not stream.isatty():
        return _Lines(total, stream, verbose=verbose)
    return _Bar(total, stream)


def counts(tally: Tally) -> str:
    """`3 failed · 2 kept · 1 cached · 1,204 tokens · $0.0123`, what there is of it."""
    usage = tally.usage
    parts = [
        f"{tally.failed:,} failed" if tally.failed else "",
        f"{tally.statuses[Status.PARTIAL]:,} partial" if tally.statuses[Status.PARTIAL] else "",
        f"{tally.kept:,} kept" if tally.kept else "",
        counted(usage.calls, "call") if usage.calls else "",
        f"{usage.cached:,} cached" if usage.cached else "",
        counted(usage.input_tokens + usage.output_tokens, "token") if usage.input_tokens else "",
        f"${usage.cost_usd:.4f}" if usage.cost_usd is not None else "",
    ]
    return " · ".join(filter(None, parts))


class _Silent:
    def step(self, name: str, row: Row | None, tally: Tally) -> None:
        """Nothing to show."""

    def __enter__(self) -> _Silent:
        return self

    def __exit__(self, *_: object) -> None: ...


class _Lines:
    """Plain lines: one for each article when verbose, else one every few seconds."""

    def __init__(self, total: int | None, stream: TextIO, *, verbose: bool) -> None:
        self._total, self._stream, self._verbose = total, stream, verbose
        self._begun = self._last = time.monotonic()

    def step(self, name: str, row: Row | None, tally: Tally) -> None:
        now = time.monotonic()
        if self._verbose:
            self._say(f"{name}: {_word(row)}")
        elif now - self._last >= _EVERY:
            self._last = now
            rate = tally.done / (now - self._begun)
            left = f" · {_clock((self._total - tally.done) / rate)} left" if self._total and rate else ""
            done = f"{tally.done:,}/" if self._total else ""
            more = counts(tally)
            articles = counted(self._total or tally.done, "article")
            self._say(f"{done}{articles}{f' · {more}' if more else ''} · {rate:.1f}/s{left}")

    def _say(self, line: str) -> None:
        self._stream.write(printable(line) + "\n")
        self._stream.flush()

    def __enter__(self) -> _Lines:
        return self

    def __exit__(self, *_: object) -> None: ...


class _Bar:
    """A bar that rich draws."""

    def __init__(self, total: int | None, stream: TextIO) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeElapsedColumn,
            TimeRemainingColumn,
        )

        self._progress = Progress(
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            TextColumn("{task.description}", markup=False),
            console=Console(file=stream),
            transient=True,
        )
        self._task = self._progress.add_task("", total=total, rate="")
        self._begun = time.monotonic()

    def step(self, name: str, row: Row | None, tally: Tally) -> None:  # noqa: ARG002 # the bar shows the whole
        rate = tally.done / max(time.monotonic() - self._begun, 1e-9)
        self._progress.update(self._task, completed=tally.done, description=counts(tally), rate=f"{rate:.1f}/s")

    def __enter__(self) -> _Bar:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()


def _word(row: Row | None) -> str:
    if row is None:
        return "kept"
    problems = f", {counted(row.problems, 'problem')}" if row.problems else ""
    notes = "".join(f" ({note})" for note in row.notes)
    return f"{row.status.value}{problems}{notes}" + (f" · {row.error}" if row.error else "")


def _clock(seconds: float) -> str:
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
