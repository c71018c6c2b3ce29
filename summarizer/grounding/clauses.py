"""Which noun phrase is the subject of which verb, within one frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.grounding.frames import Kind
from summarizer.grounding.noun_phrases import Phrase, PhraseReader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.grounding.frames import Token
    from summarizer.text.cues import Cues

__all__ = ["ClauseReader"]

_FAR = 40
"""Tokens between a verb and its subject at most."""


class ClauseReader:
    """Reads verbs and their subjects off one frame's tokens."""

    def __init__(self, tokens: Sequence[Token], cues: Cues) -> None:
        self.tokens = tokens
        self.cues = cues
        self.phrases = PhraseReader(tokens, cues)

    def is_strong(self, i: int) -> bool:
        """Whether a verb that nearly always tells of speech stands at `i`."""
        return self.tokens[i].word in self.cues.verbs and self._is_verb(i)

    def is_cue(self, i: int) -> bool:
        """Whether any verb that may tell of speech stands at `i`."""
        word = self.tokens[i].word
        return (word in self.cues.verbs or word in self.cues.weak) and self._is_verb(i)

    def _is_verb(self, i: int) -> bool:
        """Not a noun of the same form: "a report", "his remarks", "the said"."""
        token, cues = self.tokens[i], self.cues
        if token.kind is not Kind.WORD and i > 0:
            return False
        if i == 0:
            return True
        before = self.tokens[i - 1]
        if before.word == "'s":
            return token.word in cues.verbs
        if before.word in cues.determiners and before.word not in cues.relatives and before.word not in cues.pronouns:
            return False
        return not (before.word in cues.prepositions and token.word in cues.weak and before.word not in cues.auxiliaries)

    def subject(self, verb: int, low: int) -> Phrase | None:
        """The subject of the verb, looked for to its left."""
        tokens, cues = self.tokens, self.cues
        low = max(low, verb - _FAR)
        if cues.verb_second:
            verb = self._finite(verb, low)
        i = verb
        while i > low and (self.phrases.is_adverb(i - 1) or tokens[i - 1].word in cues.auxiliaries):
            if tokens[i - 1].word in cues.infinitive:
                return self._governing(i - 1, low)
            adverb = tokens[i - 1].word in cues.adverbs
            i -= 1
            if adverb and i > low and tokens[i - 1].word in cues.prepositions:  # "on Monday"
                i -= 1
        if i <= low:
            return None
        before = tokens[i - 1]
        if before.word in cues.conjunctions:
            return self._governing(i - 1, low)
        if self._is_participle(verb):
            return self._participle_subject(i, low)
        if before.word in cues.relatives and (before.word not in cues.pronouns):
            return self._antecedent(i - 1, low)
        if before.kind in (Kind.COMMA, Kind.DASH, Kind.BRACKET):
            return self._over_insertion(i - 1, low)
        if before.word in cues.prepositions and before.word not in cues.subordinators:
            return self._governing(i - 1, low)
        return self.phrases.before(i, low)

    def _finite(self, verb: int, low: int) -> int:
        """The auxiliary that goes with a participle at the clause's end: "hat Meyer am Montag gesagt"."""
        for i in range(verb - 1, low - 1, -1):
            token = self.tokens[i]
            if token.kind in (Kind.COMMA, Kind.COLON, Kind.STOP, Kind.QUOTE) or self.is_cue(i):
                break
            if token.word in self.cues.auxiliaries:
                return i
        return verb

    def speaker_of(self, verb: int, low: int, high: int) -> Phrase | None:
        """The subject of the cue verb, on the side where the language lets it stand."""
        left = self.subject(verb, low)
        if not self.cues.inverts:
            return left
        if left and self.tokens[left.start].word in self.cues.oblique:
            left = None
        if left and not self.cues.verb_second:
            return left
        right = self.subject_after(self._finite(verb, low) if self.cues.verb_second else verb, high)
        if self.tokens[verb].word in self.cues.impersonal and not any(self._can_speak(phrase) for phrase in (left, right)):
            return self._source(verb, low, high)
        if left and right and self.phrases.is_personal(right) and not self.phrases.is_personal(left):
            return right
        return left or right

    def _can_speak(self, phrase: Phrase | None) -> bool:
        return phrase is not None and self.cues.pronouns.get(self.tokens[phrase.start].word) != "n"

    def _source(self, verb: int, low: int, high: int) -> Phrase | None:
        """The noun phrase of place in "in dem Brief heißt es"."""
        for i in (*range(verb - 1, low - 1, -1), *range(verb + 1, high)):
            if self.phrases.governs(i) and (phrase := self.phrases.at(i + 1, high)):
                return phrase
        return None

    def _is_participle(self, verb: int) -> bool:
        ending = self.cues.participle
        return bool(ending) and self.tokens[verb].word.endswith(ending)

    def _participle_subject(self, end: int, low: int) -> Phrase | None:
        """The subject of "…, saying" is the clause's before it, of "with Lee saying" the name between."""
        before = self.tokens[end - 1]
        near = self._absolute(end, low) if before.kind in (Kind.NAME, Kind.WORD) else None
        return near or self._governing(end, low) or self.phrases.before(end, low)

    def _absolute(self, end: int, low: int) -> Phrase | None:
        """The noun phrase in "with Lee calling it"."""
        for i in range(end - 2, max(low, end - 9) - 1, -1):
            if self.tokens[i].word in self.cues.absolute:
                phrase = self.phrases.at(i + 1, end)
                return Phrase(i + 1, end) if phrase else None
        return None

    def _governing(self, end: int, low: int) -> Phrase | None:
        """The subject that a verb without one of its own shares: that of the cue before it, or the sentence's."""
        for i in range(end - 1, low, -1):
            if self.is_strong(i):
                return self.subject(i, low)
        return self.main_subject(low, end)

    def _antecedent(self, relative: int, low: int) -> Phrase | None:
        end = relative
        while end > low and (self.tokens[end - 1].kind is Kind.COMMA or self.tokens[end - 1].word in self.cues.prepositions):
            end -= 1
        return self.phrases.before(end, low)

    def _over_insertion(self, mark: int, low: int) -> Phrase | None:
        """The subject before what stands between commas, dashes or brackets: "Ana Diaz, a lawyer in Leeds, said"."""
        kinds = {self.tokens[mark].kind}
        end = mark
        best: Phrase | None = None
        while end > low:
            opening = next((i for i in range(end - 1, low - 1, -1) if self.tokens[i].kind in kinds), None)
            first = low if opening is None else opening + 1
            phrase = self.phrases.before(end, first)
            if phrase and phrase.start > first and self.tokens[phrase.start - 1].word in self.cues.subordinators:
                return phrase
            if phrase and (phrase.start == first or self._opens_clause(phrase.start, first)):
                if best is None or not self._is_apposed(best, phrase):
                    best = phrase
                if opening is None or not self._is_insertion(first, end):
                    return phrase
            elif phrase and opening is None:
                return phrase
            elif opening is not None and not self._is_insertion(first, end):
                return phrase or best
            if opening is None:
                break
            end = opening
        return best or self.main_subject(low, mark)

    def _is_apposed(self, later: Phrase, earlier: Phrase) -> bool:
        return self.tokens[earlier.start].kind is Kind.NAME or later.start > earlier.end

    def _opens_clause(self, i: int, low: int) -> bool:
        """Whether a clause may begin at `i`: after a word that opens one, an adverb or another verb."""
        before = self.tokens[i - 1] if i > low else None
        return before is None or before.word in self.cues.subordinators or before.word in self.cues.conjunctions

    def _is_insertion(self, start: int, end: int) -> bool:
        """Whether tokens[start:end], a whole part between marks, only says more about the noun before it."""
        if start >= end:
            return True
        token, cues = self.tokens[start], self.cues
        if token.word in cues.relatives or token.word in cues.prepositions or token.kind is Kind.NUMBER:
            return True
        if token.word in cues.subordinators or token.word in cues.adverbs or token.word in cues.conjunctions:
            return True
        if cues.participle and token.word.endswith(cues.participle):
            return True
        return token.kind is Kind.WORD and (token.word not in cues.pronouns or token.word in cues.determiners)

    def subject_after(self, verb: int, high: int) -> Phrase | None:
        """The subject of the verb, looked for directly after it."""
        i = verb + 1
        while i < high and self.tokens[i].word not in self.cues.determiners and self._is_skipped(i):
            i += 1
        return self.phrases.at(i, high)

    def _is_skipped(self, i: int) -> bool:
        return self.phrases.is_adverb(i) or self.tokens[i].word in self.cues.auxiliaries or self.is_strong(i)

    def main_subject(self, low: int, high: int) -> Phrase | None:
        """The subject of the clause that begins at `low`: its first noun phrase that no preposition governs."""
        tokens, cues = self.tokens, self.cues
        i = self._past_dateline(low, high)
        while i < high:
            token = tokens[i]
            word = token.word
            if token.kind in (Kind.COMMA, Kind.DASH, Kind.STOP, Kind.BRACKET, Kind.JOINT, Kind.COLON, Kind.QUOTE):
                i += 1
                continue
            if word in cues.pronouns and word not in cues.determiners:
                return Phrase(i, i + 1)
            opens = word in cues.prepositions or word in cues.subordinators
            if opens or (i == low and self._opens_participial(i, high)):
                comma = next((j for j in range(i, high) if tokens[j].kind is Kind.COMMA), None)
                if comma is None:
                    phrase = self.phrases.at(i + 1, high)
                    i = phrase.end if phrase else i + 1
                    continue
                i = comma + 1
                continue
            if word in cues.conjunctions or word in cues.auxiliaries or self.phrases.is_adverb(i):
                i += 1
                continue
            phrase = self.phrases.at(i, high)
            if phrase and not self.phrases.is_time(phrase) and word not in cues.oblique:
                return phrase
            i = phrase.end if phrase else i + 1
        return None

    def _past_dateline(self, low: int, high: int) -> int:
        """Where the sentence begins after "PARIS, May 5 (ABC) —"."""
        if low > 0:
            return low
        for i in range(low, min(high, low + 14)):
            if self.tokens[i].kind is Kind.DASH:
                return i + 1 if i > low else low
            if self.tokens[i].kind in (Kind.WORD, Kind.QUOTE):
                break
        return low

    def _opens_participial(self, i: int, high: int) -> bool:
        """Whether the sentence opens with "Asked whether …," or "Speaking in …,"."""
        word, cues = self.tokens[i].word, self.cues
        if cues.participle and word.endswith(cues.participle):
            return True
        after = self.tokens[i + 1].word if i + 1 < high else ""
        return bool(cues.past) and word.endswith(cues.past) and (after in cues.prepositions or after in cues.subordinators)

    def person(self, low: int, high: int) -> Phrase | None:
        """The first noun phrase of the part that can speak and that no preposition governs."""
        i = low
        while i < high:
            phrase = None if self.phrases.governs(i) else self.phrases.at(i, high)
            if self.phrases.governs(i) and (governed := self.phrases.at(i + 1, high)):
                i = governed.end
                continue
            if phrase and self.phrases.is_personal(phrase) and self.tokens[i].word not in self.cues.oblique:
                return phrase
            i = phrase.end if phrase else i + 1
        return None
