"""Topics of an article by rules: its sub-headings, its names, its repeated noun phrases."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from summarizer.extractive.phrases import Phrase, phrases
from summarizer.extractive.words import is_spaced, lexicon_for, tokens
from summarizer.schema.article import Sentence, SentenceKind

__all__ = ["KeyTopic", "key_topics"]

READ = 400
"""Sentences read at most: what an article is about stands before that."""
LONGEST_SENTENCE = 2_000
"""Code points read of a sentence at most: text without full stops is one sentence."""
EVIDENCE = 5
"""Sentences named as evidence of one topic at most."""
LONGEST_HEADING = 6
"""Words of a sub-heading that can be a topic's label."""

_TITLE_WEIGHT = 3.0
_HEADING_WEIGHT = 2.0
_SIZES = {1: 1.0, 2: 1.5, 3: 1.5}
_NAME = 1.2
_LONE_NAME = 0.5
_PLAIN_WORD = 0.9
_SOURCE = 0.5
_MEDIA = re.compile(
    r"(?:the )?(?:associated press|reuters|agence france-presse|afp|ap|bbc|bbc news|cnn|dpa|tass|interfax|ria novosti"
    r"|xinhua|efe|ansa|new york times|washington post|guardian|wikinews|spiegel online|al jazeera|fox news|sky news"
    r"|bloomberg|voice of america)",
    re.IGNORECASE,
)
"""Names that tell where news comes from rather than what it is about."""
_BORDER = re.compile("[-‐‑'’]")
_ACCENTS = re.compile("[\u0300-\u036f]")
_SAME = 5
"""Letters that make two words the same topic: Ukraine, Ukrainian."""


