"""Phrases of an article that may name a topic: names, repeated noun phrases, repeated strings where no spaces are."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from summarizer.extractive.repeated_strings import repeated_strings
from summarizer.extractive.words import Token, is_spaced, lexicon_for, tokens
from summarizer.text.cues import cues_for

__all__ = ["Phrase", "phrases"]

LONGEST = 4
"""Words of a phrase that is no name, at most."""
LONGEST_NAME = 5
WITHIN = 0.5
"""Share of a phrase's places from which on a longer phrase around it takes it over."""

_DEMONYM = re.compile(r"^\w+(?:an|ish|ese|ic|ch|i)$")
"""English adjectives of places have a capital; they are names only where no noun follows: Russian, Elmish."""
_JOINS = re.compile(r"[ \u00a0\u202f]$")
_NAME_STARTS = frozenset({"New", "Old", "Great", "Los", "Las", "Le", "La", "El", "Nova", "Nueva", "Nouvelle"})
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


@dataclass(slots=True)
class Phrase:
    """A phrase and where it stands."""

    keys: tuple[str, ...]
    """Folded words, in order."""
    name: bool
    """Whether it is written as a proper name."""
    forms: Counter[str] = field(default_factory=Counter)
    """How it is written, with how often."""
    places: set[int] = field(default_factory=set)
    """Numbers of the texts it stands in."""
    whole: bool = False
    """Whether it ends a noun phrase somewhere, so that it is no adjective."""
    speaking: int = 0
    """How often a verb of saying follows it."""

    def take(self, shorter: Phrase) -> None:
        """Count a shorter phrase's places as this one's."""
        self.places |= shorter.places
        self.speaking += shorter.speaking
        self.whole |= shorter.whole

    @property
    def label(self) -> str:
        """The commonest form, of equals the shortest; without its ending where it is as often written so."""
        commonest = min(self.forms, key=lambda form: (-self.forms[form], len(form)))
        bare = [
            form for form in self.forms if commonest.startswith(form) and self.forms[form] * 2 >= self.forms[commonest]
        ]
        return min(bare, key=len)


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
            Phrase((string,), name=False, forms=Counter({string: count}), places=places)
            for string, count, places in repeated_strings(texts, language)
        ]
    return _Reader(texts, language).phrases()


