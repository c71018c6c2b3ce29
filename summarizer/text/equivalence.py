"""Whether two folded pieces with the same letters and digits are the same wording."""

from __future__ import annotations

import re
from functools import lru_cache

from summarizer.schema.match import Verdict
from summarizer.text.borders import SPACELESS

_BETWEEN = re.compile(r"[\W_]+")
_DOTS = re.compile(r"[.…](?: ?[.…])+")
_MARKS = re.compile(r" ?([-…'])(?: ?\1)* ?")
_LOOSE_SPACES = re.compile(r" (?=[?!:;,.%)\]}])|(?<=[(\[{]) ")
_SPACELESS = re.compile(f"[{SPACELESS}]")
_OPENING = re.compile(r"[^'\w]*[ (\[-]'+")
_CLOSING = re.compile(r"[^' (\[]*'+[^'\w]+")
_LINE_BREAK_HYPHEN = "- "
_HEADING = 4
"""Letters that a piece in capitals must have to count as a heading, and not as an abbreviation."""


def equivalence(said: str, article: str) -> Verdict | None:
    """Compare two folded pieces whose letters and digits are the same but for case; each begins and ends with one.

    Returns:
        `typographic`, `case`, or None where the wording differs.
    """
    if said == article:
        return Verdict.TYPOGRAPHIC
    ours, theirs = _Spaced.of(said), _Spaced.of(article)
    if not _same_gaps(ours, theirs):
        return None
    return _case(ours.letters, theirs.letters)


class _Spaced:
    """Letters and digits, and what stands between them, by the number of letters before it."""

    __slots__ = ("gaps", "letters")

    def __init__(self, letters: str, gaps: dict[int, str]) -> None:
        self.letters = letters
        self.gaps = gaps

    @classmethod
    def of(cls, piece: str) -> _Spaced:
        piece = piece.replace("ß", "ss").replace("ẞ", "SS")
        gaps, left_out = {}, 0
        for between in _BETWEEN.finditer(piece):
            gaps[between.start() - left_out] = between[0]
            left_out += between.end() - between.start()
        return cls(_BETWEEN.sub("", piece), gaps)


def _same_gaps(ours: _Spaced, theirs: _Spaced) -> bool:
    dropped: list[re.Pattern[str]] = []
    for place in sorted(ours.gaps.keys() | theirs.gaps.keys()):
        said, article = ours.gaps.get(place, ""), theirs.gaps.get(place, "")
        if said == article:
            continue
        if place in (0, len(theirs.letters)):
            return False
        if not _same_gap(said, article, theirs.letters[place - 1], theirs.letters[place]):
            mark = _dropped_mark(said, article)
            if mark is None:
                return False
            dropped.append(mark)
    return dropped == [_OPENING, _CLOSING] * (len(dropped) // 2)


def _dropped_mark(said: str, article: str) -> re.Pattern[str] | None:
    """Which quotation mark of the article was left out, if nothing else differs."""
    mark = next((mark for mark in (_OPENING, _CLOSING) if mark.fullmatch(article)), None)
    return mark if mark and _plain(article.replace("'", "")) == _plain(said) else None


@lru_cache(maxsize=4096)
def _same_gap(said: str, article: str, left: str, right: str) -> bool:
    ours, theirs = _plain(said), _plain(article)
    if _SPACELESS.match(left) or _SPACELESS.match(right):
        ours, theirs = ours.replace(" ", ""), theirs.replace(" ", "")
    if ours == theirs:
        return True
    if not (left.isalpha() and right.isalpha()):
        return False
    broken = {said, article} & {_LINE_BREAK_HYPHEN}
    return bool(broken) and {ours, theirs} == {"-", ""}


def _plain(gap: str) -> str:
    """One way of writing what stands between two letters."""
    return _LOOSE_SPACES.sub("", _MARKS.sub(r"\1", _DOTS.sub("…", gap)))


def _case(said: str, article: str) -> Verdict | None:
    if said == article:
        return Verdict.TYPOGRAPHIC
    if said[1:] == article[1:]:
        return Verdict.CASE
    heading = article.isupper() or said.isupper()
    return Verdict.CASE if heading and sum(map(str.isalpha, article)) >= _HEADING else None
