"""The words of a statement or an article, each with its stem, sentence and clause: what claim checks compare."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from summarizer.text.borders import SPACELESS
from summarizer.text.cues import cues_for
from summarizer.text.letters import caseless

if TYPE_CHECKING:
    from snowballstemmer.basestemmer import BaseStemmer

__all__ = ["Word", "WordIndex", "base_language", "stem_of", "words_in"]

_WORD = re.compile(
    rf"[{SPACELESS}]|\d+(?:[.,:]\d+)*|(?:(?![{SPACELESS}])[^\W_])(?:(?![{SPACELESS}])[^\W_]|[\u0300-\u036f]|['’](?=[^\W\d_]))*"
)
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

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()


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


@lru_cache(maxsize=32)
def words_in(text: str, language: str | None) -> tuple[Word, ...]:
    """Cut a text into words; compounds with hyphens fall into their parts, possessive endings are left out.

    Args:
        text: a statement or an article.
        language: ISO 639 code, with or without a region, or None.

    Returns:
        Its words with code-point offsets, in order.
    """
    code = base_language(language)
    found: list[Word] = []
    function = cues_for(code).function
    sentence = clause = last = 0
    for match in _WORD.finditer(text):
        between = text[last : match.start()]
        plain = between in {" ", ""}
        opens = not found or (not plain and _ends_sentence(text, between, match.start()))
        sentence += opens and bool(found)
        clause += bool(found) and not plain and (opens or _CLAUSE.search(between) is not None)
        last = match.end()
        elided = _ELISION.match(match[0]) if code in _ELIDING else None
        word = _POSSESSIVE.sub("", match[0][elided.end() :] if elided else match[0]) or match[0]
        low, stem = _read(word, code)
        content = low not in function and (len(low) > 1 or low.isdigit() or not low.isascii())
        start = match.start() + (elided.end() if elided else 0)
        found.append(Word(word, low, stem, start, start + len(word), sentence, clause, opens, content))
    return tuple(found)


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
        places = defaultdict(list)
        for number, word in enumerate(self.words):
            places[word.stem].append(number)
        return dict(places)

    @cached_property
    def by_low(self) -> Mapping[str, Sequence[int]]:
        """Numbers of the words with each spelling, in lower case."""
        places = defaultdict(list)
        for number, word in enumerate(self.words):
            places[word.low].append(number)
        return dict(places)

    def around(self, number: int, reach: int) -> range:
        """Numbers of the words at most `reach` words away, in the same sentence."""
        first = last = number
        sentence = self.words[number].sentence
        while first > 0 and number - first < reach and self.words[first - 1].sentence == sentence:
            first -= 1
        while last + 1 < len(self.words) and last - number < reach and self.words[last + 1].sentence == sentence:
            last += 1
        return range(first, last + 1)

    def near(self, start: int, end: int, reach: int = 8) -> frozenset[str]:
        """Stems of the words that carry content around the code points [start, end)."""
        at = min(bisect_left(self.words, start, key=lambda word: word.start), len(self.words) - 1)
        here = {word.stem for word in self.words[at : at + 3] if word.start < end}
        return self.content_around(at, reach) - here if self.words else frozenset()

    def content_around(self, number: int, reach: int) -> frozenset[str]:
        """Stems of the words that carry content near a word, without its own."""
        near = self.around(number, reach)
        return frozenset(self.words[at].stem for at in near if at != number and self.words[at].content)


@lru_cache(maxsize=50_000)
def _read(word: str, code: str) -> tuple[str, str]:
    low = caseless(word)
    return low, _stem(low, code)


@lru_cache(maxsize=50_000)
def _stem(low: str, code: str) -> str:
    if not low.isalpha() or len(low) < 4:
        return low
    if code in _CUT_LANGUAGES:
        return low[: max(4, len(low) - 2)]
    stemmer = _stemmer(code)
    return stemmer.stemWord(low) if stemmer else low


@cache
def _stemmer(code: str) -> BaseStemmer | None:
    algorithm = dict(pair.split() for pair in _ALGORITHMS.split(",")).get(code)
    if algorithm is None:
        return None
    import snowballstemmer  # loaded with the first statement that is checked

    return snowballstemmer.stemmer(algorithm)
