"""Utterances: which quotations are parts of one, split by "he said" or reopened at each paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from summarizer.text.quotation_words import QuotationWords

_LONGEST_FRAME = 160
"""Code points that "he said" between two parts takes at most."""
_SHORTEST_UNKNOWN = 60
"""The same where the language's cues are not known."""
_BEFORE_MARK = 2
"""Invisible characters that may stand before the mark that opens a paragraph."""
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"[.!?…。！？]\s+\S")


class Part(Protocol):
    """What is asked of a quotation."""

    @property
    def start(self) -> int:
        """First code point of the words."""

    @property
    def end(self) -> int:
        """One past the last."""

    @property
    def outer_start(self) -> int:
        """First code point of the opening mark."""

    @property
    def outer_end(self) -> int:
        """One past the closing mark."""

    @property
    def paragraph(self) -> int:
        """Number of its paragraph."""

    @property
    def closed(self) -> bool:
        """Whether a mark closes it."""

    @property
    def goes_on(self) -> bool:
        """Whether it is known to be the rest of the one before."""


def groups_of(
    text: str, parts: Sequence[Part], scores: Sequence[float], places: Sequence[tuple[int, int]], words: QuotationWords
) -> list[int]:
    """Number the utterances.

    Args:
        text: the article.
        parts: its outermost quotations, in order.
        scores: how much speaks for speech, for each; terms stay alone.
        places: the paragraphs.
        words: the language's words.

    Returns:
        For each quotation the number of its utterance, from 0; parts of one utterance have the same number.
    """
    groups: list[int] = []
    for index, part in enumerate(parts):
        together = (
            index > 0
            and min(scores[index - 1 : index + 1]) >= 0.5
            and _goes_on(text, parts[index - 1], part, places, words)
        )
        groups.append(groups[-1] if together else index and groups[-1] + 1)
    return groups


def reopens(before: Part, part: Part, places: Sequence[tuple[int, int]]) -> bool:
    """Whether a quotation reopens at its paragraph's start the one that the paragraph before left open."""
    follows = part.paragraph == before.paragraph + 1 and not before.closed
    return follows and part.outer_start - places[part.paragraph][0] <= _BEFORE_MARK


def _goes_on(text: str, before: Part, part: Part, places: Sequence[tuple[int, int]], words: QuotationWords) -> bool:
    """Whether a quotation goes on with the utterance of the one before it."""
    if part.goes_on:
        return True
    if part.paragraph != before.paragraph:
        return reopens(before, part, places)
    gap = text[before.outer_end : part.outer_start]
    if len(gap) > _LONGEST_FRAME or _SENTENCE_END.search(gap) or not _is_attribution(gap, words):
        return False
    frame = gap.strip()
    interrupted = text[before.end - 1] in ",!?…—–-，！？" or frame[:1] in (",", "，")
    if not interrupted:
        return False
    if frame[-1:] in (",", "，", ":"):
        return True
    own = text[part.end - 1] in ",，" or text[part.outer_end : part.outer_end + 1] == ","
    return frame[-1:] in (".", "。") and not own


def _is_attribution(gap: str, words: QuotationWords) -> bool:
    """Whether the words between two quotations say who speaks."""
    if not words.cues:
        return len(gap) <= _SHORTEST_UNKNOWN
    return any(word.lower() in words.cues or word.lower() in words.weak for word in _WORD.findall(gap))
