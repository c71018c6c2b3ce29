"""Quotations: all words in an article's quotation marks, classed as speech or term, parts of one utterance grouped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby
from operator import itemgetter

from summarizer.schema.article import Quotation
from summarizer.text.dialogue import Line, dialogue_lines, spoken_parts
from summarizer.text.marks import SINGLE, Mark, Pair, bracketing, marks_in
from summarizer.text.paragraphs import paragraphs
from summarizer.text.quotation_words import QuotationWords, words_for
from summarizer.text.speech_or_term import Frame, frame_around, speech_score
from summarizer.text.utterances import continuations

_SHORT = 60
"""Terms longer than this are not looked for twice."""
_INVISIBLE = "\u200b\u200e\u200f\u202a\u202c\ufeff"
_BROKEN_INTO, _IN_A_ROW = 0.95, 0.8
"""Scores of speech that the narrator breaks into with a cue, and of dialogue without one."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Words in marks, or opened by a dash, not yet classed."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    paragraph: int
    closed: bool = True
    """Whether a mark closes it, or the narrator breaks in: the next paragraph is no part of it."""
    goes_on: bool = False
    """Whether it is the rest of the one before, after the narrator's insertion."""
    single: bool = False
    """Whether the marks are single ones."""
    depth: int = 0
    """0 for the outermost marks."""
    known: float | None = None
    """The score, where its form alone shows that it is speech."""


def find_quotations(text: str, language: str | None = None) -> tuple[Quotation, ...]:
    """Find the quotations of an article.

    Args:
        text: the article, unedited.
        language: ISO 639 code, with or without a region, or None where it is not known.

    Returns:
        The outermost quotations in article order, offsets in code points; speech is numbered Q1, Q2, …, terms T1, T2.
    """
    words = words_for(language)
    places = paragraphs(text)
    every = list(_everything_marked(text, places, words))
    outermost = [item for item in every if item.depth == 0]
    scores = _scores(text, outermost, Counter(_key(text, item) for item in every), places, words)
    going_on = continuations(text, outermost, places, words)
    return tuple(_numbered(text, outermost, _lifted(scores, going_on), going_on))


def _lifted(scores: list[float], going_on: list[bool]) -> list[float]:
    """Give all parts of an utterance the score of its clearest part."""
    lifted: list[float] = []
    for _, run in groupby(zip(scores, accumulate(not rest for rest in going_on), strict=True), key=itemgetter(1)):
        parts = [score for score, _ in run]
        lifted += [max(parts)] * len(parts)
    return lifted


def _numbered(text: str, items: list[Marked], scores: list[float], going_on: list[bool]) -> Iterator[Quotation]:
    """Give each its number, and that of its utterance."""
    numbers, group = {True: 0, False: 0}, -1
    for item, score, rest in zip(items, scores, going_on, strict=True):
        speech = score >= 0.5
        numbers[speech] += 1
        group += not rest
        yield Quotation(
            id=f"{'Q' if speech else 'T'}{numbers[speech]}",
            start=item.start,
            end=item.end,
            text=text[item.start : item.end],
            outer_start=item.outer_start,
            outer_end=item.outer_end,
            speech=speech,
            score=score,
            group=group,
            paragraph=item.paragraph,
        )


def _everything_marked(text: str, places: list[tuple[int, int]], words: QuotationWords) -> Iterator[Marked]:
    """All that stands in marks or is opened by a dash, paragraph by paragraph."""
    marks = [marks_in(text, start, end) for start, end in places]
    dialogue = dialogue_lines(text, places, words)
    for number, (_, end) in enumerate(places):
        if number in dialogue:
            yield from _spoken(dialogue[number], number)
        elif marks[number]:
            after = marks[number + 1] if number + 1 < len(places) else []
            goes_on = bool(after) and _leads(text, after[0], places[number + 1][0])
            for pair in bracketing(marks[number], goes_on=goes_on):
                yield from _in_marks(text, pair, end, number, words)


def _leads(text: str, mark: Mark, paragraph_start: int) -> bool:
    """Tell whether a mark opens a paragraph: at most invisible characters stand before it."""
    return mark.opens < mark.closes and not text[paragraph_start : mark.start].strip(_INVISIBLE)


def _spoken(line: Line, number: int) -> Iterator[Marked]:
    """List the spoken parts of a paragraph that a dash opens."""
    score = _BROKEN_INTO if line.broken_into else _IN_A_ROW
    for index, (left, right) in enumerate(line.parts):
        yield Marked(left, right, left, right, number, goes_on=index > 0, known=score)


def _in_marks(text: str, pair: Pair, paragraph_end: int, number: int, words: QuotationWords) -> Iterator[Marked]:
    """List the words between two marks, in as many parts as the narrator leaves."""
    start, end = pair.opener.end, pair.closer.start if pair.closer else paragraph_end
    outer_end = pair.closer.end if pair.closer else 0
    inside = text[start:end]
    start += len(inside) - len(inside.lstrip())
    end -= len(inside) - len(inside.rstrip())
    if not any(char.isalnum() for char in inside):
        return
    whole = [(start, end)]
    parts = spoken_parts(text, start, end, words, in_marks=True) if words.dialogue and pair.depth == 0 else whole
    for index, (left, right) in enumerate(parts):
        yield Marked(
            left,
            right,
            left if index else pair.opener.start,
            outer_end if outer_end and right == end else right,
            number,
            closed=pair.closer is not None or right < end,
            goes_on=index > 0,
            single=pair.opener.glyph in SINGLE,
            depth=pair.depth,
            known=None if parts == whole else _BROKEN_INTO,
        )


def _key(text: str, item: Marked) -> str:
    """Make the key by which a term is known again; empty for long ones."""
    return text[item.start : item.end].strip(".,;").lower() if item.end - item.start <= _SHORT else ""


def _scores(
    text: str, items: list[Marked], often: Counter[str], places: list[tuple[int, int]], words: QuotationWords
) -> list[float]:
    """How much speaks for speech, for each."""
    mostly_double = sum(item.single for item in items) * 2 < len(items)
    scores: list[float] = []
    for paragraph, same in groupby(items, key=lambda item: item.paragraph):
        here, (start, end) = list(same), places[paragraph]
        masked = _masked(text, start, end, here)
        for item in here:
            if item.known is not None:
                scores.append(item.known)
                continue
            before, after = frame_around(masked, item.outer_start - start, item.outer_end - start)
            key = _key(text, item)
            twice, minor = bool(key) and often[key] > 1, mostly_double and item.single
            frame = Frame(text[item.start : item.end], before, after, twice=twice, minor=minor)
            scores.append(round(speech_score(frame, words), 3))
    return scores


def _masked(text: str, start: int, end: int, items: list[Marked]) -> str:
    """Mask the words inside marks, but for their last character; the paragraph keeps its length."""
    pieces, place = [], start
    for item in items:
        pieces += [text[place : item.start], "_" * (item.end - item.start - 1), text[item.end - 1]]
        place = item.end
    return "".join([*pieces, text[place:end]])
