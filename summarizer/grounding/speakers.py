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
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_ENDING = re.compile(r"([,،、，?!？！.…])?[\s\"'”“’»«„]*$")
_ENDS_NOTHING = {**dict.fromkeys(",،、，", ","), **dict.fromkeys("?!？！…", "?")}
_OVERRIDDEN = frozenset({Rule.CONTINUES, Rule.SUBJECT, Rule.PREVIOUS, Rule.NONE})


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
    if not quotations:
        return {}
    cues = cues_for(language)
    teller = _Teller(text, quotations, cues)
    read = frames(text, sentences, quotations, cues)
    for frame in read:
        teller.read(frame)
    told = teller.found
    if any(attribution.mention for attribution in told.values()):
        told = _named(told, Coreference(text, read, cues))
    return {quotation.id: told.get(i, Attribution()) for i, quotation in enumerate(quotations)}


def _named(found: dict[int, Attribution], names: Coreference) -> dict[int, Attribution]:
    """The attributions with their mentions resolved, each mention once."""
    known: dict[int, str] = {}
    out: dict[int, Attribution] = {}
    last = ""
    for number in sorted(found):
        attribution = found[number]
        if attribution.mention is not None:
            start = attribution.mention.start
            if start not in known:
                known[start] = names.resolve(attribution.mention, last)
            last = known[start] or last
            attribution = attribution.model_copy(update={"speaker": known[start]})
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
        """The last quotation whose speaker a cue tells."""
        self.between: list[tuple[Frame, FrameReader]] = []
        """The last sentences without a quotation since the last one with one."""

    def read(self, frame: Frame) -> None:
        """Attribute the frame's quotations."""
        if not frame.quotes:
            self.between = [*self.between[-_BETWEEN + 1 :], (frame, FrameReader(frame, {}, self.cues))]
            return
        reader = FrameReader(frame, {i: self._ending(frame.tokens[i].quotation) for i in frame.quotes}, self.cues)
        for place, quote in enumerate(frame.quotes):
            number = frame.tokens[quote].quotation
            reading = reader.read(quote)
            if reading:
                attribution = self._spanned(frame, reading)
                self._override(number, attribution)
            else:
                attribution = self._uncued(frame, reader, place, number)
            self.found[number] = attribution
            if attribution.rule.certain:
                self.last = number
        self.between = []

    def _ending(self, number: int) -> str:
        """The mark that the quotation ends with, "," and "?" standing for all of their kinds."""
        quotation = self.quotations[number]
        match = _ENDING.search(self.text[max(quotation.start, quotation.outer_end - 6) : quotation.outer_end])
        mark = (match and match.group(1)) or ""
        return _ENDS_NOTHING.get(mark, mark)

    def _uncued(self, frame: Frame, reader: FrameReader, place: int, number: int) -> Attribution:
        """The attribution of a quotation whose own sentence has no cue."""
        alone = place > 0 or frame.quotes[place] <= 1
        before = self.found.get(number - 1)
        if before and before.mention and self._goes_on(number, alone=alone):
            return _continued(before)
        if reader.is_reported and (told := self._told_before()):
            return told
        if not alone and (reading := reader.subject(frame.quotes[place])):
            return self._spanned(frame, reading)
        if self.between and (reading := self.between[-1][1].told):
            return self._spanned(self.between[-1][0], reading)
        return _continued(before) if before and before.mention else Attribution()

    def _goes_on(self, number: int, *, alone: bool) -> bool:
        """Whether the quotation is a part of the one before it, or a sentence of its own in the same paragraph."""
        previous, this = self.quotations[number - 1], self.quotations[number]
        return previous.group == this.group or (alone and previous.paragraph == this.paragraph)

    def _told_before(self) -> Attribution | None:
        """The speaker that reported speech goes on with."""
        for frame, reader in reversed(self.between):
            if (reading := reader.told) and reading.cue:
                return self._spanned(frame, reading)
        last = self.found.get(self.last) if self.last is not None else None
        return last.model_copy(update={"rule": Rule.PREVIOUS}) if last else None

    def _override(self, number: int, attribution: Attribution) -> None:
        """An attribution after a later part of an utterance holds for its earlier parts without one of their own."""
        group = self.quotations[number].group
        for i in range(number - 1, -1, -1):
            known = self.found.get(i)
            if self.quotations[i].group != group or (known and known.rule not in _OVERRIDDEN):
                break
            self.found[i] = attribution.model_copy(update={"rule": Rule.CONTINUES})

    def _spanned(self, frame: Frame, reading: Reading) -> Attribution:
        tokens = frame.tokens

        def span(start: int, end: int) -> Span:
            if start + 1 < end and tokens[start].word in _POSSESSIVE:
                start += 1  # "the state’s Senator Warren" names the senator
            return Span.of(self.text, tokens[start].start, tokens[end - 1].end)

        return Attribution(
            mention=span(*reading.mention), cue=span(*reading.cue) if reading.cue else None, rule=reading.rule
        )


def _continued(before: Attribution) -> Attribution:
    return before.model_copy(update={"rule": Rule.CONTINUES}) if before.rule.certain else before
