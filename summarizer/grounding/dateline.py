"""The day an article was written, where its source does not give one apart from the text."""

from __future__ import annotations

import re

from summarizer.grounding.dates import day_of_publication, days_in
from summarizer.schema.article import Article, SentenceKind
from summarizer.text.reading import Reading, remembered

_YEAR = re.compile(r"\d\d")
"""What any year holds."""
_FIRST = 3
"""Sentences of the body that may name the day, where headings, bylines and dateline do not."""


def written_on(article: Article, reading: Reading) -> str | None:
    """Find the day against which the article's "Tuesday" and "yesterday" are meant.

    Returns:
        The source's own date; else the first whole date (day, month and year) of the headings, bylines and dateline;
        else that of the first sentences; ISO 8601, or None.
    """
    if day_of_publication(article.published):
        return article.published
    return _whole_date(reading)


@remembered
def _whole_date(reading: Reading) -> str | None:
    head = [s for s in reading.sentences if s.kind is not SentenceKind.TEXT]
    body = [s for s in reading.sentences if s.kind is SentenceKind.TEXT][:_FIRST]
    for sentence in (*head, *body):
        for day in days_in(sentence.text, reading.language) if _YEAR.search(sentence.text) else ():
            if day.year and day.month and day.day:
                return f"{day.year:04}-{day.month:02}-{day.day:02}"
    return None
