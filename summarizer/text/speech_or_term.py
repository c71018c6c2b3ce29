"""Whether words inside quotation marks are speech, or a term: a title, a name, a scare quote, a word as a word.

Signs are read off the words' form and off their sentence; each has a weight, for speech or against it, and the score is
their sum pressed into 0 to 1. The weights are round numbers, so that a score can be explained by naming its signs.
"""

from __future__ import annotations

import math
import re
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
    "no capitals to see": -0.6,
    "code": -3.0,
    "marked twice": -1.2,
    "single marks among double ones": -4.0,
    "opens the sentence": 0.3,
    "colon before": 0.8,
    "comma before": 0.4,
    "thing before": -1.8,
    "naming before": -2.0,
    "called before a name": -2.0,
    "possessive before a capital": -1.4,
    "determiner before a capital": -0.8,
    "one word between determiner and noun": -0.5,
    "determiner before long": -0.3,
    "cue directly before": 1.5,
    "weak cue directly before": 0.8,
    "cue before": 1.4,
    "cue far before": 0.8,
    "according before": 0.3,
    "reported speech": 1.3,
    "cue directly after": 1.0,
    "cue after a comma": 0.4,
    "cue after": 0.3,
    "called so after": 2.5,
    "word after": -0.2,
    "thing after": -1.5,
    "compound": -0.6,
}
"""What each sign adds for speech or, negative, for a term."""

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_ELIDED = re.compile(r"^\w{1,6}['’](?=\w{3})")
_COMMAS, _STOPS, _ASKED = (",", "，", "、", "،", "؛"), (".", "。", "…"), ("!", "?", "！", "？", "؟")
_CODE = re.compile(r"\{\{|\{%|\}\}|%\}|</")
"""What only templates and markup hold."""
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
    """Weigh how much speaks for speech: 0 to 1, 0.5 the border."""
    return 1 / (1 + math.exp(-words.prior - sum(WEIGHTS[sign] for sign in signs(frame, words))))


def signs(frame: Frame, words: QuotationWords) -> list[str]:
    """Name the signs for speech or term that a quotation shows, as in `WEIGHTS`."""
    inside = _WORD.findall(frame.words[: _REACH * 2])
    found = _form(frame, inside, words) | _sentence_before(frame, inside, words) | _sentence_after(frame, inside, words)
    return [sign for sign, holds in found.items() if holds]


def _form(frame: Frame, inside: list[str], words: QuotationWords) -> dict[str, bool]:
    """Read the words themselves."""
    count, last = _length(inside), frame.words[-1:]
    lower = {word.lower().replace("’", "'") for word in inside}
    content = _content(inside, words)
    capitals = _all_capitalised(content)
    return {
        "one word": count == 1,
        "two words": count == 2,
        "three or four words": 3 <= count <= 4,
        "eight words and more": count >= 8,
        "ends in a comma": last in _COMMAS and count > 2,
        "short with a comma": last in _COMMAS and count <= 2,
        "ends in a full stop": last in _STOPS and count > 2,
        "short with a full stop": last in _STOPS and count <= 2,
        "ends in ! or ?": last in _ASKED,
        "punctuation inside": count > 3 and any(mark in frame.words[:-1] for mark in ",;:.—，。،؛"),
        "first person": bool(lower & words.persons),
        "finite verb": bool(lower & words.finite),
        "lower-case start": frame.words[:1].islower(),
        "one capitalised word": capitals and len(content) == 1,
        "all capitalised": capitals and len(content) > 1,
        "capitalised with a comma or stop": capitals and last in ",.",
        "no capitals to see": bool(content) and not any(word[0].islower() or word[0].isupper() for word in content),
        "code": _CODE.search(frame.words) is not None,
        "marked twice": frame.twice,
        "single marks among double ones": frame.minor,
    }


