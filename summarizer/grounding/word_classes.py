"""What a token can be, told by the language's word lists and by its capital; no tagger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.grounding.frames import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.grounding.frames import Token
    from summarizer.text.cues import Cues

__all__ = ["NOUNISH", "WordClasses"]

NOUNISH = frozenset({Kind.WORD, Kind.NAME, Kind.NUMBER, Kind.QUOTE})
"""Kinds of token that a noun phrase may hold."""


class WordClasses:
    """Tells the classes of one frame's tokens, by their place."""

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

    def is_function(self, i: int) -> bool:
        """Whether the token is a word that is in no noun phrase, except to open it or to link within it."""
        token, cues = self.tokens[i], self.cues
        word = token.word
        if token.kind is Kind.NAME:
            return word in cues.function and word not in cues.titles
        if word in cues.function or self.is_adverb(i):
            return True
        return word in cues.verbs or (word in cues.weak and not self.is_head(i))

    def is_adverb(self, i: int) -> bool:
        """Whether the token is an adverb, listed or by its ending."""
        token, cues = self.tokens[i], self.cues
        if token.word in cues.adverbs:
            return True
        by_ending = bool(cues.adverb_endings) and token.kind is Kind.WORD and len(token.word) > 4
        return by_ending and token.word.endswith(cues.adverb_endings)

    def governs(self, i: int) -> bool:
        """Whether the token is a preposition, and no word that may open a clause as well ("after", "as")."""
        word = self.tokens[i].word
        return word in self.cues.prepositions and word not in self.cues.subordinators

    def is_strong(self, i: int) -> bool:
        """Whether a verb that nearly always tells of speech stands here."""
        return self.tokens[i].word in self.cues.verbs and self._is_verb(i)

    def is_cue(self, i: int) -> bool:
        """Whether any verb that may tell of speech stands here."""
        word = self.tokens[i].word
        return (word in self.cues.verbs or word in self.cues.weak) and self._is_verb(i)

    def is_participle(self, i: int) -> bool:
        """Whether the token ends like a present participle."""
        return bool(self.cues.participle) and self.tokens[i].word.endswith(self.cues.participle)

    def _is_verb(self, i: int) -> bool:
        """Not a noun of the same form: "a report", "his remarks"."""
        token, cues = self.tokens[i], self.cues
        if i == 0 or token.kind is not Kind.WORD:
            return i == 0
        before = self.tokens[i - 1].word
        if before == "'s":
            return i > 1 and self.is_pronoun(i - 2)
        if before in cues.determiners and before not in cues.relatives and before not in cues.pronouns:
            return False
        if token.word in cues.nouns_too and self._is_finite(i + 1):  # "the claims are"
            return False
        return token.word not in cues.weak or before not in cues.prepositions or before in cues.auxiliaries

    def _is_finite(self, i: int) -> bool:
        """Whether an auxiliary stands at `i`, so that the word before it is no verb."""
        return i < len(self.tokens) and self.tokens[i].word in self.cues.auxiliaries - self.cues.infinitive
