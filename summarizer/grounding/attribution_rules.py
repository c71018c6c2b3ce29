"""The rules that read a quotation's speaker off its frame."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
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
_FRAME = 40
"""Tokens after a quotation that are looked through for a verb at most."""
_JOINED = 8
"""Quotations joined by "and" that share a cue at most."""
_SETTING = frozenset({Kind.COLON, Kind.COMMA, Kind.DASH, Kind.STOP, Kind.JOINT})


class Reading(NamedTuple):
    """What a rule read, in tokens of the frame."""

    rule: Rule
    mention: Phrase
    cue: tuple[int, int] | None = None


class FrameReader:
    """Reads the speakers of one frame's quotations."""

    def __init__(self, frame: Frame, ends: dict[int, str], cues: Cues) -> None:
        """Take a frame, and with which mark each of its quotations ends ("," or "?" for all that end no statement)."""
        self.tokens = frame.tokens
        self.cues = cues
        self.ends = ends
        self.clauses = ClauseReader(frame.tokens, cues)
        self.phrases = self.clauses.phrases
        self.quotes = frame.quotes

    def read(self, quote: int) -> Reading | None:
        """The attribution of the quotation at a place among the tokens, where its own frame tells it."""
        low, high = self._part(quote)
        if label := self._label(quote):
            return label
        after = self._after(quote)
        if after and (self._only_opening(low, quote) or self._rounds_off(quote, after)):
            return after
        return (
            self._according(quote + 1, high)
            or self._before(quote)
            or (after if after and self._has_strong_cue(after) else None)
            or self._tail(quote)
            or self._before_weakly(quote)
            or self._according(low, quote, nearest=True)
            or self._colon(quote)
            or after
        )

    def _part(self, quote: int) -> tuple[int, int]:
        """From the quotation before to the one after."""
        place, following = bisect_left(self.quotes, quote), bisect_right(self.quotes, quote)
        low = self.quotes[place - 1] + 1 if place else 0
        return low, self.quotes[following] if following < len(self.quotes) else len(self.tokens)

    def _only_opening(self, low: int, quote: int) -> bool:
        """Whether nothing that could hold a cue stands before the quotation."""
        return quote - low <= 2 and not any(self.phrases.is_cue(i) for i in range(low, quote))

    def _has_strong_cue(self, reading: Reading) -> bool:
        return reading.cue is not None and self.phrases.is_strong(reading.cue[1] - 1)

    def _rounds_off(self, quote: int, after: Reading) -> bool:
        """Whether the sentence before is only the frame's setting: `it was late: "…," he told them`."""
        if self.ends[quote] != "," or quote == 0 or self.tokens[quote - 1].kind not in _SETTING:
            return False
        near = range(max(0, quote - 2), quote)
        return self._has_strong_cue(after) and not any(self.phrases.is_strong(i) for i in near)

    # after the quotation

    def _after(self, quote: int) -> Reading | None:
        """`"…," NP said`, `"…," said NP`, and by its comma alone `"…," NP`."""
        tokens, cues = self.tokens, self.cues
        quote = self._last_joined(quote)
        low, high = self._part(quote)
        i, ended = quote + 1, self.ends[quote] in {",", "?"}
        while i < high and tokens[i].kind in (Kind.COMMA, Kind.DASH):
            i, ended = i + 1, True
        while i < high and self.phrases.is_adverb(i) and tokens[i].word not in cues.after:
            i += 1
        if i >= high or tokens[i].word in cues.subordinators or tokens[i].word in cues.conjunctions:
            return None
        if tokens[i].word in cues.after and (phrase := self.phrases.at(i + 1, high)):
            return Reading(Rule.AFTER, phrase, (i, i + 1))
        loose = (ended or cues.verb_second) and self._only_opening(low, quote)
        return (
            self._verb_first(i, high, weak=loose)
            or self._subject_first(i, high, ended=ended)
            or self._verb_last(quote, high)
        )

    def _last_joined(self, quote: int) -> int:
        """The last quotation of `"…" and "…"`."""
        for _ in range(_JOINED):
            following = quote + 2
            joined = following < len(self.tokens) and self.tokens[quote + 1].word in self.cues.conjunctions
            if not joined or self.tokens[following].kind is not Kind.QUOTE:
                break
            quote = following
        return quote

    def _verb_first(self, i: int, high: int, *, weak: bool) -> Reading | None:
        """`said NP`, `a dit NP`, `a-t-il dit`, `hat NP gesagt`."""
        j = i
        while j < high and self.tokens[j].word in self.cues.auxiliaries:
            j += 1
        if j < high and self.phrases.is_cue(j):
            phrase = self.clauses.subject_after(j, high)
            if phrase and self.clauses.is_impersonal(j, phrase):
                phrase = self.clauses.source(j, high)
            if phrase and (weak or self.phrases.is_strong(j) or self.phrases.is_head(phrase.end - 1)):
                return Reading(Rule.AFTER, phrase, (i, j + 1))
        if j > i and (phrase := self.phrases.at(j, high)):
            verbs = range(phrase.end, min(high, phrase.end + _FRAME))
            if any(self.phrases.is_cue(verb) for verb in verbs):
                return Reading(Rule.AFTER, phrase, (i, j))
        return None

    def _subject_first(self, i: int, high: int, *, ended: bool) -> Reading | None:
        """`NP said`, `NP, a lawyer, said`; without a verb the comma before tells."""
        first = self.phrases.at(i, high)
        if first is None:
            return None
        for verb in range(i + 1, min(high, i + _FRAME)):
            if self.tokens[verb].kind is Kind.STOP:
                break
            if self.phrases.is_cue(verb) and (ended or self.phrases.is_strong(verb)):
                subject = self.clauses.subject(verb, i)
                if subject and subject.start <= i + 1:
                    return Reading(Rule.AFTER, subject, (verb, verb + 1))
                break
        return Reading(Rule.AFTER, first) if ended else None

    def _verb_last(self, quote: int, high: int) -> Reading | None:
        """`der den Plan als „…“ bezeichnete`, `hat den Plan „…“ genannt`."""
        verb = quote + 1
        while self.cues.verb_last and verb < high and self.phrases.is_adverb(verb):
            verb += 1
        if verb >= high or not (self.cues.verb_second or self.cues.verb_last) or not self.phrases.is_cue(verb):
            return None
        if self.cues.verb_last:
            subject = self.clauses.main_subject(self._part(quote)[0], quote)
            return Reading(Rule.BEFORE, subject, (verb, verb + 1)) if subject else None
        commas = (i + 1 for i in range(quote - 1, max(-1, quote - _FRAME), -1) if self.tokens[i].kind is Kind.COMMA)
        low = next(commas, 0)
        if low > 0 and self.tokens[low].word in self.cues.relatives:
            subject = self.phrases.before(low - 1, 0)
        elif self.tokens[low].word in self.cues.subordinators:
            subject = self.phrases.at(low + 1, quote)
        else:
            subject = self.clauses.speaker_of(verb, low, high)
        return Reading(Rule.BEFORE, subject, (verb, verb + 1)) if subject else None

    def _tail(self, quote: int) -> Reading | None:
        """`"…" and so on, said NP`, `"…" and so on, NP said`."""
        high = len(self.tokens)
        for i in range(quote + 1, min(high - 1, quote + _TAIL)):
            token = self.tokens[i]
            if token.kind is Kind.COMMA or (token.kind is Kind.QUOTE and self.ends.get(i) == ","):
                reading = self._rounding(i + 1, high)
                if reading:
                    return reading
        return None

    def _rounding(self, i: int, high: int) -> Reading | None:
        """The cue that rounds a sentence off, directly from `i` on."""
        phrase = self.phrases.at(i + 1, high) if self.tokens[i].word in self.cues.after else None
        if phrase:
            return Reading(Rule.AFTER, phrase, (i, i + 1))
        i += self.tokens[i].word in self.cues.after and i + 1 < high  # "so heißt es in dem Brief"
        if reading := self._verb_first(i, high, weak=False):
            return reading
        phrase = self.phrases.at(i, high)
        if phrase and phrase.end < high and self.phrases.is_strong(phrase.end):
            return Reading(Rule.AFTER, phrase, (phrase.end, phrase.end + 1))
        return None

    # according to

    def _according(self, low: int, high: int, *, nearest: bool = False) -> Reading | None:
        """`according to NP`, `NP zufolge`, `nach Angaben der NP`."""
        for i in reversed(range(low, high)) if nearest else range(low, high):
            word = self.tokens[i].word
            reading = self._after_phrase(i, high) if word in self.cues.according_by_word else None
            if reading is None and word in self.cues.source_prepositions:
                reading = self._after_source(i, high)
            if reading is None and word in self.cues.according_after and (mention := self.phrases.before(i, low)):
                reading = Reading(Rule.ACCORDING, mention, (i, i + 1))
            if reading:
                return reading
        return None

    def _after_phrase(self, i: int, high: int) -> Reading | None:
        for phrase in self.cues.according_by_word[self.tokens[i].word]:
            end = i + len(phrase)
            found = end < high and all(self.tokens[i + k].word == word for k, word in enumerate(phrase))
            if found and (mention := self.phrases.at(end, high)):
                return Reading(Rule.ACCORDING, mention, (i, end))
        return None

    def _after_source(self, preposition: int, high: int) -> Reading | None:
        """`nach Angaben der Polizei`, `nach ihren Worten`."""
        sources = (
            i for i in range(preposition + 1, min(preposition + 4, high)) if self.tokens[i].word in self.cues.sources
        )
        noun = next(sources, None)
        if noun is None:
            return None
        i = noun + 1
        if i < high and self.tokens[i].word in self.cues.linking - self.cues.determiners:
            i += 1
        mention = self.phrases.at(i, high) or self.phrases.at(preposition + 1, high)
        return Reading(Rule.ACCORDING, mention, (preposition, noun + 1)) if mention else None

    # before the quotation

    def _before(self, quote: int) -> Reading | None:
        """The strong cue before the quotation and its subject, on either side."""
        for verb in range(quote - 1, max(-1, quote - _FAR), -1):
            if self._is_inserted(verb) and (phrase := self.phrases.at(verb + 1, quote)):
                return Reading(Rule.BEFORE, phrase, (verb, verb + 1))
            if self.phrases.is_strong(verb) and (subject := self.clauses.speaker_of(verb, 0, quote)):
                return Reading(Rule.BEFORE, self._outer(verb, subject, quote), (verb, verb + 1))
            if quote - verb <= _NEAR and self.phrases.is_cue(verb):
                subject = self.clauses.speaker_of(verb, 0, quote)
                if subject and self._is_own(verb, subject):
                    return self._tail(quote) or Reading(Rule.BEFORE, subject, (verb, verb + 1))
        return None

    def _before_weakly(self, quote: int) -> Reading | None:
        """A weak cue near before the quotation, and its subject."""
        for verb in range(quote - 1, max(-1, quote - _NEAR - 1), -1):
            if self.phrases.is_cue(verb) and (subject := self.clauses.speaker_of(verb, 0, quote)):
                return Reading(Rule.BEFORE, self._outer(verb, subject, quote), (verb, verb + 1))
        return None

    def _is_own(self, verb: int, subject: Phrase) -> bool:
        """Whether a name stands right before a weak cue, and no cue that it is the object of before both."""
        if self.phrases.is_pronoun(subject.start) or subject.end > verb or self._outer_cue(subject) is not None:
            return False
        between = range(subject.end, verb)
        return all(self.phrases.is_adverb(i) or self.tokens[i].word in self.cues.auxiliaries for i in between)

    def _outer_cue(self, subject: Phrase) -> int | None:
        """The strong cue right before a subject: "Lee said he", "Lee said that he"."""
        i = subject.start - 1
        if i > 0 and self.tokens[i].word in self.cues.subordinators:
            i -= 1
        return i if i > 0 and self.phrases.is_strong(i) else None

    def _is_inserted(self, i: int) -> bool:
        """Whether "so" stands there as in "Das sei, so der Minister, …"."""
        return self.tokens[i].word in self.cues.after and i > 0 and self.tokens[i - 1].kind is Kind.COMMA

    def _outer(self, verb: int, subject: Phrase, quote: int) -> Phrase:
        """Of "Lee said he answered" the first subject, as the second is only a pronoun for it."""
        if subject.start > verb or not self.phrases.is_pronoun(subject.start):
            return subject
        outer = self._outer_cue(subject)
        return subject if outer is None else self.clauses.speaker_of(outer, 0, quote) or subject

    # name and colon

    def _label(self, quote: int) -> Reading | None:
        """`Ana Diaz: "…"`, `… - Ana Diaz: "…"`: a name alone before the colon."""
        colon = quote - 1
        if colon < 1 or self.tokens[colon].kind is not Kind.COLON:
            return None
        near = self.phrases.before(colon, 0)
        alone = near is not None and (near.start == 0 or self.tokens[near.start - 1].kind is Kind.DASH)
        return Reading(Rule.COLON, near, (colon, quote)) if near and alone and self._is_name(near) else None

    def _is_name(self, phrase: Phrase) -> bool:
        return all(self.tokens[i].kind in (Kind.NAME, Kind.JOINT) for i in range(phrase.start, phrase.end))

    def _colon(self, quote: int) -> Reading | None:
        """`Diaz was blunt: "…"`, `From her letter: "…"`."""
        colon = quote - 1
        if colon < 1 or self.tokens[colon].kind is not Kind.COLON:
            return None
        near = self.phrases.before(colon, 0, governed=self.phrases.governs(0))
        if near and near.start > 1 and not self.phrases.is_personal(near):
            near = None
        subject = near or self._about(0, colon)
        return Reading(Rule.COLON, subject, (colon, quote)) if subject else None

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

    @cached_property
    def told(self) -> Reading | None:
        """Whom a sentence without quotations is about: the subject of its last strong cue, or its own."""
        high = len(self.tokens)
        for verb in range(high - 1, -1, -1):
            if self._is_inserted(verb) and (phrase := self.phrases.at(verb + 1, high)):
                return Reading(Rule.PREVIOUS, phrase, (verb, verb + 1))
            subject = self.clauses.speaker_of(verb, 0, high) if self.phrases.is_strong(verb) else None
            if subject:
                return Reading(Rule.PREVIOUS, subject, (verb, verb + 1))
        subject = self._about(0, high)
        return Reading(Rule.PREVIOUS, subject) if subject else None

    @cached_property
    def is_reported(self) -> bool:
        """Whether the frame is reported speech by its verb forms alone (German: sei, habe)."""
        return any(token.word in self.cues.conjunctive for token in self.tokens)
