"""Worker processes for a model that works on the processor of this machine, such as the extractive one."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from pydantic import BaseModel

from summarizer.api.job import Job
from summarizer.api.opening import Options, open_job
from summarizer.api.row import Row
from summarizer.errors import ArticleError
from summarizer.schema.article import Article
from summarizer.schema.ready import READY

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

P = ParamSpec("P")
T = TypeVar("T")

_log = logging.getLogger("summarizer.api")

FEW = 100
"""So many articles are worked on in this process before others are started: starting them takes a second or two."""
AHEAD = 4
"""How many articles are handed to each process before it has finished the first, so that none waits for work."""


class Workers:
    """A job done by several processes, with the same rows as in one.

    The first articles are worked on in this process, so that a short run starts no others. A process that dies costs
    the articles it may have worked on a second attempt, each alone in a process of its own; an article that ends that
    one too gets a failed row, and the run goes on. The processes ignore Ctrl-C, which is for this one to act on, and
    end when this one does, however it ends.
    """

    def __init__(
        self, job: Job[Any], options: Options, *, count: int | None = None, indent: int | None = None, few: int = FEW
    ) -> None:
        """Describe the work; no process is started yet.

        Args:
            job: what `open_job` made of the schema and the options; its owner closes it.
            options: those that the job was opened with; each process opens the same job by them.
            count: how many processes; by default one for each processor.
            indent: spaces a level of a row's JSON is indented by; None for one line.
            few: how many articles are worked on in this process first.
        """
        self._job = job
        self._described = _Described(job.wanted.schema, options, indent)
        self._count = count or processors()
        self._few = few
        self._hopeless = False
        self._pool: ProcessPoolExecutor | None = None
        self._starting, self._alone = asyncio.Lock(), asyncio.Lock()

    @property
    def concurrency(self) -> int:
        """How many articles to have in work at once."""
        return self._count * AHEAD

    async def row(self, name: str, article: Article, *, source: str | None = None, notes: tuple[str, ...] = ()) -> Row:
        """Summarize one article; see `Job.outcome` for what is given and raised."""
        self._few -= 1
        pool = await self._running() if self._few < 0 else None
        if pool is None:
            outcome = await self._job.outcome(name, article, source=source, notes=notes)
            return Row.of(outcome, indent=self._described.indent)
        from concurrent.futures.process import BrokenProcessPool  # heavy, like the rest of it: only for many articles

        task = _Task(name, article, source, notes)
        try:
            return await _done(pool, _work, task)
        except BrokenProcessPool:
            if self._pool is pool:
                self._pool = None
        return await self._again(task)

    async def close(self) -> None:
        """End the processes; what they are working on is finished first."""
        if self._pool is not None:
            pool, self._pool = self._pool, None
            await asyncio.to_thread(pool.shutdown, cancel_futures=True)

    async def _running(self) -> ProcessPoolExecutor | None:
        """The processes, started where they are not; None where none can be started, so that this one does it all."""
        from concurrent.futures.process import BrokenProcessPool

        async with self._starting:
            if self._pool is None and not self._hopeless:
                pool = self._new(self._count)
                try:
                    await _done(pool, os.getpid)
                    self._pool = pool
                except (BrokenProcessPool, OSError):
                    _log.warning("Processes of their own cannot be started for this work; it is done in one.")
                    self._hopeless = True
            return self._pool

    def _new(self, count: int) -> ProcessPoolExecutor:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        context = get_context("spawn")  # a fork would copy threads' locks in whatever state they are
        return ProcessPoolExecutor(count, mp_context=context, initializer=_begin, initargs=(self._described,))

    async def _again(self, task: _Task) -> Row:
        """Work on an article alone, as one of those in work has ended its process."""
        from concurrent.futures.process import BrokenProcessPool

        async with self._alone:
            pool = self._new(1)
            try:
                return await _done(pool, _work, task)
            except BrokenProcessPool:
                message = (
                    f"{task.name}: the process that worked on it ended, twice; most likely it needs more memory than "
                    "there is."
                )
                unread = self._job.unread(task.name, task.source, ArticleError(message))
                return Row.of(unread, indent=self._described.indent)
            finally:
                await asyncio.to_thread(pool.shutdown, cancel_futures=True)


def can_share(job: Job[Any], options: Options) -> bool:
    """Whether processes would speed a job up, and can open it: its model works here, schema and options can be sent."""
    ready = job.wanted.schema in READY.values()  # another process may not find a schema of the user's own
    if not (ready and getattr(job.model, "cpu_bound", False)) or processors() == 1:
        return False
    try:
        pickle.dumps(options)
    except (pickle.PicklingError, TypeError, AttributeError):
        return False
    return True


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class _Described:
    """All that a process needs to open the job."""

    schema: type[BaseModel]
    options: Options
    indent: int | None


@dataclass(frozen=True, slots=True)
class _Task:
    """One article's work."""

    name: str
    article: Article
    source: str | None
    notes: tuple[str, ...]


async def _done(pool: ProcessPoolExecutor, work: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
    with _interrupts_held():
        future = pool.submit(work, *args, **named)
    return await asyncio.wrap_future(future)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Start processes, which submitting may do, with Ctrl-C held back until they ignore it themselves."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# in the processes

_GARBAGE = 50_000
"""Objects after which garbage in cycles is looked for: an article makes many objects and hardly any cycle."""

_job: Job[Any] | None = None
_loop: asyncio.Runner | None = None
"""One event loop for all articles: a new one costs as much as reading a short article."""
_write = Row.of


def _begin(described: _Described) -> None:
    """Make a process ready: deaf to Ctrl-C, gone when its parent is, the job open."""
    global _job, _loop, _write  # noqa: PLW0603 # a process of the pool keeps what it works with between calls
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _job, _loop = open_job(described.schema, **described.options), asyncio.Runner()
    gc.freeze()
    gc.set_threshold(_GARBAGE)
    _write = partial(Row.of, indent=described.indent)


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(task: _Task) -> Row:
    assert _job is not None and _loop is not None  # noqa: S101, PT018 # the pool has begun each process by `_begin`
    return _write(_loop.run(_job.outcome(task.name, task.article, source=task.source, notes=task.notes)))
