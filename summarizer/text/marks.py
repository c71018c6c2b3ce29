"""Quotation marks: which characters may be one, and which of them open and close, read together paragraph by paragraph.

A glyph does not tell its job: “ closes in German, ” opens in Swedish, a straight mark does either, ’ is mostly an
apostrophe, and articles are full of wrong ones. So each mark has three costs (to open, to close, to be none at all),
each pair of opener and closer has one, and a paragraph is read as the cheapest bracketing.
"""

from __future__ import annotations

import heapq
import re
from dataclasses import dataclass
from typing import Any, NamedTuple

IMPOSSIBLE = 9.0
"""A cost from which a reading is not tried."""
_DEPTH = 3
"""How many marks may be open at once."""
_BEAM, _HOPELESS = 6, 7.0
"""How many readings are kept after each mark, and how much dearer than the cheapest one they may be."""
_UNCLOSED, _GOES_ON = 2.6, 0.3
"""What a mark costs that is open at the paragraph's end, and where the next paragraph reopens it."""
_NOTHING_INSIDE, _MISMATCH = 3.0, 2.6
"""What it costs that marks touch their partner, or do not fit their partner."""
_SAME_INSIDE, _SAME_AGAIN = 2.0, 0.2
"""What it costs that marks stand inside the same glyph: once for the outer pair, then little for each further one that
begins in the middle of a sentence, as terms do; what begins one is rather a quotation reopened."""
_HOLDS_SAME = "+"
"""Set behind an open glyph that holds the same glyph already."""


def _by_glyphs(rows: dict[float, str]) -> dict[str, float]:
    """Turn rows of glyphs that cost the same into a look-up."""
    return {glyphs: cost for cost, row in rows.items() for glyphs in row.split()}


_OPENS = _by_glyphs(
    {
        0.0: "\" “ „ « ‹ '' `` ＂ 「 『 〝",
        0.1: "‘ ‚",
        0.3: "‛",
        0.5: "' ‟",
        0.6: "» › `",
        1.2: "”",
        1.5: "’",
        IMPOSSIBLE: "」 』 〞 〟",
    }
)
"""What each glyph costs as an opener. Its keys are the inventory of marks."""

_FITS = _by_glyphs(
    {
        0.0: "\"\" ”” “” „“ „” «» »« ‟” ＂＂ '' ‘’ ‚‘ `' ‛’ ‹› ›‹ 「」 『』 〝〟 〝〞 '''' ``''",
        0.1: "‚’",
        0.2: "„\" ‚'",
        0.3: "»» ’’ ›› `’",
        0.4: '“" "” ‘\' \'’ `` ``"',
        0.6: "’' ```` \"'' ''\" “'' ''”",
        0.8: '”"',
        0.9: "\"“ ‘‘ '‘",
        1.0: "““",
        1.2: "««",
        1.5: '„„ «" "»',
    }
)
"""What it costs that these two are opener and closer; any other two are a mismatch."""

SINGLE = frozenset("'‘’‚‛`")
_APOSTROPHES = frozenset("'’‘`")
_RUN = re.compile("[" + "".join(sorted(set("".join(_OPENS)))) + "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
"""Marks that touch, with the invisible characters among them; a run shares its neighbours."""
_GLYPH = re.compile("''|’’|‘‘|``|´´|[" + "".join(sorted(set("".join(_OPENS)))) + "]")
"""A mark, doubled single ones read as one."""
_SAME = {"’’": "''", "‘‘": "``", "´´": "''"}
_ATTRIBUTE = re.compile(r"""(?<=\w)=\s?([“”"][^“”"\n]*[“”"]|'[^'\n]*')""")
"""Two marks around an attribute's value."""
_CLIPPED = re.compile(r"(?:\d0s|em|tis|twas|til|till|cause|cos|bout|n|round|nuff|ere|kay|s|t)(?!\w)", re.IGNORECASE)
"""What an apostrophe at a word's start stands before."""
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]")
"""Letters of scripts that set no spaces between words."""
_BRACKETS, _DASHES, _STOPS = frozenset("([{<¿¡/"), frozenset("-–—―‒"), frozenset(",.;:!?…)]}>%、。，！？；：）")


