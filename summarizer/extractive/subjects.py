"""Subjects: which entries of a vocabulary an article is filed under, by the words it uses."""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple

from summarizer.extractive.words import lexicon_for, tokens
from summarizer.grounding.word_memory import WordMemory
from summarizer.schema.article import Sentence, SentenceKind
from summarizer.text.vocabulary import Entry, Vocabulary, media_topics

__all__ = ["Subject", "classify", "code_for"]

READ = 400
"""Sentences read at most: what an article is about stands before that."""
LONGEST_SENTENCE = 2_000
"""Code points read of a sentence at most: text without full stops is one sentence."""
EVIDENCE = 5
"""Sentences named for one subject at most."""
KNOWN = 50_000
"""Words and phrases remembered at most, for each vocabulary and language."""

_LEVELS = MappingProxyType({"sure": 4.0, "usual": 1.5, "weak": 0.5})
_LABEL = 4.0
"""What all words of a label are worth together, and each of them in the whole label."""
_TITLE = 3.0
_HEADING = 1.5
_LEAD = 1.0
"""What the first sentence is worth more than the last; half of that after so many sentences:"""
_FALL = 4.0
_LEAST = 0.25
"""Of the likeliest subject's score, what another needs."""
_SHORT = 5
"""Letters below which a word of a label goes on only to its plural."""


class Subject(NamedTuple):
    """An entry that an article is filed under."""

    entry: Entry
    score: float
    """Its share of all that speaks for any entry, 0 to 1."""
    sentences: tuple[str, ...]
    """Ids of the sentences of kind text that speak for it most, in article order; never empty."""


class _Sense(NamedTuple):
    """What a word or phrase speaks for."""

    entry: int
    weight: float
    term: str


@dataclass(frozen=True)
class _Terms:
    """Words and phrases of all entries; a phrase is words with one space between them."""

    whole: Mapping[str, Sequence[_Sense]]
    beginnings: Mapping[str, Sequence[_Sense]]
    """Terms whose last word may go on."""
    longest: Mapping[str, int]
    """Words of the longest phrase that begins with a word."""

    @cached_property
    def _known(self) -> WordMemory[Sequence[_Sense]]:
        """What was looked up before."""
        return WordMemory(self._senses, KNOWN)

    def within(self, words: Sequence[str]) -> Iterator[_Sense]:
        """The senses of a sentence's words in order; of phrases that share a word, the first and longest."""
        known, longest = self._known, self.longest
        done = 0
        for place in [place for place, word in enumerate(words) if known[word] or word in longest]:
            if place < done:
                continue
            for size in range(longest.get(words[place], 1), 0, -1):
                if senses := known[" ".join(words[place : place + size])]:
                    done = place + size
                    yield from senses
                    break

    def _senses(self, said: str) -> Sequence[_Sense]:
        """What is said by a word or phrase, or else by its longest beginning that reaches into the last word."""
        cuts = range(len(said), said.rfind(" ") + 1, -1)
        begun = (senses for cut in cuts if (senses := self.beginnings.get(said[:cut])))
        return self.whole.get(said) or next(begun, ())


def classify(
    sentences: Sequence[Sentence],
    language: str | None,
    *,
    title: str | None = None,
    vocabulary: Vocabulary | None = None,
) -> list[Subject]:
    """File an article under the entries of a vocabulary.

    The words of the Media Topics are listed, in English, German, French and Spanish; another entry of a vocabulary, or
    any in another language, is known by the words of its label. A word counts for more in the title and early in the
    text, and for less each time it comes again.

    Args:
        sentences: The article's sentences, of every kind, in article order.
        language: ISO 639 code, with or without a region, or None.
        title: The article's title, where it is known apart from the text.
        vocabulary: What to file under; by default the Media Topics, in the languages listed.

    Returns:
        Subjects, the likeliest first, without those far behind; empty where no sentence speaks for any entry.
    """
    if vocabulary is None and not _listed(_code(language)):
        return []
    entries = (media_topics() if vocabulary is None else vocabulary).entries
    terms = _terms(entries, language)
    read = sentences[:READ]
    heard: dict[_Sense, float] = defaultdict(float)
    places: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for place, (text, weight) in enumerate(_weighed(read, title)):
        for sense in terms.within(_words(text, language)) if weight else ():
            heard[sense] += weight
            places[sense.entry][place] += weight * sense.weight
    scores: dict[int, float] = defaultdict(float)
    for sense, times in heard.items():
        scores[sense.entry] += sense.weight * math.log1p(times)
    subjects = [
        Subject(entries[entry], score / sum(scores.values()), sentences_named)
        for entry, score in sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
        if (sentences_named := _evidence(places[entry], read))
    ]
    return [subject for subject in subjects if subject.score >= _LEAST * subjects[0].score]


