"""Where words and numbers begin and end: a piece of text may not be cut out of the middle of either."""

from __future__ import annotations

import re
from enum import Enum

from summarizer.text.folding import is_mark

SPACELESS = (
    "\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3040-\u30ff\u3105-\u312f"
    "\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Scripts without spaces between words, as in a regular expression: Chinese, Japanese, Thai, Lao, Tibetan, Burmese,
Khmer."""
NUMERALS = "〇零一二三四五六七八九十百千万萬億亿兆两兩点點"
"""Chinese numerals; two beside each other are one number."""

_SPACELESS = re.compile(f"[{SPACELESS}]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_SIGNS = "-."
_BEFORE_SIGN = frozenset(" '([{$€£¥")
_INSIDE_LEFT = re.compile(r"(?:\d[.,:'/·٫٬-]|(?<!\d)\d{1,3} )$")
_INSIDE_RIGHT = re.compile(r"[.,:'/·٫٬-]\d")
_GROUP = re.compile(r"(?<!\d)\d{3}(?!\d)")
_NEGATED_LEFT = re.compile(r"(?:^|(?<=[\s'(-]))(?:n'|(?:non|not|no|anti|un|nicht|не|нe)-)$", re.IGNORECASE)
_NEGATED_RIGHT = re.compile(r"'t(?![^\W_])", re.IGNORECASE)
_CLITIC = re.compile(r"(?:s|t|d|m|re|ve|ll)(?![^\W_])", re.IGNORECASE)
_REACH = 8
_LONGEST_NUMBER = 40


class Cut(Enum):
    """What a border goes through."""

    NOTHING = "nothing"
    WORD = "word"
    NUMBER = "number"


def with_sign(text: str, start: int) -> int:
    """Move a start before the minus sign or decimal point of the number that begins there in the folded text."""
    if start == 0 or text[start - 1] not in _SIGNS or not text[start].isnumeric():
        return start
    return start - 1 if start == 1 or text[start - 2] in _BEFORE_SIGN else start


def cut_at_start(text: str, start: int) -> Cut:
    """Say what a piece that begins at the folded text's `start` is cut out of."""
    if start == 0:
        return Cut.NOTHING
    before, first = text[_base(text, start - 1)], text[start]
    if first.isnumeric() and _in_number_at_start(text, start):
        return Cut.NUMBER
    if before == "'" and start > 1 and text[start - 2].isalpha() and _CLITIC.match(text, start):
        return Cut.WORD
    if _one_word(before, first) or _NEGATED_LEFT.search(text, max(0, start - _REACH), start):
        return Cut.WORD
    return Cut.NOTHING


def cut_at_end(text: str, end: int) -> Cut:
    """Say what a piece that ends before the folded text's `end` is cut out of."""
    if end >= len(text):
        return Cut.NOTHING
    last, after = text[_base(text, end - 1)], text[end]
    if last.isnumeric() and _in_number_at_end(text, end):
        return Cut.NUMBER
    if is_mark(after) or (_one_word(last, after) and not (_HANGUL.match(last) and _HANGUL.match(after))):
        return Cut.WORD  # a Korean word ends before its particle, without a space
    return Cut.WORD if _NEGATED_RIGHT.match(text, end) else Cut.NOTHING


def _base(text: str, place: int) -> int:
    """Find the character that the marks at this place stand on."""
    while place > 0 and is_mark(text[place]):
        place -= 1
    return place


def _one_word(left: str, right: str) -> bool:
    if not (right.isalnum() and left.isalnum()):
        return False
    return not (_SPACELESS.match(left) or _SPACELESS.match(right))


def _one_number(left: str, right: str) -> bool:
    return (left.isnumeric() and right.isnumeric()) or (left in NUMERALS and right in NUMERALS)


def _in_number_at_start(text: str, start: int) -> bool:
    if _one_number(text[start - 1], text[start]):
        return True
    inside = _INSIDE_LEFT.search(text, max(0, start - _REACH), start)
    if inside is None:
        return False
    return not inside[0].endswith(" ") or _GROUP.match(text, start) is not None


def _in_number_at_end(text: str, end: int) -> bool:
    if _one_number(text[end - 1], text[end]) or _INSIDE_RIGHT.match(text, end):
        return True
    if text[end] != " " or not _GROUP.match(text, end + 1):
        return False
    digits = len(text[:end][-4:]) - len(text[max(0, end - 4) : end].rstrip("0123456789"))
    return digits < 4


def number_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a piece of the folded text, given by its place there, to the numbers it is cut out of."""
    first, last = max(0, start - _LONGEST_NUMBER), end + _LONGEST_NUMBER
    while start > first and cut_at_start(text, start) is Cut.NUMBER:
        start -= 1 if text[start - 1].isnumeric() or start == 1 or not text[start - 2].isnumeric() else 2
    while end < last and cut_at_end(text, end) is Cut.NUMBER:
        end += 1 if text[end].isnumeric() else 2
    return start, end
