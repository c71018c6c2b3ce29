"""Article, and what code reads off it: sentences and quotations."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from pydantic import ConfigDict, Field, computed_field, field_validator

from summarizer.schema.span import Frozen, Span

_SURROGATE = re.compile("[\ud800-\udfff]")


class Article(Frozen):
    """An article as read; the text is never edited."""

    model_config = ConfigDict(frozen=True, ignored_types=(cached_property,))

    text: str = Field(description="The text as read, unedited; all offsets count in it.")
    title: str | None = Field(default=None, description="The title, where the source gives one.")
    language: str | None = Field(
        default=None, description="ISO 639-1 where there is one, else 639-3; as given, or detected."
    )
    published: str | None = Field(default=None, description="ISO 8601 date or date-time, as the source gives it.")
    url: str | None = Field(default=None, description="Where it was published, as the source gives it.")

    @field_validator("text")
    @classmethod
    def _can_be_written(cls, text: str) -> str:
        if _SURROGATE.search(text):
            raise ValueError("the text holds half of a surrogate pair, which no file can; replace it by U+FFFD")
        return text

    @computed_field  # type: ignore[prop-decorator] # mypy does not know decorated properties
    @cached_property
    def sha256(self) -> str:
        """Hex digest of the text in UTF-8."""
        return hashlib.sha256(self.text.encode()).hexdigest()


class SentenceKind(StrEnum):
    """What a sentence is for: only `text` is evidence by default."""

    TEXT = "text"
    HEADING = "heading"
    DATELINE = "dateline"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True)
class Sentence:
    """`S1, S2, …` in article order, with code-point offsets; leading and trailing white space is outside."""

    id: str
    start: int
    end: int
    text: str
    kind: SentenceKind = SentenceKind.TEXT
    paragraph: int = 0
    """Number of its paragraph, from 0; a paragraph ends at a line break (or an empty line in hard-wrapped text)."""

    @property
    def span(self) -> Span:
        """Its place."""
        return Span(start=self.start, end=self.end, text=self.text)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words inside the outermost quotation marks, found by code.

    Speech is numbered `Q1, Q2, …` and terms (titles, names, scare quotes, words as words) `T1, T2, …`, each in
    article order.
    """

    id: str
    start: int
    """First code point of the words, inside the marks, white space trimmed."""
    end: int
    text: str
    outer_start: int
    """First code point of the opening mark (of the words, for dialogue opened by a dash)."""
    outer_end: int
    """One past the closing mark; equal to the words' end where none closes it."""
    speech: bool
    """Speech, or else a term."""
    score: float
    """How much speaks for speech, 0 to 1; 0.5 is the border between term and speech."""
    group: int
    """Parts of one utterance share it: split by "he said", or reopened at each paragraph."""
    paragraph: int = 0

    @property
    def span(self) -> Span:
        """Its words' place."""
        return Span(start=self.start, end=self.end, text=self.text)
