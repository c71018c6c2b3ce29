"""Which way an article takes."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

from pydantic import BaseModel

from summarizer.pipeline.small import small_flow
from summarizer.pipeline.wanted import Finished, Wanted
from summarizer.pipeline.way import flow
from summarizer.prompts.ask import Ask
from summarizer.prompts.small import is_small_prompt
from summarizer.schema.article import Article
from summarizer.schema.draft import Draft
from summarizer.schema.summary import ArticleSummary

S = TypeVar("S", bound=BaseModel)


def way(name: str, article: Article, wanted: Wanted[S]) -> Generator[Ask, Draft, Finished[S]]:
    """The small way for an article summary with a prompt for small asks, else the usual one; see `flow`."""
    small = is_small_prompt(wanted.prompt) and issubclass(wanted.schema, ArticleSummary)
    return small_flow(name, article, wanted) if small else flow(name, article, wanted)
