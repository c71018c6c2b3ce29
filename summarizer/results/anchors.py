"""Where words of one text stand in another version of it: never on other wording, nor on another occurrence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from summarizer.schema.match import Change, ChangeKind, Verdict
from summarizer.schema.span import Span
from summarizer.text.diff import changes
from summarizer.text.folding import fold
from summarizer.text.match import ArticleIndex, match
from summarizer.text.reading import Reading
from summarizer.text.words import Words

_AROUND = 12
"""Code points on each side that must agree before one of several occurrences is taken for the same."""
_FAR = 300
"""Code points on each side that are compared."""
_MANY = 10_000
"""Pairs of occurrences that are compared; with more, nothing tells them apart."""
_PLAIN = frozenset({Verdict.EXACT, Verdict.TYPOGRAPHIC, Verdict.CASE})


class Fate(StrEnum):
    """What became of words."""

    HOLDS = "holds"
    """The same words at the same offsets."""
    MOVED = "moved"
    """The same words, perhaps with other typography, at other offsets."""
    CHANGED = "changed"
    """The article has other words there, or goes on where it ended."""
    VANISHED = "vanished"
    AMBIGUOUS = "ambiguous"
    """The words stand several times, in one version or the other, and nothing tells which is meant."""

    @property
    def stands(self) -> bool:
        """Whether the words still have a place."""
        return self in {Fate.HOLDS, Fate.MOVED}


@dataclass(frozen=True, slots=True)
class Anchor:
    """What became of one span.

    Attributes:
        fate: how it stands in the other version.
        span: its place there, where it has one.
        verdict: how its words stand there.
        nearest: the other version's nearest words, where it has no place.
        diff: what differs: `article` has the other version's words, `said` those of the span.
    """

    fate: Fate
    span: Span | None = None
    verdict: Verdict = Verdict.EXACT
    nearest: Span | None = None
    diff: tuple[Change, ...] = ()


class Anchors:
    """Two versions of an article, between which any number of spans can be carried over."""

    def __init__(self, old: Reading, new: Reading) -> None:
        self._old, self._new = old, new
        self._occurrences = cache(_occurrences)
        self._wholes = {kind: (_borders(old, kind), _borders(new, kind)) for kind in ("quotation", "sentence")}

    def place(self, span: Span) -> Anchor:
        """Carry over words; a whole quotation or sentence stays a whole one."""
        if self._old.text == self._new.text:
            return Anchor(Fate.HOLDS, span)
        anchor = self._one_of(span)
        if anchor.fate is Fate.AMBIGUOUS and (inside := self._by_sentence(span)):
            return inside
        return anchor

    def name(self, span: Span) -> Anchor:
        """Carry over a name or a cue; where its sentence was changed and still has it once, it stands there."""
        anchor = self.place(span)
        if anchor.fate is not Fate.AMBIGUOUS:
            return anchor
        sentence = self._one_of(around) if (around := self._sentence_of(span)) else anchor
        if sentence.nearest is None:
            return anchor
        found = match(span.text, sentence.nearest.text)
        if found.verdict is not Verdict.EXACT:
            return anchor
        return self._stands(span, found.spans[0].start + sentence.nearest.start, len(span.text))

    def within(self, part: Span, old: Span, new: Span) -> Span | None:
        """Carry over a part of a span whose own place is known."""
        if old.text == new.text:
            start = new.start + part.start - old.start
            return Span.of(self._new.text, start, start + len(part.text))
        found = match(part.text, new.text)
        spans = found.spans if found.verdict in _PLAIN else ()
        return Span.of(self._new.text, new.start + spans[0].start, new.start + spans[0].end) if spans else None

    def _one_of(self, span: Span) -> Anchor:
        """Of the places that have the words, the only one, or the one that everything around tells."""
        found = self._new.index.match(span.text)
        places = found.spans if found.verdict in _PLAIN else found.candidates
        if found.verdict not in _PLAIN | {Verdict.AMBIGUOUS}:
            nearest = next(iter((*found.candidates, *found.spans)), None)
            fate = Fate.VANISHED if nearest is None else Fate.CHANGED
            return Anchor(fate, nearest=nearest, diff=found.diff)
        before = self._occurrences(self._old.index, span.text)
        place = places[0] if len(places) == 1 and len(before) <= 1 else self._told(span, before, places)
        if place is None:
            return Anchor(Fate.AMBIGUOUS, nearest=places[0])
        return self._whole(span, place)

    def _told(self, span: Span, before: Sequence[Span], places: Sequence[Span]) -> Span | None:
        """The place whose surroundings agree on both sides, more than those of any other pair with one of the two."""
        if len(before) * len(places) > _MANY:
            return None
        scores = {place.start: self._agreement(span, place) for place in places}
        start, score = max(scores.items(), key=lambda pair: pair[1])
        place = next(place for place in places if place.start == start)
        others = [other for other in before if not other.overlaps(span.start, span.end)]
        rivals = [*(scores[at] for at in scores if at != start), *(self._agreement(one, place) for one in others)]
        return place if score > max(rivals, default=0) else None

    def _agreement(self, one: Span, two: Span) -> int:
        """How many code points agree around two places; 0 where they are too few on one side."""
        old, new = self._old.text, self._new.text
        left = _common(old[max(0, one.start - _FAR) : one.start][::-1], new[max(0, two.start - _FAR) : two.start][::-1])
        right = _common(old[one.end : one.end + _FAR], new[two.end : two.end + _FAR])
        at_start = left == one.start == two.start
        at_end = right == len(old) - one.end == len(new) - two.end
        enough = (at_start or left >= _AROUND) and (at_end or right >= _AROUND)
        return left + right + 1 if enough else 0

    def _whole(self, span: Span, place: Span) -> Anchor:
        """Hold a whole quotation or sentence against the one that stands there now."""
        for old, new in self._wholes.values():
            if (span.start, span.end) not in old:
                continue
            around = [whole for whole in new if whole[0] < place.end and place.start < whole[1]]
            now = max(around, key=lambda whole: min(whole[1], place.end) - max(whole[0], place.start), default=None)
            found = Span.of(self._new.text, *(now or (place.start, place.end)))
            if self._was_around(span, place, found):
                break
            if now is None or not _same_words(span.text, found.text):
                diff = word_diff(found.text, span.text, self._new.language)
                return Anchor(Fate.CHANGED, nearest=found, diff=diff)
            return self._stands(span, found.start, found.end - found.start)
        return self._stands(span, place.start, place.end - place.start)

    def _was_around(self, span: Span, place: Span, whole: Span) -> bool:
        """Whether what a whole has besides the words stood around them before: only its borders are read otherwise."""
        before, after = whole.text[: max(0, place.start - whole.start)], whole.text[place.end - whole.start :]
        text = self._old.text
        return text.startswith(after, span.end) and text.endswith(before, 0, span.start)

    def _stands(self, span: Span, start: int, length: int) -> Anchor:
        place = Span.of(self._new.text, start, start + length)
        fate = Fate.HOLDS if (place.start, place.end) == (span.start, span.end) else Fate.MOVED
        verdict = Verdict.EXACT if place.text == span.text else match(span.text, place.text).verdict
        return Anchor(fate, place, verdict)

    def _by_sentence(self, span: Span) -> Anchor | None:
        """Words that stand several times, in a sentence that stands once and is the same, have their place in it."""
        around = self._sentence_of(span)
        if around is None or around == span:
            return None
        sentence = self._one_of(around)
        if sentence.span is None or sentence.span.text != around.text:
            return None
        return self._stands(span, sentence.span.start + span.start - around.start, span.end - span.start)

    def _sentence_of(self, span: Span) -> Span | None:
        over = self._old.sentences_over(span.start, span.end)
        return over[0].span if len(over) == 1 else None


def word_diff(article: str, said: str, language: str | None = None) -> tuple[Change, ...]:
    """The words in which two texts differ; where none do, but their punctuation, the texts as a whole."""
    if article == said:
        return ()
    found = changes(article, Words.of(fold(article)), said, Words.of(fold(said)), language=language)
    return found or (Change(kind=ChangeKind.OTHER, article=article, said=said),)


def _occurrences(index: ArticleIndex, words: str) -> tuple[Span, ...]:
    found = index.match(words)
    return found.candidates if found.verdict is Verdict.AMBIGUOUS else found.spans


def _borders(reading: Reading, kind: str) -> frozenset[tuple[int, int]]:
    places = reading.marked if kind == "quotation" else reading.sentences
    return frozenset((place.start, place.end) for place in places)


def _same_words(one: str, two: str) -> bool:
    """Whether each has the other's words and marks, typography aside."""
    return one == two or (match(one, two).verdict in _PLAIN and match(two, one).verdict in _PLAIN)


def _common(one: str, two: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
