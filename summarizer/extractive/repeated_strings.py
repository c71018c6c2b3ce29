"""Repeated strings: what stands for phrases in Chinese and Japanese, where no spaces tell words apart."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from summarizer.extractive.words import lexicon_for

__all__ = ["repeated_strings"]

_UNSPACED_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々]{2,}|[\u30a1-\u30ffー]{3,}|[A-Za-z0-9]{2,}")


def repeated_strings(texts: Sequence[str], language: str | None) -> Iterator[tuple[str, int, set[int]]]:
    """Find the longest repeated strings of two to eight characters.

    Args:
        texts: Sentences, headings, title; a string never crosses from one to the next.
        language: ISO 639 code, with or without a region, or None; its function words end a string.

    Yields:
        Each string that stands in two texts or more and in no longer string as often; how often; the texts' numbers.
    """
    function = lexicon_for(language).function
    stops = re.compile("|".join(sorted(map(re.escape, function), key=len, reverse=True)) or r"(?!)")
    counts: Counter[str] = Counter()
    places: dict[str, set[int]] = defaultdict(set)
    for number, text in enumerate(texts):
        for run in _UNSPACED_RUN.findall(stops.sub(" ", text)):
            whole = not "\u3400" <= run[0] <= "\u9fff"
            sizes = [len(run)] if whole else range(2, min(8, len(run)) + 1)
            for size in sizes:
                for start in range(len(run) - size + 1):
                    counts[run[start : start + size]] += 1
                    places[run[start : start + size]].add(number)
    absorbed = {part for text, count in counts.items() for part in (text[1:], text[:-1]) if counts.get(part) == count}
    for text, count in counts.items():
        if len(places[text]) > 1 and text not in absorbed:
            yield text, count, places[text]
