"""`summarize_many`: many articles with bounded concurrency."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any, Generic, TypeVar, Unpack, overload

from pydantic import BaseModel

from summarizer.api.calls import as_article
from summarizer.api.opening import Options, open_job
from summarizer.api.ordered import in_order
from summarizer.api.portal import run_in_portal
from summarizer.errors import UserError
from summarizer.schema.article import Article
from summarizer.schema.outcome import Outcome
from summarizer.schema.summary import ArticleSummary

S = TypeVar("S", bound=BaseModel)


class Outcomes(Generic[S]):
    """The outcomes of many articles, in the articles' order; iterate with `for` or `async for`, once."""

    def __init__(self, outcomes: AsyncIterator[Outcome[S]]) -> None:
        self._outcomes = outcomes

    def __aiter__(self) -> AsyncIterator[Outcome[S]]:
        return self._outcomes

    def __iter__(self) -> Iterator[Outcome[S]]:
        async def following() -> Outcome[S] | None:
            return await anext(self._outcomes, None)

        while (outcome := run_in_portal(following())) is not None:
            yield outcome


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
    job = open_job(schema, **options)

    async def outcomes() -> AsyncIterator[Outcome[Any]]:
        async def work(numbered: tuple[int, str | Article]) -> Outcome[Any]:
            number, article = numbered
            return await job.outcome(str(number), as_article(article))

        try:
            async for outcome in in_order(enumerate(articles, 1), work, concurrency=concurrency):
                yield outcome
        finally:
            await job.model.close()

    return Outcomes(outcomes())
