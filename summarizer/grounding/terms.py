"""What a text talks of: its words that carry content, as terms that can be looked up in another text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from summarizer.grounding.stems import Word, words_in
from summarizer.text.borders import SPACELESS

__all__ = ["Term", "Terms", "lookup", "sentences_of", "terms_in", "terms_of_article", "words_of_article"]

_SPACELESS = re.compile(f"[{SPACELESS}]")
_HYPHEN_AT_END = re.compile(r"[-‐\u00ad][ \t]*\r?\n")
_LINE_END = re.compile(rf"(\w+){_HYPHEN_AT_END.pattern}[ \t]*(\w+)")
_PREFIX = 4
"""Letters that a word and another form of it have in common at least."""


class Term(NamedTuple):  # a tuple, because each claim has dozens
    """A word that carries content; in scripts without spaces, two characters that stand together.

    Attributes:
        stem: what is looked up.
        start: its first code point.
        end: one past its last.
        sentence: number of its sentence, from 0.
        named: whether it stands among several words with capitals, as names do.
    """

    stem: str
    start: int
    end: int
    sentence: int
    named: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """A text's terms, to look others up in."""

    stems: frozenset[str]
    prefixes: frozenset[str]

    def have(self, term: Term) -> bool:
        """Whether the text has the term, or another form of it."""
        return term.stem in self.stems or (len(term.stem) >= _PREFIX and term.stem[:_PREFIX] in self.prefixes)


def sentences_of(terms: Sequence[Term]) -> list[list[Term]]:
    """Part terms by their sentences."""
    return [list(group) for _, group in groupby(terms, lambda term: term.sentence)]


def terms_in(text: str, language: str | None) -> list[Term]:
    """Find the terms of a text, in order; language is an ISO 639 code, or None."""
    return _terms_of(words_in(text, language))


def _terms_of(words: Sequence[Word]) -> list[Term]:
    found = []
    for number, word in enumerate(words):
        if not _SPACELESS.match(word.text):
            if word.content:
                named = word.capital and _is_named(number, words)
                found.append(Term(word.stem, word.start, word.end, word.sentence, named))
        elif number + 1 < len(words) and words[number + 1].start == word.end:
            after = words[number + 1]
            found.append(Term(word.low + after.low, word.start, after.end, word.sentence))
    return found


def _is_named(number: int, words: Sequence[Word]) -> bool:
    """Whether a word with a capital has another one right beside it."""
    word = words[number]
    beside = words[max(0, number - 1) : number + 2]
    return any(
        other.capital and (other.start - word.end in {0, 1} or word.start - other.end in {0, 1}) for other in beside
    )


def lookup(terms: Iterable[Term]) -> Terms:
    """Make terms ready to be looked up."""
    return _lookup(term.stem for term in terms)


def _lookup(terms: Iterable[str]) -> Terms:
    stems = frozenset(terms)
    return Terms(stems, frozenset(stem[:_PREFIX] for stem in stems if len(stem) >= _PREFIX))


@lru_cache(maxsize=8)
def terms_of_article(text: str, language: str | None) -> Terms:
    """The terms of an article, also of words that a line break parts; the last few articles are kept."""
    return _lookup(_stems_of(text, [*words_in(text, language), *_hyphenated(text, language)]))


def _stems_of(text: str, words: Sequence[Word]) -> Iterable[str]:
    """What is looked up of a text's words; without terms where no script without spaces calls for pairs."""
    if _SPACELESS.search(text):
        return (term.stem for term in _terms_of(words))
    return (word.stem for word in words if word.content)


@lru_cache(maxsize=8)
def words_of_article(text: str, language: str | None) -> frozenset[str]:
    """The words of an article in lower case, also those that a line break parts; the last few articles are kept."""
    return frozenset([word.low for word in (*words_in(text, language), *_hyphenated(text, language))])


def _hyphenated(text: str, language: str | None) -> Sequence[Word]:
    """Words that a hyphen at the end of a line parts, put together."""
    if not _HYPHEN_AT_END.search(text):  # far quicker to find, and few texts have it
        return ()
    joined = " ".join(found[1] + found[2] for found in _LINE_END.finditer(text))
    return words_in(joined, language) if joined else ()
