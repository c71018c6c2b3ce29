"""What code looks at first in a small model's sentence: whether it is whole, says something, and says the article's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import combinations, pairwise

from rapidfuzz import fuzz

from summarizer.grounding.claim_pairs import other_figure, same_claim
from summarizer.grounding.stems import words_in
from summarizer.text.borders import SPACELESS
from summarizer.text.cues import cues_for
from summarizer.text.reading import read

_BORNE_OUT = 0.85
"""Share of a sentence's telling words that the article must have; figures and names are checked one by one later."""
_SPOKEN_OF = 0.75
"""The same for a topic's label, which may have a broader word of its own."""
_ALIKE = 90.0
"""Percentage of likeness, words sorted, from which on two sentences say the same."""
_ENDS = re.compile(r"[.!?…。！？؟।][\"'”’»」』)\]]*$")
_SENTENCE_END = re.compile(r"(?<=[.!?…。！？؟।])[\"'”’»」』)\]]*\s*")
_REFERENCE = re.compile(r"^\W*[SQ]\d+\b|\[\w+\]")
_FRAGMENT = re.compile(r"^\W*(?:if|when|because|although|while|which|who|that) [^,]*$", re.IGNORECASE)
"""A clause that leans on another and has none beside it, in English."""
_FEWEST_WORDS = 4
_MOST_IN_LABEL = 7
_NUMBER_BEFORE = re.compile(r"^\W*[SQ]\d+\]?:? ")
_AT_ONCE = re.compile(r"\b(\w+(?:\W+\w+){2,12})\W+\1\b")
_AGAIN = re.compile(r"\b(\w+(?:\W+\w+){4})\b.*\b\1\b")
_MORE_THAN_A_SCRAP = 0.6
_HALF = re.compile(r",|\b(?:the|of|to|for|with|by|in|on|at|and|or|that|which|who|is|are|was|were)$")
_WITHOUT_END = 7
"""Words and one more, with which a sentence that has no full stop may be whole."""
_LEADS_ON = re.compile(
    r"\b(?:an?|the|of|to|for|with|by|from|at|and|or|but|that|which|who|whose|where|as|than|is|are|was|were|be|been|has|have|"
    r"had|will|would|could|not|his|her|their|its|it[’']s)$"
)
"""Words of English that no sentence ends with."""
_SPACELESS = re.compile(f"[{SPACELESS}]")


def fault(text: str, article: str, language: str | None, *, most: int) -> str:
    """Say what is wrong with a sentence or two that a small model wrote; empty where nothing is seen.

    Args:
        text: what it wrote, in the article's language.
        article: the words that it must come from.
        language: ISO 639 code, or None.
        most: code points that the answer could have.
    """
    faults = {
        "The answer was cut off where it had no end.": len(text) >= most and not _ENDS.search(text),
        "It is a reference in place of words.": _REFERENCE.search(text),
        "It is no whole sentence.": _FRAGMENT.match(text) or len(words_in(text, language)) < _FEWEST_WORDS,
        "It says the same thing twice.": repeats_itself(text),
        "It is a question.": text.rstrip().endswith(("?", "？", "؟")),
        "Too few of its words are the article's.": borne_out(text, article, language) < _BORNE_OUT,
    }
    return next((message for message, wrong in faults.items() if wrong), "")


def is_scrap(text: str, sentences: Iterable[str], *, headline: bool = False) -> bool:
    """Whether a text is a mere piece of a sentence: a smaller part of its words, or one that stops before it says it.

    Args:
        text: what the model wrote.
        sentences: the article's.
        headline: whether it is one, which may be short and have no full stop.
    """
    words = _squeezed(text)
    if not _ENDS.search(text) and (_LEADS_ON.search(words) or (not headline and words.count(" ") < _WITHOUT_END)):
        return True
    within = [sentence for sentence in map(_squeezed, sentences) if words in sentence]
    if _ENDS.search(text) and any(sentence.startswith(words) for sentence in within):
        return False  # its main clause, ended as a sentence
    return bool(within) and all(len(words) < _MORE_THAN_A_SCRAP * len(sentence) for sentence in within)


def _squeezed(text: str) -> str:
    return " ".join(word.strip("\"'“”‘’«»„.,;:!?()") for word in text.lower().split())


def first_sentence(text: str, language: str | None) -> str:
    """The first of the sentences that a model wrote where one was asked for, on one line."""
    line = plain(text)
    sentences = read(line, language).sentences
    return (sentences[0].text if sentences else line).rstrip(" ,;:")


def joined_sentences(sentences: Iterable[str]) -> str:
    """Sentences as one text, each with a full stop where it has no end of its own."""
    return " ".join(text if _ENDS.search(text) else f"{text}." for text in sentences if text)


def plain(text: str) -> str:
    """A model's words on one line, without a reference that it copied before them."""
    return _NUMBER_BEFORE.sub("", " ".join(text.split()))


def label_fault(label: str, article: str, language: str | None, *, most: int) -> str:
    """Say what is wrong with a topic's label; empty where nothing is seen.

    Args:
        label: what the model wrote.
        article: the words that it must come from, a few broader ones aside.
        language: ISO 639 code, or None.
        most: code points that the answer could have.
    """
    words = words_in(label, language)
    if len(label) >= most or _REFERENCE.search(label) or _HALF.search(label) or len(words) > _MOST_IN_LABEL:
        return "It is no topic's name."
    if len({word.stem for word in words}) < len(words):
        return "It says the same thing twice."
    if words and words[-1].low in cues_for(language).function:
        return "It breaks off."
    known = {word.stem for word in words_in(article, language)}
    if any(word.capital and word.content and not word.opens and word.stem not in known for word in words):
        return "The article has no such name."
    if borne_out(label, article, language) < _SPOKEN_OF:
        return "The article does not speak of this."
    return ""


def borne_out(text: str, article: str, language: str | None) -> float:
    """The share of a text's telling words that the article has, by their stems; 0 without any.

    In scripts without spaces, the share of its pairs of neighbouring signs.
    """
    units = _units(text, language)
    known = set(_units(article, language))
    return sum(unit in known for unit in units) / len(units) if units else 0.0


def says_the_same(one: str, two: str, language: str | None) -> bool:
    """Whether two claims tell a reader the same thing, in the same words or nearly; another figure is another claim."""
    if same_claim(one, two, language):
        return True
    return fuzz.token_sort_ratio(one.lower(), two.lower()) >= _ALIKE and other_figure(one, two, language) is None


def repeats_itself(text: str) -> bool:
    """Whether one sentence of a text comes again, or one run of words at once."""
    sentences = [part.strip().lower() for part in _SENTENCE_END.split(text) if len(part.strip()) > 1]
    if any(fuzz.token_sort_ratio(one, two) >= _ALIKE for one, two in combinations(sentences, 2)):
        return True
    return any(_AT_ONCE.search(sentence) or _AGAIN.search(sentence) for sentence in sentences)


def _units(text: str, language: str | None) -> list[str]:
    words = words_in(text, language)
    if sum(bool(_SPACELESS.match(word.text)) for word in words) * 2 > len(words):
        return [one.low + two.low for one, two in pairwise(words) if one.end == two.start]
    return [word.stem for word in words if word.content]