class _Reader:
    """Reads names and terms off the texts of one article."""

    def __init__(self, texts: Sequence[str], language: str | None) -> None:
        self.texts = texts
        self.words = [tokens(text, language) for text in texts]
        lexicon, cues = lexicon_for(language), cues_for(language)
        self.determiners = cues.determiners | lexicon.determiners
        self.has_lexicon = bool(lexicon.function)
        self.modifiers = 0 if lexicon.noun_first else 1
        self.verbs = cues.all_verbs
        self.roles = (cues.roles | cues.titles) - _PART_OF_NAME
        self.sources = cues.roles | cues.nouns
        self.nouns_have_capitals = cues.capitalised_nouns
        self.headlines = {
            number
            for number, words in enumerate(self.words)
            if not texts[number].rstrip().endswith(".") and self._is_headline(words)
        }
        plain = [words for number, words in enumerate(self.words) if number not in self.headlines]
        self.low = {token.key for words in plain for token in words if token.text[0].islower()}
        self.inner = {token.key for words in plain for token in words[1:] if token.capital}
        self.inner_pairs = {
            (left.key, right.key)
            for words in plain
            for left, right in pairwise(words[1:])
            if left.capital and right.capital
        }
        self.has_case = bool(self.low) and bool(self.inner)
        self.verb_like = self._verb_like()

    def phrases(self) -> list[Phrase]:
        """Names and terms; what headlines repeat of them counts."""
        found = _merged(self.names()) + _longest(self.terms())
        for number in self.headlines:
            keys = [token.key for token in self.words[number]]
            for phrase in found:
                size = len(phrase.keys)
                if any(tuple(keys[first : first + size]) == phrase.keys for first in range(len(keys) - size + 1)):
                    phrase.places.add(number)
        return sorted(found, key=lambda phrase: min(phrase.places))

    def _is_headline(self, words: Sequence[Token]) -> bool:
        """Whether words have capitals for show: Title Case, ALL CAPITALS."""
        content = [token.text for token in words if token.content and token.text[0].isalpha()]
        if len(content) < 3:
            return False
        if self.nouns_have_capitals:
            return all(text.isupper() for text in content)
        return sum(text[0].isupper() for text in content) > 0.6 * len(content)

    def names(self) -> list[Phrase]:
        """Runs of words with capitals, without the titles and roles before a person's name."""
        found: dict[tuple[str, ...], Phrase] = {}
        if self.nouns_have_capitals or not self.has_case:
            return []
        for number, words in enumerate(self.words):
            if number in self.headlines:
                continue
            for start, run in self._name_runs(number, words):
                kept = self._without_roles(run)
                if kept and len(kept) <= LONGEST_NAME:
                    phrase = self._add(found, number, kept, name=True)
                    self._look_after(phrase, number, words, start + len(run))
        return [phrase for phrase in found.values() if phrase.whole or not _DEMONYM.search(phrase.label)]

    def terms(self) -> list[Phrase]:
        """Repeated runs of one to four content words that are whole noun phrases somewhere in the article."""
        found: dict[tuple[str, ...], Phrase] = {}
        again = self._repeated()
        for number, words in enumerate(self.words):
            if number in self.headlines:
                continue
            for start, run in self._content_runs(number, words):
                for first in range(len(run)):
                    for size in range(1, min(LONGEST, len(run) - first) + 1):
                        part = run[first : first + size]
                        if part[-1].key not in again:
                            break
                        if self._may_be_term(part, run, first):
                            phrase = self._add(found, number, part, name=False)
                            if self._is_noun(number, words, start, first, size):
                                self._look_after(phrase, number, words, start + first + size)
        return [phrase for phrase in found.values() if len(phrase.places) > 1 and phrase.whole]

    def _repeated(self) -> set[str]:
        """Words that stand in several texts; only of these can a repeated phrase be made."""
        texts = (words for number, words in enumerate(self.words) if number not in self.headlines)
        spread = Counter(key for words in texts for key in {token.key for token in words})
        return {key for key, times in spread.items() if times > 1}

    def _look_after(self, phrase: Phrase, number: int, words: Sequence[Token], end: int) -> None:
        """Note whether the phrase ends here, and whether it is said to speak."""
        after = words[end] if end < len(words) and self._joined(number, words[end - 1], words[end]) else None
        speaks = after is not None and after.low in self.verbs
        phrase.speaking += speaks
        low = after is not None and after.text[0].islower()
        phrase.whole |= after is None or speaks or not after.content or (self.nouns_have_capitals and low)

    def _is_noun(self, number: int, words: Sequence[Token], start: int, first: int, size: int) -> bool:
        """Whether the last word is used as a noun here; where determiners are unknown, it is taken for one."""
        head = words[start + first]
        if size > 1 or not self.determiners or head.capital:
            return True
        elided = head.start > 0 and self.texts[number][head.start - 1] in "'’"
        determined = start > 0 and words[start - 1].low in self.determiners
        return elided or (determined and first <= self.modifiers)

    def _add(self, found: dict[tuple[str, ...], Phrase], number: int, part: list[Token], *, name: bool) -> Phrase:
        keys = tuple(token.key for token in part)
        text = self.texts[number][part[0].start : part[-1].end]
        phrase = found.setdefault(keys, Phrase(keys, name))
        if not name and part[0] is self.words[number][0] and part[0].key in self.low:
            text = text[0].lower() + text[1:]
        phrase.forms[text] += 1
        phrase.places.add(number)
        return phrase

    def _name_runs(self, number: int, words: Sequence[Token]) -> Iterator[tuple[int, list[Token]]]:
        run: list[Token] = []
        start = 0
        for index, token in enumerate(words):
            joined = not run or self._joined(number, run[-1], token)
            fits = self._is_name(words, index) or (run and self._links(number, words, index))
            if run and not (fits and joined):
                yield start, run
                run = []
            if fits:
                start = start if run else index
                run.append(token)
        if run:
            yield start, run

    def _links(self, number: int, words: Sequence[Token], index: int) -> bool:
        """Whether a small word stands between two words of one name: Bank of England."""
        return (
            self.has_lexicon
            and words[index].text in _LATE_PARTS
            and index + 1 < len(words)
            and self._joined(number, words[index], words[index + 1])
            and self._is_name(words, index + 1)
        )

    def _is_name(self, words: Sequence[Token], index: int) -> bool:
        token = words[index]
        if not token.capital or not (token.content or token.text in _NAME_STARTS):
            return False
        if index > 0:
            return True
        if token.text in _NAME_STARTS:
            return token.low not in self.determiners and len(words) > 1 and self._is_name(words, 1)
        pair = (token.key, words[1].key) if len(words) > 1 else None
        return pair in self.inner_pairs or (token.key in self.inner and token.key not in self.low)

    def _without_roles(self, run: list[Token]) -> list[Token]:
        roles = [index for index, token in enumerate(run) if token.low in self.roles]
        kept = run[roles[-1] + 1 :] if roles else run
        return [] if kept and kept[0].text in _LATE_PARTS else kept

    def _content_runs(self, number: int, words: Sequence[Token]) -> Iterator[tuple[int, list[Token]]]:
        run: list[Token] = []
        for index, token in enumerate(words):
            fits = token.content and token.low not in self.verbs and len(token.text) > 2
            if run and not (fits and self._joined(number, run[-1], token)):
                yield index - len(run), run
                run = []
            if fits:
                run.append(token)
        if run:
            yield len(words) - len(run), run

    def _may_be_term(self, part: list[Token], run: list[Token], first: int) -> bool:
        """Whether the words may be a noun phrase: no verb at either end, no piece of a name."""
        head, tail = part[0], part[-1]
        if head.key in self.verb_like or tail.key in self.verb_like or tail.low in self.sources:
            return False
        if self.nouns_have_capitals:
            cases = [token.capital for token in part]
            return (
                cases[-1] and cases == sorted(cases) and all(token.key in self.inner for token in part if token.capital)
            )
        if all(token.capital for token in part) and (len(part) > 1 or head.key not in self.low):
            return not self.has_case
        before = run[first - 1] if first else None
        after = run[first + len(part)] if first + len(part) < len(run) else None
        cut_before = before is not None and before.capital and head.capital
        cut_after = after is not None and after.capital and tail.capital
        return not (cut_before or cut_after)

    def _verb_like(self) -> set[str]:
        """Words that stand before a determiner and never after one: `announced the plan`."""
        if not self.determiners:
            return set()
        before, after = set(), set()
        for words in self.words:
            for left, right in pairwise(words):
                if right.low in self.determiners and left.content and left.text[0].islower():
                    before.add(left.key)
                if left.low in self.determiners and right.content:
                    after.add(right.key)
        return before - after

    def _joined(self, number: int, left: Token, right: Token) -> bool:
        gap = self.texts[number][left.end : right.start]
        return gap == " " or bool(_JOINS.match(gap))


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


def _longest(found: list[Phrase]) -> list[Phrase]:
    """Let a longer phrase take over the shorter ones inside it, where it stands for most of their places."""
    kept: dict[tuple[str, ...], Phrase] = {phrase.keys: phrase for phrase in found}
    for phrase in sorted(found, key=lambda phrase: -len(phrase.keys)):
        for part in (phrase.keys[1:], phrase.keys[:-1]):
            shorter = kept.get(part)
            if shorter and phrase.keys in kept and len(phrase.places) >= WITHIN * len(shorter.places):
                del kept[part]
    return list(kept.values())
