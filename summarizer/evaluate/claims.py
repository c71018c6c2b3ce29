"""Claim checks against claims that people have judged: what is flagged of the supported, what is caught of the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from pydantic import ConfigDict, Field, model_validator

from summarizer.evaluate.columns import in_columns
from summarizer.grounding.checks import check
from summarizer.grounding.evidence_finder import find_evidence
from summarizer.schema.check import Check
from summarizer.schema.span import Frozen
from summarizer.text.reading import Reading, read

_QUOTED = re.compile(r"'([^']+)'")
"""One type of error in a list written as text."""
_SENTENCES = 5
"""Sentences that a claim is held against."""


class ClaimRow(Frozen):
    """One claim about an article, judged by people."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)

    article: str
    claim: str
    supported: bool
    dataset: str = ""
    errors: tuple[str, ...] = Field(
        default=(), alias="edit_types", description="What is wrong with it, where that is annotated."
    )
    language: str = Field(default="en", alias="lang")

    @model_validator(mode="before")
    @classmethod
    def _errors_as_words(cls, row: object) -> object:
        """Take the types of error from words in quotation marks under `error_type`, where there is no list of them."""
        if isinstance(row, dict) and not row.get("edit_types") and isinstance(row.get("error_type"), str):
            return {**row, "edit_types": _QUOTED.findall(row["error_type"])}
        return row


class ClaimScore(Frozen):
    """How the checks do on one data set, or on one of its types of error."""

    dataset: str
    error: str = Field(default="", description="Empty for all claims.")
    supported: int = 0
    flagged: int = Field(default=0, description="Of the supported claims, those with a fault reported.")
    unsupported: int = 0
    caught: int = Field(default=0, description="Of the unsupported claims, those with a fault reported.")

    @property
    def flagged_share(self) -> float:
        """Share of the supported claims that were flagged."""
        return self.flagged / self.supported if self.supported else 0.0

    @property
    def caught_share(self) -> float:
        """Share of the unsupported claims that were caught."""
        return self.caught / self.unsupported if self.unsupported else 0.0

    @property
    def balanced_accuracy(self) -> float:
        """Mean of the shares judged rightly on either side."""
        return (1 - self.flagged_share + self.caught_share) / 2


class ClaimsReport(Frozen):
    """Scores by data set, and by error type within it."""

    scores: tuple[ClaimScore, ...]

    def table(self) -> str:
        """The scores as lines of text; an error type is measured on unsupported claims only."""
        return in_columns([*self._rows()])

    def _rows(self) -> Iterator[tuple[str, ...]]:
        yield "data set", "error", "supported", "flagged", "unsupported", "caught", "balanced accuracy"
        for score in self.scores:
            both = not score.error and score.supported and score.unsupported
            yield (
                score.dataset or "–",
                score.error or "all",
                str(score.supported) if not score.error else "",
                f"{score.flagged_share:.1%}" if score.supported and not score.error else "",
                str(score.unsupported),
                f"{score.caught_share:.1%}" if score.unsupported else "",
                f"{score.balanced_accuracy:.3f}" if both else "",
            )


Checker = Callable[[str, Reading], Sequence[Check]]
"""What holds a claim against an article."""


def by_code(claim: str, reading: Reading) -> Sequence[Check]:
    """Hold a claim against the sentences that it shares most words with, then the article."""
    evidence = [sentence.span for sentence in find_evidence(claim, reading, most=_SENTENCES)]
    return check(claim, evidence, reading)


def evaluate_claims(rows: Iterable[ClaimRow], checker: Checker = by_code) -> ClaimsReport:
    """Measure how well faults tell unsupported claims from supported ones.

    Args:
        rows: judged claims; those of one article are quickest one after the other.
        checker: what checks a claim; a claim is flagged when a check is `unsupported` or `contradicted`.

    Returns:
        Scores for each data set and each type of error, in order of appearance.
    """
    readings: dict[tuple[str, str], Reading] = {}
    counts: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        key = (row.article, row.language)
        if key not in readings:
            readings[key] = read(*key)
        fault = any(one.verdict.is_fault for one in checker(row.claim, readings[key]))
        for error in ("", *(() if row.supported else row.errors)):
            score = counts.setdefault((row.dataset, error), [0, 0, 0, 0])
            at = 0 if row.supported else 2
            score[at] += 1
            score[at + 1] += fault
    order = list(dict.fromkeys(dataset for dataset, _ in counts))
    return ClaimsReport(
        scores=tuple(
            ClaimScore(dataset=dataset, error=error, supported=good, flagged=flagged, unsupported=bad, caught=caught)
            for (dataset, error), (good, flagged, bad, caught) in sorted(
                counts.items(), key=lambda item: order.index(item[0][0])
            )
        )
    )
