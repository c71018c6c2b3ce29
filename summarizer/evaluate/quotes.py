"""A run's quotes against the gold's, segment by segment.

A returned quote is right where its place is a gold segment's, marks and punctuation at both ends left out. "Mended"
takes a quote for right, too, that begins as a gold segment and goes on to the closing mark: annotators cut segments at
"Sen." or at a first sentence. The speaker of a right quote is right where its mention shares a code point with one of
the gold's speaker spans; a row of another tool, which may give a name only, is right also where all words of that
name, or of the gold's, are in the other. Articles that quote with doubled single marks ('' … '') are left out, because
annotators read these as no quotation marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from pydantic import Field

from summarizer.evaluate.counts import Counts
from summarizer.evaluate.gold import MEASURED, GoldArticle, GoldQuote, Place
from summarizer.evaluate.quoted import Quoted, Returned
from summarizer.schema.span import Frozen

_CLOSING = '”“"»«'
_AFTER = 4
"""Code points after the words in which a closing mark is looked for."""


class Finding(StrEnum):
    """How a gold segment or a returned quote fared."""

    RIGHT = "right"
    MISSED = "missed"
    """A gold segment that was not returned."""
    FALSE = "false"
    """A returned quote that is no gold segment."""
    MENDED = "mended"
    """A false one that only goes on where the gold segment stops."""


class Speaker(StrEnum):
    """How a right quote's speaker fared."""

    RIGHT = "right"
    WRONG = "wrong"
    UNNAMED = "unnamed"
    """The gold names one, the result none."""
    NOT_JUDGED = "not judged"
    """The gold names none, or the quote is not right."""


class Judged(Frozen):
    """One gold segment or one returned quote."""

    article: str
    start: int | None = Field(description="First code point; null where the article does not have the words.")
    end: int | None
    text: str
    finding: Finding
    type: str = Field(default="", description="The gold quote's type; empty for what is not in the gold.")
    cue: str = Field(default="", description="The gold quote's cue, in lower case.")
    rule: str = Field(default="", description="The rule that read the article's own attribution, as the result says.")
    speaker: Speaker = Speaker.NOT_JUDGED
    said_by: str = Field(default="", description="The speaker that the result gives, as written nearest.")
    gold_speaker: str = Field(default="", description="The speaker that the gold gives.")

    @property
    def counts(self) -> Counts:
        """What it adds to the figures."""
        judged = self.speaker is not Speaker.NOT_JUDGED
        return Counts(
            wanted=self.finding in (Finding.RIGHT, Finding.MISSED),
            returned=self.finding is not Finding.MISSED,
            right=self.finding is Finding.RIGHT,
            mended=self.finding is Finding.MENDED,
            with_speaker=judged,
            speaker_right=self.speaker is Speaker.RIGHT,
            unnamed=self.speaker is Speaker.UNNAMED,
        )


def total(judged: Iterable[Judged]) -> Counts:
    """The counts of all."""
    return sum((one.counts for one in judged), Counts())


def is_left_out(gold: GoldArticle) -> bool:
    """Whether an article quotes with doubled single marks."""
    return "''" in gold.text


def judge_quotes(gold: GoldArticle, returned: Returned | None) -> list[Judged]:
    """Hold an article's returned quotes against its gold segments.

    Args:
        gold: the annotated article.
        returned: its result; without one, or without a summary, all segments are missed.

    Returns:
        One for each gold segment and one for each other returned quote; places are those of the words as given.
        What is returned twice counts once.
    """
    segments = _segments(gold)
    quotes = _distinct(gold.text, returned.quotes if returned and returned.quotes else ())
    judged = [
        _right(gold, quote, segments[core]) if core in segments else _false(gold, quote, core, segments)
        for core, quote in quotes
    ]
    found = {core for core, _ in quotes}
    return judged + [_missed(gold, core, wanted) for core, wanted in segments.items() if core not in found]


