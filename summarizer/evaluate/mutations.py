"""Ways to change a true quote: those that alter the wording, and those that only write it otherwise."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from types import MappingProxyType

from summarizer.text.borders import SPACELESS
from summarizer.text.negations import Negations, negations_of

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|been|has|have|had|do|does|did|can|could|will|would|shall|should|may|might|must)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A true quote: a slice of an article, whole words.

    Attributes:
        article: the article's text.
        start: the first code point.
        end: one past the last.
        language: ISO 639-1 code, or None.
        names: names from this article and others, to swap.
    """

    article: str
    start: int
    end: int
    language: str | None = None
    names: Sequence[str] = ()

    @property
    def text(self) -> str:
        """The words."""
        return self.article[self.start : self.end]


Mutation = Callable[[Piece, Random], str | None]
"""What a piece becomes, or None where it has nothing to change."""


def digit_changed(piece: Piece, random: Random) -> str | None:
    """One digit becomes another."""
    found = _any(re.finditer(r"\d", piece.text), random)
    if found is None:
        return None
    return _put(piece.text, found, random.choice("123456789".replace(str(unicodedata.digit(found[0])), "")))


def number_cut(piece: Piece, random: Random) -> str | None:
    """A number of several digits at the end loses what follows its first digits."""
    found = _any((number for number in _NUMBER.finditer(piece.text) if len(number[0]) > 1), random)
    if found is None:
        return None
    return piece.text[: found.start() + random.randrange(1, len(found[0]))].rstrip(".,")


def negation_added(piece: Piece, random: Random) -> str | None:
    """A negation after an auxiliary verb, or where there is none, between any two words."""
    negations = negations_of(piece.language)
    auxiliary = _any(_AUXILIARY.finditer(piece.text), random) if piece.language == "en" else None
    if auxiliary:
        return f"{piece.text[: auxiliary.end()]} not{piece.text[auxiliary.end() :]}"
    if negations.parts and not negations.words:
        place = random.randrange(1, max(len(piece.text), 2))
        return piece.text[:place] + random.choice(negations.parts) + piece.text[place:]
    gap = _any(re.finditer(r"(?<=\w) (?=\w)", piece.text), random)
    return _put(piece.text, gap, f" {random.choice(sorted(negations.words))} ") if gap else None


def negation_removed(piece: Piece, random: Random) -> str | None:
    """A word that negates goes, or its "n't"."""
    negations = negations_of(piece.language)
    found = _any((word for word in _WORD.finditer(piece.text) if _without(word[0], negations) is not None), random)
    if found is None:
        return None
    rest = _without(found[0], negations) or ""
    return re.sub(r"  +", " ", _put(piece.text, found, rest)).strip()


def _without(word: str, negations: Negations) -> str | None:
    plain = word.lower().replace("’", "'")
    for ending in negations.endings:
        if plain.endswith(ending):
            return word[: -len(ending)]
    for part in negations.parts:
        if part in plain:
            return word.replace(part, "", 1)
    return "" if plain in negations.words else None


def name_swapped(piece: Piece, random: Random) -> str | None:
    """A capitalised word inside the piece becomes another."""
    found = _any((word for word in _WORD.finditer(piece.text, 1) if word[0][0].isupper()), random)
    others = [name for name in piece.names if found and name.lower() != found[0].lower()]
    return _put(piece.text, found, random.choice(others)) if found and others else None


def words_reordered(piece: Piece, random: Random) -> str | None:
    """Two words beside each other change places."""
    words, space = _words(piece.text)
    if len(words) < 3:
        return None
    place = random.randrange(len(words) - 1)
    words[place], words[place + 1] = words[place + 1], words[place]
    return space.join(words)


def word_dropped(piece: Piece, random: Random) -> str | None:
    """A word inside the piece goes."""
    words, space = _words(piece.text)
    if len(words) < 4:
        return None
    del words[random.randrange(1, len(words) - 1)]
    return space.join(words)


def word_fragment(piece: Piece, random: Random) -> str | None:
    """The piece loses the first letters of its first word; scripts without spaces have no such borders."""
    found = None if re.match(f"[{SPACELESS}]", piece.text) else _WORD.match(piece.text)
    return piece.text[random.randrange(1, len(found[0]) - 1) :] if found and len(found[0]) > 3 else None


def straight_marks(piece: Piece, _: Random) -> str | None:
    """Typewriter's quotation marks and apostrophes."""
    return _translated(piece.text, {**dict.fromkeys("“”„‟«»", '"'), **dict.fromkeys("‘’‚‛‹›", "'")})


