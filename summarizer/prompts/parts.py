"""A long article in parts: whole paragraphs with their numbering kept, and its head before each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from summarizer.schema.article import Sentence, SentenceKind
from summarizer.text.reading import Reading

_TOKENS_A_LETTER = 0.3
"""Tokens for each character of an alphabetic script, and of the frame around it, at the upper end of what is seen."""
_TOKENS_A_SIGN = 1.2
"""The same for a character of a script without spaces."""
_FIRST_SIGN = 0x2E80
"""Code points from here on are such characters, for the most part."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some paragraphs of an article."""

    head: tuple[Sentence, ...]
    """The article's headings and first paragraph, for context; empty in the first part, which holds them itself."""
    sentences: tuple[Sentence, ...]

    @property
    def paragraphs(self) -> frozenset[int]:
        """The numbers of its own paragraphs."""
        return frozenset(sentence.paragraph for sentence in self.sentences)

    @property
    def place(self) -> str:
        """`S40 to S78`."""
        return f"{self.sentences[0].id} to {self.sentences[-1].id}"


@dataclass(frozen=True, slots=True)
class NumberedPart:
    """A part and its place among the parts; numbers from 1."""

    part: Part
    number: int
    of: int


def tokens(text: str) -> int:
    """Estimate how many tokens a text takes, rather too many than too few."""
    signs = sum(ord(letter) >= _FIRST_SIGN for letter in text)
    return round((len(text) - signs) * _TOKENS_A_LETTER + signs * _TOKENS_A_SIGN) + 1


def split(reading: Reading, limit: int) -> list[Part]:
    """Split an article at paragraph borders.

    Args:
        reading: the article's sentences.
        limit: tokens of article text that a part may have, its head included; a longer paragraph is a part of its own.
    """
    head = _head(reading.sentences)
    room = max(1, limit - sum(map(_cost, head)))
    parts: list[list[Sentence]] = [[]]
    filled = 0
    for _, group in groupby(reading.sentences, key=lambda sentence: sentence.paragraph):
        paragraph = list(group)
        cost = sum(map(_cost, paragraph))
        if parts[-1] and filled + cost > room:
            parts.append([])
            filled = 0
        parts[-1].extend(paragraph)
        filled += cost
    return [Part(() if number == 0 else head, tuple(part)) for number, part in enumerate(parts) if part]


def halves(part: Part, reading: Reading) -> list[Part]:
    """The part as two, at the paragraph border nearest its middle; itself alone where it has one paragraph."""
    starts = [
        at for at in range(1, len(part.sentences)) if part.sentences[at].paragraph != part.sentences[at - 1].paragraph
    ]
    if not starts:
        return [part]
    middle = min(starts, key=lambda at: abs(at - len(part.sentences) / 2))
    first, second = part.sentences[:middle], part.sentences[middle:]
    return [Part(part.head, first), Part(part.head or _head(reading.sentences), second)]


def whole(reading: Reading) -> Part:
    """The article as one part."""
    return Part((), reading.sentences)


def _head(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    first = next((s.paragraph for s in sentences if s.kind is SentenceKind.TEXT), -1)
    return tuple(sentence for sentence in sentences if sentence.paragraph <= first)


def _cost(sentence: Sentence) -> int:
    return tokens(sentence.text) + 4
