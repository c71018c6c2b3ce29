"""Results of other tools: JSON lines of `{"id": …, "quotes": [{"text": …, "speaker": …}]}`; `speaker` may be absent.

The words are looked up in the article as `summarizer verify` looks them up. Where they stand in several places, the
first inside quotation marks that no other quote of the row has is taken, else the first. The speaker's name is looked
up nearest to the words.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from summarizer.evaluate.gold import GoldArticle, Place
from summarizer.evaluate.quoted import Quoted, Returned
from summarizer.evaluate.rows import read_rows
from summarizer.schema.match import Verdict
from summarizer.schema.span import Frozen
from summarizer.text.reading import Reading, read


class ForeignQuote(Frozen):
    """A quote of another tool."""

    text: str
    speaker: str | None = None


class ForeignRow(Frozen):
    """One article's quotes, of another tool."""

    id: str
    quotes: tuple[ForeignQuote, ...]


def is_foreign(path: Path) -> bool:
    """Whether a file's first row holds quotes at its top, as no result of this package does."""
    if path.is_dir():
        return False
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            first = json.loads(next((line for line in lines if line.strip()), "null"))
    except (OSError, EOFError, ValueError, RecursionError):
        return False  # the reader of results says what is wrong
    return isinstance(first, dict) and "quotes" in first and "schema" not in first


def read_foreign(path: Path, gold: Mapping[str, GoldArticle]) -> Iterator[Returned | None]:
    """Read the rows of another tool; None for those of articles that the gold does not have.

    Raises:
        UserError: the file cannot be read, or a row is of another shape.
    """
    for row in read_rows([path], ForeignRow):
        article = gold.get(row.id)
        yield _returned(row, read(article.text, article.language)) if article else None


def _returned(row: ForeignRow, reading: Reading) -> Returned:
    quotes: list[Quoted] = []
    for quote in row.quotes:
        place = _place(quote.text, reading, {one.place for one in quotes})
        speaker = quote.speaker or ""
        mention = _nearest(speaker, place, reading.text) if place else None
        quotes.append(Quoted(quote.text, place, mention, speaker, by_name=bool(speaker)))
    return Returned(row.id, tuple(quotes))


def _place(words: str, reading: Reading, taken: set[Place | None]) -> Place | None:
    """Where the words stand, if they do."""
    match = reading.index.match(words)
    if match.verdict is Verdict.AMBIGUOUS:
        places = [(span.start, span.end) for span in match.candidates]
        return min(places, key=lambda place: (place in taken, not _in_marks(place, reading)))
    return (match.spans[0].start, match.spans[-1].end) if match.spans else None


def _in_marks(place: Place, reading: Reading) -> bool:
    return any(mark.outer_start <= place[0] and place[1] <= mark.outer_end for mark in reading.marked)


def _nearest(name: str, place: Place, text: str) -> Place | None:
    """Where a name stands nearest to a place, outside it."""
    starts: list[int] = []
    start = text.find(name) if name else -1
    while start >= 0:
        if not place[0] <= start < place[1]:
            starts.append(start)
        start = text.find(name, start + 1)
    best = min(starts, key=lambda at: max(at - place[1], place[0] - at - len(name)), default=None)
    return None if best is None else (best, best + len(name))
