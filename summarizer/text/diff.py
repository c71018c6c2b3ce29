"""Where the words differ, and what each difference is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from summarizer.schema.match import Change, ChangeKind
from summarizer.text.folding import fold
from summarizer.text.negations import calendar_of, negations_of, numbers_of
from summarizer.text.words import Words

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_DATE_UNITS = frozenset("年月日号號")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words [first, last) of one side that the other side does not have there."""

    source: str
    words: Words
    first: int
    last: int

    @property
    def text(self) -> str:
        """As it stands in the source."""
        return self.source[self.words.starts[self.first] : self.words.ends[self.last - 1]] if self.folds else ""

    @property
    def folds(self) -> Sequence[str]:
        return self.words.folds[self.first : self.last]

    @property
    def neighbours(self) -> Sequence[str]:
        before = self.words.folds[max(self.first - 1, 0) : self.first]
        return (*before, *self.words.folds[self.last : self.last + 1])

    @property
    def is_capitalised(self) -> bool:
        return any(word[:1].isupper() for word in self.words.cased[self.first : self.last])


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
    pairs = [
        (_Stretch(text, article, first, last), _Stretch(said, ours, begin, end))
        for first, last, begin, end in _differing(article.cased, ours.cased)
    ]
    gone = Counter(word for there, _ in pairs for word in there.folds)
    new = Counter(word for _, here in pairs for word in here.folds)
    return tuple(
        Change(kind=_kind(there, here, gone & new, language), article=there.text, said=here.text)
        for there, here in pairs
    )


def _differing(article: Sequence[str], said: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    from rapidfuzz.distance import Levenshtein

    there, here = 0, 0
    for block in Levenshtein.opcodes(article, said):
        if block.tag == "equal":
            if (block.src_start, block.dest_start) != (there, here):
                yield there, block.src_start, here, block.dest_start
            there, here = block.src_end, block.dest_end
    if (len(article), len(said)) != (there, here):
        yield there, len(article), here, len(said)


def _kind(there: _Stretch, here: _Stretch, moved: Collection[str], language: str | None) -> ChangeKind:
    """The gravest of what a difference may be about."""
    changed = (*there.folds, *here.folds)
    if _negations(there, language) != _negations(here, language):
        return ChangeKind.NEGATION
    if all(word in moved for word in changed):
        return ChangeKind.ORDER
    if _is_date(changed, (*there.neighbours, *here.neighbours), calendar_of(language)):
        return ChangeKind.DATE
    if any(map(_has_digit, changed)) or _are_numbers(there.folds, here.folds, numbers_of(language)):
        return ChangeKind.NUMBER
    return ChangeKind.NAME if there.is_capitalised or here.is_capitalised else ChangeKind.OTHER


def _negations(stretch: _Stretch, language: str | None) -> Counter[str]:
    return Counter(negations_of(language).within(fold(stretch.text).text))


def _is_date(changed: Collection[str], beside: Collection[str], calendar: Collection[str]) -> bool:
    """Whether a month or a day changes, or a year for a year, or a number beside a month."""
    if any(word in calendar for word in changed):
        return True
    numbers = [*filter(_has_digit, changed)]
    if not numbers:
        return False
    return all(map(_YEAR.fullmatch, numbers)) or any(word in calendar or word in _DATE_UNITS for word in beside)


def _are_numbers(there: Collection[str], here: Collection[str], numbers: Collection[str]) -> bool:
    """Whether a number in words changes: one on both sides, or on the only side that has words."""
    sides = [side for side in (there, here) if side]
    return all(any(word in numbers for word in side) for side in sides)


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))
