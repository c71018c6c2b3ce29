"""The sentences an article turns on: close to what all of it says, early, not saying the same twice, readable alone."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain

from summarizer.extractive.words import lexicon_for, tokens
from summarizer.schema.article import Quotation, Sentence, SentenceKind
from summarizer.text.cues import cues_for

__all__ = ["central_sentences", "in_order", "quoted_share", "ranked_sentences", "stands_alone"]

READ = 400
"""Sentences of kind text read at most; a longer article has said by then what it is about."""
LONGEST_SENTENCE = 2_000
"""Code points read of a sentence at most: text without full stops is one sentence."""
SHARE = 1 / 3
"""Of the article's sentences, how many are central, between the least and the most asked for."""
MOSTLY_QUOTED = 0.5
"""Share of quoted characters above which a sentence is left to the quotes."""
FEW = 3
"""Below so many, sentences that lean on the one before are taken as well."""
SHORT, LONG = 40, 400
"""Code points below and above which a sentence makes a poor claim."""

_LEAD = 0.7
_TITLE = 0.25
_ODD_LENGTH = 0.6
_REDUNDANT = 0.7
_TOO_CLOSE = 0.6

_QUESTION = ("?", "？", "؟")
_WORD = re.compile(r"\w+(?:['’]\w+)?")

Vector = dict[str, float]


def central_sentences(
    sentences: Sequence[Sentence],
    language: str | None,
    *,
    quotations: Sequence[Quotation] = (),
    title: str | None = None,
    least: int = 6,
    most: int = 12,
) -> list[str]:
    """Choose the sentences that carry the article.

    Each sentence is compared with the whole article (words weighted by how rare they are in it) and gains by standing
    early and by sharing the title's words; it loses by resembling one already chosen. Sentences that lean on the one
    before, are mostly speech, cut a quotation, or ask, are passed over. The work grows linearly with the article's
    length.

    Args:
        sentences: The article's sentences, of every kind, in article order.
        language: ISO 639 code, with or without a region, or None.
        quotations: The article's quotations; sentences that are mostly speech are passed over.
        title: The article's title, where it is known apart from the text.
        least: How many sentences at least, where as many can be read alone.
        most: How many at most.

    Returns:
        Ids of sentences of kind text, in article order.
    """
    ranked = ranked_sentences(sentences, language, quotations=quotations, title=title, least=least, most=most)
    return [sentence.id for sentence in in_order(ranked)]


