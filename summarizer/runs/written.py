"""What is written already: whether a result still holds, is better than a new one, or is another article's."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic_core import from_json

from summarizer.api.row import Row
from summarizer.schema.outcome import Status
from summarizer.schema.problem import ProblemKind

__all__ = ["Standing", "Written"]


@dataclass(frozen=True, slots=True)
class Standing:
    """What of a written result decides whether it stays."""

    fingerprint: str
    status: Status
    unanswered: bool
    """Whether a repair got no answer, so that a later run asks once more."""

    def holds(self, fingerprint: str) -> bool:
        """Whether it is finished, and of the same article, model and prompt as the fingerprint."""
        return self.fingerprint == fingerprint and self.status.done and not self.unanswered

    def is_better_than(self, row: Row) -> bool:
        """Whether it is a summary and the new result, of whatever model or prompt, is none."""
        return self.status.well and not row.status.well


@dataclass(frozen=True, slots=True)
class Written(Standing):
    """A written result, as far as a run needs it."""

    id: str
    source: str
    sha256: str

    @classmethod
    def of(cls, row: bytes) -> Written | None:
        """Read a result's JSON; None for what is not an outcome."""
        try:
            value = from_json(row)
            article = value["article"] or {}
            name, source, fingerprint = value["id"], value["source"] or "", value["fingerprint"]
            unanswered = any(problem["kind"] == ProblemKind.UNANSWERED for problem in value["problems"])
            written = cls(fingerprint, Status(value["status"]), unanswered, name, source, article.get("sha256", ""))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None
        return written if all(isinstance(item, str) for item in (name, source, fingerprint)) else None

    def is_of_another_article(self, row: Row) -> bool:
        """Whether it is another article's than the new result: from another place, and of another text."""
        if not row.sha256 or not self.sha256 or self.sha256 == row.sha256:
            return False
        return Path(self.source).resolve() != Path(row.source or "").resolve()
