"""What the article has that the summary lacks."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel

from summarizer.schema.attribution import Attribution
from summarizer.schema.grounded import Verbatim
from summarizer.schema.outcome import spans_in
from summarizer.schema.problem import Audit, MissedQuotation
from summarizer.text.reading import Reading


def audit(summary: BaseModel, reading: Reading, attributions: Mapping[str, Attribution]) -> Audit:
    """Count the article's quotations against the exact words in a summary of any schema.

    A quotation is returned when any exact words of the summary share a letter with it.
    """
    words = [piece for span in spans_in(summary) if isinstance(span, Verbatim) for piece in (span.parts or (span,))]
    missed = [q for q in reading.quotations if not any(piece.overlaps(q.start, q.end) for piece in words)]
    return Audit(
        quotations=len(reading.quotations),
        returned=len(reading.quotations) - len(missed),
        missed=tuple(
            MissedQuotation(start=q.start, end=q.end, text=q.text, speaker=_speaker(attributions.get(q.id)))
            for q in missed
        ),
    )


def _speaker(attribution: Attribution | None) -> str:
    return attribution.speaker if attribution else ""
