"""Who speaks each quotation, read off the article by rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.grounding.attribution_rules import FrameReader, Reading
from summarizer.grounding.coreference import Coreference
from summarizer.grounding.frames import Frame, frames
from summarizer.schema.attribution import Attribution, Rule
from summarizer.schema.span import Span
from summarizer.text.cues import cues_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.schema.article import Quotation, Sentence
    from summarizer.text.cues import Cues

__all__ = ["attribute"]

_BETWEEN = 4
"""Sentences that are read back for a speaker at most."""
_ENDING = re.compile(r"([,،、，?!？！.…])?[\s\"'”“’»«„]*$")


def attribute(
    text: str, sentences: Sequence[Sentence], quotations: Sequence[Quotation], language: str | None
) -> dict[str, Attribution]:
    """Tell who speaks each quotation.

    Args:
        text: The article's text.
        sentences: Its sentences, in order.
        quotations: Its quotations, in order, outermost marks only.
        language: Its ISO 639 code; without one, or for a language without cue words, marks alone tell.

    Returns:
        An attribution for every quotation, by its id; offsets are code points into the text.
    """
    teller = _Teller(text, quotations, cues_for(language))
    read = frames(text, sentences, quotations, teller.cues)
    for frame in read:
        teller.read(frame)
    named = _named(teller.found, Coreference.of(text, read, teller.cues))
    return {quotation.id: named.get(i, Attribution()) for i, quotation in enumerate(quotations)}


def _named(found: dict[int, Attribution], names_of: Coreference) -> dict[int, Attribution]:
    """The attributions with their mentions resolved, each mention once."""
    names: dict[int, str] = {}
    out: dict[int, Attribution] = {}
    last = ""
    for number in sorted(found):
        attribution = found[number]
        if attribution.mention is not None:
            start = attribution.mention.start
            if start not in names:
                names[start] = names_of.resolve(attribution.mention, last)
            last = names[start] or last
            attribution = attribution.model_copy(update={"speaker": names[start]})
        out[number] = attribution
    return out


class _Teller:
    """Goes through the frames and remembers what was told last."""

    def __init__(self, text: str, quotations: Sequence[Quotation], cues: Cues) -> None:
        self.text = text
        self.quotations = quotations
        self.cues = cues
        self.found: dict[int, Attribution] = {}
        self.last: int | None = None
        self.between: list[Frame] = []
        """The last sentences without a quotation since the last one with one."""

    def read(self, frame: Frame) -> None:
        """Attribute the frame's quotations."""
        if not frame.quotes:
            self.between = [*self.between[-_BETWEEN + 1 :], frame]
            return
        ends = {i: self._ending(frame.tokens[i].quotation) for i in frame.quotes}
        reader = FrameReader(frame, ends, self.cues)
        for place, quote in enumerate(frame.quotes):
            number = frame.tokens[quote].quotation
            reading = reader.read(place)
            attribution = self._spanned(frame, reading) if reading else None
            if attribution is None:
                attribution = self._uncued(frame, reader, place, number)
            else:
                self._override(number, attribution)
            self.found[number] = attribution
            if attribution.rule.certain:
                self.last = number
        self.between = []

    def _ending(self, number: int) -> str:
        quotation = self.quotations[number]
        match = _ENDING.search(self.text[max(quotation.start, quotation.outer_end - 6) : quotation.outer_end])
        mark = (match and match.group(1)) or ""
        return "," if mark in {",", "،", "、", "，"} else "?" if mark in {"?", "!", "？", "！", "…"} else mark

    def _uncued(self, frame: Frame, reader: FrameReader, place: int, number: int) -> Attribution:
        before = self.found.get(number - 1)
        quotation = self.quotations[number]
        previous = self.quotations[number - 1] if number else None
        alone = place > 0 or frame.quotes[place] <= 1
        if before and previous and before.mention:
            same = previous.group == quotation.group or previous.paragraph == quotation.paragraph
            if same and (alone or previous.group == quotation.group):
                return before.model_copy(update={"rule": Rule.CONTINUES if before.rule.certain else before.rule})
        if self._is_reported(frame) and (told := self._told_before(frame)):
            return told
        if not alone and (reading := reader.subject(frame.quotes[place])):
            return self._spanned(frame, reading)
        if self.between and (reading := FrameReader(self.between[-1], {}, self.cues).told()):
            return self._spanned(self.between[-1], reading)
        if before and before.mention:
            return before.model_copy(update={"rule": Rule.CONTINUES if before.rule.certain else before.rule})
        return Attribution()

    def _is_reported(self, frame: Frame) -> bool:
        """Whether the frame is reported speech by its verb forms alone (German: sei, habe)."""
        return any(token.word in self.cues.conjunctive for token in frame.tokens)

    def _told_before(self, frame: Frame) -> Attribution | None:
        """The speaker that reported speech goes on with."""
        for earlier in reversed(self.between):
            reading = FrameReader(earlier, {}, self.cues).told()
            if reading and reading.cue:
                return self._spanned(earlier, reading)
        last = self.found.get(self.last) if self.last is not None else None
        return last.model_copy(update={"rule": Rule.PREVIOUS}) if last else None

    def _override(self, number: int, attribution: Attribution) -> None:
        """An attribution after a later part of an utterance holds for its earlier parts without one of their own."""
        group = self.quotations[number].group
        i = number - 1
        while i >= 0 and self.quotations[i].group == group:
            known = self.found.get(i)
            if known and known.rule not in (Rule.CONTINUES, Rule.SUBJECT, Rule.PREVIOUS, Rule.NONE):
                break
            self.found[i] = attribution.model_copy(update={"rule": Rule.CONTINUES})
            i -= 1

    def _spanned(self, frame: Frame, reading: Reading) -> Attribution:
        tokens = frame.tokens

        def span(start: int, end: int) -> Span:
            return Span.of(self.text, tokens[start].start, tokens[end - 1].end)

        return Attribution(
            mention=span(*reading.mention), cue=span(*reading.cue) if reading.cue else None, rule=reading.rule
        )
