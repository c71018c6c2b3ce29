"""Phrases of an article that may name a topic: names, repeated noun phrases, repeated strings where no spaces are."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.extractive.names import names
from summarizer.extractive.phrase import Phrase
from summarizer.extractive.repeated_strings import repeated_strings
from summarizer.extractive.terms import terms
from summarizer.extractive.word_use import WordUse
from summarizer.extractive.words import is_spaced

__all__ = ["Phrase", "phrases"]


def phrases(texts: Sequence[str], language: str | None) -> list[Phrase]:
    """Collect the phrases of an article's texts.

    Args:
        texts: Sentences, headings, title; a phrase never crosses from one to the next.
        language: ISO 639 code, with or without a region, or None.

    Returns:
        Phrases in the order of their first place. Short names are merged into the one longer name that ends with them.
    """
    if not is_spaced(" ".join(texts[:10])):
        return [
            Phrase((string,), name=False, forms={string: count}, places=places)
            for string, count, places in repeated_strings(texts, language)
        ]
    use = WordUse(texts, language)
    found = names(use, language) + terms(use, language)
    for number in use.headlines:
        _count_headline(found, number, [token.key for token in use.words[number]])
    return sorted(found, key=lambda phrase: min(phrase.places))


def _count_headline(found: list[Phrase], number: int, keys: list[str]) -> None:
    """Count a headline as a place of the phrases it repeats; none is found in it alone."""
    for phrase in found:
        size = len(phrase.keys)
        if any(tuple(keys[first : first + size]) == phrase.keys for first in range(len(keys) - size + 1)):
            phrase.places.add(number)
