"""What is wanted of each article, what became of it, and how a draft is held: the same for every way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pydantic import BaseModel

from summarizer.errors import NotAnArticle
from summarizer.grounding.claims import near_evidence
from summarizer.grounding.ground import Data, Grounded, ground
from summarizer.grounding.settle import settle
from summarizer.prompts import Ask, Prompt, Require
from summarizer.schema.article import Article, SentenceKind
from summarizer.schema.problem import Audit, Problem
from summarizer.schema.summary import ArticleSummary
from summarizer.text.reading import Reading, read
from summarizer.text.vocabulary import Vocabulary, media_topics

S = TypeVar("S", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Finished(Generic[S]):
    """The end of one article's way."""

    summary: S
    problems: tuple[Problem, ...]
    audit: Audit
    notes: tuple[str, ...] = ()
    """What a reader should know of how the summary came about."""


@dataclass(frozen=True, slots=True)
class Wanted(Generic[S]):
    """What is wanted of each article.

    Attributes:
        schema: the result's schema.
        prompt: the instructions; one for small asks chooses the small way.
        require: whether a repair ask is spent on quotations that the summary lacks.
        vocabulary: the subjects that topics are filed under.
        language: what to write in, ISO 639; None for the article's own.
        max_input_tokens: a longer article is asked about in parts; None for whole ones always.
        second_reading: whether the claims are read a second time, by another model.
        lead: takes headline and abstract from the article itself, for where a small model's do not hold.
    """

    schema: type[S]
    prompt: Prompt
    require: Require = Require.IMPORTANT
    vocabulary: Vocabulary = field(default_factory=media_topics)
    language: str | None = None
    max_input_tokens: int | None = None
    second_reading: bool = False
    lead: Callable[[Ask], tuple[str, str]] | None = None


def read_article(name: str, article: Article) -> Reading:
    """Read the article's sentences and quotations.

    Raises:
        NotAnArticle: there is no sentence to summarize.
    """
    reading = read(article.text, article.language)
    if not any(s.kind is SentenceKind.TEXT and any(map(str.isalpha, s.text)) for s in reading.sentences):
        raise NotAnArticle(f"{name} holds no sentence to summarize; give the article's text.")
    return reading


def hold(draft: Data, ask: Ask, wanted: Wanted[S]) -> Grounded[S]:
    """Hold a draft of the schema against the article."""
    grounded = ground(draft, wanted.schema, ask.reading)
    if issubclass(wanted.schema, ArticleSummary):
        failures = near_evidence(grounded.failures, draft["claims"], ask.reading)
        grounded = Grounded(grounded.summary, tuple(failures), grounded.kept)
    held = (grounded, ask.article, ask.reading, ask.attributions)
    return settle(*held, vocabulary=wanted.vocabulary, language=wanted.language)
