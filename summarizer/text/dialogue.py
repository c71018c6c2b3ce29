"""Dialogue set with dashes: speech that a dash opens, and the narrator's insertions between dashes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from summarizer.text.insertions import inserted_clauses
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
        in_marks: whether quotation marks hold the speech; an insertion then follows a comma or stop, or its dash
            touches its first word.

    Returns:
        Start and end of each spoken part, in order; only one where nothing is inserted.
    """
    borders = [(start, start), *(match.span() for match in _DASH.finditer(text, start, end)), (end, end)]
    parts: list[tuple[int, int]] = []
    narrated = True
    for (dash, left), (right, _) in pairwise(borders):
        punctuated = text[max(start, dash - 2) : dash].rstrip()[-1:] in _PUNCTUATED
        hugged = text[left : left + 1].isalpha()
        likely = punctuated or hugged or not in_marks
        if not narrated and likely and _is_insertion(text, left, right, words, sure=punctuated or hugged):
            narrated = True
        elif narrated:
            parts.append((left, right))
            narrated = False
        else:
            parts[-1] = (parts[-1][0], right)
    spoken = [piece for part in parts for piece in _without_clauses(text, *part, words)]
    trimmed = [_trimmed(text, *part) for part in spoken]
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


def _without_clauses(text: str, start: int, end: int, words: QuotationWords) -> list[tuple[int, int]]:
    """Cut out the insertions that only commas set off, in languages that have them."""
    parts: list[tuple[int, int]] = []
    for left, right in inserted_clauses(text, start, end, words) if words.inverted else []:
        parts.append((start, left))
        start = right
    return [*parts, (start, end)]


def _is_insertion(text: str, start: int, end: int, words: QuotationWords, *, sure: bool) -> bool:
    """Tell whether the narrator speaks between two dashes, which begins small and with a cue.

    The cue is the first word or the second; a weak one (smiled, sighed) only the first, where the dash is sure.
    """
    first = [match.group() for match in _WORD.finditer(text, start, min(end, start + 40))][:2]
    if not first or not first[0][0].islower():
        return False
    return any(word in words.cues for word in first) or (sure and first[0] in words.weak)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Take off white space, and the stop or comma that belongs to the insertion before."""
    while start < end and (text[start].isspace() or text[start] in ".,;:"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
