"""Each quote's verdict, and what decides whether the check failed."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from pydantic import Field

from summarizer.schema.article import Article
from summarizer.schema.match import Flag, Match, Verdict
from summarizer.schema.span import Frozen, Span
from summarizer.text.borders import Cut, cut_at_end, cut_at_start
from summarizer.text.reading import read
from summarizer.verification.quotes import Located


class Level(StrEnum):
    """How much a quote's verdict matters; the values are those of SARIF."""

    ERROR = "error"
    """The article does not have these words, or not of one speaker: the check fails."""
    WARNING = "warning"
    """The words stand, but in several places, or with a negation among those left out: worth a look."""
    NONE = "none"
    """The words stand."""


class Checked(Frozen):
    """One quote, where it came from, and how it stands in the article."""

    location: str = Field(description="Where the quote was found: a JSON path, a line, or a number.")
    match: Match

    @property
    def level(self) -> Level:
        """How much its verdict matters."""
        if self.match.verdict in (Verdict.ALTERED, Verdict.ABSENT) or Flag.SPEAKER in self.match.flags:
            return Level.ERROR
        if self.match.verdict is Verdict.AMBIGUOUS or self.match.flags:
            return Level.WARNING
        return Level.NONE


class Verification(Frozen):
    """All quotes of one document, held against one article."""

    article: str = Field(description="The article's name: a path or an address.")
    text: str = Field(description="The article's text, for lines and columns.", repr=False)
    checked: tuple[Checked, ...]

    @property
    def failed(self) -> int:
        """How many quotes are errors: other than 0, the check has failed (exit 1)."""
        return sum(item.level is Level.ERROR for item in self.checked)

    @property
    def warned(self) -> int:
        """How many quotes are warnings; they fail nothing."""
        return sum(item.level is Level.WARNING for item in self.checked)


def verify(article: Article | str, quotes: Iterable[str]) -> list[Match]:
    """Say how each quote stands in the article.

    Args:
        article: the article, or its text; with its language given, negations are told more surely.
        quotes: the quotes, as they came.

    Returns:
        One match for each quote, in order.
    """
    if isinstance(article, str):
        article = Article(text=article)
    reading = read(article.text, article.language)
    return [reading.index.match(quote, borders=reading.utterances) for quote in quotes]


def verify_all(article: Article, quotes: Iterable[Located], *, name: str = "") -> Verification:
    """Check quotes with their locations, as `find_quotes` gives them.

    A quote that stands at the place it is said to stand at is exact, in however many other places it stands; without
    a place, or where the article has other words there, it is looked up by its words.

    Args:
        article: the article.
        quotes: location and words of each, and its place where it is known.
        name: the article's name in reports; by default its address.
    """
    located = [*quotes]
    placed = [_at_place(article.text, quote) for quote in located]
    others = [quote.words for quote, match in zip(located, placed, strict=True) if match is None]
    looked_up = iter(verify(article, others) if others else ())
    checked = tuple(
        Checked(location=quote.location, match=match or next(looked_up))
        for quote, match in zip(located, placed, strict=True)
    )
    return Verification(article=name or article.url or "article", text=article.text, checked=checked)


def _at_place(text: str, quote: Located) -> Match | None:
    """The quote as it stands at its place; None if it does not, or is cut out of a word or number there."""
    start, end = quote.place or (0, 0)
    if not 0 <= start < end <= len(text) or text[start:end] != quote.words:
        return None
    if cut_at_start(text, start) is not Cut.NOTHING or cut_at_end(text, end) is not Cut.NOTHING:
        return None
    return Match(said=quote.words, verdict=Verdict.EXACT, spans=(Span.of(text, start, end),))
