"""Dialogue set with dashes: speech that a dash opens, and the narrator's insertions between dashes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from summarizer.text.quotation_words import QuotationWords

_OPENING = re.compile(r"(?:[—–―]\s?|-\s)(?=[^\W_]|[¿¡«\"“„(…])")
_DASH = re.compile(r"(?<=\s)[—–―]|[—–―](?=[\s.,;:!?…])|(?<=\s)-(?=\s)")
_PUNCTUATED = frozenset(",.!?…")
_WORD = re.compile(r"[^\W\d_]+")
_ASKED = frozenset("?!…")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of dialogue."""

    parts: list[tuple[int, int]]
    """Start and end of its spoken parts."""
    broken_into: bool
    """Whether the narrator breaks in."""


def spoken_parts(text: str, start: int, end: int, words: QuotationWords, *, in_marks: bool) -> list[tuple[int, int]]:
    """Cut the narrator's insertions out of speech: `Yes, — she said, — of course.` has two spoken parts.

    Args:
        text: the article.
        start: first code point of the speech.
        end: one past its last.
        words: the language's words; an insertion begins with one of its cues.
        in_marks: whether quotation marks hold the speech; an insertion then follows a comma or stop.

    Returns:
        Start and end of each spoken part, in order; only one where nothing is inserted.
    """
    borders = [(start, start), *(match.span() for match in _DASH.finditer(text, start, end)), (end, end)]
    parts: list[tuple[int, int]] = []
    narrated = True
    for (dash, left), (right, _) in pairwise(borders):
        punctuated = text[max(start, dash - 2) : dash].rstrip()[-1:] in _PUNCTUATED
        if not narrated and (punctuated or not in_marks) and _is_insertion(text, left, right, words):
            narrated = True
        elif narrated:
            parts.append((left, right))
            narrated = False
        else:
            parts[-1] = (parts[-1][0], right)
    trimmed = [_trimmed(text, *part) for part in parts]
    return [(left, right) for left, right in trimmed if any(char.isalnum() for char in text[left:right])]


def dialogue_lines(text: str, places: Sequence[tuple[int, int]], words: QuotationWords) -> dict[int, Line]:
    """Find the paragraphs that a dash opens as speech.

    A list may begin its items with dashes too. So a paragraph is speech only where the narrator breaks in with a cue,
    or where one of several such paragraphs in a row asks or exclaims.

    Args:
        text: the article.
        places: its paragraphs.
        words: the language's words.

    Returns:
        The spoken parts of each such paragraph, by its number.
    """
    lines: dict[int, Line] = {}
    row: dict[int, Line] = {}
    for number, (start, end) in enumerate([*places, (0, 0)] if words.dialogue else []):
        opening = _OPENING.match(text, start, end)
        if opening:
            parts = spoken_parts(text, opening.end(), end, words, in_marks=False)
            row[number] = Line(parts, parts != [(opening.end(), end)])
            continue
        asked = len(row) > 1 and any(text[line.parts[-1][1] - 1] in _ASKED for line in row.values() if line.parts)
        lines |= {key: line for key, line in row.items() if line.broken_into or (asked and text[places[key][0]] != "-")}
        row = {}
    return lines


def _is_insertion(text: str, start: int, end: int, words: QuotationWords) -> bool:
    """Tell whether the narrator speaks between two dashes: a cue is among the first two words, which begin small."""
    first = [match.group() for match in _WORD.finditer(text, start, min(end, start + 40))][:2]
    return bool(first) and first[0][0].islower() and any(word in words.cues for word in first)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Take off white space, and the stop or comma that belongs to the insertion before."""
    while start < end and (text[start].isspace() or text[start] in ".,;:"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
