"""Terms of an article: repeated runs of content words that are whole noun phrases somewhere in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from summarizer.extractive.phrase import Phrase
from summarizer.extractive.word_use import WordUse
from summarizer.extractive.words import Token
from summarizer.text.cues import cues_for

__all__ = ["terms"]

LONGEST = 4
"""Words of a term at most."""
WITHIN = 0.5
"""Share of a phrase's places from which on a longer phrase around it takes it over."""


def terms(use: WordUse, language: str | None) -> list[Phrase]:
    """Collect the repeated noun phrases of an article that are no names.

    Args:
        use: How the article uses its words.
        language: ISO 639 code, with or without a region, or None.

    Returns:
        Terms of one to four words that stand in two texts or more, in the order they were met; of two of which one
        holds the other, the longer alone where it stands for most of the shorter one's places.
    """
    reader = _Reader(use, language)
    found: dict[tuple[str, ...], Phrase] = {}
    for number, words in use.plain():
        for start, run in reader.runs(number, words):
            for first, part in reader.parts(run):
                keys, size = tuple([token.key for token in part]), len(part)
                phrase = found.get(keys) or found.setdefault(keys, Phrase(keys, name=False))
                phrase.note(reader.written(number, start + first, size), number)
                if reader.ends_in_noun(number, start, first, size):
                    phrase.note_next(use.next_word(number, start + first + size), use)
    return _longest([phrase for phrase in found.values() if len(phrase.places) > 1 and phrase.whole])


class _Reader:
    """Reads terms off the texts of one article."""

    def __init__(self, use: WordUse, language: str | None) -> None:
        cues = cues_for(language)
        self._use = use
        self._sources = cues.roles | cues.nouns
        self._verb_like = _verb_like(use)
        self._again = _repeated(use)

    def runs(self, number: int, words: Sequence[Token]) -> Iterator[tuple[int, list[Token]]]:
        """Runs of content words, each with the index of its first word."""
        run: list[Token] = []
        for index, token in enumerate(words):
            fits = token.content and token.low not in self._use.verbs and len(token.text) > 2
            if run and not (fits and self._use.joined(number, index)):
                yield index - len(run), run
                run = []
            if fits:
                run.append(token)
        if run:
            yield len(words) - len(run), run

    def parts(self, run: list[Token]) -> Iterator[tuple[int, list[Token]]]:
        """Parts of a run that may be a term, each with the index of its first word in the run."""
        again = [token.key in self._again for token in run]
        for first, head in enumerate(run):
            if not again[first] or head.key in self._verb_like:
                continue
            for end in range(first + 1, min(first + LONGEST, len(run)) + 1):
                if not again[end - 1]:
                    break
                part = run[first:end]
                if self._may_be_term(part, run, first):
                    yield first, part

    def written(self, number: int, index: int, size: int) -> str:
        """How a term is written; at the start of a text without the capital that it has there alone."""
        text = self._use.written(number, index, size)
        if index == 0 and self._use.words[number][0].key in self._use.low:
            return text[0].lower() + text[1:]
        return text

    def ends_in_noun(self, number: int, start: int, first: int, size: int) -> bool:
        """Whether the last word is used as a noun here; where determiners are unknown, it is taken for one."""
        words = self._use.words[number]
        if size > 1 or not self._use.determiners or words[start + first].capital:
            return True
        determined = start > 0 and words[start - 1].low in self._use.determiners
        return self._use.is_elided(number, start + first) or (determined and first <= self._use.modifiers)

    def _may_be_term(self, part: list[Token], run: list[Token], first: int) -> bool:
        """Whether the words may be a noun phrase: no verb at either end, no piece of a name."""
        use = self._use
        head, tail = part[0], part[-1]
        if tail.key in self._verb_like or tail.low in self._sources:
            return False
        if use.nouns_have_capitals:
            cases = [token.capital for token in part]
            inner = all(token.key in use.inner for token in part if token.capital)
            return cases[-1] and cases == sorted(cases) and inner
        if head.capital and all(token.capital for token in part) and (len(part) > 1 or head.key not in use.low):
            return not use.has_case
        before = run[first - 1] if first else None
        after = run[first + len(part)] if first + len(part) < len(run) else None
        cut_before = before is not None and before.capital and head.capital
        cut_after = after is not None and after.capital and tail.capital
        return not (cut_before or cut_after)


def _repeated(use: WordUse) -> set[str]:
    """Words that stand in several texts; only of these can a repeated phrase be made."""
    spread = Counter(chain.from_iterable({token.key for token in words} for _, words in use.plain()))
    return {key for key, times in spread.items() if times > 1}


def _verb_like(use: WordUse) -> set[str]:
    """Words that stand before a determiner and never after one: `announced the plan`."""
    if not use.determiners:
        return set()
    before, after = set(), set()
    for words in use.words:
        for index in [index for index, word in enumerate(words) if word.low in use.determiners]:
            if index and (left := words[index - 1]).content and left.text[0].islower():
                before.add(left.key)
            if index + 1 < len(words) and (right := words[index + 1]).content:
                after.add(right.key)
    return before - after


def _longest(found: list[Phrase]) -> list[Phrase]:
    """Let a longer phrase take over the shorter ones inside it, where it stands for most of their places."""
    kept: dict[tuple[str, ...], Phrase] = {phrase.keys: phrase for phrase in found}
    for phrase in sorted(found, key=lambda phrase: -len(phrase.keys)):
        for part in (phrase.keys[1:], phrase.keys[:-1]):
            shorter = kept.get(part)
            if shorter and phrase.keys in kept and len(phrase.places) >= WITHIN * len(shorter.places):
                del kept[part]
    return list(kept.values())
