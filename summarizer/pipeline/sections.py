"""Sections: a few sentences each, as much as a small model reads at once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from summarizer.schema.article import Sentence, SentenceKind
from summarizer.text.reading import Reading

_SENTENCES = 4
"""Sentences of a section at most."""
_CHARACTERS = 700
"""Code points of a section, from which on no further sentence is added."""

_MOSTLY = 0.5
"""Share of a sentence in quotation marks, above which it is speech."""
_ENOUGH = 3
"""Sentences of the outlet's own that a summary can be made from."""


def body(reading: Reading) -> list[Sentence]:
    """The sentences that may be evidence, hold words, and are mostly the outlet's own, if there are enough of them.

    Of speech a small model makes a claim of the outlet's; the quotes give it with its speaker.
    """
    texts = [s for s in reading.sentences if s.kind is SentenceKind.TEXT and any(map(str.isalpha, s.text))]
    own = [sentence for sentence in texts if not _is_mostly_speech(sentence, reading)]
    return own if len(own) >= min(_ENOUGH, len(texts)) else texts


def sections(sentences: Sequence[Sentence]) -> list[tuple[Sentence, ...]]:
    """Sentences that stand together, rather of one paragraph: a new one begins a section that is half full."""
    found: list[list[Sentence]] = []
    for sentence in sentences:
        if not found or _is_full(found[-1], sentence):
            found.append([])
        found[-1].append(sentence)
    return [tuple(section) for section in found]


def spread(groups: Sequence[tuple[Sentence, ...]], most: int) -> list[tuple[Sentence, ...]]:
    """So many groups at most: the first half of them from the beginning, where news is, the others evenly spread."""
    if len(groups) <= most:
        return list(groups)
    head = most // 2
    rest, wanted = groups[head:], most - head
    return [*groups[:head], *(rest[(number * len(rest)) // wanted] for number in range(wanted))]


def joined(groups: Sequence[tuple[Sentence, ...]], most: int) -> list[tuple[Sentence, ...]]:
    """Neighbouring groups put together into so many at most, of about equal size."""
    wanted = min(most, len(groups))
    borders = [number * len(groups) // wanted for number in range(wanted + 1)] if wanted else []
    return [tuple(sentence for group in groups[start:end] for sentence in group) for start, end in pairwise(borders)]


def _is_mostly_speech(sentence: Sentence, reading: Reading) -> bool:
    spoken = sum(
        max(0, min(sentence.end, q.outer_end) - max(sentence.start, q.outer_start)) for q in reading.quotations
    )
    return spoken > _MOSTLY * (sentence.end - sentence.start)


def _is_full(section: Sequence[Sentence], following: Sentence) -> bool:
    length = sum(len(sentence.text) for sentence in section)
    new_paragraph = following.paragraph != section[-1].paragraph
    return (
        len(section) >= _SENTENCES
        or length + len(following.text) > _CHARACTERS
        or (new_paragraph and 2 * len(section) >= _SENTENCES)
    )
