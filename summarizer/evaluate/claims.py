"""Claim checks against claims that people have judged: what is flagged of the supported, what is caught of the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from pydantic import Field

from summarizer.grounding.checks import check
from summarizer.grounding.evidence_finder import find_evidence
from summarizer.schema.check import Check
from summarizer.schema.span import Frozen
from summarizer.text.reading import Reading, read

__all__ = ["ClaimRow", "ClaimScore", "ClaimsReport", "claim_row", "evaluate_claims"]

_QUOTED = re.compile(r"'([^']+)'")
"""One type of error in a list written as text."""
_SENTENCES = 5
"""Sentences that a claim is held against."""


class ClaimRow(Frozen):
    """One claim about an article, judged by people."""

    article: str
    claim: str
    supported: bool
    dataset: str = ""
    errors: tuple[str, ...] = Field(default=(), description="What is wrong with it, where that is annotated.")
    language: str = "en"


def claim_row(row: Mapping[str, Any]) -> ClaimRow:
    """Read one judged claim.

    Args:
        row: `article`, `claim` and `supported`; `dataset`, `lang`, and the types of error as a list under `edit_types`
            or as words in quotation marks under `error_type`, where there are any.

    Raises:
        ValueError: it is no such row.
    """
    try:
        return ClaimRow(
            article=row["article"],
            claim=row["claim"],
            supported=row["supported"],
            dataset=row.get("dataset", ""),
            errors=tuple(row.get("edit_types") or _QUOTED.findall(row.get("error_type") or "")),
            language=row.get("lang", "en"),
        )
    except KeyError as error:
        raise ValueError(f"a row of claims needs {error}") from error


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

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Print-ready rows, the header first; an error type is measured on unsupported claims only."""
        yield "data set", "error", "supported", "flagged", "unsupported", "caught", "balanced accuracy"
        for score in self.scores:
            whole = not score.error
            yield (
                score.dataset,
                score.error or "all",
                str(score.supported) if whole else "",
                f"{score.flagged_share:.1%}" if whole else "",
                str(score.unsupported),
                f"{score.caught_share:.1%}",
                f"{score.balanced_accuracy:.3f}" if whole else "",
            )

    def __str__(self) -> str:
        lines = [*self.rows()]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)


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
