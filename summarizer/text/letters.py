"""The letters and digits of a text alone, in lower case: what two ways of writing the same words have in common."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress

_EXPANDED = {"ß": "ss", "ẞ": "ss"}
_CASELESS = str.maketrans({"ς": "σ", "ı": "i", "İ": "i"})


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters and digits in lower case, each with its place in the text they were taken from.

    Attributes:
        text: the letters and digits.
        places: for each of them, its index in the text they were taken from.
    """

    text: str
    places: Sequence[int]


def letters(text: str) -> Letters:
    """Take the letters and digits of a folded text; ß counts as ss, so that a heading in capitals is the same."""
    keep = [*map(str.isalnum, text)]
    kept = "".join(compress(text, keep))
    places = array("L", compress(range(len(text)), keep))
    if "ß" in kept or "ẞ" in kept:
        places = array("L", (place for letter, place in zip(kept, places, strict=True) for _ in _caseless(letter)))
    return Letters(caseless(text=kept), places)


def caseless(text: str) -> str:
    """Write the text in lower case, whatever the language; ß becomes ss, all else keeps its length."""
    if text.isascii():
        return text.lower()
    text = text.translate(_CASELESS)
    for letter, pair in _EXPANDED.items():
        text = text.replace(letter, pair)
    return text.lower()


def _caseless(letter: str) -> str:
    return _EXPANDED.get(letter, letter)
