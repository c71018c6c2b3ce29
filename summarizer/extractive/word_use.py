"""How one article uses its words: with capitals or without, after determiners, in headlines, before verbs of saying."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarizer.extractive.words import Token, cut, lexicon_for
from summarizer.text.cues import cues_for

__all__ = ["WordUse"]

_JOINS = re.compile(r"[ \u00a0\u202f]$")


class WordUse:
    """The words of an article's texts, read once for its names and its terms.

    Attributes:
        words: each text's words.
        headlines: numbers of the texts whose words have capitals for show.
        determiners: words that a noun phrase begins with, in this language; empty where unknown.
        modifiers: how many words may stand between a determiner and its noun.
        verbs: verbs of saying.
        nouns_have_capitals: whether all nouns do, as in German.
        low: keys of words that stand in small letters somewhere.
        inner: keys of words that have a capital inside a text.
        inner_pairs: keys of neighbours that both have one.
        has_case: whether capitals tell names from other words here.
    """

    def __init__(self, texts: Sequence[str], language: str | None) -> None:
        lexicon, cues = lexicon_for(language), cues_for(language)
        self._texts = texts
        cuts = [cut(text, language) for text in texts]
        self.words = [words for words, _ in cuts]
        self._starts = [starts for _, starts in cuts]
        self.determiners = cues.determiners | lexicon.determiners
        self.modifiers = 0 if lexicon.noun_first else 1
        self.verbs = cues.all_verbs
        self.nouns_have_capitals = cues.capitalised_nouns
        self.headlines = {
            number
            for number, words in enumerate(self.words)
            if not texts[number].rstrip().endswith(".") and self._is_headline(words)
        }
        plain = [words for _, words in self.plain()]
        self.low = {token.key for words in plain for token in words if token.text[0].islower()}
        self.inner = {token.key for words in plain for token in words[1:] if token.capital}
        self.inner_pairs = {
            (left.key, right.key)
            for words in plain
            for left, right in pairwise(words[1:])
            if left.capital and right.capital
        }
        self.has_case = bool(self.low) and bool(self.inner)

    def plain(self) -> Iterator[tuple[int, tuple[Token, ...]]]:
        """Number and words of each text that is no headline."""
        return ((number, words) for number, words in enumerate(self.words) if number not in self.headlines)

    def joined(self, number: int, index: int) -> bool:
        """Whether nothing but a space stands between a text's word of that index and the one before it."""
        gap = self._texts[number][self._end(number, index - 1) : self._starts[number][index]]
        return gap == " " or bool(_JOINS.match(gap))

    def written(self, number: int, first: int, size: int) -> str:
        """So many words of a text, from one on, as they stand there."""
        return self._texts[number][self._starts[number][first] : self._end(number, first + size - 1)]

    def is_elided(self, number: int, index: int) -> bool:
        """Whether an article is drawn together with the word: l'accord."""
        start = self._starts[number][index]
        return start > 0 and self._texts[number][start - 1] in "'’"

    def next_word(self, number: int, index: int) -> Token | None:
        """A text's word of that index; None where it is not joined to the one before it."""
        words = self.words[number]
        return words[index] if index < len(words) and self.joined(number, index) else None

    def _end(self, number: int, index: int) -> int:
        return self._starts[number][index] + len(self.words[number][index].text)

    def _is_headline(self, words: Sequence[Token]) -> bool:
        """Whether words have capitals for show: Title Case, ALL CAPITALS."""
        content = [token.text for token in words if token.content and token.text[0].isalpha()]
        if len(content) < 3:
            return False
        if self.nouns_have_capitals:
            return all(text.isupper() for text in content)
        return sum(text[0].isupper() for text in content) > 0.6 * len(content)
