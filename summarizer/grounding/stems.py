"""The words of a statement or an article, each with its stem, sentence and clause: what claim checks compare."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, partial
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

from summarizer.grounding.word_memory import WordMemory
from summarizer.text.borders import SPACELESS
from summarizer.text.cues import cues_for
from summarizer.text.letters import caseless

if TYPE_CHECKING:
    from Stemmer import Stemmer

__all__ = ["Word", "WordIndex", "base_language", "stem_of", "words_in"]

_WORD = re.compile(
    rf"([{SPACELESS}]|\d+(?:[.,:]\d+)*|(?:(?![{SPACELESS}])[^\W_])(?:(?![{SPACELESS}])[^\W_]|[\u0300-\u036f]|['’](?=[^\W\d_]))*)"
)
"""A group, so that a text is split into words and what stands between them, at once."""
_SPACELESS = re.compile(f"[{SPACELESS}]")
_SPACED_WORD = re.compile(r"(\d+(?:[.,:]\d+)*|[^\W_]+(?:(?:[\u0300-\u036f]+|['’](?=[^\W\d_]))[^\W_]*)*)")
"""The same for a text without such scripts, which is read three times as fast."""
_SENTENCE = re.compile(r"[.!?…。！？؟।]+[\"'”’»)]*\s|\n")
_CLAUSE = re.compile(r"[,;:()–—。，；：]|--")
_POSSESSIVE = re.compile(r"['’]s?$")
_ELISION = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|un|(?:d|a|da|ne|su)?ll?)['’](?=\w)", re.IGNORECASE)
_ELIDING = frozenset({"fr", "it", "ca"})
_ABBREVIATED = re.compile(r"\b(?:\w|[A-Z][a-z]{1,3})\.\s$")
_ALGORITHMS = (
    "ar arabic,hy armenian,eu basque,ca catalan,cs czech,da danish,nl dutch,en english,et estonian,fi finnish,"
    "fr french,de german,el greek,hi hindi,hu hungarian,id indonesian,ga irish,it italian,lt lithuanian,no norwegian,"
    "nb norwegian,nn norwegian,fa persian,pl polish,pt portuguese,ro romanian,ru russian,sr serbian,es spanish,"
    "sv swedish,ta tamil,tr turkish"
)
"""Languages with the name of their stemmer."""
_CUT_LANGUAGES = frozenset({"uk", "bg", "be", "hr", "sk", "sl", "mk", "lv"})
"""Languages with many endings that have no stemmer: their words are cut."""


class Word(NamedTuple):  # a tuple, because an article has hundreds
    """A word as it stands."""

    text: str
    low: str
    stem: str
    start: int
    end: int
    sentence: int
    """Number of its sentence, roughly, from 0."""
    clause: int
    """Number of its clause, from 0; commas and brackets end one."""
    opens: bool
    """Whether it is the first word of its sentence."""
    content: bool
    """Whether it says what the sentence is about: neither a function word nor a lone letter."""
    capital: bool
    """Whether it begins with a capital."""


_NEW = tuple.__new__
"""Makes a `Word` of its fields in order, in half the time of a call with each."""


@lru_cache(maxsize=256)
def base_language(language: str | None) -> str:
    """Take the language without its region; empty for None."""
    return re.split("[-_]", language or "", maxsplit=1)[0].lower()


def stem_of(word: str, language: str | None) -> str:
    """Stem one word.

    Args:
        word: a word in any case.
        language: ISO 639 code, with or without a region, or None.
    """
    return _stem(caseless(word), base_language(language))


@lru_cache(maxsize=64)
def words_in(text: str, language: str | None) -> tuple[Word, ...]:
    """Cut a text into words; compounds with hyphens fall into their parts, possessive endings are left out.

    Args:
        text: a statement or an article.
        language: ISO 639 code, with or without a region, or None.

    Returns:
        Its words with code-point offsets, in order.
    """
    known = _known(base_language(language))
    rows: list[tuple[str, str, str, int, int, int, int, bool, bool, bool]] = []
    sentence = clause = end = 0
    opens = True
    parts = (_WORD if _SPACELESS.search(text) else _SPACED_WORD).split(text)
    for between, written in zip(parts[::2], parts[1::2], strict=False):  # what follows the last word belongs to none
        start = end + len(between)
        if between not in {" ", ""} and rows:
            opens = _ends_sentence(text, between, start)
            sentence += opens
            clause += opens or _CLAUSE.search(between) is not None
        end = start + len(written)
        elided, word, low, stem, content, capital = known[written]
        start += elided
        rows.append((word, low, stem, start, start + len(word), sentence, clause, opens, content, capital))
        opens = False
    return tuple(map(_NEW, repeat(Word), rows))


def _ends_sentence(text: str, between: str, start: int) -> bool:
    """Whether what stands before a word ends a sentence: a full stop does not after "Mr", "Feb" or an initial."""
    return _SENTENCE.search(between) is not None and not _ABBREVIATED.search(text, max(0, start - 8), start)


@dataclass(frozen=True)
class WordIndex:
    """Words with their places by stem."""

    words: Sequence[Word]

    @cached_property
    def by_stem(self) -> Mapping[str, Sequence[int]]:
        """Numbers of the words with each stem."""
        return _numbers(word.stem for word in self.words)

    @cached_property
    def by_low(self) -> Mapping[str, Sequence[int]]:
        """Numbers of the words with each spelling, in lower case."""
        return _numbers(word.low for word in self.words)

    @cached_property
    def _sentences(self) -> Mapping[int, tuple[int, int]]:
        """Where each sentence's words begin and end."""
        starts = [number for number, word in enumerate(self.words) if number == 0 or word.opens]
        ends = [*starts[1:], len(self.words)]
        return {self.words[start].sentence: (start, end) for start, end in zip(starts, ends, strict=True)}

    @cached_property
    def _contexts(self) -> dict[tuple[int, int], frozenset[str]]:
        """What was around words before, as the same places are looked at for each statement."""
        return {}

    def around(self, number: int, reach: int) -> range:
        """Numbers of the words at most `reach` words away, in the same sentence."""
        first, end = self._sentences[self.words[number].sentence]
        return range(max(first, number - reach), min(end, number + reach + 1))

    def near(self, start: int, end: int, reach: int = 8) -> frozenset[str]:
        """Stems of the words that carry content around the code points [start, end)."""
        at = min(bisect_left(self.words, start, key=lambda word: word.start), len(self.words) - 1)
        here = {word.stem for word in self.words[at : at + 3] if word.start < end}
        return self.content_around(at, reach) - here if self.words else frozenset()

    def content_around(self, number: int, reach: int) -> frozenset[str]:
        """Stems of the words that carry content near a word, without its own."""
        if (number, reach) not in self._contexts:
            near = ((at, self.words[at]) for at in self.around(number, reach))
            self._contexts[number, reach] = frozenset(word.stem for at, word in near if word.content and at != number)
        return self._contexts[number, reach]


