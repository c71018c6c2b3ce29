"""Check: one thing that a statement says, held against the article by code."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from summarizer.schema.span import Frozen, Span


class CheckKind(StrEnum):
    """What is held against the article."""

    NUMBER = "number"
    """A figure with its unit."""
    DATE = "date"
    """A day, month or year."""
    NAME = "name"
    """A person, place or organization."""
    NEGATION = "negation"
    """A not, no or never, there or missing."""
    QUANTITY = "quantity"
    """A word of amount, such as all, most or twice."""
    OPPOSITE = "opposite"
    """A word whose opposite the article has."""
    ROLE = "role"
    """Who does what to whom."""
    ADDRESS = "address"
    """A web or e-mail address, a handle, a telephone number."""
    MARKUP = "markup"
    """HTML, links in Markdown, code, or what else a program would read."""
    WORDS = "words"
    """The words of the statement as a whole."""
    ORDER = "order"
    """What the article says to a language model, said as if it were news."""


class CheckVerdict(StrEnum):
    """How it stands there."""

    SUPPORTED = "supported"
    """The evidence has it."""
    ELSEWHERE = "elsewhere"
    """Not the evidence, but another part of the article has it."""
    UNSUPPORTED = "unsupported"
    """The article does not have it."""
    CONTRADICTED = "contradicted"
    """The article has something else in its place."""

    @property
    def is_fault(self) -> bool:
        """Whether the statement says something that the article does not."""
        return self in _FAULTS


_FAULTS = frozenset({CheckVerdict.UNSUPPORTED, CheckVerdict.CONTRADICTED})


class Check(Frozen):
    """One figure, date, name, negation or telling word of a statement, held against the article."""

    kind: CheckKind = Field(description="What of the statement was held against the article.")
    words: str = Field(description="The statement's own words: `statement[start:end]`.")
    start: int = Field(ge=0, description="First code point, counted from 0 in the statement.")
    end: int = Field(ge=0, description="One past the last code point.")
    verdict: CheckVerdict = Field(description="How that stands in the article.")
    nearest: Span | None = Field(
        default=None, description="Where the article has it, or what the article has in its place."
    )
