"""`summarize_many`: many articles with bounded concurrency."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterable, Iterator
from concurrent.futures import Future
from typing import Any, Generic, TypeVar, Unpack, overload

from pydantic import BaseModel

from summarizer.api.calls import as_article
from summarizer.api.job import Job
from summarizer.api.opening import Options, open_job
from summarizer.api.ordered import AHEAD, in_order
from summarizer.api.portal import run_in_portal, send_to_portal
from summarizer.errors import ArticleError, UserError
from summarizer.schema.article import Article
from summarizer.schema.outcome import Outcome
from summarizer.schema.summary import ArticleSummary

S = TypeVar("S", bound=BaseModel)


class Outcomes(Generic[S]):
    """The outcomes of many articles, in the articles' order; iterate with `for` or `async for`, once.

    Leaving the loop early cancels what is in flight.
    """

    def __init__(self, job: Job[S], articles: Iterable[str | Article], concurrency: int) -> None:
        self._job, self._articles, self._concurrency = job, articles, concurrency

    async def __aiter__(self) -> AsyncIterator[Outcome[S]]:
        """Give the outcomes in the running event loop."""
        try:
            numbered = enumerate(self._articles, 1)
            async for outcome in in_order(numbered, self._outcome, concurrency=self._concurrency):
                yield outcome
        finally:
            await self._job.close()

    def __iter__(self) -> Iterator[Outcome[S]]:
        """Give the outcomes from the library's own event loop; the articles are drawn in the caller's thread."""
        gate = asyncio.Semaphore(self._concurrency)

        async def gated(numbered: tuple[int, str | Article]) -> Outcome[S]:
            async with gate:
                return await self._outcome(numbered)

        begun: deque[Future[Outcome[S]]] = deque()
        try:
            for numbered in enumerate(self._articles, 1):
                begun.append(send_to_portal(gated(numbered)))
                while len(begun) >= self._concurrency * AHEAD or (begun and begun[0].done()):
                    yield _first(begun)
            while begun:
                yield _first(begun)
        finally:
            for future in begun:
                future.cancel()
            run_in_portal(self._job.close())

    async def _outcome(self, numbered: tuple[int, str | Article]) -> Outcome[S]:
        number, given = numbered
        try:
            article = as_article(given, f"Article {number}")
        except ArticleError as error:
            return self._job.unread(str(number), None, error)
        return await self._job.outcome(str(number), article)


def _first(begun: deque[Future[Outcome[S]]]) -> Outcome[S]:
    """The first one's outcome; it stays among those to be cancelled for as long as it is waited for."""
    outcome = begun[0].result()
    begun.popleft()
    return outcome


@overload
def summarize_many(
    articles: Iterable[str | Article], *, concurrency: int = 16, **options: Unpack[Options]
) -> Outcomes[ArticleSummary]: ...
@overload
def summarize_many(
    articles: Iterable[str | Article], *, schema: type[S], concurrency: int = 16, **options: Unpack[Options]
) -> Outcomes[S]: ...
def summarize_many(
    articles: Iterable[str | Article],
    *,
    schema: type[BaseModel] = ArticleSummary,
    concurrency: int = 16,
    **options: Unpack[Options],
) -> Outcomes[Any]:
    """Summarize many articles; one outcome each, whatever becomes of it.

    Args:
        articles: texts or articles; drawn as they are needed.
        schema: the result's schema, by default `ArticleSummary`.
        concurrency: how many are asked at once.
        **options: the model, its endpoint and the cache: see `open_job`.

    Returns:
        The outcomes in the articles' order, for `for` and for `async for`; their ids are `1`, `2`, ….

    Raises:
        UserError: a mistake in the options or the schema.
    """
    if concurrency < 1:
        raise UserError(f"A concurrency of {concurrency} would never begin; give 1 or more.")
    return Outcomes(open_job(schema, concurrency=concurrency, **options), articles, concurrency)
