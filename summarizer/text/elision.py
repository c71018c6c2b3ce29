"""Quotes that leave words out: "first … last", "first [...] last", "he [the minister] said"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

MAX_GAP = 1000
"""Code points of the article that one elision may leave out."""
MAX_PARTS = 20
"""A piece with more parts is not looked for."""

_INITIAL = re.compile(r"[\[(]([^\W\d_])[\])](?=[^\W\d_])")
_DOTS = r"(?:…|⋯|\.(?:\s?\.){2,}|\.\.)"
_LEFT_OUT = re.compile(rf"[\[(]\s*{_DOTS}\s*[\])]|{_DOTS}+")
_MARK = re.compile(rf"{_LEFT_OUT.pattern}|\[(?P<inserted>[^\[\]\n]{{1,80}})\]")

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Elision:
    """What was said, taken apart at the marks.

    Attributes:
        parts: the words between the marks, in order.
        insertions: what stands in square brackets in the speaker's stead.
    """

    parts: tuple[str, ...]
    insertions: tuple[str, ...]


def elisions(said: str) -> tuple[Elision, ...]:
    """Take a piece apart: at ellipsis marks, and then also at square brackets, since those may be the article's own.

    A bracketed initial ("[T]he") is no insertion. What has no mark, no words or too many parts gives nothing.

    Returns:
        The ways to take it apart, the likelier first.
    """
    ways = (_split(_LEFT_OUT, said), _split(_MARK, _INITIAL.sub(r"\1", said)))
    return tuple(way for way in dict.fromkeys(ways) if 0 < len(way.parts) <= MAX_PARTS and way.parts != (said.strip(),))


def _split(marks: re.Pattern[str], said: str) -> Elision:
    parts, insertions, done = [], [], 0
    for mark in marks.finditer(said):
        parts.append(said[done : mark.start()])
        done = mark.end()
        if "inserted" in marks.groupindex and mark["inserted"]:
            insertions.append(mark["inserted"])
    parts.append(said[done:])
    return Elision(tuple(part.strip() for part in parts if any(map(str.isalnum, part))), tuple(insertions))


def nearest_chains(options: Sequence[Sequence[Place]], near: Place | None) -> list[tuple[Place, ...]]:
    """Choose one place for each part so that they follow each other with the least left out.

    Args:
        options: for each part its places [start, end), in article order.
        near: places that touch this come first.

    Returns:
        The best choice; several where they are equally good; none where no places follow each other within `MAX_GAP`.
    """
    best: tuple[int, int] | None = None
    chains: list[tuple[Place, ...]] = []
    for first in options[0]:
        chain = _followed(first, options[1:])
        if chain is None:
            continue
        rank = (_distance(chain, near), gap_of(chain))
        if best is None or rank < best:
            best, chains = rank, []
        if rank == best:
            chains.append(chain)
    return chains


def gap_of(chain: Sequence[Place]) -> int:
    """Code points left out between the parts."""
    return sum(after[0] - before[1] for before, after in pairwise(chain))


def crosses(chain: Sequence[Place], borders: Sequence[Place]) -> bool:
    """Whether an elision leaves one of the borders' regions and goes on in another, at once or later."""
    region = None
    for before, after in pairwise(chain):
        left, right = _region(before[1] - 1, borders), _region(after[0], borders)
        region = left or region
        if region and right and region != right:
            return True
        region = right or region
    return False


def _followed(first: Place, rest: Sequence[Sequence[Place]]) -> tuple[Place, ...] | None:
    chain = [first]
    for places in rest:
        end = chain[-1][1]
        number = bisect_left(places, (end, 0))
        if number == len(places) or places[number][0] - end > MAX_GAP:
            return None
        chain.append(places[number])
    return tuple(chain)


def _distance(chain: Sequence[Place], near: Place | None) -> int:
    if near is None:
        return 0
    return max(near[0] - chain[-1][1] + 1, chain[0][0] - near[1] + 1, 0)


def _region(place: int, borders: Sequence[Place]) -> Place | None:
    return next((border for border in borders if border[0] <= place < border[1]), None)


class Uttered(Protocol):
    """What is known of words in quotation marks; `Quotation` is one."""

    @property
    def outer_start(self) -> int:
        """First code point of the opening mark."""

    @property
    def outer_end(self) -> int:
        """One past the closing mark."""

    @property
    def group(self) -> int:
        """Parts of one utterance share it."""


def utterance_borders(quotations: Iterable[Uttered]) -> list[Place]:
    """Where each utterance stands, from its first mark to its last: the `borders` for a match.

    Args:
        quotations: in article order.
    """
    borders: dict[int, Place] = {}
    for quotation in quotations:
        start, _ = borders.get(quotation.group, (quotation.outer_start, 0))
        borders[quotation.group] = (start, quotation.outer_end)
    return [*borders.values()]
