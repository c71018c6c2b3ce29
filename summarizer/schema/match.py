"""How a piece of text stands in the article."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from summarizer.schema.span import Frozen, Span


class Verdict(StrEnum):
    """How a piece of text stands in the article; only the first four may enter a summary."""

    EXACT = "exact"
    TYPOGRAPHIC = "typographic"
    CASE = "case"
    ELIDED = "elided"
    ALTERED = "altered"
    ABSENT = "absent"
    AMBIGUOUS = "ambiguous"

    @property
    def stands(self) -> bool:
        """Whether the article's wording is untouched."""
        return self in _STANDS


_STANDS = frozenset({Verdict.EXACT, Verdict.TYPOGRAPHIC, Verdict.CASE, Verdict.ELIDED})


class ChangeKind(StrEnum):
    """What an altered word is about."""

    NUMBER = "number"
    """A figure."""
    NEGATION = "negation"
    """A not, no or never, put in or left out."""
    NAME = "name"
    """A name."""
    DATE = "date"
    """A date."""
    ORDER = "order"
    """The same words in another order."""
    OTHER = "other"
    """Any other word."""


class Change(Frozen):
    """One place where the words differ; one of the two sides may be empty."""

    kind: ChangeKind = Field(description="What the words are about: a number, a name, a negation and so on.")
    article: str = Field(description="What the article has.")
    said: str = Field(description="What was said instead.")


class Flag(StrEnum):
    """What an elision leaps over."""

    SPEAKER = "speaker"
    """The end of one speaker's words and the beginning of another's."""
    NEGATION = "negation"
    """A negation."""


class Match(Frozen):
    """The verdict on one piece of text.

    `spans` holds one span for exact, typographic and case, one for each part for elided, none otherwise. `candidates`
    holds all places for ambiguous, and the nearest place for altered.
    """

    said: str = Field(description="The words that were looked up, as they came.")
    verdict: Verdict = Field(description="How they stand in the article.")
    spans: tuple[Span, ...] = Field(default=(), description="Where they stand.")
    diff: tuple[Change, ...] = Field(default=(), description="What differs, for altered words.")
    candidates: tuple[Span, ...] = Field(
        default=(), description="The places that are meant perhaps, or the nearest one."
    )
    gap: int = Field(default=0, description="Code points of the article left out by an elision.")
    flags: tuple[Flag, ...] = Field(default=(), description="What an elision leaps over.")