def in_order(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Put sentences into article order."""
    return sorted(sentences, key=lambda sentence: sentence.start)


def ranked_sentences(
    sentences: Sequence[Sentence],
    language: str | None,
    *,
    quotations: Sequence[Quotation] = (),
    title: str | None = None,
    least: int = 6,
    most: int = 12,
) -> list[Sentence]:
    """The same choice as `central_sentences`, the most central sentence first; arguments as there."""
    candidates = [sentence for sentence in sentences if sentence.kind is SentenceKind.TEXT][:READ]
    wanted = min(most, max(least, round(len(candidates) * SHARE)))
    vectors = _vectors([sentence.text[:LONGEST_SENTENCE] for sentence in candidates], language)
    scores = _scores(candidates, vectors, language, _heading(sentences, title))
    own = _own_words(candidates, quotations)
    pool = [
        number
        for number, sentence in enumerate(candidates)
        if own[number] and vectors[number] and not sentence.text.endswith(_QUESTION)
    ]
    alone = [number for number in pool if stands_alone(candidates[number].text, language)]
    chosen = _apart(alone, vectors, scores, wanted)
    if len(chosen) < min(wanted, FEW):
        chosen = _apart(pool, vectors, scores, min(wanted, FEW))
    return [candidates[number] for number in chosen]


def quoted_share(sentence: Sentence, quotations: Sequence[Quotation]) -> float:
    """How much of a sentence is speech.

    Args:
        sentence: The sentence.
        quotations: Quotations of the same article, in any order.

    Returns:
        From 0 to 1, by code points, quotation marks counted as speech.
    """
    quoted = sum(
        max(0, min(sentence.end, quotation.outer_end) - max(sentence.start, quotation.outer_start))
        for quotation in quotations
        if quotation.speech
    )
    return min(1.0, quoted / max(1, sentence.end - sentence.start))


def stands_alone(text: str, language: str | None) -> bool:
    """Whether a sentence can be read without the one before.

    Args:
        text: The sentence.
        language: ISO 639 code, with or without a region, or None.

    Returns:
        False where it begins with a pronoun, a demonstrative or a connective, or announces what follows.
    """
    first = _WORD.search(text[:80].lower())
    openers = lexicon_for(language).openers
    if not first or text[0] in "([…" or text.endswith((":", "：")):
        return False
    if first[0] in openers or first[0] in cues_for(language).pronouns:
        return False
    return not any(opener in openers for opener in (text[:1], text[:2])) if text[0] > "\u2e80" else True


def _own_words(candidates: Sequence[Sentence], quotations: Sequence[Quotation]) -> list[bool]:
    """For each sentence whether it is mostly the article's own words and cuts no quotation; one pass over both."""
    speech = sorted(
        (quotation for quotation in quotations if quotation.speech), key=lambda quotation: quotation.outer_start
    )
    own, first = [], 0
    for sentence in candidates:
        while first < len(speech) and speech[first].outer_end <= sentence.start:
            first += 1
        last = first
        while last < len(speech) and speech[last].outer_start < sentence.end:
            last += 1
        within = speech[first:last]
        whole = all(sentence.start <= said.outer_start and said.outer_end <= sentence.end for said in within)
        own.append(whole and quoted_share(sentence, within) <= MOSTLY_QUOTED)
    return own


def _vectors(texts: Sequence[str], language: str | None) -> list[Vector]:
    """Unit vectors of content words; a word weighs more, the fewer sentences it stands in."""
    counts = [Counter([token.key for token in tokens(text, language) if token.content]) for text in texts]
    spread = Counter(chain.from_iterable(counts))
    rarity = {key: math.log(1 + len(texts) / times) for key, times in spread.items()}
    return [_unit({key: (1 + math.log(times)) * rarity[key] for key, times in count.items()}) for count in counts]


def _unit(vector: Vector) -> Vector:
    length = math.sqrt(sum([weight * weight for weight in vector.values()]))
    return {key: weight / length for key, weight in vector.items()} if length else {}


def _likeness(one: Vector, other: Vector) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum([weight * other[key] for key, weight in one.items() if key in other])


def _scores(candidates: Sequence[Sentence], vectors: Sequence[Vector], language: str | None, title: str) -> list[float]:
    whole: Counter[str] = Counter()
    for vector in vectors:
        whole.update(vector)
    centre = _unit(dict(whole))
    titled = {token.key for token in tokens(title, language) if token.content}
    scores = []
    for number, (sentence, vector) in enumerate(zip(candidates, vectors, strict=True)):
        score = _likeness(vector, centre) + _LEAD / (1 + number / 2)
        score += _TITLE * len(titled & vector.keys()) / max(3, len(titled))
        score *= 1.0 if SHORT <= len(sentence.text) <= LONG else _ODD_LENGTH
        scores.append(score)
    return scores


def _apart(pool: list[int], vectors: Sequence[Vector], scores: Sequence[float], wanted: int) -> list[int]:
    """Take the best sentence again and again, each time less ready to take what resembles the taken."""
    chosen: list[int] = []
    closest = dict.fromkeys(pool, 0.0)
    while len(chosen) < wanted and closest:
        best = max(
            closest, key=lambda number: (scores[number] - _REDUNDANT * closest[number] * scores[number], -number)
        )
        if closest.pop(best) < _TOO_CLOSE:
            chosen.append(best)
            for number in closest:
                closest[number] = max(closest[number], _likeness(vectors[number], vectors[best]))
    return chosen


def _heading(sentences: Sequence[Sentence], title: str | None) -> str:
    """The title, or else the headings above the first text."""
    above = []
    for sentence in sentences:
        if sentence.kind is SentenceKind.TEXT:
            break
        if sentence.kind is SentenceKind.HEADING:
            above.append(sentence.text)
    return title or " ".join(above)