@dataclass(frozen=True, slots=True)
class Mark:
    """A possible quotation mark: its place, and what its readings cost."""

    start: int
    end: int
    glyph: str
    opens: float
    closes: float
    stray: float
    """The cost of being no quotation mark: an apostrophe, inches, a slip."""
    run: int
    """Marks of one run touch each other."""
    in_sentence: bool
    """Whether white space stands before it, and before that a word or a comma: it begins no sentence."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two marks that belong together; `closer` is None where the paragraph ends before one comes."""

    opener: Mark
    closer: Mark | None
    depth: int
    """0 for the outermost."""


class _State(NamedTuple):
    """One reading of the marks so far."""

    cost: float
    stack: tuple[int, ...]
    """Indices of the marks still open."""
    pairs: tuple[Any, int, int, int] | None
    """The pairs closed so far as a linked list: the list before, opener, closer, depth."""


_States = dict[tuple[str, ...], _State]
"""The cheapest reading for each stack of open glyphs: what follows depends on hardly anything else."""


def marks_in(text: str, start: int, end: int) -> list[Mark]:
    """List the possible quotation marks of a paragraph.

    Args:
        text: the article.
        start: first code point of the paragraph.
        end: one past its last.

    Returns:
        The marks in order, without apostrophes inside words and without those around attribute values (`id="…"`).
    """
    values = _attribute_values(text, start, end)
    marks: list[Mark] = []
    for number, run in enumerate(_RUN.finditer(text, start, end)):
        left = text[run.start() - 1] if run.start() > start else ""
        right = text[run.end()] if run.end() < end else ""
        for match in _GLYPH.finditer(text, *run.span()):
            if match.start() in values:
                continue
            glyph = _SAME.get(match.group(), match.group())
            if glyph in _APOSTROPHES and _in_word(left, right):
                continue
            marks.append(_costed(text, match, glyph, (left, right), number))
    return marks


def bracketing(marks: list[Mark], *, goes_on: bool) -> list[Pair]:
    """Read a paragraph's marks as the cheapest bracketing.

    Args:
        marks: what `marks_in` found in the paragraph.
        goes_on: whether the next paragraph begins with a mark, so that a quotation may stay open until then.

    Returns:
        The pairs in the order of their openers; the last outermost one may lack its closer.
    """
    states: _States = {(): _State(0.0, (), None)}
    for index, mark in enumerate(marks):
        after: _States = {}
        for glyphs, state in states.items():
            _leave(after, mark, glyphs, state)
            _close(after, marks, index, glyphs, state)
            _open(after, mark, index, glyphs, state)
        states = _pruned(after)
    still_open = _GOES_ON if goes_on else _UNCLOSED
    best = min(states.values(), key=lambda state: state.cost + still_open * len(state.stack))
    return _pairs(marks, best)


def _leave(after: _States, mark: Mark, glyphs: tuple[str, ...], state: _State) -> None:
    """Read the mark as none."""
    cost = state.cost + mark.stray
    if glyphs not in after or cost < after[glyphs].cost:
        after[glyphs] = _State(cost, state.stack, state.pairs)


def _close(after: _States, marks: list[Mark], index: int, glyphs: tuple[str, ...], state: _State) -> None:
    """Read the mark as the closer of the innermost open one."""
    mark = marks[index]
    if not glyphs or mark.closes >= IMPOSSIBLE:
        return
    opener = state.stack[-1]
    cost = state.cost + mark.closes + _FITS.get(glyphs[-1].rstrip(_HOLDS_SAME) + mark.glyph, _MISMATCH)
    if marks[opener].run == mark.run:
        cost += _NOTHING_INSIDE
    rest = glyphs[:-1]
    if rest not in after or cost < after[rest].cost:
        after[rest] = _State(cost, state.stack[:-1], (state.pairs, opener, index, len(rest)))


def _open(after: _States, mark: Mark, index: int, glyphs: tuple[str, ...], state: _State) -> None:
    """Read the mark as an opener."""
    if len(glyphs) == _DEPTH or mark.opens >= IMPOSSIBLE:
        return
    cost = state.cost + mark.opens
    if mark.glyph + _HOLDS_SAME in glyphs:
        cost += _SAME_AGAIN if mark.in_sentence else _SAME_INSIDE
    elif mark.glyph in glyphs:
        cost += _SAME_INSIDE
        glyphs = tuple(glyph + _HOLDS_SAME if glyph == mark.glyph else glyph for glyph in glyphs)
    deeper = (*glyphs, mark.glyph)
    if deeper not in after or cost < after[deeper].cost:
        after[deeper] = _State(cost, (*state.stack, index), state.pairs)


