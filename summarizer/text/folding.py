"""Folded text: one way of writing for all typography, with the place of every folded character in the source.

Folding never touches the letters, their case, the digits or punctuation that carries meaning; it only replaces
characters that `TYPOGRAPHY` lists. What depends on the neighbours (a space before a colon, the hyphen of a line break)
is judged in `summarizer.text.equivalence`.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

QUOTATION_MARKS = "\"'`´“”„‟«»‘’‚‛‹›′″‵‶ʹʺʻʼʽˮ׳״「」『』《》〈〉〝〞〟﹁﹂﹃﹄❛❜❝❞❮❯＂＇"
DASHES = "-‐‑‒–—―−⁃־⸺⸻﹘﹣－"
ELLIPSES = "…⋯‥︙"
SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
INVISIBLE = (
    "\u00ad\u034f\u061c\u0640\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0001\U000e0020-\U000e007f\U000e0100-\U000e01ef"
)
"""Character classes as in a regular expression: soft hyphen, zero-width characters, bidi controls, variation selectors,
the Arabic stretching stroke."""

TYPOGRAPHY: Mapping[str, str] = MappingProxyType(
    {
        "quotation marks and apostrophes": "any mark for any other, and none for a pair within: " + QUOTATION_MARKS,
        "dashes and hyphens": "any for any other, single or doubled, with or without spaces around: " + DASHES,
        "ellipsis marks": "… for three dots, spaced dots or ⋯, with or without spaces around",
        "spaces": "any kind and any number for one space: line breaks, no-break, thin and ideographic spaces; before "
        "? ! : ; , . % and inside brackets also none; beside Chinese and Japanese characters also none",
        "invisible characters": "soft hyphens, zero-width characters, bidi controls, variation selectors, tatweel",
        "line-break hyphenation": "a hyphen with white space after it, between letters",
        "composition": "letters with accents in one code point or in several (NFC and NFD)",
        "ligatures and presentation forms": "ﬁ, ﬂ, ﬀ, ﬃ, ﬄ, ﬅ, ﬆ, ĳ, ǆ, ǉ, ǌ; Armenian, Hebrew and Arabic forms",
        "width": "full-width and half-width forms",
        "edges": "quotation marks, brackets, spaces, dashes and . , : ; … at either end, other than those of a number",
    }
)
"""Everything in which a text may differ from the article and still be `typographic`; for the documentation."""

_COMPATIBLE = (
    "\uff01-\uff65\uffa0-\uffef"  # full width, half width
    "\ufb00-\ufdff\ufe70-\ufefc\ufe10-\ufe19\ufe30-\ufe4f"  # ligatures, presentation forms, vertical forms
    "\u0132\u0133\u01c4-\u01cc\u01f1-\u01f3"  # digraphs
)
_ODD_SPACES = SPACES.replace(" ", "")
_MARKS = QUOTATION_MARKS.replace("'", "")
_LONG = DASHES.replace("-", "")
_DOTS = ELLIPSES.replace("…", "")
_TYPOGRAPHY = re.compile(
    # one class before the branches, which look back at it: so the search leaps over every other character
    f"[{SPACES}{INVISIBLE}{_MARKS}{_LONG}{_DOTS}.{_COMPATIBLE}\uff66-\uff9d](?!(?<= )[^{SPACES}{INVISIBLE}])(?:"
    f"(?P<run>(?<=[{_ODD_SPACES}{INVISIBLE}])[{SPACES}{INVISIBLE}]*|(?<= )[{SPACES}{INVISIBLE}]+)"
    f"|(?P<quote>(?<=[{_MARKS}]))"
    f"|(?P<dash>(?<=[{_LONG}]))"
    f"|(?P<ellipsis>(?<=[{_DOTS}])|(?<=\\.)(?:[{SPACES}]?\\.){{2,}})"
    f"|(?P<compatible>(?<=[{_COMPATIBLE}])|(?<=[\uff66-\uff9d])[\uff9e\uff9f]?))"
)
_SPACE = re.compile(f"[{SPACES}]")
_SOFT_HYPHENATION = re.compile(
    f"[{INVISIBLE}]*\u00ad[{INVISIBLE}]*[{SPACES}{INVISIBLE}]*[\n\r\u2028][{SPACES}{INVISIBLE}]*"
)
_BEYOND_LATIN = re.compile("[\u0300-\U0010ffff]+")

_FIRST_NUMBERS = array("L", range(1 << 13))
"""Cut rather than counted anew for each text, as copying is much faster."""

_Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class FoldedText:
    """Folded characters, each with the code points of the source it stands for.

    Attributes:
        text: the folded text.
        starts: for each folded character, the source's first code point of it.
        ends: for each folded character, one past the source's last code point of it.
    """

    text: str
    starts: array[int]
    ends: array[int]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Give the source's code points of the folded characters [start, end), which must not be empty."""
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> FoldedText:
    """Fold any text; takes time linear in its length and never fails."""
    numbers = _numbers(len(text) + 1)
    folded = FoldedText(text, numbers[:-1], numbers[1:])
    if not unicodedata.is_normalized("NFC", text):
        folded = _edited(folded, _compositions(text))
    return _edited(folded, _replacements(folded.text))


