"""What did not make it into the summary, and what the summary left out."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from summarizer.schema.match import Change
from summarizer.schema.span import Frozen, Span


class ProblemKind(StrEnum):
    """Why a thing of the draft is not in the summary, or is there with a warning."""

    ALTERED = "altered"
    ABSENT = "absent"
    AMBIGUOUS = "ambiguous"
    SPLICED = "spliced"
    """Words of two different speakers in one quote."""
    NO_SUCH_REFERENCE = "no_such_reference"
    NO_EVIDENCE = "no_evidence"
    NOT_SPEECH = "not_speech"
    """The outlet's own words, not somebody's."""
    REPEATED = "repeated"
    CONFLICTING_SPEAKER = "conflicting_speaker"
    """The article's own cue names someone else; the quote stays, with both shown."""
    UNKNOWN_SUBJECT = "unknown_subject"
    """A topic's code is not in the vocabulary; the topic stays without a code."""
    FAILED_CHECK = "failed_check"
    """A claim, headline or abstract has a figure, date, name or negation that the article has not; it stays, marked."""
    CONTRADICTORY_CLAIMS = "contradictory_claims"
    """Two claims say the same of the same thing with different figures; both stay."""
    INVALID = "invalid"
    """The schema's own rules refuse it."""
    UNANSWERED = "unanswered"
    """What failed was asked again, and there was no answer; a later run asks once more."""
    UNFIT = "unfit"
    """No answer fitted the schema; `said` holds the last one."""


class Problem(Frozen):
    """One thing of the draft that did not make it into the summary, or that the article contradicts."""

    path: str = Field(description="Where in the draft, such as `quotes[2].words`.")
    kind: ProblemKind = Field(description="Why it is listed.")
    said: str = Field(description="What the model said, as it came.")
    message: str = Field(description="The same in a sentence.")
    nearest: Span | None = Field(default=None, description="The article's nearest words, where there are any.")
    diff: tuple[Change, ...] = Field(default=(), description="Where the words differ from the nearest ones.")


class MissedQuotation(Span):
    """A direct quotation of the article that the summary lacks."""

    speaker: str = Field(default="", description="Who speaks, as code reads the article; empty where it does not tell.")


class Audit(Frozen):
    """What the article has that the summary lacks."""

    quotations: int = Field(default=0, description="Direct quotations in the article, found by code.")
    returned: int = Field(default=0, description="How many of them the summary has, whole or in part.")
    missed: tuple[MissedQuotation, ...] = Field(
        default=(), description="The direct quotations that the summary lacks, with their speakers."
    )
    uncovered: tuple[Span, ...] = Field(
        default=(), description="Paragraphs of the article's body that no claim, topic or other evidence rests on."
    )
