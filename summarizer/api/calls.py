"""`summarize` and `asummarize`."""

from __future__ import annotations

from typing import Any, TypeVar, Unpack, overload

from pydantic import BaseModel

from summarizer.api.opening import Options, open_job
from summarizer.api.portal import run_in_portal
from summarizer.schema.article import Article
from summarizer.schema.outcome import Result
from summarizer.schema.summary import ArticleSummary

S = TypeVar("S", bound=BaseModel)


@overload
async def asummarize(article: str | Article, **options: Unpack[Options]) -> Result[ArticleSummary]: ...
@overload
async def asummarize(article: str | Article, *, schema: type[S], **options: Unpack[Options]) -> Result[S]: ...
async def asummarize(
    article: str | Article, *, schema: type[BaseModel] = ArticleSummary, **options: Unpack[Options]
) -> Result[Any]:
    """Summarize one article; see `summarize`."""
    job = open_job(schema, **options)
    try:
        return await job.result("article", as_article(article))
    finally:
        await job.model.close()


@overload
def summarize(article: str | Article, **options: Unpack[Options]) -> Result[ArticleSummary]: ...
@overload
def summarize(article: str | Article, *, schema: type[S], **options: Unpack[Options]) -> Result[S]: ...
def summarize(
    article: str | Article, *, schema: type[BaseModel] = ArticleSummary, **options: Unpack[Options]
) -> Result[Any]:
    """Summarize one article; also inside a running event loop.

    Args:
        article: the text, or an `Article` with what is known about it.
        schema: the result's schema, by default `ArticleSummary`.
        **options: the model, its endpoint and the cache: see `open_job`.

    Returns:
        The summary with every place resolved to code-point offsets, its problems, its audit and what it cost.

    Raises:
        UserError: a mistake in the options or the schema.
        NotAnArticle: the text holds no sentence to summarize.
        ModelError: the model gave no usable answer.
    """
    return run_in_portal(asummarize(article, schema=schema, **options))


def as_article(article: str | Article) -> Article:
    """A bare text as an article."""
    return article if isinstance(article, Article) else Article(text=article)
