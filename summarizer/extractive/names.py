"""Proper names of an article: runs of words with capitals, without the titles and roles before a person's name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from summarizer.extractive.phrase import Phrase
from summarizer.extractive.word_use import WordUse
from summarizer.extractive.words import Token, lexicon_for
from summarizer.text.cues import cues_for

__all__ = ["names"]

LONGEST = 5
"""Words of a name at most."""

_DEMONYM = re.compile(r"^\w+(?:an|ish|ese|ic|ch|i)$")
"""English adjectives of places have a capital; they are names only where no noun follows: Russian, Elmish."""
_STARTS = frozenset({"New", "Old", "Great", "Los", "Las", "Le", "La", "El", "Nova", "Nueva", "Nouvelle"})
"""Function words that are names' first words when they have a capital inside a sentence, or before another capital."""
_PART_OF_NAME = frozenset(
    {
        "general",
        "chief",
        "head",
        "deputy",
        "fellow",
        "pope",
        "king",
        "queen",
        "prince",
        "princess",
        "st",
        "st.",
        "saint",
    }
)
"""Words for persons that stay in the name: General Assembly, Pope Francis."""
_LATE_PARTS = frozenset(
    {
        "of",
        "de",
        "du",
        "des",
        "del",
        "della",
        "di",
        "da",
        "do",
        "dos",
        "van",
        "von",
        "der",
        "al",
        "bin",
        "ibn",
        "la",
        "le",
    }
)
"""Small words between two words of one name: Bank of England."""


def names(use: WordUse, language: str | None) -> list[Phrase]:
    """Collect the names of an article.

    Args:
        use: How the article uses its words.
        language: ISO 639 code, with or without a region, or None.

    Returns:
        Names, the shortest first; none in a language whose nouns all have capitals, or where nothing has.
        Places of a short name are those of the one longer name that ends with it.
    """
    if use.nouns_have_capitals or not use.has_case:
        return []
    reader = _Reader(use, language)
    found: dict[tuple[str, ...], Phrase] = {}
    for number, words in use.plain():
        for start, run in reader.runs(number, words):
            kept = reader.without_roles(run)
            if kept and len(kept) <= LONGEST:
                keys, end = tuple(token.key for token in kept), start + len(run)
                phrase = found.get(keys) or found.setdefault(keys, Phrase(keys, name=True))
                phrase.note(use.written(number, end - len(kept), len(kept)), number)
                phrase.note_next(use.next_word(number, end), use)
    return _merged([phrase for phrase in found.values() if phrase.whole or not _DEMONYM.search(phrase.label)])


class _Reader:
    """Reads names off the texts of one article."""

    def __init__(self, use: WordUse, language: str | None) -> None:
        cues = cues_for(language)
        self._use = use
        self._links_words = bool(lexicon_for(language).function)
        self._roles = (cues.roles | cues.titles) - _PART_OF_NAME

    def runs(self, number: int, words: Sequence[Token]) -> Iterator[tuple[int, list[Token]]]:
        """Runs of words that may be a name's, each with the index of its first word."""
        run: list[Token] = []
        start = 0
        for index, token in enumerate(words):
            if not run and not token.capital:
                continue
            fits = self._is_name(words, index) or (run and self._links(number, words, index))
            if run and not (fits and self._use.joined(number, index)):
                yield start, run
                run = []
            if fits:
                start = start if run else index
                run.append(token)
        if run:
            yield start, run

    def without_roles(self, run: list[Token]) -> list[Token]:
        """What follows the last title or role; nothing where that is no name."""
        roles = [index for index, token in enumerate(run) if token.low in self._roles]
        kept = run[roles[-1] + 1 :] if roles else run
        return [] if kept and kept[0].text in _LATE_PARTS else kept

    def _links(self, number: int, words: Sequence[Token], index: int) -> bool:
        """Whether a small word stands between two words of one name."""
        return (
            self._links_words
            and words[index].text in _LATE_PARTS
            and index + 1 < len(words)
            and self._use.joined(number, index + 1)
            and self._is_name(words, index + 1)
        )

    def _is_name(self, words: Sequence[Token], index: int) -> bool:
        token = words[index]
        if not token.capital or not (token.content or token.text in _STARTS):
            return False
        if index > 0:
            return True
        if token.text in _STARTS:
            return token.low not in self._use.determiners and len(words) > 1 and self._is_name(words, 1)
        pair = (token.key, words[1].key) if len(words) > 1 else None
        return pair in self._use.inner_pairs or (token.key in self._use.inner and token.key not in self._use.low)


def _merged(found: list[Phrase]) -> list[Phrase]:
    """Give a short name's places to the longer name that ends with it and stands most often: Reed, Paul Reed."""
    by_end: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in found:
        by_end[phrase.keys[-1]].append(phrase)
    kept = []
    for phrase in sorted(found, key=lambda phrase: len(phrase.keys)):
        size = len(phrase.keys)
        longer = [
            other for other in by_end[phrase.keys[-1]] if len(other.keys) > size and other.keys[-size:] == phrase.keys
        ]
        if longer:
            max(longer, key=lambda other: len(other.places)).take(phrase)
        else:
            kept.append(phrase)
    return kept