def _segments(gold: GoldArticle) -> dict[Place, list[GoldQuote]]:
    """The wanted places, ends trimmed, with the quotes they are of; a segment may be annotated twice."""
    segments: dict[Place, list[GoldQuote]] = {}
    for quote in gold.quotes:
        if quote.type in MEASURED:
            for segment in quote.quoted_segments:
                segments.setdefault(_trimmed(gold.text, segment.start, segment.end), []).append(quote)
    return segments


def _distinct(text: str, quotes: Sequence[Quoted]) -> list[tuple[Place | None, Quoted]]:
    """The returned quotes with their places, ends trimmed, each place once."""
    found: dict[object, tuple[Place | None, Quoted]] = {}
    for quote in quotes:
        core = _trimmed(text, *quote.place) if quote.place else None
        found.setdefault(core or quote.text, (core, quote))
    return list(found.values())


def _right(gold: GoldArticle, quote: Quoted, wanted: Sequence[GoldQuote]) -> Judged:
    return _judged(gold, quote, Finding.RIGHT, wanted[0]).model_copy(update={"speaker": _speaker(quote, wanted)})


def _false(gold: GoldArticle, quote: Quoted, core: Place | None, segments: Mapping[Place, object]) -> Judged:
    goes_on = core is not None and _goes_on(gold.text, core, segments)
    return _judged(gold, quote, Finding.MENDED if goes_on else Finding.FALSE, None)


def _missed(gold: GoldArticle, core: Place, wanted: Sequence[GoldQuote]) -> Judged:
    return _judged(gold, Quoted(gold.text[slice(*core)], core), Finding.MISSED, wanted[0])


def _judged(gold: GoldArticle, quote: Quoted, finding: Finding, wanted: GoldQuote | None) -> Judged:
    start, end = quote.place or (None, None)
    return Judged(
        article=gold.id,
        start=start,
        end=end,
        text=quote.text,
        finding=finding,
        type=wanted.type if wanted else "",
        cue=(wanted.cue or "").lower() if wanted else "",
        rule=quote.rule,
        said_by=gold.text[slice(*quote.mention)] if quote.mention else quote.speaker,
        gold_speaker=_name(gold.text, wanted) if wanted else "",
    )


def _name(text: str, quote: GoldQuote) -> str:
    return quote.speaker or next((text[start:end] for start, end in quote.speaker_spans), "")


def _speaker(quote: Quoted, wanted: Sequence[GoldQuote]) -> Speaker:
    spans = [span for one in wanted for span in one.speaker_spans]
    if not spans:
        return Speaker.NOT_JUDGED
    if quote.by_name and any(_same_name(quote.speaker, one.speaker or "") for one in wanted):
        return Speaker.RIGHT
    if quote.mention is None:
        return Speaker.WRONG if quote.by_name else Speaker.UNNAMED
    first, last = quote.mention
    return Speaker.RIGHT if any(first < end and start < last for start, end in spans) else Speaker.WRONG


def _same_name(one: str, other: str) -> bool:
    """Whether all words of one name are words of the other."""
    words, others = set(one.casefold().split()), set(other.casefold().split())
    return bool(words and others) and (words <= others or others <= words)


def _goes_on(text: str, place: Place, segments: Mapping[Place, object]) -> bool:
    """Whether a quote begins as a gold segment that stops before the closing mark, at which the quote ends."""
    start, end = place
    stops = [until for begin, until in segments if begin == start]
    return (
        bool(stops)
        and stops[-1] < end
        and any(mark in text[end : end + _AFTER] for mark in _CLOSING)
        and not any(mark in text[stops[-1] : end] for mark in _CLOSING)
    )


def _trimmed(text: str, start: int, end: int) -> Place:
    """A place without what is neither letter nor digit at its ends."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def grouped(judged: Iterable[Judged], field: str) -> Iterator[tuple[str, Counts]]:
    """Counts by type, cue or rule, the largest group first; those without any are left out."""
    groups: dict[str, list[Judged]] = {}
    for one in judged:
        if key := getattr(one, field):
            groups.setdefault(key, []).append(one)
    counted = [(key, total(group)) for key, group in groups.items()]
    return iter(sorted(counted, key=lambda item: (-max(item[1].wanted, item[1].returned), item[0])))
