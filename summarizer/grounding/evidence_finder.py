"""Evidence for a statement, found by the words it shares with the article's sentences.

Used where a model names no evidence, or evidence that does not hold. No model: BM25 over stems, numbers and pairs of
words, with some credit for what a sentence leaves to its neighbours and to the article's title.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from summarizer.schema.article import Sentence, SentenceKind
from summarizer.text.borders import SPACELESS
from summarizer.text.cues import cues_for
from summarizer.text.letters import caseless
from summarizer.text.reading import Reading

__all__ = ["find_evidence"]

LONGEST_SENTENCE = 2_000
"""Code points read of a sentence at most: text without full stops is one sentence."""
STEM = 7
"""Letters of a word that are compared: declared, declaration."""

_MARKS = "\u064b-\u0652\u0900-\u0963\u0966-\u0dff"
"""Vowel signs of Arabic and the scripts of India, which are no letters to a regular expression."""
_WORD = re.compile(rf"\d+(?:[.,:/]\d+)*|[^\W\d_](?:[^\W_]+|[{_MARKS}{SPACELESS}]+|['’](?=[^\W_]))*")
_RUN = re.compile(f"[{SPACELESS}]+|[^{SPACELESS}]+")
_SPACELESS = re.compile(f"[{SPACELESS}]")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_ENDING = re.compile(r"(?<=...)(?:ies|ing|ed|es|s|e|y|en|er|ly)$")

_LENGTH = 0.1
"""How much of a sentence's length counts against it: more of it would favour fragments and picture lines."""
_FUNCTION = 0.1
_NUMBER = 1.5
_NAME = 1.2
_PAIR = 0.3
_NEIGHBOUR = 0.25
_TITLE = 0.3

_total = math.fsum  # the same whatever the order, so that ties are broken alike in every process


@dataclass(frozen=True, slots=True)
class _Indexed:
    """The sentences of kind text, each as its stems."""

    sentences: Sequence[Sentence]
    lines: Sequence[str]
    """The stems in order, a space on either side of each."""
    stems: Sequence[frozenset[str]]
    rarity: Mapping[str, float]
    """Weight of a stem: the more, the fewer sentences it stands in."""
    lengths: Sequence[float]
    """Stems of each sentence, as a share of the average."""
    title: frozenset[str]


def find_evidence(statement: str, reading: Reading, *, most: int = 3) -> tuple[Sentence, ...]:
    """Find the sentences that a statement most likely rests on.

    Args:
        statement: What is stated, in the article's language.
        reading: The article's sentences; only those of kind text are looked at.
        most: How many sentences at most.

    Returns:
        Sentences that share a word with the statement, the best first; empty where none does.
    """
    indexed = _indexed(reading.sentences)
    scores = _scores(statement, indexed, reading.language)
    ranked = sorted(range(len(scores)), key=lambda number: (-scores[number], number))
    return tuple(indexed.sentences[number] for number in ranked[: max(0, most)] if scores[number] > 0)


@lru_cache(maxsize=8)
def _indexed(sentences: tuple[Sentence, ...]) -> _Indexed:
    """Index an article once for all its statements."""
    texts = [sentence for sentence in sentences if sentence.kind is SentenceKind.TEXT]
    words = [_stems(sentence.text[:LONGEST_SENTENCE]) for sentence in texts]
    stems = [*map(frozenset, words)]
    spread = Counter(stem for line in stems for stem in line)
    average = sum(map(len, stems)) / max(1, len(stems)) or 1.0
    return _Indexed(
        sentences=texts,
        lines=[f" {' '.join(line)} " for line in words],
        stems=stems,
        rarity={stem: math.log(1 + (len(texts) - n + 0.5) / (n + 0.5)) for stem, n in spread.items()},
        lengths=[len(line) / average for line in stems],
        title=frozenset(stem for heading in _above(sentences) for stem in _stems(heading.text)),
    )


def _above(sentences: Sequence[Sentence]) -> Sequence[Sentence]:
    """The headings above the first text."""
    first = next((n for n, sentence in enumerate(sentences) if sentence.kind is SentenceKind.TEXT), 0)
    return [sentence for sentence in sentences[:first] if sentence.kind is SentenceKind.HEADING]


def _scores(statement: str, indexed: _Indexed, language: str | None) -> list[float]:
    """What each sentence holds of the statement."""
    weights = _weights(statement, indexed.rarity, language)
    pairs = [(f" {one} {two} ", min(weights[one], weights[two])) for one, two in pairwise(_stems(statement))]
    wanted = frozenset(weights)
    shared = [wanted & stems for stems in indexed.stems]
    scores = []
    for number, own in enumerate(shared):
        if not own:
            scores.append(0.0)
            continue
        near = frozenset().union(*shared[max(0, number - 1) : number + 2]) - own
        titled = (wanted & indexed.title) - own - near
        worth, worth_near, worth_titled = (_total(weights[stem] for stem in stems) for stems in (own, near, titled))
        beside = _total(weight for pair, weight in pairs if pair in indexed.lines[number])
        score = worth + _NEIGHBOUR * worth_near + _TITLE * worth_titled + _PAIR * beside
        scores.append(score / (1 - _LENGTH + _LENGTH * indexed.lengths[number]))
    return scores


def _weights(statement: str, rarity: Mapping[str, float], language: str | None) -> dict[str, float]:
    """What each stem of the statement is worth; nothing, where the article has it in no sentence."""
    function = cues_for(language).function
    weights: dict[str, float] = {}
    for number, word in enumerate(_words(statement)):
        for stem in _word_stems(word):
            weight = rarity.get(stem, 0.0)
            if caseless(word) in function:
                weight *= _FUNCTION
            elif word[0].isdigit():
                weight *= _NUMBER
            elif number and word[0].isupper() and language != "de":
                weight *= _NAME
            weights[stem] = max(weight, weights.get(stem, 0.0))
    return weights


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text))


def _stems(text: str) -> list[str]:
    return [stem for word in _words(text) for stem in _word_stems(word)]


@lru_cache(maxsize=20_000)
def _word_stems(word: str) -> tuple[str, ...]:
    """A word's stem; a number without its grouping marks; pairs of characters in scripts without spaces."""
    if word[0].isdigit():
        return (re.sub("[.,]", "", word) if _GROUPED.fullmatch(word) else word,)
    if _SPACELESS.search(word):
        return tuple(stem for run in _RUN.findall(word) for stem in _pieces(run))
    return _pieces(word)


def _pieces(run: str) -> tuple[str, ...]:
    if _SPACELESS.match(run):
        return tuple(map("".join, pairwise(run))) or (run,)
    low = caseless(max(re.split("['’]", run), key=len))
    return (_ENDING.sub("", low)[:STEM],)