def _sentence_before(frame: Frame, inside: list[str], words: QuotationWords) -> dict[str, bool]:
    """Read the sentence up to the opening mark."""
    before = frame.before.rstrip()
    tokens = [word.lower() for word in _WORD.findall(before)]
    if not tokens:
        return {"opens the sentence": True}
    last, mark = tokens[-1], before[-1]
    capital, short = frame.words[:1].isupper(), len(inside) < 5
    title = _all_capitalised(_content(inside, words)) and frame.words[-1:].isalnum()
    nearest = {
        "colon before": mark in ":：",
        "called before a name": title and _is_called(tokens, words),
        "thing before": _is_thing(last, words),
        "comma before": mark in _COMMAS and not title,
        "naming before": last in words.naming or " ".join(tokens[-2:]) in words.naming,
        "possessive before a capital": capital and (last.endswith(("'s", "’s")) or mark in "'’"),
        "determiner before a capital": capital and short and last in words.determiners,
        "one word between determiner and noun": len(inside) == 1
        and last in words.determiners
        and _is_epithet(frame, inside, words),
        "determiner before long": not short and last in words.determiners,
        "cue directly before": last in words.cues,
        "weak cue directly before": last in words.weak,
    }
    near = not words.cues.isdisjoint(tokens[-7:-1])
    return {
        **dict.fromkeys([sign for sign, holds in nearest.items() if holds][:1], True),
        "cue before": near,
        "cue far before": not near and not words.cues.isdisjoint(tokens[:-7]),
        "according before": any(phrase in before.lower() for phrase in words.according),
        "reported speech": not words.reported.isdisjoint(tokens),
    }


def _sentence_after(frame: Frame, inside: list[str], words: QuotationWords) -> dict[str, bool]:
    """Read the sentence from the closing mark on."""
    after = frame.after
    tokens = [word.lower() for word in _WORD.findall(after)]
    if not tokens:
        return {}
    ended = frame.words[-1:] in (*_COMMAS, *_STOPS, *_ASKED) or after.lstrip()[:1] in _COMMAS
    directly = ended and not words.cues.isdisjoint(tokens[:2])
    soon = ended and not directly and not words.cues.isdisjoint(tokens[:6])
    return {
        "cue directly after": directly,
        "cue after a comma": soon,
        "cue after": not directly and not soon and not words.cues.isdisjoint(tokens),
        "called so after": tokens[0] in words.judging and not words.judged.isdisjoint(_last_word(frame.before)),
        "word after": _is_epithet(frame, inside, words),
        "thing after": len(inside) < 5 and not ended and _is_thing_after(tokens, words),
        "compound": after[0] in "-–" and after[1:2].isalpha(),
    }


def _is_epithet(frame: Frame, inside: list[str], words: QuotationWords) -> bool:
    """Whether a few words stand before the noun that they describe, as far as can be seen."""
    after = frame.after
    if len(inside) > 4 or frame.words[-1:] in (*_COMMAS, *_STOPS, *_ASKED) or not after[:1].isspace():
        return False
    first = _WORD.search(after)
    return after.lstrip()[:1].isalpha() and first is not None and first.group().lower() not in words.function


def _last_word(before: str) -> list[str]:
    """Take the last word, if there is one."""
    return [word.lower() for word in _WORD.findall(before)[-1:]]


def _content(inside: list[str], words: QuotationWords) -> list[str]:
    """Leave out the words that stay small in a title."""
    return [word for word in inside if word.lower() not in words.small]


def _all_capitalised(content: list[str]) -> bool:
    """Whether words begin with capitals; never in scripts that have none."""
    return any(word[0].isupper() for word in content) and not any(word[0].islower() for word in content)


def _is_called(tokens: list[str], words: QuotationWords) -> bool:
    """Whether a verb of naming stands shortly before; with an article (called it a “…”) it judges rather than names."""
    if tokens[-1] in words.determiners:
        return False
    return not words.calling.isdisjoint(tokens[-4:]) and words.impersonal.isdisjoint(tokens[-3:])


def _is_thing(noun: str, words: QuotationWords) -> bool:
    """Whether a noun names a kind of thing that has a title or a name, its article perhaps elided (l’album)."""
    noun = _ELIDED.sub("", noun)
    return noun in words.things or (
        words.compounds and any(noun.endswith(thing) for thing in words.things if len(thing) > 3)
    )


def _is_thing_after(tokens: list[str], words: QuotationWords) -> bool:
    """Whether the sentence goes on with what the words in marks are: is a word, was the name."""
    return len(tokens) > 2 and tokens[0] in words.function and tokens[2] in words.things


def _length(inside: list[str]) -> int:
    """Count words; in scripts without spaces two characters pass for one."""
    return sum(1 if word[0] < "\u3005" else (len(word) + 1) // 2 for word in inside)