def _pruned(states: _States) -> _States:
    """Keep the readings that may still win."""
    if len(states) < 3:
        return states
    limit = min(state.cost for state in states.values()) + _HOPELESS
    hopeful = [(glyphs, state) for glyphs, state in states.items() if state.cost <= limit]
    return dict(heapq.nsmallest(_BEAM, hopeful, key=lambda item: item[1].cost) if len(hopeful) > _BEAM else hopeful)


def _pairs(marks: list[Mark], state: _State) -> list[Pair]:
    """Unwind a state's pairs."""
    found = [Pair(marks[index], None, depth) for depth, index in enumerate(state.stack)]
    link = state.pairs
    while link is not None:
        link, opener, closer, depth = link
        found.append(Pair(marks[opener], marks[closer], depth))
    return sorted(found, key=lambda pair: pair.opener.start)


def _attribute_values(text: str, start: int, end: int) -> frozenset[int]:
    """Find the marks around attribute values."""
    if text.find("=", start, end) < 0:
        return frozenset()
    return frozenset(
        place for match in _ATTRIBUTE.finditer(text, start, end) for place in (match.start(1), match.end(1) - 1)
    )


def _in_word(left: str, right: str) -> bool:
    """Tell whether a single mark stands inside a word (it's, O’Neill, 6'2) of a script with spaces between words."""
    return left.isalnum() and right.isalnum() and not _UNSPACED.match(left) and not _UNSPACED.match(right)


def _costed(text: str, match: re.Match[str], glyph: str, around: tuple[str, str], run: int) -> Mark:
    """Cost the readings of a mark, from its glyph and the characters around its run."""
    left, right = around
    opens = _OPENS[glyph] + _opens_after(left) + _opens_before(right, glyph)
    closes = IMPOSSIBLE if glyph in "「『〝" else _closes_after(left, glyph) + _closes_before(right)
    stray = 3.0
    if left.isdigit() and glyph in "\"''”’":
        stray = 0.7 if right.isspace() or right in _STOPS else 1.5  # inches, feet, minutes
    if glyph in SINGLE:
        if left.isalnum() and glyph in _APOSTROPHES:
            possessive = left in "sSxXzZ"
            opens, closes = IMPOSSIBLE, closes + (0.5 if possessive else 0.2)
            stray = min(stray, 0.3 if possessive else 1.2)
        elif glyph in _APOSTROPHES and _CLIPPED.match(text, match.end()):
            opens, stray = opens + 1.5, 0.1
        else:
            stray = 1.7 if glyph in "'`" else 2.0
    last = text[max(0, match.start() - 3) : match.start()].rstrip()[-1:]
    in_sentence = left.isspace() and (last.isalnum() or last == ",")
    return Mark(*match.span(), glyph, min(opens, IMPOSSIBLE), min(closes, IMPOSSIBLE), stray, run, in_sentence)


def _opens_after(left: str) -> float:
    """Cost what stands before an opener."""
    if not left or left.isspace() or left in _BRACKETS:
        return 0.0
    if left in _DASHES:
        return 0.2
    if left in _STOPS:
        return 0.7
    return 0.0 if _UNSPACED.match(left) else 2.0


def _opens_before(right: str, glyph: str) -> float:
    """Cost what stands after an opener."""
    if not right:
        return 6.0
    if right.isspace():
        return 0.2 if glyph in "«»‹›" else 2.0
    if right in _STOPS and right != "…":
        return 0.7 if right == "." else 2.5
    return 0.7 if right in _DASHES else 0.0


def _closes_after(left: str, glyph: str) -> float:
    """Cost what stands before a closer."""
    if not left:
        return IMPOSSIBLE
    if left.isspace():
        return 0.2 if glyph in "«»‹›" else 2.0
    return 2.5 if left in _BRACKETS and left not in "/<" else 0.0


def _closes_before(right: str) -> float:
    """Cost what stands after a closer."""
    if not right or right.isspace() or right in _STOPS or right in _DASHES or right == "/":
        return 0.0
    return 0.0 if _UNSPACED.match(right) else 1.8