def _numbers(count: int) -> array[int]:
    return _FIRST_NUMBERS[:count] if count <= len(_FIRST_NUMBERS) else array("L", range(count))


def is_mark(character: str) -> bool:
    """Whether the character combines with the one before it."""
    return unicodedata.category(character)[0] == "M"


def after_marks(text: str, end: int) -> int:
    """Move an end behind the marks that combine with what stands before it."""
    while end < len(text) and is_mark(text[end]):
        end += 1
    return end


def _replacements(text: str) -> Iterator[_Edit]:
    for found in _TYPOGRAPHY.finditer(text):
        yield found.start(), found.end(), _replacement(found)


def _replacement(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "run":
            hyphenation = "\u00ad" in found[0] and _SOFT_HYPHENATION.fullmatch(found[0])
            return " " if _SPACE.search(found[0]) and not hyphenation else ""
        case "quote":
            return "'"
        case "dash":
            return "-"
        case "ellipsis":
            return "…"
        case _:
            wide = unicodedata.normalize("NFKC", found[0])
            return _TYPOGRAPHY.sub(_replacement, wide) if wide != found[0] else wide


def _compositions(text: str) -> Iterator[_Edit]:
    """Letters whose marks stand apart or in another order."""
    for run in _BEYOND_LATIN.finditer(text):
        start = max(run.start() - 1, 0)
        for place in range(start + 1, run.end() + 1):
            if place < run.end() and _continues(text[place]):
                continue
            composed = unicodedata.normalize("NFC", text[start:place])
            if composed != text[start:place]:
                yield start, place, composed
            start = place


def _continues(character: str) -> bool:
    """Whether the character may join the one before it in NFC: a mark, or the vowel or tail of a Korean syllable."""
    return "\u1160" <= character <= "\u11ff" or is_mark(character)


def _edited(folded: FoldedText, edits: Iterable[_Edit]) -> FoldedText:
    """Apply edits in order of place, carrying the map along."""
    pieces: list[str] = []
    starts, ends = array("L"), array("L")
    done = mapped = 0
    for start, end, new in edits:
        pieces += (folded.text[done:start], new)
        done = end
        if end - start == len(new) == 1:
            continue  # one for one: the map goes on as it is
        starts += folded.starts[mapped:start]
        ends += folded.ends[mapped:start]
        first, last = folded.place(start, end)
        starts.extend([first] * len(new))
        ends.extend([last] * len(new))
        mapped = end
    if not done:
        return folded
    pieces.append(folded.text[done:])
    starts += folded.starts[mapped:]
    ends += folded.ends[mapped:]
    return FoldedText("".join(pieces), starts, ends)
