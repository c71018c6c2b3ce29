"""The checks of a statement that is the article's own sentences: all holds, and is listed as the article has it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from summarizer.grounding.article_view import ArticleView
from summarizer.grounding.dates import day_of_publication, days_in
from summarizer.grounding.name_checks import names_among
from summarizer.grounding.negation_checks import negations_among
from summarizer.grounding.quantity_checks import quantities_among
from summarizer.schema.article import Sentence
from summarizer.schema.check import Check, CheckKind, CheckVerdict

__all__ = ["Piece", "check_verbatim", "verbatim_pieces"]

_JOINT = re.compile(r"(?:(?<=[.!?…؟।])|(?<=[.!?…؟।][\"'”’»)]))\s|(?<=[。！？])|(?<=[。！？][」』”）])")
"""What stands between two sentences: white space behind the mark that ends the first."""

Piece = tuple[int, int, int]
"""Where a piece begins in the statement, and where the article has it: [start, end)."""


def verbatim_pieces(
    statement: str, places: Sequence[tuple[int, int]], sentences: Sequence[Sentence]
) -> Sequence[Piece]:
    """Part a statement into whole sentences of its evidence, in article order.

    Args:
        statement: what is stated.
        places: the evidence, [start, end) each.
        sentences: the article's sentences.

    Returns:
        Its pieces; none where anything in it is not such a sentence, ended by its full stop before the next begins.
    """
    pieces, at = [], 0
    for sentence in sentences:
        if not statement.startswith(sentence.text, at):
            continue
        if not any(first <= sentence.start and sentence.end <= last for first, last in places):
            continue
        pieces.append((at, sentence.start, sentence.end))
        at += len(sentence.text)
        if at == len(statement):
            return pieces
        joint = _JOINT.match(statement, at)
        if joint is None:
            return ()  # "Not" and "Guilty", set one after the other, would be a sentence of nobody's
        at = joint.end()
    return ()


def check_verbatim(pieces: Sequence[Piece], view: ArticleView, published: str | None) -> Iterator[Check]:
    """List what of a verbatim statement the checks look at: days, names, figures, negations, quantities; all supported.

    Args:
        pieces: of what the statement is made.
        view: the article.
        published: ISO 8601 day against which "yesterday" is resolved, or None.
    """
    days = days_in(view.text, view.language, day_of_publication(published))
    for at, start, end in pieces:
        first, last = (bisect_left(view.words, place, key=lambda word: word.start) for place in (start, end))
        words = [*view.words[first:last]]
        if words and words[0].start == start:
            words[0] = words[0]._replace(opens=True)
        names = names_among(view.text, words, view.language)
        numbers = range(first, last)
        found = [
            *((CheckKind.DATE, day.start, day.end) for day in days if start <= day.start and day.end <= end),
            *((CheckKind.NAME, name.words[0].start, name.words[-1].end) for name in names),
            *(
                (CheckKind.DATE if figure.tells_when else CheckKind.NUMBER, figure.start, figure.end)
                for figure in view.figures_between(start, end)
            ),
            *(
                (CheckKind.NEGATION, word.start, word.end)
                for word in negations_among(view.index, numbers, view.language)
            ),
            *(
                (CheckKind.QUANTITY, word.start, word.end)
                for word in quantities_among(view.index, numbers, view.language)
            ),
        ]
        for kind, begins, ends in found:
            here = view.span(begins, ends)
            yield Check(
                kind=kind,
                words=here.text,
                start=begins - start + at,
                end=ends - start + at,
                verdict=CheckVerdict.SUPPORTED,
                nearest=here,
            )
