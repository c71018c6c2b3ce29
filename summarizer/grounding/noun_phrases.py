"""Noun phrases by their edges: determiners, prepositions, verbs and marks."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from summarizer.grounding.frames import Kind
from summarizer.grounding.word_classes import NOUNISH, WordClasses

__all__ = ["Phrase", "PhraseReader"]

_LONGEST = 24
"""Tokens in a noun phrase at most: keeps hostile input linear."""
_TERM = 40
"""Code points of a quotation that may be part of a phrase ("the „…“ group") at most."""
_INNER = frozenset({".", "-", "'", "’", "&", "/"})
"""Marks inside a name."""


class Phrase(NamedTuple):
    """A noun phrase: tokens[start:end]."""

    start: int
    end: int


class _State(Enum):
    """How far a phrase has been read from its beginning."""

    OPEN = "open"
    """Its noun is still to come."""
    HEADED = "headed"
    """It has a noun."""
    NAMED = "named"
    """It has a name."""


class PhraseReader(WordClasses):
    """Reads noun phrases off one frame's tokens."""

    # reading left

    def before(self, end: int, low: int, *, governed: bool = False) -> Phrase | None:
        """The noun phrase whose last token is the one before `end`, reading left as far as `low`.

        None where there is none, or where a preposition governs it (unless `governed`).
        """
        tokens = self.tokens
        while end > low and tokens[end - 1].kind in (Kind.JOINT, Kind.BRACKET):
            end = self._before_bracket(end, low) if tokens[end - 1].kind is Kind.BRACKET else end - 1
        if end <= low or tokens[end - 1].kind not in NOUNISH:
            return None
        if self.is_pronoun(end - 1):
            return Phrase(end - 1, end)
        start, low = end, max(low, end - _LONGEST)
        while start > low and self._extends(start - 1, start, end, low):
            start -= 1
            if tokens[start].word in self.cues.determiners and not self._is_linked(start, low):
                break
        if not governed and start > low and self.governs(start - 1):
            return None
        return Phrase(start, end) if self._is_nominal(start, end) else None

    def _before_bracket(self, end: int, low: int) -> int:
        """Where what stands in the brackets that end here begins."""
        inside = range(end - 2, max(low, end - _LONGEST) - 1, -1)
        return next((i for i in inside if self.tokens[i].kind is Kind.BRACKET), end - 1)

    def _extends(self, i: int, start: int, end: int, low: int) -> bool:
        """Whether the phrase tokens[start:end] takes in the token `i` to its left."""
        token, cues = self.tokens[i], self.cues
        inner = start < end and i > low
        if token.kind is Kind.JOINT:
            return inner and token.word in _INNER
        if token.kind is Kind.QUOTE:
            return inner and self._is_term(i) and self.tokens[i - 1].word in cues.determiners
        if token.kind not in NOUNISH:
            return False
        if inner and self._ties(i, start):
            return True
        if token.word in cues.determiners:  # "that Miller" is no phrase
            return token.word not in cues.subordinators or start == end or self.tokens[start].kind is not Kind.NAME
        return start < end if token.word == "'s" else not self.is_function(i)

    def _ties(self, i: int, start: int) -> bool:
        """Whether the word `i` ties the phrase to what is left of it: "of", "and", the adverb in "a later letter"."""
        word, before = self.tokens[i].word, self.tokens[i - 1]
        if word in self.cues.linking:
            return before.kind in NOUNISH and before.kind is not Kind.QUOTE and not self.is_function(i - 1)
        if word in self.cues.conjunctions:
            return self.tokens[start].kind is Kind.NAME and before.kind is Kind.NAME and self.is_head(i - 1)
        return before.word in self.cues.determiners and self.is_adverb(i)

    def _is_linked(self, i: int, low: int) -> bool:
        """Whether the phrase that begins at the determiner `i` goes on to the left: "of the", German "des"."""
        if i <= low:
            return False
        before = self.tokens[i - 1]
        genitive = self.tokens[i].word in self.cues.genitive and before.kind is not Kind.QUOTE
        return before.word in self.cues.linking or (genitive and self.is_head(i - 1))

    # reading right

    def at(self, start: int, high: int) -> Phrase | None:
        """The noun phrase that begins at `start`, reading right as far as `high`; None where there is none."""
        if start >= high:
            return None
        if self.is_pronoun(start) and not self._is_determiner(start, high):
            return Phrase(start, start + 1)
        end, high = start, min(high, start + _LONGEST)
        state = _State.OPEN
        while end < high and (following := self._step(end, start, high, state)) is not None:
            end, state = end + 1, following
        while end > start and self._dangles(end - 1):
            end -= 1
        return Phrase(start, end) if end > start and self._is_nominal(start, end) else None

    def _step(self, i: int, start: int, high: int, state: _State) -> _State | None:
        """The state after the token `i`; None where the phrase ends before it."""
        token = self.tokens[i]
        if token.kind is Kind.JOINT:
            return state if token.word in _INNER and self._is_joint(i, high) else None
        if token.kind is Kind.QUOTE:
            return _State.HEADED if state is _State.OPEN and i > start and self._is_term(i) else None
        if token.kind not in NOUNISH:
            return None
        if self._reopens(i, start, high, state):
            return _State.OPEN
        return None if self.is_function(i) or self._is_past(i, start, high, state) else self._noun(i, high, state)

    def _reopens(self, i: int, start: int, high: int, state: _State) -> bool:
        """Whether another noun must follow the token: a determiner, "'s", "of"."""
        word, cues = self.tokens[i].word, self.cues
        if word in cues.determiners and (i == start or state is _State.OPEN or word in cues.genitive):
            return True
        return word == "'s" or (state is not _State.OPEN and self._links(i, high, named=state is _State.NAMED))

    def _is_past(self, i: int, start: int, high: int, state: _State) -> bool:
        """Whether an unknown word is the verb of "the tenants marched on" rather than part of the phrase."""
        cues = self.cues
        if state is not _State.OPEN or i < start + 2 or not cues.past or not self.tokens[i].word.endswith(cues.past):
            return False
        return i + 1 >= high or self.tokens[i + 1].kind not in NOUNISH or self.is_function(i + 1)

    def _noun(self, i: int, high: int, state: _State) -> _State | None:
        name = self.tokens[i].kind is Kind.NAME
        if self.is_head(i):
            return _State.NAMED if name else _State.HEADED
        return state if state is _State.OPEN or name or self._leads(i, high) else None

    def _links(self, i: int, high: int, *, named: bool) -> bool:
        """Whether the word at `i` links what follows into the phrase: "of the ministry", "and Miller"."""
        cues, word = self.cues, self.tokens[i].word
        if i + 1 >= high or self.tokens[i + 1].kind not in NOUNISH:
            return False
        after, free = self.tokens[i + 1], not self.is_function(i + 1)
        if word in cues.conjunctions:
            return named and after.kind is Kind.NAME and free
        linking = word in cues.genitive or (word in cues.linking and not named)
        return linking and (free or after.word in cues.determiners)

    def _leads(self, i: int, high: int) -> bool:
        """Whether a name or role follows the unknown word at `i` within two words: "Miller campaign spokeswoman"."""
        for j in range(i + 1, min(i + 3, high) if not self.cues.capitalised_nouns else 0):
            if self.is_head(j):
                return True
            if self.tokens[j].kind is not Kind.WORD or self.is_function(j):
                return False
        return False

    def _is_determiner(self, i: int, high: int) -> bool:
        """Whether a word that is pronoun and determiner both ("her", "der") is the latter here."""
        if self.tokens[i].word not in self.cues.determiners or i + 1 >= high:
            return False
        return self.tokens[i + 1].kind in NOUNISH and not self.is_function(i + 1)

    def _dangles(self, i: int) -> bool:
        token = self.tokens[i]
        return token.word in self.cues.linking or (token.kind is Kind.JOINT and token.word != ".")

    def _is_joint(self, i: int, high: int) -> bool:
        """Whether the mark stands inside a name rather than behind it."""
        return i + 1 < high and self.tokens[i + 1].start <= self.tokens[i].end + 1

    def _is_term(self, i: int) -> bool:
        return self.tokens[i].end - self.tokens[i].start < _TERM

    # what a phrase is

    def _is_nominal(self, start: int, end: int) -> bool:
        """Whether tokens[start:end] are more than adjectives, adverbs and unknown verbs."""
        if all(self.is_function(i) for i in range(start, end)):  # "the two", and no bare "the"
            return end - start > 1 and all(self.tokens[i].word in self.cues.determiners for i in range(start, end))
        if self.cues.bare_nouns or self.tokens[start].word in self.cues.determiners:
            return True
        return any(self.is_head(i) for i in range(start, end))

    def is_time(self, phrase: Phrase) -> bool:
        """Whether the phrase tells a time: "this week"."""
        return self.tokens[phrase.end - 1].word in self.cues.times

    def is_named(self, phrase: Phrase) -> bool:
        """Whether the phrase has a capitalised word, in a language where that shows a name."""
        if self.cues.capitalised_nouns:
            return False
        return any(self.tokens[i].kind is Kind.NAME and i > 0 for i in range(phrase.start, phrase.end))

    def is_personal(self, phrase: Phrase) -> bool:
        """Whether the phrase can speak: a person by role, title, first name or pronoun, or a body."""
        cues = self.cues
        for i in range(phrase.start, phrase.end):
            word = self.tokens[i].word
            if i > phrase.start and word in cues.linking:
                return False
            if word in cues.titles or word in cues.masculine or word in cues.feminine:
                return True
            if cues.is_role(word) or cues.is_institution(word):
                return True
        return cues.pronouns.get(self.tokens[phrase.start].word, "n") != "n"
