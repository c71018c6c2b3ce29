"""References on the wire: `Q2`, `S4`, `S4-S6`, `S4: first words … last words`, or a copy of the words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_KIND = r"(?:\s(?:heading|dateline|credit))?"
_SENTENCE = rf"\[?s\s?(\d{{1,6}}){_KIND}\]?"
_RANGE = rf"{_SENTENCE}(?:\s*[-–—]\s*\[?s?\s?(\d{{1,6}}){_KIND}\]?)?"
_QUOTATION = r"[\[(]?([qt])\s?(\d{1,6})[\])]?"
_WORDS = r"(?:\s*(?:\(s\d[^)]*\)\s*)?[:：]\s*|\s*\(s\d[^)]*\)\s*|\s+(?=[“”\"„«»「『]))(?P<words>\S.*)"
"""After a reference: its words, behind a colon, the listing's place in brackets, or a quotation mark."""

_FLAGS = re.IGNORECASE | re.DOTALL
_SENTENCES_ALONE = re.compile(_RANGE, _FLAGS)
_SENTENCES_WITH_WORDS = re.compile(_RANGE + _WORDS, _FLAGS)
_QUOTATION_ALONE = re.compile(rf"{_QUOTATION}(?:\s*\(s\d[^)]*\))?", _FLAGS)
_QUOTATION_WITH_WORDS = re.compile(_QUOTATION + _WORDS, _FLAGS)
_SEVERAL = re.compile(rf"(?:{_RANGE}|{_QUOTATION})(?:(?:\s*[,;]\s*|\s+(?:and\s+)?)(?:{_RANGE}|{_QUOTATION}))+", _FLAGS)
_ONE = re.compile(rf"{_RANGE}|{_QUOTATION}", _FLAGS)

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_WRAPPING = " \t\r\n.,;“”\"'`*"


@dataclass(frozen=True, slots=True)
class Reference:
    """A string on the wire, taken apart.

    At most one of `quotation` and `sentences` is set: neither for a copy. `words` are words within the place, or the
    copy itself.
    """

    quotation: str = ""
    sentences: tuple[int, int] | None = None
    words: str = ""


@lru_cache(maxsize=1_000)
def parse_reference(said: str) -> Reference:
    """Take one string apart; anything that is no reference is a copy of words.

    Case, brackets, quotation marks and full stops around a reference do not matter.
    """
    said = said.strip()
    bare = said.translate(_INVISIBLE).strip(_WRAPPING)
    if found := _QUOTATION_ALONE.fullmatch(bare):
        return Reference(quotation=f"{found[1].upper()}{int(found[2])}")
    if found := _SENTENCES_ALONE.fullmatch(bare):
        return Reference(sentences=_range(found))
    if found := _QUOTATION_WITH_WORDS.fullmatch(said):
        return Reference(quotation=f"{found[1].upper()}{int(found[2])}", words=found["words"])
    if found := _SENTENCES_WITH_WORDS.fullmatch(said):
        return Reference(sentences=_range(found), words=found["words"])
    return Reference(words=said)


def split_references(said: list[str]) -> list[str]:
    """`["S4, S7 and S9"]` → `["S4", "S7", "S9"]`: several references that came in one string."""
    parts: list[str] = []
    for item in said:
        several = _SEVERAL.fullmatch(item.translate(_INVISIBLE).strip(_WRAPPING))
        parts.extend((found[0] for found in _ONE.finditer(several[0])) if several else [item])
    return parts


def _range(found: re.Match[str]) -> tuple[int, int]:
    first = int(found[1])
    last = int(found[2] or found[1])
    return min(first, last), max(first, last)
