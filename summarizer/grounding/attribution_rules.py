"""The rules that read a quotation's speaker off its frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from summarizer.grounding.clauses import ClauseReader
from summarizer.grounding.frames import Kind
from summarizer.schema.attribution import Rule

if TYPE_CHECKING:
    from summarizer.grounding.frames import Frame
    from summarizer.grounding.noun_phrases import Phrase
    from summarizer.text.cues import Cues

__all__ = ["FrameReader", "Reading"]

_TAIL = 30
"""Tokens between a quotation and the cue that rounds off its sentence at most."""
_FAR = 60
"""Tokens between a strong cue and its quotation at most."""
_NEAR = 6
"""Tokens between a weak cue and its quotation at most."""


class Reading(NamedTuple):
    """What a rule read, in tokens of the frame."""

    rule: Rule
    mention: Phrase
    cue: tuple[int, int] | None = None


class FrameReader:
    """Reads the speakers of one frame's quotations."""

    def __init__(self, frame: Frame, ends: dict[int, str], cues: Cues) -> None:
        self.tokens = frame.tokens
        self.cues = cues
        self.ends = ends
        self.clauses = ClauseReader(frame.tokens, cues)
        self.phrases = self.clauses.phrases
        self.quotes = frame.quotes

    def read(self, place: int) -> Reading | None:
        """The attribution of the quotation at a place among the frame's quotations, where its own frame tells it."""
        quote = self.quotes[place]
        low = self.quotes[place - 1] + 1 if place else 0
        high = self.quotes[place + 1] if place + 1 < len(self.quotes) else len(self.tokens)
        after = self._after(quote, high)
        if after and (self._only_opening(low, quote) or self._rounds_off(quote, after)):
            return after
        readings = (
            self._according(quote + 1, high),
            self._before(quote, strong=True),
            after if after and after.cue and self.phrases.is_strong(after.cue[1] - 1) else None,
            self._tail(quote, len(self.tokens)),
            self._before(quote, strong=False),
            self._colon(quote),
            after,
            self._according(low, quote, nearest=True),
        )
        return next((reading for reading in readings if reading), None)

    def _only_opening(self, low: int, quote: int) -> bool:
        """Whether nothing that could hold a cue stands before the quotation."""
        return not any(self.phrases.is_cue(i) for i in range(low, quote)) and quote - low <= 2

    def _rounds_off(self, quote: int, after: Reading) -> bool:
        """Whether the sentence before is only the frame's setting: `it was late: "…," he told them`."""
        if self.ends[quote] != "," or not after.cue or not self.phrases.is_strong(after.cue[1] - 1):
            return False
        if quote == 0 or self.tokens[quote - 1].kind not in (Kind.COLON, Kind.COMMA, Kind.DASH, Kind.STOP, Kind.JOINT):
            return False
        return not any(self.phrases.is_strong(i) for i in range(max(0, quote - 2), quote))

    # after the quotation

    def _after(self, quote: int, high: int) -> Reading | None:
        """`"…," NP said`, `"…," said NP`, and by its comma alone `"…," NP`."""
        tokens, cues = self.tokens, self.cues
        ended = self.ends[quote] in {",", "?"}
        i = quote + 1
        while i < high and tokens[i].kind in (Kind.COMMA, Kind.DASH):
            ended, i = True, i + 1
        while i < high and self.phrases.is_adverb(i) and tokens[i].word not in cues.after:
            i += 1
        if i + 1 < len(tokens) and tokens[i].word in cues.conjunctions and tokens[i + 1].kind is Kind.QUOTE:
            return self._after(i + 1, self._next_quote(i + 1))
        if i >= high or tokens[i].word in cues.subordinators or tokens[i].word in cues.conjunctions:
            return None
        if tokens[i].word in cues.after and (phrase := self.phrases.at(i + 1, high)):
            return Reading(Rule.AFTER, phrase, (i, i + 1))
        loose = (ended or cues.verb_second) and self._only_opening(self._last_quote(quote), quote)
        return (
            self._verb_first(i, high, ended=loose)
            or self._subject_first(i, high, ended=ended)
            or self._final_verb(quote, high)
        )

    def _final_verb(self, quote: int, high: int) -> Reading | None:
        """`der den Plan als „…“ bezeichnete`, `hat den Plan „…“ genannt`: the verb comes last."""
        verb = quote + 1
        if not self.cues.verb_second or verb >= high or not self.phrases.is_cue(verb):
            return None
        low = max((i + 1 for i in range(quote) if self.tokens[i].kind is Kind.COMMA), default=0)
        if self.tokens[low].word in self.cues.relatives and low > 0:
            subject = self.phrases.before(low - 1, 0)
        elif self.tokens[low].word in self.cues.subordinators:
            subject = self.phrases.at(low + 1, quote)
        else:
            subject = self.clauses.speaker_of(verb, low, high)
        return Reading(Rule.BEFORE, subject, (verb, verb + 1)) if subject else None

    def _next_quote(self, quote: int) -> int:
        return next((i for i in self.quotes if i > quote), len(self.tokens))

    def _last_quote(self, quote: int) -> int:
        return max((i + 1 for i in self.quotes if i < quote), default=0)

    def _verb_first(self, i: int, high: int, *, ended: bool) -> Reading | None:
        j = i
        while j < high and self.tokens[j].word in self.cues.auxiliaries:
            j += 1
        if j < high and self.phrases.is_cue(j):
            phrase = self.clauses.subject_after(j, high)
            if phrase and (ended or self.phrases.is_strong(j) or self.phrases.is_head(phrase.end - 1)):
                return Reading(Rule.AFTER, phrase, (i, j + 1))
        if j > i:  # "a-t-il dit", "hat Meyer gesagt"
            phrase = self.phrases.at(j, high)
            if phrase and any(self.phrases.is_cue(k) for k in range(phrase.end, high)):
                return Reading(Rule.AFTER, phrase, (i, j))
        return None

    def _subject_first(self, i: int, high: int, *, ended: bool) -> Reading | None:
        first = self.phrases.at(i, high)
        if first is None:
            return None
        for verb in range(i + 1, high):
            if self.tokens[verb].kind is Kind.STOP:
                break
            if self.phrases.is_cue(verb) and (ended or self.phrases.is_strong(verb)):
                subject = self.clauses.subject(verb, i)
                if subject and subject.start <= i + 1:
                    return Reading(Rule.AFTER, subject, (verb, verb + 1))
                break
        return Reading(Rule.AFTER, first) if ended else None

    # according to

    def _according(self, low: int, high: int, *, nearest: bool = False) -> Reading | None:
        for i in reversed(range(low, high)) if nearest else range(low, high):
            for phrase in self.cues.according_by_word.get(self.tokens[i].word, ()):
                end = i + len(phrase)
                if end < high and all(self.tokens[i + k].word == word for k, word in enumerate(phrase)):
                    mention = self.phrases.at(end, high)
                    if mention:
                        return Reading(Rule.ACCORDING, mention, (i, end))
            if self.tokens[i].word in self.cues.source_prepositions and (reading := self._source(i, high)):
                return reading
            if self.tokens[i].word in self.cues.according_after:
                mention = self.phrases.before(i, low)
                if mention:
                    return Reading(Rule.ACCORDING, mention, (i, i + 1))
        return None

    def _source(self, preposition: int, high: int) -> Reading | None:
        """`nach Angaben der Polizei`, `nach ihren Worten`."""
        for noun in range(preposition + 1, min(preposition + 4, high)):
            if self.tokens[noun].word in self.cues.sources:
                i = noun + 1
                if (
                    i < high
                    and self.tokens[i].word in self.cues.linking
                    and self.tokens[i].word not in self.cues.determiners
                ):
                    i += 1
                mention = self.phrases.at(i, high) or self.phrases.at(preposition + 1, high)
                return Reading(Rule.ACCORDING, mention, (preposition, noun + 1)) if mention else None
        return None

    def _tail(self, quote: int, high: int) -> Reading | None:
        """`… "…" and so on, said NP` or `…, NP said` at the sentence's end."""
        for i in range(quote + 1, min(high, quote + _TAIL)):
            token = self.tokens[i]
            if i + 1 < high and (token.kind is Kind.COMMA or (token.kind is Kind.QUOTE and self.ends.get(i) == ",")):
                j = i + 1
                word = self.tokens[j].word
                if word in self.cues.after and (phrase := self.phrases.at(j + 1, high)):
                    return Reading(Rule.AFTER, phrase, (j, j + 1))
                reading = self._verb_first(j, high, ended=False)
                if reading is None and (phrase := self.phrases.at(j, high)):
                    verb = phrase.end
                    if verb < high and self.phrases.is_strong(verb):
                        reading = Reading(Rule.AFTER, phrase, (verb, verb + 1))
                if reading:
                    return reading
        return None

    # before the quotation

    def _before(self, quote: int, *, strong: bool) -> Reading | None:
        """The cue verb before the quotation, and its subject on either side."""
        for verb in range(quote - 1, max(-1, quote - _FAR), -1):
            if strong and self._is_inserted(verb) and (phrase := self.phrases.at(verb + 1, quote)):
                return Reading(Rule.BEFORE, phrase, (verb, verb + 1))
            if not self.phrases.is_cue(verb) or (quote - verb > _NEAR and not self.phrases.is_strong(verb)):
                continue
            subject = self.clauses.speaker_of(verb, 0, quote)
            if strong and not self.phrases.is_strong(verb) and not self._is_own(verb, subject):
                continue
            if subject:
                return Reading(Rule.BEFORE, self._outer(verb, subject, quote), (verb, verb + 1))
        return None

    def _is_own(self, verb: int, subject: Phrase | None) -> bool:
        """Whether a name stands right before a weak cue, so that no cue before it can be meant."""
        if subject is None or self.phrases.is_pronoun(subject.start):
            return False
        between = range(subject.end, verb)
        return subject.end <= verb and all(
            self.phrases.is_adverb(i) or self.tokens[i].word in self.cues.auxiliaries for i in between
        )

    def _is_inserted(self, i: int) -> bool:
        """Whether "so" stands there as in "Das sei, so der Minister, …"."""
        return self.tokens[i].word in self.cues.after and i > 0 and self.tokens[i - 1].kind is Kind.COMMA

    def _outer(self, verb: int, subject: Phrase, quote: int) -> Phrase:
        """Of "Lee said he answered" the first subject, as the second is only a pronoun for it."""
        if subject.start < 2 or subject.start > verb or not self.phrases.is_pronoun(subject.start):
            return subject
        i = subject.start - 1
        if self.tokens[i].word in self.cues.subordinators:
            i -= 1
        if i > 0 and self.phrases.is_strong(i):
            return self.clauses.speaker_of(i, 0, quote) or subject
        return subject

    # name and colon

    def _colon(self, quote: int) -> Reading | None:
        """`Ana Diaz: "…"`, `Diaz was blunt: "…"`."""
        if quote == 0 or self.tokens[quote - 1].kind is not Kind.COLON:
            return None
        near = self.phrases.before(quote - 1, 0)
        if near and near.start > 0 and not self.phrases.is_personal(near):
            near = None
        subject = near or self._about(0, quote - 1)
        return Reading(Rule.COLON, subject, (quote - 1, quote)) if subject else None

    def _about(self, low: int, high: int) -> Phrase | None:
        """Whom a part without a cue is about."""
        main = self.clauses.main_subject(low, high)
        if main and (self.phrases.is_personal(main) or self.phrases.is_named(main)):
            return main
        return self.clauses.person(low, high) or main

    # no cue

    def subject(self, quote: int) -> Reading | None:
        """The subject of the quotation's own sentence."""
        subject = self._about(0, quote) or self._about(quote + 1, len(self.tokens))
        return Reading(Rule.SUBJECT, subject) if subject else None

    def told(self) -> Reading | None:
        """Whom a sentence without quotations is about: the subject of its last strong cue, or its own."""
        for verb in range(len(self.tokens) - 1, -1, -1):
            if self._is_inserted(verb) and (phrase := self.phrases.at(verb + 1, len(self.tokens))):
                return Reading(Rule.PREVIOUS, phrase, (verb, verb + 1))
            if self.phrases.is_strong(verb):
                subject = self.clauses.speaker_of(verb, 0, len(self.tokens))
                if subject:
                    return Reading(Rule.PREVIOUS, subject, (verb, verb + 1))
        subject = self._about(0, len(self.tokens))
        return Reading(Rule.PREVIOUS, subject) if subject else None
