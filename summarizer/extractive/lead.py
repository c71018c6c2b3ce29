"""Headline and abstract from the article's own sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from summarizer.extractive.centrality import MOSTLY_QUOTED, quoted_share, ranked_sentences
from summarizer.extractive.words import is_spaced
from summarizer.schema.article import Quotation, Sentence, SentenceKind

__all__ = ["abstract", "headline"]

LONGEST_HEADLINE = 110
"""Code points of a headline made from a sentence, at most."""
LEAD_SENTENCES = 2
LONGEST_ABSTRACT = 700
"""Code points from which on no further sentence is added."""

_MARKUP = re.compile(r"^[#*_=>\s]+|[*_=\s]+$")
_CLAUSE_BORDER = re.compile(r"[;:；：]\s*|,\s+|[，、]|\s+[–—-]\s+|\s+\(")
_MENU_WORDS = 3
"""Words up to which a line above the title is taken for a menu or section: "All news"."""


def headline(title: str | None, sentences: Sequence[Sentence]) -> str:
    """Find the article's headline.

    Args:
        title: The article's title, where it is known apart from the text.
        sentences: The article's sentences, of every kind, in article order.

    Returns:
        The title; else the first heading above the text (a longer one if the first is only a menu's word or two); else
        the first sentence of text, cut at a clause where it is long. Empty only where there are no words at all.
    """
    if title and title.strip():
        return " ".join(title.split())
    above = _headings_above(sentences)
    if above:
        return next((words for words in above if not _is_menu(words)), above[0])
    first = next((sentence.text for sentence in sentences if sentence.kind is SentenceKind.TEXT), "")
    return _shortened(" ".join(first.split()))


def abstract(
    sentences: Sequence[Sentence],
    language: str | None,
    *,
    quotations: Sequence[Quotation] = (),
    title: str | None = None,
    most: int = 4,
    ranked: Sequence[Sentence] | None = None,
) -> str:
    """Join the sentences that open the article with the most central one.

    Args:
        sentences: The article's sentences, of every kind, in article order.
        language: ISO 639 code, with or without a region, or None.
        quotations: The article's quotations; sentences that are mostly speech are passed over where others are left.
        title: The article's title, where it is known apart from the text.
        most: How many sentences at most.
        ranked: What `ranked_sentences` gives for as many sentences or more, where that is known already.

    Returns:
        Two to four whole sentences in article order (fewer in a shorter article), white space folded; empty without any
        text.
    """
    texts = [sentence for sentence in sentences if sentence.kind is SentenceKind.TEXT]
    own = (sentence for sentence in texts[:40] if quoted_share(sentence, quotations) <= MOSTLY_QUOTED)
    opening = min(LEAD_SENTENCES, most)
    lead = [*islice(own, opening)] or texts[:opening]
    chosen = {sentence.id: sentence for sentence in lead}
    if ranked is None:
        ranked = ranked_sentences(sentences, language, quotations=quotations, title=title, least=most, most=most)
    for sentence in ranked[:most]:
        length = sum(len(one.text) for one in chosen.values())
        if len(chosen) < most and length + len(sentence.text) <= LONGEST_ABSTRACT:
            chosen[sentence.id] = sentence
    ordered = sorted(chosen.values(), key=lambda sentence: sentence.start)
    words = " ".join(" ".join(sentence.text.split()) for sentence in ordered)
    return re.sub(r"(?<=[。！？」』”]) (?=[^\x00-\u2e7f]|[“「『])", "", words)


def _headings_above(sentences: Sequence[Sentence]) -> list[str]:
    above = []
    for sentence in sentences:
        if sentence.kind is SentenceKind.TEXT:
            break
        if sentence.kind is SentenceKind.HEADING and (words := _MARKUP.sub("", sentence.text)):
            above.append(" ".join(words.split()))
    return above


def _is_menu(words: str) -> bool:
    return len(words.split()) <= _MENU_WORDS if is_spaced(words) else len(words) <= 2 * _MENU_WORDS


def _shortened(sentence: str) -> str:
    """Cut a long sentence at the last clause border that fits, else at the last word."""
    if len(sentence) <= LONGEST_HEADLINE:
        return sentence.rstrip(".。") if not sentence.endswith(("...", "..")) else sentence
    borders = [border.start() for border in _CLAUSE_BORDER.finditer(sentence, 0, LONGEST_HEADLINE)]
    fitting = [border for border in borders if border >= LONGEST_HEADLINE // 3]
    if fitting:
        return sentence[: fitting[-1]]
    space = sentence.rfind(" ", 0, LONGEST_HEADLINE - 1)
    return f"{sentence[: space if space > 0 else LONGEST_HEADLINE - 1]}…"
