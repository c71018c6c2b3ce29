"""Span: a place in an article, and the words that stand there."""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel, ConfigDict, Field


class Frozen(BaseModel):
    """The common ground of every shape: immutable, and strict about unknown fields only where a shape says so."""

    model_config = ConfigDict(frozen=True)


class Span(Frozen):
    """A slice of the article's text: `article.text[start:end] == text`, always."""

    start: int = Field(ge=0, description="First code point, counted from 0 in the article's text.")
    end: int = Field(ge=0, description="One past the last code point.")
    text: str = Field(description="The article's own characters from start to end.")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Self:
        """Cut the span from the article's text; offsets are code points."""
        return cls(start=start, end=end, text=text[start:end])

    def holds_in(self, text: str) -> bool:
        """Whether the article's text has exactly these words at this place."""
        return text[self.start : self.end] == self.text

    def overlaps(self, start: int, end: int) -> bool:
        """Whether the span and [start, end) share a code point."""
        return self.start < end and start < self.end