def _numbers(keys: Iterable[str]) -> Mapping[str, Sequence[int]]:
    """Where each key stands."""
    places: dict[str, list[int]] = {}
    for number, key in enumerate(keys):
        if key in places:
            places[key].append(number)
        else:
            places[key] = [number]
    return places


@lru_cache(maxsize=32)
def _known(code: str) -> WordMemory[tuple[int, str, str, str, bool, bool]]:
    """The words of a language that were read before."""
    return WordMemory(partial(_read, code=code))


def _read(written: str, code: str) -> tuple[int, str, str, str, bool, bool]:
    """Of a word as written: code points of its elision, then text, low, stem, content and capital of `Word`."""
    elided = _ELISION.match(written) if code in _ELIDING else None
    before = elided.end() if elided else 0
    word = _POSSESSIVE.sub("", written[before:]) or written
    low = caseless(word)
    content = low not in cues_for(code).function and (len(low) > 1 or low.isdigit() or not low.isascii())
    return before, word, low, _stem(low, code), content, word[0].isupper()


def _stem(low: str, code: str) -> str:
    if not low.isalpha() or len(low) < 4:
        return low
    if code in _CUT_LANGUAGES:
        return low[: max(4, len(low) - 2)]
    stemmer = _stemmer(code)
    return stemmer.stemWord(low) if stemmer else low


@cache
def _stemmer(code: str) -> Stemmer | None:
    algorithm = dict(pair.split() for pair in _ALGORITHMS.split(",")).get(code)
    if algorithm is None:
        return None
    import Stemmer  # a compiled library, loaded with the first statement that is checked

    return Stemmer.Stemmer(algorithm, 0)  # no cache of its own: `_known` remembers
