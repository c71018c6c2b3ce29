"""Utterances: which quotations are parts of one, split by "he said" or reopened at each paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

from summarizer.text.quotation_words import QuotationWords

_LONGEST_FRAME = 200
"""Code points that "he said" between two parts takes at most."""
_LONGEST_UNKNOWN = 60
"""The same where the language's cues are not known."""
_BEFORE_MARK = 2
"""Invisible characters that may stand before the mark that opens a paragraph."""
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"(?:(?<=\w{4})[.…]|[!?。！？])\s+\S")
"""Short words before a full stop are titles and initials, mostly."""


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


def continuations(
    text: str, parts: Sequence[Part], places: Sequence[tuple[int, int]], words: QuotationWords
) -> list[bool]:
    """Tell for each quotation whether it goes on with the utterance of the one before it.

    Args:
        text: the article.
        parts: its outermost quotations, in order.
        places: the paragraphs.
        words: the language's words.

    Returns:
        One answer for each quotation; the first is never a continuation.
    """
    pairs = pairwise(parts)
    return [False, *(_goes_on(text, before, part, places, words) for before, part in pairs)][: len(parts)]


def _reopens(before: Part, part: Part, places: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a quotation reopens at its paragraph's start the one that the paragraph before left open."""
    follows = part.paragraph == before.paragraph + 1 and not before.closed
    return follows and part.outer_start - places[part.paragraph][0] <= _BEFORE_MARK


def _goes_on(text: str, before: Part, part: Part, places: Sequence[tuple[int, int]], words: QuotationWords) -> bool:
    """Tell whether a quotation goes on with the utterance of the one before it."""
    if part.goes_on:
        return True
    if part.paragraph != before.paragraph:
        return _reopens(before, part, places)
    gap = text[before.outer_end : part.outer_start]
    if len(gap) > _LONGEST_FRAME or _SENTENCE_END.search(gap) or not _is_attribution(gap, words):
        return False
    frame = gap.strip()
    said = text[max(before.start, before.end - 3) : before.end].rstrip("'’”\"")
    interrupted = said[-1:] in ",!?…—–-，！？" or frame[:1] in (",", "，")
    if not interrupted:
        return False
    if frame[-1:] in (",", "，", ":"):
        return True
    own = text[part.end - 1] in ",，" or text[part.outer_end : part.outer_end + 1] == ","
    return frame[-1:] in (".", "。") and not own


def _is_attribution(gap: str, words: QuotationWords) -> bool:
    """Tell whether the words between two quotations say who speaks."""
    if not words.cues:
        return len(gap) <= _LONGEST_UNKNOWN
    tokens = [word.lower() for word in _WORD.findall(gap)]
    return not (words.cues.isdisjoint(tokens) and words.weak.isdisjoint([*tokens[:2], *tokens[-1:]]))
