"""Reading: all that code sees in an article's text, found once and used by everyone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, wraps
from operator import attrgetter
from typing import TypeVar
from weakref import WeakKeyDictionary

from summarizer.schema.article import Quotation, Sentence
from summarizer.text.elision import utterance_borders
from summarizer.text.match import ArticleIndex
from summarizer.text.quotations import find_quotations
from summarizer.text.sentences import split_sentences

T = TypeVar("T")

_START, _END = attrgetter("start"), attrgetter("end")


@dataclass(frozen=True, eq=False)
class Reading:
    """An article's sentences `S…`, quotations `Q…` and terms `T…`; each is equal to itself only."""

    text: str
    language: str | None
    sentences: tuple[Sentence, ...]
    marked: tuple[Quotation, ...]
    """Everything in quotation marks, speech and terms, in article order."""

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """Speech only."""
        return tuple(item for item in self.marked if item.speech)

    @cached_property
    def utterances(self) -> list[tuple[int, int]]:
        """Where each utterance of speech begins and ends, marks included; the parts of a split one are one."""
        return utterance_borders(self.quotations)

    @cached_property
    def index(self) -> ArticleIndex:
        """The text, indexed for matching."""
        return ArticleIndex(self.text, language=self.language)

    @cached_property
    def _by_id(self) -> dict[str, Sentence | Quotation]:
        places: tuple[Sentence | Quotation, ...] = (*self.sentences, *self.marked)
        return {item.id: item for item in places}

    def place(self, reference: str) -> Sentence | Quotation | None:
        """What `S4`, `Q2` or `T1` names, if it is there."""
        return self._by_id.get(reference)

    def sentences_over(self, start: int, end: int) -> Sequence[Sentence]:
        """The sentences that share a code point with [start, end)."""
        first = bisect_right(self.sentences, start, key=_END)
        return self.sentences[first : max(first, bisect_left(self.sentences, end, key=_START))]


def remembered(compute: Callable[[Reading], T]) -> Callable[[Reading], T]:
    """Have what a function makes of a reading made once, and kept for as long as the reading is."""
    known: WeakKeyDictionary[Reading, T] = WeakKeyDictionary()

    @wraps(compute)
    def once(reading: Reading) -> T:
        if reading not in known:
            known[reading] = compute(reading)
        return known[reading]

    return once


def read(text: str, language: str | None = None) -> Reading:
    """Find the sentences and quotations of a text.

    Args:
        text: the article's text; offsets are code points into it.
        language: ISO 639 code, or None.
    """
    marked = find_quotations(text, language)
    return Reading(text, language, split_sentences(text, language, marked), marked)
