"""Terms of an article: repeated runs of content words that are whole noun phrases somewhere in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

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
                phrase = found.setdefault(keys := tuple(token.key for token in part), Phrase(keys, name=False))
                phrase.note(reader.written(number, part), number)
                if reader.ends_in_noun(number, words, start, first, len(part)):
                    phrase.note_next(use.next_word(number, words, start + first + len(part)), use)
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
            if run and not (fits and self._use.joined(number, run[-1], token)):
                yield index - len(run), run
                run = []
            if fits:
                run.append(token)
        if run:
            yield len(words) - len(run), run

    def parts(self, run: list[Token]) -> Iterator[tuple[int, list[Token]]]:
        """Parts of a run that may be a term, each with the index of its first word in the run."""
        for first in range(len(run)):
            for size in range(1, min(LONGEST, len(run) - first) + 1):
                part = run[first : first + size]
                if part[-1].key not in self._again:
                    break
                if self._may_be_term(part, run, first):
                    yield first, part

    def written(self, number: int, part: list[Token]) -> str:
        """How a term is written; at the start of a text without the capital that it has there alone."""
        text = self._use.written(number, part)
        if part[0] is self._use.words[number][0] and part[0].key in self._use.low:
            return text[0].lower() + text[1:]
        return text

    def ends_in_noun(self, number: int, words: Sequence[Token], start: int, first: int, size: int) -> bool:
        """Whether the last word is used as a noun here; where determiners are unknown, it is taken for one."""
        head = words[start + first]
        if size > 1 or not self._use.determiners or head.capital:
            return True
        determined = start > 0 and words[start - 1].low in self._use.determiners
        return self._use.is_elided(number, head) or (determined and first <= self._use.modifiers)

    def _may_be_term(self, part: list[Token], run: list[Token], first: int) -> bool:
        """Whether the words may be a noun phrase: no verb at either end, no piece of a name."""
        use = self._use
        head, tail = part[0], part[-1]
        if head.key in self._verb_like or tail.key in self._verb_like or tail.low in self._sources:
            return False
        if use.nouns_have_capitals:
            cases = [token.capital for token in part]
            inner = all(token.key in use.inner for token in part if token.capital)
            return cases[-1] and cases == sorted(cases) and inner
        if all(token.capital for token in part) and (len(part) > 1 or head.key not in use.low):
            return not use.has_case
        before = run[first - 1] if first else None
        after = run[first + len(part)] if first + len(part) < len(run) else None
        cut_before = before is not None and before.capital and head.capital
        cut_after = after is not None and after.capital and tail.capital
        return not (cut_before or cut_after)


def _repeated(use: WordUse) -> set[str]:
    """Words that stand in several texts; only of these can a repeated phrase be made."""
    spread = Counter(key for _, words in use.plain() for key in {token.key for token in words})
    return {key for key, times in spread.items() if times > 1}


def _verb_like(use: WordUse) -> set[str]:
    """Words that stand before a determiner and never after one: `announced the plan`."""
    if not use.determiners:
        return set()
    before, after = set(), set()
    for words in use.words:
        for left, right in pairwise(words):
            if right.low in use.determiners and left.content and left.text[0].islower():
                before.add(left.key)
            if left.low in use.determiners and right.content:
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
