"""Paragraphs: where a text's paragraphs begin and end, hard-wrapped or not."""

from __future__ import annotations

import re
from itertools import pairwise

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_WIDTHLESS = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Characters that take no place on a line: soft hyphens, zero-width and direction characters."""
_NARROWEST, _WIDEST = 30, 130
"""Columns at which text is wrapped by hand or by mail programs."""
_ENOUGH_WRAPS = 3
_SHARE_WRAPPED = 0.8


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Find the paragraphs of a text.

    A paragraph ends at a line break; in hard-wrapped text (lines filled up to a column, paragraphs set apart by empty
    lines) only at an empty line.

    Args:
        text: any text.

    Returns:
        Start and end of each paragraph in code points, in order, white space at both ends outside; none is empty.
    """
    lines = [_trimmed(text, *match.span()) for match in _LINE.finditer(text)]
    lines = [line for line in lines if line[0] < line[1]]
    blocks = _blocks(text, lines)
    if _is_wrapped(text, blocks):
        return [(block[0][0], block[-1][1]) for block in blocks]
    return lines


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


def _is_wrapped(text: str, blocks: list[list[tuple[int, int]]]) -> bool:
    """Whether the lines break where the next word would not have fitted, as a wrapping program breaks them."""
    pairs = [(line, after) for block in blocks for line, after in pairwise(block)]
    if len(pairs) < _ENOUGH_WRAPS:
        return False
    width = max(_width(text[start:end]) for block in blocks if len(block) > 1 for start, end in block)
    if not _NARROWEST <= width <= _WIDEST:
        return False
    wraps = sum(_width(text[start:end]) + 1 + _first_word(text, *after) > width for (start, end), after in pairs)
    return wraps >= _SHARE_WRAPPED * len(pairs)


def _first_word(text: str, start: int, end: int) -> int:
    """Width of a line's first word."""
    return _width(text[start : min(end, start + _WIDEST)].split(None, 1)[0])


def _width(piece: str) -> int:
    """Columns that a piece of a line takes."""
    return len(piece) if piece.isascii() else len(_WIDTHLESS.sub("", piece))
