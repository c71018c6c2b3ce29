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
_OPENING = 120
"""Tokens of a part that are looked through for its subject at most."""
_DATELINE = 14
"""Tokens of a dateline at most."""
_INSERTING = frozenset({Kind.COMMA, Kind.DASH})
_CLAUSE_ENDS = frozenset({Kind.COMMA, Kind.COLON, Kind.STOP, Kind.QUOTE})
_MARKS = frozenset({Kind.COMMA, Kind.DASH, Kind.STOP, Kind.BRACKET, Kind.JOINT, Kind.COLON, Kind.QUOTE})


class ClauseReader:
    """Reads the subjects of verbs off one frame's tokens."""

    def __init__(self, tokens: Sequence[Token], cues: Cues) -> None:
        self.tokens = tokens
        self.cues = cues
        self.phrases = PhraseReader(tokens, cues)

    def speaker_of(self, verb: int, low: int, high: int) -> Phrase | None:
        """Who speaks the cue verb: its agent in a passive, else its subject, on the side where the language puts it.

        Args:
            verb: The verb's place.
            low: How far to the left to look.
            high: How far to the right.
        """
        passive = verb > 0 and self.tokens[verb - 1].word in self.cues.copulas
        if passive and (agent := self._agent(verb, high)):
            return agent
        if passive and self.tokens[verb].word in self.cues.addressed:
            return None
        left = self.subject(verb, low)
        return self._either_side(verb, left, low, high) if self.cues.inverts else left

    def _either_side(self, verb: int, left: Phrase | None, low: int, high: int) -> Phrase | None:
        """The subject, where it may stand on either side of its verb."""
        left = None if left and self._is_oblique(left) else left
        if left and not self.cues.verb_second:
            return left
        right = self.subject_after(self._finite(verb, low), high)
        right = None if right and self._is_oblique(right) else right
        if self.tokens[verb].word in self.cues.impersonal and not (self._can_speak(left) or self._can_speak(right)):
            return self.source(low, high)
        if left and right and self.phrases.is_personal(right) and not self.phrases.is_personal(left):
            return right
        return left or right

    def _is_oblique(self, phrase: Phrase) -> bool:
        return self.tokens[phrase.start].word in self.cues.oblique

    def _agent(self, verb: int, high: int) -> Phrase | None:
        """The noun phrase in "was told by Ana Diaz"."""
        after = verb + 1
        return (
            self.phrases.at(after + 1, high) if after < high and self.tokens[after].word in self.cues.agents else None
        )

    def _can_speak(self, phrase: Phrase | None) -> bool:
        return phrase is not None and self.cues.pronouns.get(self.tokens[phrase.start].word) != "n"

    def source(self, low: int, high: int) -> Phrase | None:
        """The noun phrase of place in "in dem Brief heißt es", "hieß es am Montag aus der Partei"."""
        for i in range(low, high):
            phrase = self.phrases.at(i + 1, high) if self.phrases.governs(i) else None
            if phrase and not self.phrases.is_time(phrase):
                return phrase
        return None

    def is_impersonal(self, verb: int, subject: Phrase) -> bool:
        """Whether the subject is only the "es" of "heißt es"."""
        return self.tokens[verb].word in self.cues.impersonal and not self._can_speak(subject)

    # subjects beside the verb

    def subject(self, verb: int, low: int) -> Phrase | None:
        """The subject of the verb, looked for to its left."""
        low = max(low, verb - _FAR)
        i, infinitive = self._group_start(self._finite(verb, low), low)
        if i <= low:
            return None
        before = self.tokens[i - 1]
        adjunct = self.phrases.governs(i - 1) and not self._is_participial(i, verb)
        if infinitive or adjunct or before.word in self.cues.conjunctions:
            return self._governing(i if infinitive else i - 1, low)
        if self.phrases.is_participle(verb):
            return self._participle_subject(i, low)
        if before.word in self.cues.relatives and before.word not in self.cues.pronouns:
            return self._antecedent(i - 1, low)
        beside = self._over_insertion(i - 1, low) if before.kind in _INSERTING else self.phrases.before(i, low)
        return beside or self._before_adjunct(i, low)

    def _before_adjunct(self, end: int, low: int) -> Phrase | None:
        """The subject before what a preposition governs; a verb in second place leaves no room for that."""
        if self.cues.verb_second:
            return None
        adjunct = self.phrases.before(end, low, governed=True)
        return self.phrases.before(adjunct.start - 1, low) if adjunct and adjunct.start > low + 1 else None

    def _is_participial(self, i: int, verb: int) -> bool:
        """Whether the word before `i` makes the participle's own clause: "with Lee saying"."""
        return self.phrases.is_participle(verb) and self.tokens[i - 1].word in self.cues.absolute

    def _group_start(self, verb: int, low: int) -> tuple[int, bool]:
        """Where the verb begins with its auxiliaries and adverbs, and whether it is an infinitive."""
        i = verb
        while i > low and (self.phrases.is_adverb(i - 1) or self.tokens[i - 1].word in self.cues.auxiliaries):
            i -= 1
            if self.tokens[i].word in self.cues.infinitive:
                return i, True
            if self.tokens[i].word in self.cues.adverbs and i > low and self.phrases.governs(i - 1):  # "on Monday"
                i -= 1
        return i, False

    def _finite(self, verb: int, low: int) -> int:
        """The auxiliary that goes with a participle at a German clause's end: "hat Meyer am Montag gesagt"."""
        if not self.cues.verb_second:
            return verb
        for i in range(verb - 1, low - 1, -1):
            if self.tokens[i].kind in _CLAUSE_ENDS or self.phrases.is_cue(i):
                break
            if self.tokens[i].word in self.cues.auxiliaries:
                return i
        return verb

    def _participle_subject(self, end: int, low: int) -> Phrase | None:
        """The subject of "…, saying" is the clause's before it, of "with Lee saying" the name between."""
        named = self._absolute(end, low) or self._inserted_name(end, low) or self._governing(end, low)
        near = None if named else self.phrases.before(end, low)
        return named or (near if near and not self.phrases.is_participle(near.start) else None)

    def _inserted_name(self, end: int, low: int) -> Phrase | None:
        """The name in "– Lee saying he was glad and Cole calling it a start"."""
        near = self.phrases.before(end, low)
        if near is None or near.start <= low or self.tokens[near.start].kind is not Kind.NAME:
            return None
        before = self.tokens[near.start - 1]
        joined = before.word in self.cues.conjunctions and self.tokens[near.start - 2].kind is Kind.QUOTE
        return near if before.kind is Kind.DASH or joined else None

    def _absolute(self, end: int, low: int) -> Phrase | None:
        """The noun phrase in "with Lee calling it"."""
        if self.tokens[end - 1].kind not in (Kind.NAME, Kind.WORD):
            return None
        for i in range(end - 2, max(low, end - 9) - 1, -1):
            if self.tokens[i].word in self.cues.absolute:
                return Phrase(i + 1, end) if self.phrases.at(i + 1, end) else None
        return None

    def _governing(self, end: int, low: int) -> Phrase | None:
        """The subject that a verb without one of its own shares: that of the cue before it, or the sentence's."""
        for i in range(end - 1, low, -1):
            if self.phrases.is_strong(i) and not self._is_infinite(i):
                return self.subject(i, low)
        return self.main_subject(low, end)

    def _is_infinite(self, verb: int) -> bool:
        return self.tokens[verb - 1].word in self.cues.infinitive or self.phrases.is_participle(verb)

    def _antecedent(self, relative: int, low: int) -> Phrase | None:
        end = relative
        while end > low and (self.tokens[end - 1].kind is Kind.COMMA or self.phrases.governs(end - 1)):
            end -= 1
        return self.phrases.before(end, low)

    def subject_after(self, verb: int, high: int) -> Phrase | None:
        """The subject of the verb, looked for directly after it."""
        i = verb + 1
        while i < high and self.tokens[i].word not in self.cues.determiners and self._is_verbal(i):
            i += 1
        governs = i < high and self.phrases.governs(i) and self.tokens[i].word not in self.cues.determiners
        if self.cues.inverts and governs:
            i = self._past_aside(i, high)
        return self.phrases.at(i, high)

    def _past_aside(self, preposition: int, high: int) -> int:
        """Where the subject begins after "déclare à la presse" or "řekl po utkání"."""
        aside = self.phrases.at(preposition + 1, high)
        if aside is None:
            return preposition
        if not self.cues.capitalised_nouns:
            for i in range(aside.start + 1, aside.end):
                if (
                    self.tokens[i].kind is Kind.NAME
                    and self.tokens[i - 1].kind is Kind.WORD
                    and not self.phrases.is_function(i - 1)
                ):
                    return i
        return aside.end

    def _is_verbal(self, i: int) -> bool:
        return self.phrases.is_adverb(i) or self.tokens[i].word in self.cues.auxiliaries or self.phrases.is_strong(i)

    # subjects before an insertion

    def _over_insertion(self, mark: int, low: int) -> Phrase | None:
        """The subject before what stands between commas or dashes: "Ana Diaz, a lawyer in Leeds, said"."""
        kind, end = self.tokens[mark].kind, mark
        best = place = None
        while end > low:
            opening = self._mark_before(end, low, kind)
            phrase = self.phrases.before(end, opening + 1)
            if phrase and phrase.start > opening + 1 and self.tokens[phrase.start - 1].word in self.cues.subordinators:
                return phrase
            if phrase and place is None and self._is_place(phrase, opening, low):
                end, place = opening, phrase
                continue
            if phrase and self._opens_part(phrase.start, opening + 1) and not self._is_apposed(best, phrase):
                best = phrase
            if opening < low or not self._is_insertion(opening + 1, end):
                return phrase or best or place or self.main_subject(low, mark)
            end = opening
        return best or place or self.main_subject(low, mark)

    def _is_place(self, phrase: Phrase, opening: int, low: int) -> bool:
        """Whether the phrase is the second name in "in Columbus, Ohio,"."""
        names = all(self.tokens[i].kind in (Kind.NAME, Kind.JOINT) for i in range(phrase.start, phrase.end))
        if not names or phrase.start != opening + 1 or opening <= low or self.phrases.before(opening, low):
            return False
        governed = self.phrases.before(opening, low, governed=True)
        return governed is not None and governed.start > low + 1

    def _mark_before(self, end: int, low: int, kind: str) -> int:
        return next((i for i in range(end - 1, low - 1, -1) if self.tokens[i].kind is kind), low - 1)

    def _is_apposed(self, later: Phrase | None, earlier: Phrase) -> bool:
        """Whether what was found first is the name itself, and the phrase before it something else."""
        return later is not None and (self.tokens[earlier.start].kind is Kind.NAME or later.start > earlier.end)

    def _opens_part(self, i: int, first: int) -> bool:
        return i == first or self.tokens[i - 1].word in self.cues.conjunctions

    def _is_insertion(self, start: int, end: int) -> bool:
        """Whether tokens[start:end], a whole part between marks, only says more about the noun before it."""
        if start >= end:
            return True
        token, cues = self.tokens[start], self.cues
        word = token.word
        if token.kind is Kind.NUMBER or self.phrases.is_participle(start):
            return True
        return word not in cues.pronouns and (token.kind is Kind.WORD or word in cues.function)

    # subjects of a whole part

    def main_subject(self, low: int, high: int) -> Phrase | None:
        """The subject of the clause that begins at `low`: its first noun phrase that no preposition governs."""
        i, high = self._past_dateline(low, high), min(high, low + _OPENING)
        while i < high:
            skipped = self._past_opening(i, low, high)
            if skipped > i:
                i = skipped
                continue
            phrase = self.phrases.at(i, high)
            if phrase and not self.phrases.is_time(phrase) and self.tokens[i].word not in self.cues.oblique:
                return phrase
            i = phrase.end if phrase else i + 1
        return None

    def _past_opening(self, i: int, first: int, high: int) -> int:
        """Where to go on after a word that opens no subject; `i` itself where one may begin."""
        token, cues = self.tokens[i], self.cues
        word = token.word
        if token.kind in _MARKS:
            return i + 1
        if word in cues.pronouns and word not in cues.determiners:
            return i
        adjunct = word in cues.prepositions or word in cues.subordinators
        if adjunct or (i == first and self._opens_participial(i, high)):
            comma = next((j for j in range(i, high) if self.tokens[j].kind is Kind.COMMA), None)
            if comma is None and not adjunct:  # "Holding signs calling him …" has its subject later
                return high
            phrase = self.phrases.at(i + 1, high) if comma is None else None
            return comma + 1 if comma is not None else phrase.end if phrase else i + 1
        between = word in cues.conjunctions or word in cues.auxiliaries or self.phrases.is_adverb(i)
        return i + 1 if between else i

    def _past_dateline(self, low: int, high: int) -> int:
        """Where the sentence begins after "PARIS, May 5 (ABC) —"."""
        for i in range(low + 1, min(high, low + _DATELINE) if low == 0 else 0):
            if self.tokens[i].kind is Kind.DASH:
                return i + 1
            if self.tokens[i].kind in (Kind.WORD, Kind.QUOTE):
                break
        return low

    def _opens_participial(self, i: int, high: int) -> bool:
        """Whether the sentence opens with "Asked whether …," or "Speaking in …,"."""
        cues = self.cues
        if self.phrases.is_participle(i):
            return True
        after = self.tokens[i + 1].word if i + 1 < high else ""
        past = bool(cues.past) and self.tokens[i].word.endswith(cues.past)
        return past and (after in cues.prepositions or after in cues.subordinators)

    def person(self, low: int, high: int) -> Phrase | None:
        """The first noun phrase of the part that can speak and that no preposition governs."""
        i, high = low, min(high, low + _OPENING)
        while i < high:
            governed = self.phrases.governs(i)
            phrase = self.phrases.at(i + 1 if governed else i, high)
            subject = phrase is not None and not governed and self.tokens[i].word not in self.cues.oblique
            if phrase and subject and self.phrases.is_personal(phrase):
                return phrase
            i = phrase.end if phrase else i + 1
        return None
