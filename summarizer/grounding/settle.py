"""A summary's own checks, once its words stand: quotes of any schema; an article summary's topics, claims and rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel

from summarizer.grounding.claims import check_frame, settle_claims
from summarizer.grounding.dateline import written_on
from summarizer.grounding.free_strings import check_topics, settle_forged, settle_speakers
from summarizer.grounding.ground import Grounded
from summarizer.grounding.quotes import settle_quotes
from summarizer.grounding.topics import settle_topics
from summarizer.schema.article import Article
from summarizer.schema.attribution import Attribution
from summarizer.schema.summary import ArticleSummary, Quote
from summarizer.text.reading import Reading
from summarizer.text.vocabulary import Vocabulary

S = TypeVar("S", bound=BaseModel)
T = TypeVar("T")

_QUOTES = "quotes"


def settle(
    grounded: Grounded[S],
    article: Article,
    reading: Reading,
    attributions: Mapping[str, Attribution],
    *,
    vocabulary: Vocabulary,
    language: str | None = None,
) -> Grounded[S]:
    """Hold a grounded summary against what code reads off the article.

    Of other schemas than the article summary, a field `quotes` of quotes is held; the rest passes as it is.

    Args:
        grounded: what became of the draft.
        article: the article.
        reading: its sentences and quotations.
        attributions: its own attribution of each quotation.
        vocabulary: the subjects that topics are filed under.
        language: what the summary is written in; None for the article's own.
    """
    summary = grounded.summary
    if summary is None or not has_quotes(type(summary)):
        return grounded
    said: list[Quote] = getattr(summary, _QUOTES)
    day, language = written_on(article, reading), language or reading.language
    spoken, of_orders = settle_forged(_numbered(said, _QUOTES, grounded), reading)
    named, of_speakers = settle_speakers(spoken, article, reading, language)
    quotes, of_quotes = settle_quotes(named, reading, attributions)
    of_quotes = [*of_orders, *of_speakers, *of_quotes]
    if not isinstance(summary, ArticleSummary):
        held = summary.model_copy(update={_QUOTES: quotes})
        return Grounded(held, (*grounded.failures, *of_quotes), grounded.kept)
    numbered = _numbered(summary.topics, "topics", grounded)
    topics, of_topics = settle_topics(numbered, reading, vocabulary)
    of_topics += check_topics(numbered, reading, language)
    claims, of_claims = settle_claims(_numbered(summary.claims, "claims", grounded), reading, day, language)
    checks, of_frame = check_frame(summary, article, reading, day, language)
    settled = summary.model_copy(update={"quotes": quotes, "topics": topics, "claims": claims, "checks": checks})
    failures = (*grounded.failures, *of_frame, *of_topics, *of_claims, *of_quotes)
    return Grounded(settled, failures, grounded.kept)


def has_quotes(schema: type[BaseModel]) -> bool:
    """Whether a schema has a field `quotes: list[Quote]`, under that name on the wire too."""
    field = schema.model_fields.get(_QUOTES)
    return field is not None and field.annotation == list[Quote] and field.alias is None


def _numbered(items: list[T], name: str, grounded: Grounded[S]) -> list[tuple[int, T]]:
    """Items with their indexes in the draft, which lost some."""
    return list(zip(grounded.kept.get((name,), range(len(items))), items, strict=True))
