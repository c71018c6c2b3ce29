"""Row: an outcome as it is written, with what a run needs to know of it, so that nobody reads the JSON again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

from summarizer.schema.outcome import Outcome, Status
from summarizer.schema.problem import ProblemKind
from summarizer.schema.usage import Usage


@dataclass(frozen=True, slots=True)
class Row:
    """One article's outcome in bytes; it goes from process to process as it is.

    Attributes:
        id: the outcome's id.
        source: where the article came from.
        sha256: of the article's text; empty where it could not be read.
        fingerprint: of all that the result depends on.
        status: how the article ended.
        error: what went wrong, or None.
        error_kind: the error's name, or None.
        usage: what it took.
        unanswered: whether a repair got no answer, so that a later run asks once more.
        problems: how many there are.
        notes: what was noticed on reading.
        json: the outcome as JSON in UTF-8, with a line break at its end.
    """

    id: str
    source: str | None
    sha256: str
    fingerprint: str
    status: Status
    error: str | None
    error_kind: str | None
    usage: Usage
    unanswered: bool
    problems: int
    notes: tuple[str, ...]
    json: bytes

    @classmethod
    def of(cls, outcome: Outcome[Any], *, indent: int | None = None) -> Self:
        """Write an outcome down.

        Args:
            outcome: any outcome.
            indent: spaces a level of the JSON is indented by; None for all on one line.
        """
        return cls(
            outcome.id,
            outcome.source,
            outcome.article.sha256 if outcome.article else "",
            outcome.fingerprint,
            outcome.status,
            outcome.error,
            outcome.error_kind,
            outcome.usage,
            any(problem.kind is ProblemKind.UNANSWERED for problem in outcome.problems),
            len(outcome.problems),
            outcome.notes,
            outcome.model_dump_json(indent=indent).encode() + b"\n",
        )
