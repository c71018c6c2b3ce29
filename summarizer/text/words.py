"""The words of a folded text, numbers whole, with their places."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from summarizer.text.borders import SPACELESS
from summarizer.text.folding import FoldedText
from summarizer.text.letters import caseless

_MARKS = "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0966-\u0dff"
_LETTER = rf"(?:[{_MARKS}]|(?![{SPACELESS}])[^\W_])"
WORD = re.compile(
    rf"(?<![^\W_])-?\d+(?:[.,:'/]\d+)*(?!{_LETTER})|[{SPACELESS}][{_MARKS}\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*"
    rf"|{_LETTER}+(?:'{_LETTER}+)*"
)
"""A word of a folded text: a number with its sign, letters with their marks, a character in scripts without spaces."""
SENTENCE_END = re.compile(r"[.!?。！？]")
"""Where a sentence may end; roughly, as an abbreviation's full stop is one too."""


@dataclass(frozen=True)
class Words:
    """Words in order; in scripts without spaces each character is a word.

    Attributes:
        folds: each word, folded and in lower case.
        starts: each word's first code point in the source.
        ends: one past each word's last code point in the source.
        cased: each word as folded, its case kept.
        breaks: numbers of the words before which a sentence ends, roughly.
    """

    folds: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    cased: Sequence[str]
    breaks: frozenset[int] = frozenset()
    _places: dict[str, list[int]] = field(default_factory=dict)
    _pairs: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, folded: FoldedText) -> Words:
        """Cut a folded text into words."""
        found = [*WORD.finditer(folded.text)]
        cased = [word[0] for word in found]
        return cls(
            folds=[*map(caseless, cased)],
            starts=[folded.starts[word.start()] for word in found],
            ends=[folded.ends[word.end() - 1] for word in found],
            cased=cased,
            breaks=frozenset(
                number
                for number, (one, two) in enumerate(pairwise(found), 1)
                if SENTENCE_END.search(folded.text, one.end(), two.start())
            ),
        )

    def __len__(self) -> int:
        return len(self.folds)

    def slice(self, first: int, last: int) -> Words:
        """Take the words numbered [first, last)."""
        return Words(self.folds[first:last], self.starts[first:last], self.ends[first:last], self.cased[first:last])

    def between(self, start: int, end: int) -> Words:
        """Take the words that share a code point with the source's [start, end)."""
        return self.slice(bisect_right(self.ends, start), bisect_left(self.starts, end))

    @property
    def places(self) -> dict[str, list[int]]:
        """Where each word stands, by number."""
        if not self._places:
            places = defaultdict(list)
            for number, word in enumerate(self.folds):
                places[word].append(number)
            self._places.update(places)
        return self._places

    @property
    def pairs(self) -> dict[tuple[str, str], list[int]]:
        """Where each two words stand beside each other, by the number of the first."""
        if not self._pairs:
            pairs = defaultdict(list)
            for number, pair in enumerate(zip(self.folds, self.folds[1:], strict=False)):
                pairs[pair].append(number)
            self._pairs.update(pairs)
        return self._pairs
