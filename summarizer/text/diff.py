"""Where the words differ, and what each difference is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizer.schema.match import Change, ChangeKind
from summarizer.text.negations import calendar_of, negations_of
from summarizer.text.words import Words

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_DATE_UNITS = frozenset("年月日号號")


@dataclass(frozen=True, slots=True)
class _Block:
    """Words that stand on one side only: [first, last) of the article, [begin, end) of what was said."""

    first: int
    last: int
    begin: int
    end: int


def changes(text: str, article: Words, said: str, ours: Words, *, language: str | None = None) -> tuple[Change, ...]:
    """Compare words.

    Args:
        text: the article's text.
        article: the words of the place that was compared.
        said: what was said.
        ours: the words of what was said.
        language: ISO 639-1 code, for negations and dates.

    Returns:
        One change for each stretch of differing words, in order; none where only what stands between them differs.
    """
    blocks = [*_blocks(article.cased, ours.cased)]
    gone = Counter(word for block in blocks for word in article.folds[block.first : block.last])
    new = Counter(word for block in blocks for word in ours.folds[block.begin : block.end])
    return tuple(
        Change(
            kind=_kind(article, ours, block, gone & new, language),
            article=_source(text, article, block.first, block.last),
            said=_source(said, ours, block.begin, block.end),
        )
        for block in blocks
    )


def _blocks(article: Sequence[str], said: Sequence[str]) -> Iterator[_Block]:
    from rapidfuzz.distance import Levenshtein

    last = (0, 0)
    for block in Levenshtein.opcodes(article, said):
        if block.tag == "equal":
            if (block.src_start, block.dest_start) != last:
                yield _Block(last[0], block.src_start, last[1], block.dest_start)
            last = (block.src_end, block.dest_end)
    if (len(article), len(said)) != last:
        yield _Block(last[0], len(article), last[1], len(said))


def _source(text: str, words: Words, first: int, last: int) -> str:
    return text[words.starts[first] : words.ends[last - 1]] if first < last else ""


def _kind(article: Words, ours: Words, block: _Block, moved: Counter[str], language: str | None) -> ChangeKind:
    theirs, mine = article.folds[block.first : block.last], ours.folds[block.begin : block.end]
    negations = negations_of(language)
    if Counter(negations.within(" ".join(theirs))) != Counter(negations.within(" ".join(mine))):
        kind = ChangeKind.NEGATION
    elif all(word in moved for word in (*theirs, *mine)):
        kind = ChangeKind.ORDER
    elif _is_date(
        theirs, mine, article.folds[block.last : block.last + 1], article.folds[block.first - 1 : block.first], language
    ):
        kind = ChangeKind.DATE
    elif any(map(_has_digit, (*theirs, *mine))):
        kind = ChangeKind.NUMBER
    elif any(
        word[:1].isupper() for word in (*article.cased[block.first : block.last], *ours.cased[block.begin : block.end])
    ):
        kind = ChangeKind.NAME
    else:
        kind = ChangeKind.OTHER
    return kind


def _is_date(
    theirs: Sequence[str], mine: Sequence[str], after: Sequence[str], before: Sequence[str], language: str | None
) -> bool:
    calendar = calendar_of(language)
    changed = (*theirs, *mine)
    if any(word in calendar or _YEAR.fullmatch(word) for word in changed):
        return True
    beside = calendar | _DATE_UNITS
    return any(map(_has_digit, changed)) and any(word in beside for word in (*after, *before))


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))
