"""References on the wire: `Q2`, `S4`, `S4-S6`, `S4: first words … last words`, or a copy of the words."""

from __future__ import annotations

import re
from dataclasses import dataclass

_KIND = r"(?: (?:heading|dateline|credit))?"
_RANGE = rf"\[?S(\d+){_KIND}\]?(?:\s*[-–—]\s*\[?S?(\d+){_KIND}\]?)?"
_SENTENCES = re.compile(_RANGE)
_WORDS_IN_SENTENCES = re.compile(_RANGE + r"\s*[:：]\s*(?P<words>\S.*)", re.DOTALL)
_QUOTATION = re.compile(r"\[?([QT]\d+)\]?\.?")
_LISTED_QUOTATION = re.compile(r"([QT]\d+)\s*(?:\(S\d+[^)]*\)|[:：])\s*(?P<words>\S.*)?", re.DOTALL)
_BETWEEN = re.compile(r"\s*[,;]\s*(?=\[?S\d)")


@dataclass(frozen=True, slots=True)
class Reference:
    """A string on the wire, taken apart.

    Exactly one of `quotation` and `sentences` is set for a reference; neither for a copy. `words` are words within
    the place, or the
    copy itself.
    """

    quotation: str = ""
    sentences: tuple[int, int] | None = None
    words: str = ""


def parse_reference(said: str) -> Reference:
    """Take one string apart; anything that is no reference is a copy of words."""
    said = said.strip()
    if found := _QUOTATION.fullmatch(said):
        return Reference(quotation=found[1])
    if found := _LISTED_QUOTATION.fullmatch(said):
        return Reference(quotation=found[1], words=found["words"] or "")
    if found := _SENTENCES.fullmatch(said):
        return Reference(sentences=_range(found))
    if found := _WORDS_IN_SENTENCES.fullmatch(said):
        return Reference(sentences=_range(found), words=found["words"])
    return Reference(words=said)


def split_references(said: list[str]) -> list[str]:
    """`["S4, S7"]` → `["S4", "S7"]`: several references that came in one string."""
    return [part for item in said for part in (_BETWEEN.split(item) if _SENTENCES.match(item.strip()) else [item])]


def _range(found: re.Match[str]) -> tuple[int, int]:
    first = int(found[1])
    last = int(found[2] or found[1])
    return min(first, last), max(first, last)