def curly_marks(piece: Piece, _: Random) -> str | None:
    """Printer's quotation marks and apostrophes."""
    return _changed(piece.text, re.sub(r'(?<!\w)"', "“", piece.text).replace('"', "”").replace("'", "’"))


def other_dashes(piece: Piece, random: Random) -> str | None:
    """Any dash for any other, doubled or spaced."""
    return _changed(piece.text, re.sub("[–—-]", lambda _: random.choice("-‐‑–—―"), piece.text))


def other_spaces(piece: Piece, random: Random) -> str | None:
    """No-break, thin and ideographic spaces, runs of them, and line breaks."""
    kinds = ("\u00a0", "\u202f", "\u2009", "\u3000", "  ", "\n", " \n ")
    return _changed(piece.text, re.sub(" ", lambda _: random.choice(kinds), piece.text))


def decomposed(piece: Piece, _: Random) -> str | None:
    """Accents as code points of their own."""
    return _changed(piece.text, unicodedata.normalize("NFD", piece.text))


def ligatures(piece: Piece, _: Random) -> str | None:
    """fi, fl, ff and their like as one code point."""
    text = piece.text
    for pair, ligature in {"ffi": "ﬃ", "ffl": "ﬄ", "fi": "ﬁ", "fl": "ﬂ", "ff": "ﬀ"}.items():
        text = text.replace(pair, ligature)
    return _changed(piece.text, text)


def full_width(piece: Piece, _: Random) -> str | None:
    """Digits in full width."""
    return _translated(piece.text, {digit: chr(ord(digit) + 0xFEE0) for digit in "0123456789"})


def line_break_hyphen(piece: Piece, random: Random) -> str | None:
    """A long word broken at the end of a line."""
    place = _inside_word(piece.text, random)
    return f"{piece.text[:place]}-\n{piece.text[place:]}" if place else None


def soft_hyphens(piece: Piece, random: Random) -> str | None:
    """A soft hyphen or a zero-width space in a word."""
    place = _inside_word(piece.text, random)
    return piece.text[:place] + random.choice("\u00ad\u200b\u2060\u200d") + piece.text[place:] if place else None


def first_letter(piece: Piece, _: Random) -> str | None:
    """The first letter's case, as in a quote cut from the middle of a sentence."""
    first = piece.text[:1].swapcase()
    return _changed(piece.text, first + piece.text[1:]) if len(first) == 1 else None


def end_mark(piece: Piece, random: Random) -> str | None:
    """Another full stop or comma at the end, in quotation marks."""
    bare = piece.text.rstrip(".,;: ")
    return f"“{bare}{random.choice('.,')}”" if bare and bare[-1].isalpha() else None


def _words(text: str) -> tuple[list[str], str]:
    """The words and what joins them; the characters where the script has no spaces."""
    spaceless = re.search(f"[{SPACELESS}]", text) is not None
    return ([*text], "") if spaceless else (text.split(" "), " ")


def _inside_word(text: str, random: Random) -> int | None:
    found = _any(
        (word for word in re.finditer(r"[^\W\d_]{6,}", text) if word[0].isascii() or word[0].islower()), random
    )
    return found.start() + random.randrange(2, len(found[0]) - 2) if found else None


def _any(found: Iterable[re.Match[str]], random: Random) -> re.Match[str] | None:
    choices = [*found]
    return random.choice(choices) if choices else None


def _put(text: str, found: re.Match[str], new: str) -> str:
    return text[: found.start()] + new + text[found.end() :]


def _translated(text: str, table: dict[str, str]) -> str | None:
    return _changed(text, "".join(table.get(character, character) for character in text))


def _changed(text: str, new: str) -> str | None:
    return new if new != text else None


ALTERATIONS: Mapping[str, Mutation] = MappingProxyType(
    {
        "digit changed": digit_changed,
        "number cut": number_cut,
        "negation added": negation_added,
        "negation removed": negation_removed,
        "name swapped": name_swapped,
        "words reordered": words_reordered,
        "word dropped": word_dropped,
        "word cut": word_fragment,
    }
)
INNOCENT: Mapping[str, Mutation] = MappingProxyType(
    {
        "as it stands": lambda piece, _: piece.text,
        "straight marks": straight_marks,
        "curly marks": curly_marks,
        "other dashes": other_dashes,
        "other spaces": other_spaces,
        "decomposed accents": decomposed,
        "ligatures": ligatures,
        "full width": full_width,
        "line-break hyphen": line_break_hyphen,
        "soft hyphen": soft_hyphens,
        "first letter": first_letter,
        "end mark": end_mark,
    }
)
