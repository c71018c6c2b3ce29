"""An article summary's own checks, once its words stand: quotes, topics, claims, headline and abstract."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel

from summarizer.grounding.claims import check_frame, settle_claims
from summarizer.grounding.dateline import written_on
from summarizer.grounding.ground import Grounded
from summarizer.grounding.quotes import settle_quotes
from summarizer.grounding.topics import settle_topics
from summarizer.schema.article import Article
from summarizer.schema.attribution import Attribution
from summarizer.schema.summary import ArticleSummary
from summarizer.text.reading import Reading
from summarizer.text.vocabulary import Vocabulary

S = TypeVar("S", bound=BaseModel)
T = TypeVar("T")


def settle(
    grounded: Grounded[S],
    article: Article,
    reading: Reading,
    attributions: Mapping[str, Attribution],
    vocabulary: Vocabulary,
) -> Grounded[S]:
    """Hold a grounded article summary against what code reads off the article; other schemas pass as they are.

    Args:
        grounded: what became of the draft.
        article: the article.
        reading: its sentences and quotations.
        attributions: its own attribution of each quotation.
        vocabulary: the subjects that topics are filed under.
    """
    summary = grounded.summary
    if not isinstance(summary, ArticleSummary):
        return grounded
    day = written_on(article, reading)
    quotes, of_quotes = settle_quotes(_numbered(summary.quotes, "quotes", grounded), reading, attributions)
    topics, of_topics = settle_topics(_numbered(summary.topics, "topics", grounded), reading, vocabulary)
    claims, of_claims = settle_claims(_numbered(summary.claims, "claims", grounded), reading, day)
    checks, of_frame = check_frame(summary, article, reading, day)
    settled = summary.model_copy(update={"quotes": quotes, "topics": topics, "claims": claims, "checks": checks})
    failures = (*grounded.failures, *of_frame, *of_topics, *of_claims, *of_quotes)
    return Grounded(settled, failures, grounded.kept)


def _numbered(items: list[T], name: str, grounded: Grounded[S]) -> list[tuple[int, T]]:
    """Items with their indexes in the draft, which lost some."""
    return list(zip(grounded.kept.get((name,), range(len(items))), items, strict=True))