def code_for(evidence: Collection[str], subjects: Sequence[Subject]) -> str | None:
    """The code of a topic: of the likeliest subject that its own sentences speak for, or else the article's.

    Args:
        evidence: ids of the topic's sentences.
        subjects: what the article is filed under, the likeliest first.
    """
    own = (subject for subject in subjects if not set(evidence).isdisjoint(subject.sentences))
    found = next(own, None) or next(iter(subjects), None)
    return found.entry.code if found else None


def _weighed(sentences: Sequence[Sentence], title: str | None) -> Iterator[tuple[str, float]]:
    """What is read, with the weight of its words: each sentence, and the title last."""
    number = 0
    for sentence in sentences:
        if sentence.kind is SentenceKind.TEXT:
            yield sentence.text[:LONGEST_SENTENCE], 1 + _LEAD / (1 + number / _FALL)
            number += 1
        elif sentence.kind is SentenceKind.HEADING:
            yield sentence.text[:LONGEST_SENTENCE], _HEADING if number or title else _TITLE
        else:
            yield "", 0.0
    yield title or "", _TITLE


def _evidence(places: Mapping[int, float], sentences: Sequence[Sentence]) -> tuple[str, ...]:
    """The sentences of kind text that speak most for an entry."""
    texts = [place for place in places if place < len(sentences) and sentences[place].kind is SentenceKind.TEXT]
    best = sorted(texts, key=lambda place: (-places[place], place))[:EVIDENCE]
    return tuple(sentences[place].id for place in sorted(best))


@lru_cache(maxsize=16)
def _terms(entries: Sequence[Entry], language: str | None) -> _Terms:
    """The terms of a vocabulary's entries in a language."""
    listed = _listed(_code(language))
    labels = {number: entry.label for number, entry in enumerate(entries) if entry.code not in listed}
    written = [
        (number, term, weight) for number, entry in enumerate(entries) for term, weight in listed.get(entry.code, ())
    ]
    whole: dict[str, list[_Sense]] = defaultdict(list)
    beginnings: dict[str, list[_Sense]] = defaultdict(list)
    longest: dict[str, int] = {}
    for number, term, weight in [*written, *_label_terms(labels, language)]:
        if words := _words(term.removesuffix("*"), language):
            terms = beginnings if term.endswith("*") else whole
            terms[" ".join(words)].append(_Sense(number, weight, term))
            longest[words[0]] = max(longest.get(words[0], 1), len(words))
    return _Terms(dict(whole), dict(beginnings), longest)


def _label_terms(labels: Mapping[int, str], language: str | None) -> Iterator[tuple[int, str, float]]:
    """Each label whole, and its words: those in few labels weigh more, and those of short labels."""
    function = lexicon_for(language).function
    words = {
        number: {token.key: token.low for token in tokens(label, language) if token.low not in function}
        for number, label in labels.items()
    }
    spread = Counter(key for found in words.values() for key in found)
    for number, found in words.items():
        if len(found) != 1:
            for form in _forms(labels[number]):
                yield number, form, _LABEL * max(1, len(found))
        for key, low in found.items():
            share = _LABEL / len(found) / spread[key] if len(found) > 1 else _LABEL
            for form in sorted({low, *_forms(key)}):
                yield number, form, share


def _forms(label: str) -> Sequence[str]:
    """A label with its plurals; with any ending, where its last word is long enough to tell."""
    if len(label.rpartition(" ")[2]) >= _SHORT:
        return (f"{label}*",)
    return (label, f"{label}s", f"{label}es")


@cache
def _listed(language: str) -> Mapping[str, Sequence[tuple[str, float]]]:
    """For each Media Topic its listed terms with their weights; none for a language without a list."""
    source = files("summarizer.extractive").joinpath("data", f"subjects.{language}.json")
    if not source.is_file():
        return {}
    data: dict[str, dict[str, list[str]]] = json.loads(source.read_text(encoding="utf-8"))
    return {
        code: [(term, _LEVELS[level]) for level, lines in levels.items() for line in lines for term in line.split(", ")]
        for code, levels in data.items()
    }


@lru_cache(maxsize=256)
def _code(language: str | None) -> str:
    """The language alone, without its region."""
    found = re.match("[a-z]*", (language or "").lower())
    return found[0] if found else ""


def _words(text: str, language: str | None) -> list[str]:
    """Words in lower case; the parts of compounds with hyphens apart."""
    return [part for token in tokens(text, language) for part in token.parts]