@dataclass(frozen=True, slots=True)
class KeyTopic:
    """What a part of the article is about."""

    label: str
    """As it is written in the article."""
    sentences: tuple[str, ...]
    """Ids of the sentences of kind text it stands in, in article order; never empty."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    label: str
    stems: frozenset[str]
    sentences: tuple[str, ...]
    score: float


def key_topics(
    sentences: Sequence[Sentence], language: str | None, *, title: str | None = None, most: int = 5
) -> list[KeyTopic]:
    """Name what an article is about.

    Args:
        sentences: The article's sentences, of every kind, in article order.
        language: ISO 639 code, with or without a region, or None.
        title: The article's title, where it is known apart from the text.
        most: How many topics at most.

    Returns:
        Topics, the weightiest first, none a part of another; empty where nothing is repeated and no name stands out.
    """
    read = sentences[:READ]
    candidates = _from_phrases(read, language, title)
    highest = max((candidate.score for candidate in candidates), default=1.0)
    candidates += _from_headings(read, language, highest, most=max(1, most - 2))
    chosen: list[_Candidate] = []
    for candidate in sorted(candidates, key=lambda candidate: -candidate.score):
        if len(chosen) == most:
            break
        if _too_short(candidate.label):
            continue
        if not any(_same(candidate.stems, other.stems) for other in chosen):
            chosen.append(candidate)
    return [KeyTopic(candidate.label, candidate.sentences) for candidate in chosen]


def _too_short(label: str) -> bool:
    """`Co` names nothing, `EU` and `中国` do."""
    return len(label) < 3 and label.isascii() and not label.isupper()


def _from_phrases(sentences: Sequence[Sentence], language: str | None, title: str | None) -> list[_Candidate]:
    weights = _weights(sentences)
    texts = [
        sentence.text[:LONGEST_SENTENCE] if weight else "" for sentence, weight in zip(sentences, weights, strict=True)
    ]
    if title:
        texts.append(title)
        weights.append(_TITLE_WEIGHT)
    found = []
    for phrase in phrases(texts, language):
        places = sorted(phrase.places)
        evidence = [sentences[place].id for place in places if place < len(sentences) and _is_text(sentences[place])]
        titled, label = len(evidence) < len(places), phrase.label
        plain = not phrase.name and len(phrase.keys) == 1 and label.islower()
        named = phrase.name and (len(places) > 1 or len(phrase.keys) > 1)
        if evidence and (titled or named or len(places) > (2 if plain else 1)) and not _MEDIA.fullmatch(label):
            score = sum(weights[place] for place in places) * _value(phrase)
            if phrase.speaking * 2 >= len(places) and not titled:
                score *= _SOURCE
            found.append(_Candidate(label, _stems(phrase.keys), tuple(evidence[:EVIDENCE]), score))
    return found


def _weights(sentences: Sequence[Sentence]) -> list[float]:
    """What a phrase gains by standing in each sentence; the earlier, the more."""
    weights, number = [], 0
    for sentence in sentences:
        if _is_text(sentence):
            weights.append(1 + 1 / (1 + number / 3))
            number += 1
        elif sentence.kind is SentenceKind.HEADING:
            weights.append(_HEADING_WEIGHT if number else _TITLE_WEIGHT)
        else:
            weights.append(0.0)
    return weights


def _value(phrase: Phrase) -> float:
    if not is_spaced(phrase.keys[0]):
        return math.log2(len(phrase.keys[0]))
    if phrase.name:
        return _NAME * (1.5 if len(phrase.keys) > 1 else 1.0) * (1.0 if len(phrase.places) > 1 else _LONE_NAME)
    if len(phrase.keys) == 1:
        return _PLAIN_WORD if len(phrase.keys[0]) > 3 else _PLAIN_WORD / 2
    return _SIZES[min(len(phrase.keys), 3)]


def _from_headings(
    sentences: Sequence[Sentence], language: str | None, highest: float, *, most: int
) -> list[_Candidate]:
    """Sub-headings that name what their section speaks of; "Background" and "Other issues" name nothing."""
    function = lexicon_for(language).function
    found: list[tuple[int, _Candidate]] = []
    for heading, section in _sections(sentences):
        label = re.sub(r"^[#*=\s]+|[*=\s]+$", "", heading.text)
        words = tokens(label, language)
        if not words or len(words) > LONGEST_HEADING or label.endswith(("?", "？")) or words[0].low in function:
            continue
        keys = {token.key for token in words if token.content}
        stems = _stems(tuple(keys))
        telling = [
            sentence
            for sentence in section
            if stems & _stems(tuple(token.key for token in tokens(sentence.text[:LONGEST_SENTENCE], language)))
        ]
        if telling:
            evidence = tuple(sentence.id for sentence in telling[:EVIDENCE])
            found.append((len(section), _Candidate(label, stems, evidence, highest * (2 - len(found) / READ))))
    longest = sorted(found, key=lambda pair: -pair[0])[:most]
    return [candidate for _, candidate in longest]


def _sections(sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, list[Sentence]]]:
    """Each heading below the first text, with the text up to the next one."""
    heading: Sentence | None = None
    section: list[Sentence] = []
    begun = False
    for sentence in sentences:
        if sentence.kind is SentenceKind.HEADING and begun:
            if heading and section:
                yield heading, section
            heading, section = sentence, []
        elif _is_text(sentence):
            begun = True
            section.append(sentence)
    if heading and section:
        yield heading, section


def _stems(keys: tuple[str, ...]) -> frozenset[str]:
    """First letters of the words and of the parts of compounds; pairs of characters where no spaces are."""
    if keys and not is_spaced(keys[0]):
        return frozenset(key[start : start + 2] for key in keys for start in range(max(1, len(key) - 1)))
    return frozenset(chain.from_iterable(map(_beginnings, keys))) or frozenset(keys)


@lru_cache(maxsize=20_000)
def _beginnings(key: str) -> Sequence[str]:
    """First letters of a word's parts, without accents."""
    parts = [_ACCENTS.sub("", part) for part in _BORDER.split(unicodedata.normalize("NFD", key))]
    return [part[:_SAME] for part in parts if len(part) > 2]


def _same(stems: frozenset[str], others: frozenset[str]) -> bool:
    shared = sum(any(_alike(stem, other) for other in others) for stem in stems)
    return shared >= min(len(stems), len(others)) or shared * 2 > max(len(stems), len(others))


def _alike(stem: str, other: str) -> bool:
    return stem == other or (
        min(len(stem), len(other)) == _SAME - 1 and (stem.startswith(other) or other.startswith(stem))
    )


def _is_text(sentence: Sentence) -> bool:
    return sentence.kind is SentenceKind.TEXT
