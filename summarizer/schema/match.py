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
    NEGATION = "negation"
    NAME = "name"
    DATE = "date"
    ORDER = "order"
    OTHER = "other"


class Change(Frozen):
    """One place where the words differ; one of the two sides may be empty."""

    kind: ChangeKind
    article: str = Field(description="What the article has.")
    said: str = Field(description="What was said instead.")


class Flag(StrEnum):
    """What an elision leaps over."""

    SPEAKER = "speaker"
    NEGATION = "negation"


class Match(Frozen):
    """The verdict on one piece of text.

    `spans` holds one span for exact, typographic and case, one for each part for elided, none otherwise. `candidates`
    holds all
    places for ambiguous, and the nearest place for altered.
    """

    said: str
    verdict: Verdict
    spans: tuple[Span, ...] = ()
    diff: tuple[Change, ...] = ()
    candidates: tuple[Span, ...] = ()
    gap: int = Field(default=0, description="Code points of the article left out by an elision.")
    flags: tuple[Flag, ...] = ()
