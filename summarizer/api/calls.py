"""`summarize` and `asummarize`."""

from __future__ import annotations

from typing import Any, TypeVar, Unpack, overload

from pydantic import BaseModel, ValidationError

from summarizer.api.opening import Options, open_job
from summarizer.api.portal import run_in_portal
from summarizer.errors import ArticleError
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
        return await job.result("article", as_article(article, "article"))
    finally:
        await job.close()


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


def as_article(article: object, name: str) -> Article:
    """Take a text as an article.

    Raises:
        ArticleError: it is neither a text nor an article, or holds what no file can.
    """
    if isinstance(article, Article):
        return article
    if not isinstance(article, str):
        raise ArticleError(f"{name} is {type(article).__name__}; give a text or an Article.")
    try:
        return Article(text=article)
    except ValidationError as error:
        raise ArticleError(f"{name} cannot be read: {error.errors()[0]['msg']}.") from error
