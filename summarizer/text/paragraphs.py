"""Paragraphs: where a text's paragraphs begin and end, hard-wrapped or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from summarizer.text.borders import SPACELESS

_BREAKS = r"\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
_LINE = re.compile(f"[^{_BREAKS}]+")
_BREAK = re.compile(rf"\r\n|[{_BREAKS}]")
_WIDTHLESS = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Characters that take no place on a line: soft hyphens, zero-width and direction characters."""
_SPACELESS = re.compile(f"[{SPACELESS}]")
_ENDED = re.compile(r"[.!?…:。！？：।۔؟።։][\"'”’“»«›)\]」』）*_]*(?:\[\d+\])*$")
_CUT = re.compile(r"[,،、，({\[–—-]$")
"""What no line ends with that was not cut."""
_ITEM = re.compile(r"[-–•*·▪‣◦]\s")
_NARROWEST, _WIDEST = 30, 130
"""Columns at which text is wrapped by hand or by mail programs."""
_SLACK = 3
"""Columns that a line may be shorter than its program could have made it: two spaces after a full stop."""
_ENOUGH_WRAPS = 3
_OUTLIERS = 2
"""Lines at most that are longer than the column: an address, a title."""
_SAMPLE = 2_000
"""Code points that the script is told from."""
_SHARE_WRAPPED = 0.8
_SHARE_INSIDE = 0.6
"""Wrapped lines at least that end inside a sentence: of one-line paragraphs nearly none does."""
_SHARE_TORN = 0.1
"""The same for those that show it, as by a small letter after them: of the lines of a table nearly none does."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """From one line to the next, with no empty line between."""

    width: int
    """Columns of the line, what it is indented by among them."""
    needed: int
    """Columns that it would take with the next line's first word."""
    ended: bool
    """Whether a sentence ends with it."""
    torn: bool
    """Whether a sentence is seen to go on after it."""
    item: bool
    """Whether the next line is a list's item."""

    def fills(self, column: int) -> bool:
        """Whether the line was broken where the next word would not have fitted, as a program breaks it."""
        return self.width <= column < self.needed

    def goes_on(self, column: int) -> bool:
        """Whether the next line belongs to the same paragraph, in text that is wrapped at the column."""
        if self.ended:
            return self.fills(column) and not self.item
        return self.torn or self.width <= column < self.needed + _SLACK


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Find the paragraphs of a text.

    A paragraph ends at a line break; in hard-wrapped text (lines filled up to a column) only at an empty line, or at a
    line that the next word would have fitted on.

    Args:
        text: any text.

    Returns:
        Start and end of each paragraph in code points, in order, white space at both ends outside; none is empty.
    """
    lines = [_trimmed(text, *match.span()) for match in _LINE.finditer(text)]
    lines = [line for line in lines if line[0] < line[1]]
    blocks = _blocks(text, lines)
    turns = [[_turn(text, line, after) for line, after in pairwise(block)] for block in blocks]
    column = _column(text, blocks, turns)
    if column is None:
        return lines
    return [place for block, inside in zip(blocks, turns, strict=True) for place in _joined(block, inside, column)]


def _joined(block: Sequence[tuple[int, int]], turns: Sequence[_Turn], column: int) -> list[tuple[int, int]]:
    places = [block[0]]
    for line, turn in zip(block[1:], turns, strict=True):
        if turn.goes_on(column):
            places[-1] = places[-1][0], line[1]
        else:
            places.append(line)
    return places


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Take off white space at its ends."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return start, max(start, end - (len(piece) - len(piece.rstrip())))


def _blocks(text: str, lines: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Lines that follow each other without an empty line between them."""
    blocks: list[list[tuple[int, int]]] = []
    for line in lines:
        if blocks and len(_BREAK.findall(text, blocks[-1][-1][1], line[0])) == 1:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _turn(text: str, line: tuple[int, int], after: tuple[int, int]) -> _Turn:
    end = text[max(line[0], line[1] - 40) : line[1]]
    first = text[after[0] : min(after[1], after[0] + _WIDEST)]
    ended = bool(_ENDED.search(end))
    width = _columns(text, line)
    needed = width + (1 if _SPACELESS.match(first) else 1 + _width(first.split(None, 1)[0]))
    torn = not ended and (first[0].islower() or bool(_CUT.search(end)))
    return _Turn(width, needed, ended, torn, bool(_ITEM.match(first)))


def _columns(text: str, line: tuple[int, int]) -> int:
    """Columns that a line takes, what it is indented by among them."""
    before = text[max(0, line[0] - _WIDEST) : line[0]]
    return len(before) - len(before.rstrip(" \t\xa0\u3000")) + _width(text[slice(*line)])


def _column(text: str, blocks: Sequence[Sequence[tuple[int, int]]], turns: Sequence[Sequence[_Turn]]) -> int | None:
    """Where the text is wrapped, if it is."""
    all_turns = [turn for inside in turns for turn in inside]
    if not all_turns:
        return None
    lines = [_columns(text, line) for block in blocks for line in block]
    widths = {_columns(text, line) for block in blocks if len(block) > 1 for line in block}
    titled = bool(turns[0]) and not turns[0][0].ended  # a title may be longer, or shorter, than the column
    for column in sorted(widths, reverse=True)[: _OUTLIERS + 1]:
        if not _NARROWEST <= column <= _WIDEST:
            continue
        filled = [turn for turn in all_turns if turn.fills(column)]
        broken = sum(not turn.fills(column) and not turn.ended for turn in all_turns[titled:])
        if len(filled) >= _ENOUGH_WRAPS and _are_wraps(filled, broken, cased=_is_cased(text)):
            return column
        few = len(filled) < _ENOUGH_WRAPS and not broken and any(turn.torn for turn in filled)
        if few and max(lines[titled:]) <= column:
            return column
    return None


def _are_wraps(filled: Sequence[_Turn], broken: int, *, cased: bool) -> bool:
    inside = sum(not turn.ended for turn in filled)
    torn = sum(turn.torn for turn in filled)
    return (
        len(filled) >= _SHARE_WRAPPED * (len(filled) + broken)
        and inside >= _SHARE_INSIDE * len(filled)
        and (torn >= _SHARE_TORN * len(filled) or not cased)
    )


def _is_cased(text: str) -> bool:
    """Whether the script has small letters."""
    letters = [letter for letter in text[:_SAMPLE] if letter.isalpha()]
    return 2 * sum(map(str.islower, letters)) > len(letters)


def _width(piece: str) -> int:
    """Columns that a piece of a line takes."""
    return len(piece) if piece.isascii() else len(_WIDTHLESS.sub("", piece))
