"""A run: many articles through one job, one outcome each."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from summarizer.api import Job, in_order
from summarizer.api.row import Row
from summarizer.articles import Entry, ReadArticle, Source
from summarizer.errors import ArticleError
from summarizer.runs.halt import Halt
from summarizer.runs.writers import Writer
from summarizer.schema.outcome import Status
from summarizer.schema.usage import Usage

if TYPE_CHECKING:
    from summarizer.api.workers import Workers

_FAILURES_SHOWN = 20


@dataclass(slots=True)
class Tally:
    """What became of the articles so far."""

    statuses: Counter[Status] = field(default_factory=Counter)
    kept: int = 0
    """Articles whose written result still holds, so that nothing was done."""
    usage: Usage = field(default_factory=Usage)
    failures: list[tuple[str, str]] = field(default_factory=list)
    """The first failed articles: id and message."""
    interrupted: bool = False
    stopped: str = ""
    """Why the asking was stopped, in one sentence."""
    spared: int = 0
    """Articles whose new attempt failed, so that the written summary of an earlier one was left."""
    others: int = 0
    """Rows of articles that are not in this run, which the results file also holds."""

    @property
    def done(self) -> int:
        """Articles dealt with."""
        return self.statuses.total()

    @property
    def without_summary(self) -> int:
        """Articles that ended without one, whatever the reason."""
        return sum(count for status, count in self.statuses.items() if not status.well)

    @property
    def failed(self) -> int:
        """Articles without a summary that should have one."""
        return sum(
            count for status, count in self.statuses.items() if not (status.well or status is Status.NOT_AN_ARTICLE)
        )


@dataclass(frozen=True, slots=True)
class _Step:
    """One article dealt with: a new result, or the status of one that is written already."""

    source: Source
    row: Row | None
    status: Status


OnStep = Callable[[str, Row | None, Tally], None]


async def run(
    entries: Iterable[Entry],
    job: Job[Any],
    writer: Writer,
    *,
    concurrency: int,
    workers: Workers | None = None,
    refresh: bool = False,
    fail_fast: bool = False,
    on_step: OnStep = lambda *_: None,
) -> Tally:
    """Take every article through the job and write its outcome.

    Args:
        entries: the articles, drawn as they are needed.
        job: model, schema and prompt.
        writer: where outcomes go; it also says which articles are finished already.
        concurrency: how many articles are asked at once.
        workers: other processes that do the job, where it is one for this machine's processors; closed at the end.
        refresh: take up also the articles that are finished already.
        fail_fast: stop at the first article that fails.
        on_step: told of each article's id, its new result (None if the written one was kept) and the tally.

    Returns:
        The tally; on Ctrl-C or SIGTERM what is in flight is finished first, on a second one it is cancelled.

    Raises:
        UserError: a mistake that would meet every article, or a place that cannot be written.
    """
    tally, halt = Tally(), Halt()
    taking = _Taking(job, workers, None if refresh else writer, halt, writer.indent)
    at_once = concurrency if workers is None else workers.concurrency
    complete = False
    try:
        with halt.on_signals():
            async with aclosing(in_order(halt.until(entries), taking.step, concurrency=at_once)) as steps:
                async for step in steps:
                    _settle(step, writer, tally)
                    on_step(step.source.id, step.row, tally)
                    if fail_fast and tally.failed:
                        halt.ending = True
                        break
        complete = not halt.ending
    except asyncio.CancelledError:
        if not halt.interrupted:
            raise
    finally:
        if workers is not None:
            await workers.close()
        tally.others = writer.close(complete=complete)
    tally.interrupted, tally.stopped = halt.interrupted, halt.reason
    return tally


@dataclass(frozen=True, slots=True)
class _Taking:
    """What is done with one article after another."""

    job: Job[Any]
    workers: Workers | None
    written: Writer | None
    halt: Halt
    indent: int | None

    async def step(self, entry: Entry) -> _Step:
        source = entry.source
        try:
            read = entry.read()
        except ArticleError as error:
            return self._new(source, Row.of(self.job.unread(source.id, source.origin, error), indent=self.indent))
        kept = self.written.finished(source, self.job.fingerprint(read.article)) if self.written else None
        if kept is not None:
            return _Step(source, None, kept)
        self.halt.under_way += 1
        try:
            row = await self._row(source, read)
        finally:
            self.halt.under_way -= 1
        self.halt.saw(row)
        return self._new(source, row)

    async def _row(self, source: Source, read: ReadArticle) -> Row:
        told: dict[str, Any] = {"source": source.origin, "notes": read.notes}
        if self.halt.reason:
            outcome = self.job.not_asked(source.id, read.article, self.halt.reason, **told)
        elif self.workers is not None:
            return await self.workers.row(source.id, read.article, **told)
        else:
            outcome = await self.job.outcome(source.id, read.article, **told)
        return Row.of(outcome, indent=self.indent)

    @staticmethod
    def _new(source: Source, row: Row) -> _Step:
        return _Step(source, row, row.status)


def _settle(step: _Step, writer: Writer, tally: Tally) -> None:
    """Write or keep the article's result, and count it."""
    tally.statuses[step.status] += 1
    if step.row is None:
        writer.keep(step.source)
        tally.kept += 1
        return
    tally.spared += not writer.write(step.source, step.row)
    tally.usage += step.row.usage
    if step.row.error and len(tally.failures) < _FAILURES_SHOWN:
        tally.failures.append((step.row.source or step.row.id, step.row.error))
