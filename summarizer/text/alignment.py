"""The place in the article that comes nearest to words which do not stand there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarizer.text.words import Words

MAX_WORDS = 1000
"""Words of the piece that are aligned; what follows is not looked at."""
_COMMON = 60
"""Two words that stand together more often than this say nothing about the place."""
_RARE = 20
_WINDOWS = 3
_SHORT = 3
_LEGIBLE = 5
"""Letters that a word must have to be recognised though misspelt."""
_SAME_WORDS = 0.5
_SAME_LETTERS = 0.7


def nearest_place(article: Words, said: Words) -> tuple[int, int] | None:
    """Find the words of the article [first, last), by number, that are most like what was said.

    Two words in a row that both have vote for a place; the best windows are aligned word by word.

    Returns:
        None where less than half of the words (by their letters) stand there in this order, and the letters differ too.
    """
    said = said.slice(0, MAX_WORDS)
    if not said or not article:
        return None
    best: tuple[float, tuple[int, int]] | None = None
    for low, high in _windows(article, said.folds):
        place = _aligned(article, said.folds, low, high)
        if place:
            score = _likeness(article.folds[place[0] : place[1]], said.folds)
            if best is None or score > best[0]:
                best = score, place
    if best is None and len(said) <= _SHORT:
        best = _similar_word(article, said.folds)
    return best[1] if best and best[0] >= _SAME_WORDS else None


def _windows(article: Words, said: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Stretches of the article where most of the rare pairs and words stand in step with what was said."""
    width = max(4, len(said) // 4)
    votes: Counter[int] = Counter()
    for place, pair in enumerate(pairwise(said)):
        _vote(votes, article.pairs.get(pair, ()), place, width, _COMMON)
    for place, word in enumerate(said):
        _vote(votes, article.places.get(word, ()), place, width, _COMMON if len(said) <= _SHORT else _RARE)
    for bucket, _ in votes.most_common(_WINDOWS):
        yield max((bucket - 1) * width, 0), min((bucket + 1) * width + len(said), len(article))


def _vote(votes: Counter[int], numbers: Sequence[int], place: int, width: int, limit: int) -> None:
    if len(numbers) <= limit:
        for number in numbers:
            bucket = (number - place) // width
            votes[bucket] += 1
            votes[bucket + 1] += 1


def _aligned(article: Words, said: Sequence[str], low: int, high: int) -> tuple[int, int] | None:
    """Find the stretch of [low, high) that holds the common words with the fewest others between them."""
    from rapidfuzz.distance import Indel

    cost = sum(map(len, said)) / len(said) / 2  # a word between costs half a word in common
    best, run = 0.0, 0.0
    begin, chosen = (0, 0), None
    last = (low, 0)
    for block in Indel.opcodes(article.folds[low:high], said):
        if block.tag != "equal":
            continue
        start, mine = low + block.src_start, block.dest_start
        gain = sum(map(len, said[mine : block.dest_end]))
        run -= cost * (start - last[0])
        if run <= 0:
            run, begin = 0.0, (start, mine)
        run += gain
        last = (low + block.src_end, block.dest_end)
        if run > best:
            best, chosen = run, (begin, last)
    if chosen is None:
        return None
    (first, skipped), (end, done) = chosen
    return _widened(article, first, end, skipped, len(said) - done)


def _widened(article: Words, first: int, last: int, before: int, after: int) -> tuple[int, int]:
    """Take in as many words on either side as were said there and differ, within the sentence."""
    for _ in range(before):
        if first == 0 or first in article.breaks:
            break
        first -= 1
    for _ in range(after):
        if last >= len(article) or last in article.breaks:
            break
        last += 1
    return first, last


def _likeness(article: Sequence[str], said: Sequence[str]) -> float:
    """From 0 to 1: common words by their letters, or one word's letters in common where that is clear."""
    from rapidfuzz import fuzz
    from rapidfuzz.distance import Indel

    common = sum(
        sum(map(len, said[block.dest_start : block.dest_end]))
        for block in Indel.opcodes(article, said)
        if block.tag == "equal"
    )
    words = common / sum(map(len, said))
    alike = fuzz.ratio(" ".join(article), " ".join(said)) / 100
    return max(words, alike if alike >= _SAME_LETTERS else 0.0)


def _similar_word(article: Words, said: Sequence[str]) -> tuple[float, tuple[int, int]] | None:
    """Find a word of the article spelt much like the longest word said."""
    from rapidfuzz import fuzz, process

    word = max(said, key=len)
    if len(word) < _LEGIBLE:
        return None
    found = process.extractOne(word, article.places.keys(), scorer=fuzz.ratio, score_cutoff=80)
    if not found:
        return None
    number, place = article.places[found[0]][0], said.index(word)
    first, last = _widened(article, number, number + 1, place, len(said) - place - 1)
    return _likeness(article.folds[first:last], said), (first, last)
