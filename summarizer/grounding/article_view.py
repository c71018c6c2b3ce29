"""An article as claim checks see it, found once and kept for the next claim; and what of it is the evidence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from summarizer.grounding.dates import days_in
from summarizer.grounding.figures import Figure, broken_figures, figures_in, lies_in
from summarizer.grounding.stems import Word, WordIndex, words_in
from summarizer.schema.span import Span

__all__ = ["ArticleView", "Evidence", "view_of"]


@dataclass(frozen=True)
class ArticleView:
    """An article's words and figures.

    Attributes:
        text: the article's text; all offsets are code points into it.
        language: ISO 639 code, or None.
    """

    text: str
    language: str | None

    @cached_property
    def index(self) -> WordIndex:
        """Its words."""
        return WordIndex(words_in(self.text, self.language))

    @cached_property
    def words(self) -> Sequence[Word]:
        """Its words, in order."""
        return self.index.words

    @cached_property
    def figures(self) -> Sequence[Figure]:
        """Its figures, in order."""
        return figures_in(self.text, self.language)

    def figures_between(self, start: int, end: int) -> Sequence[Figure]:
        """Its figures within [start, end)."""
        first, last = (bisect_left(self.figures, place, key=lambda figure: figure.start) for place in (start, end))
        return self.figures[first:last]

    @cached_property
    def counts(self) -> Sequence[Figure]:
        """Its figures but for days of the month: "20 May" does not tell of twenty people."""
        days = [day for day in days_in(self.text, self.language) if day.day is not None]
        places = [(day.start, day.end) for day in days]
        years = [Figure(day.start, day.end, frozenset({float(day.year)}), year=True) for day in days if day.year]
        plain = [one for one in self.figures if one.year or not lies_in(one.start, one.end, places)]
        return plain + years

    @cached_property
    def broken_figures(self) -> Sequence[Figure]:
        """Numbers that the article may have with a space inside, as scraped text does: 3, 700."""
        return broken_figures(self.text, self.language)

    @cached_property
    def cased(self) -> bool:
        """Whether capitals tell names here: many words inside sentences have one, and many have none."""
        capitals = [word.capital for word in self.words if not word.opens and word.text[0].isalpha()]
        return len(capitals) // 50 < sum(capitals) < 2 * len(capitals) // 3

    def has_verbatim(self, statement: str) -> bool:
        """Whether a statement stands in the article, cut from it where one word ends and another begins."""
        start = self.text.find(statement)
        if start < 0 or not statement:
            return False
        return _is_apart(self.text[start - 1 : start]) and _is_apart(self.text[start + len(statement) :][:1])

    def span(self, start: int, end: int) -> Span:
        """Cut a span."""
        return Span.of(self.text, start, end)


@dataclass(frozen=True)
class Evidence:
    """The part of an article that a statement is said to rest on."""

    view: ArticleView
    places: tuple[tuple[int, int], ...]

    def holds(self, start: int, end: int) -> bool:
        """Whether [start, end) of the article is in the evidence."""
        for first, last in self.places:  # noqa: SIM110 # asked of each place of each name; `any` takes twice as long
            if first < end and start < last:
                return True
        return False

    def has(self, word: Word) -> bool:
        """Whether a word of the article begins in the evidence."""
        return any(first <= word.start < last for first, last in self.places)


def _is_apart(letter: str) -> bool:
    """Whether a character belongs to no word: white space, or nothing at all."""
    return not letter or letter.isspace()


@lru_cache(maxsize=16)
def view_of(text: str, language: str | None) -> ArticleView:
    """See an article; the last few are kept."""
    return ArticleView(text, language)
