"""Noun phrases by their edges: determiners, prepositions, verbs and marks; no tagger."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from summarizer.grounding.frames import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.grounding.frames import Token
    from summarizer.text.cues import Cues

__all__ = ["Phrase", "PhraseReader"]

_LONGEST = 24
"""Tokens in a noun phrase at most: keeps hostile input linear."""
_NOUNISH = frozenset({Kind.WORD, Kind.NAME, Kind.NUMBER, Kind.QUOTE})


class Phrase(NamedTuple):
    """A noun phrase: tokens[start:end]."""

    start: int
    end: int


class PhraseReader:
    """Reads noun phrases off one frame's tokens."""

    def __init__(self, tokens: Sequence[Token], cues: Cues) -> None:
        self.tokens = tokens
        self.cues = cues

    def is_pronoun(self, i: int) -> bool:
        """Whether the token is a personal pronoun."""
        return self.tokens[i].word in self.cues.pronouns

    def is_head(self, i: int) -> bool:
        """Whether the token can be what a phrase is about: a name, a role, a body, something said."""
        token, cues = self.tokens[i], self.cues
        if token.kind is Kind.NAME:
            return not self.is_function(i)
        return cues.is_role(token.word) or cues.is_institution(token.word) or token.word in cues.nouns

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
            if word in cues.titles or word in cues.masculine or word in cues.feminine or cues.is_role(word):
                return True
            if cues.is_institution(word):
                return True
        return cues.pronouns.get(self.tokens[phrase.start].word, "n") != "n"

    def is_function(self, i: int) -> bool:
        """Whether the token is a word that is in no noun phrase, except to open it or to link within it."""
        token, cues = self.tokens[i], self.cues
        word = token.word
        if token.kind is Kind.NAME:
            return word in cues.function and word not in cues.titles
        if word in cues.function or self.is_adverb(i):
            return True
        return word in cues.verbs or (word in cues.weak and not self.is_head(i))

    def before(self, end: int, low: int, *, governed: bool = False) -> Phrase | None:
        """The noun phrase whose last token is the one before `end`, reading left as far as `low`.

        None where there is none, or where a preposition governs it (unless `governed`).
        """
        tokens, cues = self.tokens, self.cues
        while end > low and tokens[end - 1].kind is Kind.JOINT:
            end -= 1
        if end <= low or tokens[end - 1].kind not in _NOUNISH:
            return None
        if self.is_pronoun(end - 1):
            return Phrase(end - 1, end)
        i, start, low = end - 1, end, max(low, end - _LONGEST)
        while i >= low:
            step = self._left(i, start, end, low)
            if step is None:
                break
            start = i = i - step + 1
            i -= 1
            if step == 1 and tokens[start].word in cues.determiners and not self._linked(start, low):
                break
        if start >= end:
            return None
        if not governed and start > low and self.governs(start - 1):
            return None
        return Phrase(start, end) if self._is_nominal(start, end) else None

    def governs(self, i: int) -> bool:
        """Whether the token is a preposition, and no word that may open a clause as well ("after", "as")."""
        return self.tokens[i].word in self.cues.prepositions and self.tokens[i].word not in self.cues.subordinators

    def _is_nominal(self, start: int, end: int) -> bool:
        """Whether tokens[start:end] are more than adjectives, adverbs and unknown verbs."""
        if all(self.is_function(i) for i in range(start, end)):
            return False
        return self.tokens[start].word in self.cues.determiners or any(self.is_head(i) for i in range(start, end))

    def is_adverb(self, i: int) -> bool:
        """Whether the token is an adverb, listed or by its ending."""
        token, cues = self.tokens[i], self.cues
        if token.word in cues.adverbs:
            return True
        return token.kind is Kind.WORD and len(token.word) > 4 and token.word.endswith(cues.adverb_endings or ("\0",))

    def _linked(self, i: int, low: int) -> bool:
        """Whether the phrase that begins at the determiner `i` goes on to the left: "of the", German "des"."""
        if i <= low:
            return False
        before = self.tokens[i - 1]
        return before.word in self.cues.linking or (
            self.tokens[i].word in self.cues.genitive and self.is_head(i - 1) and before.kind is not Kind.QUOTE
        )

    def _left(self, i: int, start: int, end: int, low: int) -> int | None:
        """How many tokens the phrase takes in to the left of `i` (including it); None where it ends."""
        token, cues = self.tokens[i], self.cues
        if token.kind is Kind.JOINT:
            return 1 if token.word in {".", "-", "'", "’", "&", "/"} and i > low and start < end else None
        if token.kind not in _NOUNISH:
            return None
        word = token.word
        if word == "'s":
            return 1 if start < end else None
        if word in cues.determiners:
            return None if word in cues.subordinators and start < end and self.tokens[start].kind is Kind.NAME else 1
        if start < end and word in cues.linking and i > low and self._noun_before(i):
            return 1
        if start < end and word in cues.conjunctions and i > low and self._joins(i, start):
            return 1
        if token.kind is Kind.QUOTE:
            inside = start < end and i > low and self.tokens[i - 1].word in cues.determiners
            return 1 if inside and token.end - token.start < 40 else None
        if start < end and self.is_adverb(i) and i > low and self.tokens[i - 1].word in cues.determiners:
            return 1  # "a later interview"
        return None if self.is_function(i) else 1

    def _noun_before(self, i: int) -> bool:
        before = self.tokens[i - 1]
        return before.kind in _NOUNISH and before.kind is not Kind.QUOTE and not self.is_function(i - 1)

    def _joins(self, i: int, start: int) -> bool:
        """Whether the conjunction at `i` joins two names rather than two clauses."""
        after, before = self.tokens[start], self.tokens[i - 1]
        return after.kind is Kind.NAME and before.kind is Kind.NAME and self.is_head(i - 1)

    def at(self, start: int, high: int) -> Phrase | None:
        """The noun phrase that begins at `start`, reading right as far as `high`."""
        tokens, cues = self.tokens, self.cues
        if start >= high:
            return None
        if self.is_pronoun(start) and not (tokens[start].word in cues.determiners and self._opens_noun(start, high)):
            return Phrase(start, start + 1)
        i, high = start, min(high, start + _LONGEST)
        headed = named = False
        while i < high:
            token = tokens[i]
            word = token.word
            if word in cues.determiners and (i == start or not headed or word in cues.genitive):
                headed = named = False
            elif token.kind is Kind.JOINT:
                if word not in {".", "-", "'", "’", "&", "/"} or i + 1 >= high or tokens[i + 1].start > token.end + 1:
                    break
            elif token.kind is Kind.QUOTE:
                if token.end - token.start >= 40 or i == start or headed:
                    break
                headed = True
            elif token.kind not in _NOUNISH:
                break
            elif word == "'s":
                headed = named = False
            elif headed and self._links(i, high, named=named):
                headed = named = False
            elif self.is_function(i):
                break
            elif headed and token.kind is not Kind.NAME and not self.is_head(i) and not self._leads(i, high):
                break
            elif self.is_head(i):
                headed = True
                named = token.kind is Kind.NAME
            i += 1
        while i > start and (tokens[i - 1].kind is Kind.JOINT and tokens[i - 1].word != "." or tokens[i - 1].word in cues.linking):
            i -= 1
        if i == start or not self._is_nominal(start, i):
            return None
        return Phrase(start, i)

    def _opens_noun(self, i: int, high: int) -> bool:
        """Whether a word that is both pronoun and determiner ("her", "der") is the latter here."""
        return i + 1 < high and self.tokens[i + 1].kind in _NOUNISH and not self.is_function(i + 1)

    def _links(self, i: int, high: int, *, named: bool) -> bool:
        """Whether the word at `i` links what follows into the phrase: "of the ministry", "and Miller"."""
        tokens, cues = self.tokens, self.cues
        if i + 1 >= high or tokens[i + 1].kind not in _NOUNISH:
            return False
        word, after = tokens[i].word, tokens[i + 1]
        opens = after.word in cues.determiners or not self.is_function(i + 1)
        if word in cues.genitive:
            return opens
        if word in cues.conjunctions:
            return named and after.kind is Kind.NAME and not self.is_function(i + 1)
        return word in cues.linking and not named and opens

    def _leads(self, i: int, high: int) -> bool:
        """Whether a name or role follows the unknown word at `i` within two words: "Miller campaign spokeswoman"."""
        for j in range(i + 1, min(i + 3, high)):
            if self.is_head(j) and not self.tokens[j].kind is Kind.NUMBER:
                return True
            if self.tokens[j].kind is not Kind.WORD or self.is_function(j):
                return False
        return False
