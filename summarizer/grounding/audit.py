"""What the article has that the summary lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from pydantic import BaseModel

from summarizer.schema.article import Quotation, SentenceKind
from summarizer.schema.attribution import Attribution
from summarizer.schema.grounded import Evidence, Verbatim
from summarizer.schema.problem import Audit, MissedQuotation
from summarizer.schema.span import Span
from summarizer.schema.walk import values_in
from summarizer.text.reading import Reading


def audit(summary: BaseModel, reading: Reading, attributions: Mapping[str, Attribution]) -> Audit:
    """Hold the article against a summary of any schema.

    Args:
        summary: the grounded summary.
        reading: the article's sentences and quotations.
        attributions: the article's own attribution of each quotation.
    """
    missed = missed_quotations(summary, reading)
    return Audit(
        quotations=len(reading.quotations),
        returned=len(reading.quotations) - len(missed),
        missed=tuple(
            MissedQuotation(start=q.start, end=q.end, text=q.text, speaker=_speaker(attributions.get(q.id)))
            for q in missed
        ),
        uncovered=tuple(_uncovered(summary, reading)),
    )


def _speaker(attribution: Attribution | None) -> str:
    """Nobody, where no cue tells."""
    return attribution.speaker if attribution and attribution.rule.certain else ""


def missed_quotations(summary: BaseModel, reading: Reading) -> list[Quotation]:
    """The article's quotations of which the summary's exact words have no code point."""
    words = [part for span in values_in(Verbatim, summary) for part in (span.parts or (span,))]
    return [q for q in reading.quotations if not any(part.overlaps(q.start, q.end) for part in words)]


def _uncovered(summary: BaseModel, reading: Reading) -> Iterator[Span]:
    """The paragraphs of the body that no evidence shares a code point with."""
    evidence = [span for item in values_in(Evidence, summary) for span in item.spans]
    for _, group in groupby(reading.sentences, key=lambda sentence: sentence.paragraph):
        body = [sentence for sentence in group if sentence.kind is SentenceKind.TEXT]
        if body and not any(span.overlaps(body[0].start, body[-1].end) for span in evidence):
            yield Span.of(reading.text, body[0].start, body[-1].end)
