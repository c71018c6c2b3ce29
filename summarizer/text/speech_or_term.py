"""Whether words inside quotation marks are speech, or a term: a title, a name, a scare quote, a word as a word.

Signs are read off the words' form and off their sentence; each has a weight, for speech or against it, and the score is their sum
pressed into 0 to 1. The weights are rounded by hand, so that a score can be explained by naming its signs.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.text.quotation_words import QuotationWords

WEIGHTS = {
    "one word": -1.3,
    "two words": -0.5,
    "three or four words": -0.3,
    "eight words and more": 1.4,
    "ends in a comma": 1.0,
    "short with a comma": 0.3,
    "ends in a full stop": 0.2,
    "short with a full stop": 1.0,
    "ends in ! or ?": 0.4,
    "punctuation inside": 0.8,
    "first person": 0.3,
    "finite verb": 0.9,
    "lower-case start": 0.8,
    "all capitalised": -1.5,
    "one capitalised word": -0.6,
    "capitalised with a comma or stop": -0.4,
    "marked twice": -1.2,
    "single marks among double ones": -4.0,
    "opens the sentence": 0.3,
    "colon before": 0.8,
    "comma before": 0.4,
    "thing before": -1.4,
    "naming before": -1.2,
    "possessive before a capital": -1.4,
    "determiner before a capital": -1.2,
    "determiner before long": -0.3,
    "cue directly before": 1.5,
    "weak cue directly before": 0.8,
    "cue before": 1.4,
    "cue far before": 1.0,
    "according before": 0.3,
    "reported speech": 1.3,
    "cue directly after": 1.0,
    "cue after a comma": 0.4,
    "cue after": 0.3,
    "word after": -0.2,
    "compound": -0.6,
}
"""What each sign adds for speech or, negative, for a term."""

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_LONG = 40
"""Words beyond this number are not looked at."""
_REACH = 160
"""How far, in code points, the frame of a quotation is looked at, before and after."""
_SENTENCE_END = re.compile(r"[.!?…]['\"”’»)]*\s+(?=[^\W\d_a-z])|[。！？\n]")


@dataclass(frozen=True, slots=True)
class Frame:
    """The words inside one pair of marks, and what stands around it in its sentence."""

    words: str
    before: str
    """The sentence up to the opening mark, other quotations masked."""
    after: str
    """The sentence from the closing mark on, other quotations masked."""
    twice: bool = False
    """Whether the same short words stand in marks elsewhere in the article."""
    minor: bool = False
    """Whether the marks are single ones in an article that has double ones too."""


def frame_around(masked: str, start: int, end: int) -> tuple[str, str]:
    """Cut the sentence around a quotation.

    Args:
        masked: the paragraph with the words inside each pair of marks masked.
        start: the quotation's opening mark, counted from the paragraph's start.
        end: one past its closing mark.

    Returns:
        What stands before and after the quotation in its sentence, shortened to what is looked at.
    """
    before, after = masked[max(0, start - _REACH) : start], masked[end : end + _REACH]
    ends = [match.end() for match in _SENTENCE_END.finditer(before)]
    stop = _SENTENCE_END.search(after)
    return before[ends[-1] :] if ends else before, after[: stop.start() + 1] if stop else after


def speech_score(frame: Frame, words: QuotationWords) -> float:
    """How much speaks for speech: 0 to 1, 0.5 the border."""
    return 1 / (1 + math.exp(-words.prior - sum(WEIGHTS[sign] for sign in signs(frame, words))))


def signs(frame: Frame, words: QuotationWords) -> Iterator[str]:
    """Name the signs for speech or term that a quotation shows."""
    inside = [match.group() for match in _WORD.finditer(frame.words[: _REACH * 2])][:_LONG]
    yield from _form(frame, inside, words)
    yield from _sentence_before(frame, inside, words)
    yield from _sentence_after(frame, inside, words)


def _form(frame: Frame, inside: list[str], words: QuotationWords) -> Iterator[str]:
    """Signs of the words themselves."""
    count = _length(frame.words, inside)
    if count < 5:
        yield ("", "one word", "two words", "three or four words", "three or four words")[count]
    elif count > 7:
        yield "eight words and more"
    last = frame.words[-1:]
    if last in ",，、":
        yield "ends in a comma" if count > 2 else "short with a comma"
    elif last in ".。…":
        yield "ends in a full stop" if count > 2 else "short with a full stop"
    elif last in "!?！？":
        yield "ends in ! or ?"
    if any(mark in frame.words[:-1] for mark in ",;:.—") and count > 3:
        yield "punctuation inside"
    lower = {word.lower().replace("’", "'") for word in inside}
    if lower & words.persons:
        yield "first person"
    if lower & words.finite:
        yield "finite verb"
    first = frame.words[:1]
    if first.islower():
        yield "lower-case start"
    content = [word for word in inside if word.lower() not in words.small]
    if content and all(not word[0].islower() for word in content):
        yield "one capitalised word" if len(content) == 1 else "all capitalised"
        if last in ",.":
            yield "capitalised with a comma or stop"
    if frame.twice:
        yield "marked twice"
    if frame.minor:
        yield "single marks among double ones"


def _sentence_before(frame: Frame, inside: list[str], words: QuotationWords) -> Iterator[str]:
    """Signs of the sentence up to the opening mark."""
    before = frame.before.rstrip()
    tokens = [match.group().lower() for match in _WORD.finditer(before)]
    if not tokens:
        yield "opens the sentence"
        return
    last, short = tokens[-1], len(inside) < 5
    if before[-1] in ":：":
        yield "colon before"
    elif _is_thing(last, words):
        yield "thing before"
    elif before[-1] in ",，":
        yield "comma before"
    elif last in words.naming:
        yield "naming before"
    elif frame.words[:1].isupper() and (last.endswith(("'s", "’s")) or before[-1] in "'’"):
        yield "possessive before a capital"
    elif last in words.determiners:
        capital = frame.words[:1].isupper()
        if capital or not short:
            yield "determiner before a capital" if short else "determiner before long"
    elif last in words.cues:
        yield "cue directly before"
    elif last in words.weak:
        yield "weak cue directly before"
    if any(token in words.cues for token in tokens[-7:-1]):
        yield "cue before"
    elif any(token in words.cues for token in tokens[:-7]):
        yield "cue far before"
    if any(phrase in before.lower() for phrase in words.according):
        yield "according before"
    if any(token in words.reported for token in tokens):
        yield "reported speech"


def _sentence_after(frame: Frame, inside: list[str], words: QuotationWords) -> Iterator[str]:
    """Signs of the sentence from the closing mark on."""
    after = frame.after
    tokens = [match.group().lower() for match in _WORD.finditer(after)]
    ended = frame.words[-1:] in ",.!?…，。！？" or after.lstrip()[:1] == ","
    if any(token in words.cues for token in tokens[:2]) and ended:
        yield "cue directly after"
    elif any(token in words.cues for token in tokens[:6]) and ended:
        yield "cue after a comma"
    elif any(token in words.cues for token in tokens):
        yield "cue after"
    epithet = len(inside) < 5 and not ended and after[:1].isspace() and after.lstrip()[:1].isalpha()
    if epithet and tokens and tokens[0] not in words.function:
        yield "word after"
    if tokens and after[:1] in "-–" and after[1:2].isalpha():
        yield "compound"


def _is_thing(noun: str, words: QuotationWords) -> bool:
    """Whether a noun names a kind of thing that has a title or a name."""
    return noun in words.things or (
        words.compounds and any(noun.endswith(thing) for thing in words.things if len(thing) > 3)
    )


def _length(text: str, inside: list[str]) -> int:
    """Number of words; scripts without spaces count two characters as one."""
    unspaced = sum(len(word) for word in inside if word[0] >= "\u3005")
    return len(inside) if not unspaced else max(len(inside), min(len(text), unspaced) // 2)
