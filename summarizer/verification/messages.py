"""What a report says of one quote, in a sentence."""

from __future__ import annotations

from summarizer.schema.match import Change, Flag, Match, Verdict
from summarizer.text.counted import counted

_SHOWN = 3


def message(match: Match) -> str:
    """Say what the verdict means, with the nearest words and what differs from them."""
    match match.verdict:
        case Verdict.ALTERED:
            return f"The article has other words: {_differences(match.diff)}."
        case Verdict.ABSENT:
            return "The article has nothing like it."
        case Verdict.AMBIGUOUS:
            places = ", ".join(str(span.start) for span in match.candidates[:_SHOWN])
            more = ", …" if len(match.candidates) > _SHOWN else ""
            return f"It stands in {counted(len(match.candidates), 'place')} (at {places}{more})."
        case Verdict.ELIDED:
            return f"It leaves out {counted(match.gap, 'character')} of the article{_leaps(match.flags)}."
        case _:
            return f"It stands in the article ({match.verdict})."


def _differences(diff: tuple[Change, ...]) -> str:
    shown = "; ".join(_difference(change) for change in diff[:_SHOWN])
    return f"{shown}; and {len(diff) - _SHOWN} more" if len(diff) > _SHOWN else shown


def _difference(change: Change) -> str:
    if not change.article:
        return f"“{change.said}” was put in ({change.kind})"
    if not change.said:
        return f"“{change.article}” was left out ({change.kind})"
    return f"“{change.article}” became “{change.said}” ({change.kind})"


def _leaps(flags: tuple[Flag, ...]) -> str:
    words = {Flag.SPEAKER: "joins two speakers", Flag.NEGATION: "leaves out a negation"}
    return "".join(f", and {words[flag]}" for flag in flags)
