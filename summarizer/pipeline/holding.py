"""How an article is read, and a draft held against it: the same for every way."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel

from summarizer.errors import NotAnArticle
from summarizer.grounding.claims import near_evidence
from summarizer.grounding.ground import Data, Grounded, ground
from summarizer.grounding.settle import settle
from summarizer.pipeline.wanted import Wanted
from summarizer.prompts.ask import Ask
from summarizer.schema.article import Article, SentenceKind
from summarizer.schema.summary import ArticleSummary
from summarizer.text.reading import Reading, read

S = TypeVar("S", bound=BaseModel)


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
