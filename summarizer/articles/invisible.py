"""Characters of an article that its readers do not see, or take for others: never taken out, but told of in a note."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from summarizer.articles.source import ReadArticle

_SUSPECT = re.compile(
    "[\u034f\u115f\u1160\u180b-\u180f\u200b-\u200d\u202a-\u202e\u2060-\u2069\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_TAGS = re.compile("[\U000e0000-\U000e007f]+")
_FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f")
"""A flag of a part of a country: a black flag, letters and digits of its code as tags, an end tag."""
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]{2,}")
"""One variation selector chooses a form of the character before it; a row of them chooses nothing."""
_OVERRIDES = re.compile("[\u202d\u202e]")
_EMBEDDINGS = re.compile("[\u202a\u202b\u2066-\u2068]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_ZERO_WIDTH = re.compile("[\u115f\u1160\u200b\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]")
_JOINERS = re.compile("(?<=(.))[\u200c\u200d]+(?=(.))", re.DOTALL)
_NEEDS_JOINERS = re.compile(
    "[\u0590-\u109f\u1700-\u18af\u1a00-\u1aff\ua800-\uabff\ufb1d-\ufdff\ufe0f\ufe70-\ufefc\u2600-\u27bf\U00010800-\U0001ffff]"
)
_SPACELESS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Scripts in which a zero-width space parts words."""

# Cyrillic and Greek letters that look like Latin ones (Unicode's confusables, those of the same shape in most fonts).
_LOOKALIKES = "АВЕЅІЈКМНОРСТУХаеіјорсухѕһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρ"
_MIXED = re.compile(rf"\b(?=\w*[A-Za-z])(?=\w*[{_LOOKALIKES}])[A-Za-z{_LOOKALIKES}]{{3,}}\b")
_SIDE_BY_SIDE = re.compile(f"[A-Za-z][{_LOOKALIKES}]|[{_LOOKALIKES}][A-Za-z]")
"""What every such word has in it somewhere; few texts have any."""
_SHOWN = 60


def with_invisible_noted(reading: ReadArticle) -> ReadArticle:
    """Give the reading with a note of what its readers do not see in the text, where there is such a thing.

    Told of are: tag characters, and rows of variation selectors, with the words they spell; overrides of the direction
    of writing, and embeddings in a text that is not written from right to left; zero-width characters that part no
    words and join no letters; words that mix Latin letters with Cyrillic or Greek ones of the same shape. Soft hyphens,
    joiners in the scripts that need them, single variation selectors and emoji are ordinary.
    """
    text = reading.article.text
    kinds = [] if text.isascii() else list(_kinds(text))
    if not kinds:
        return reading
    return replace(reading, notes=(*reading.notes, f"what readers do not see in the text: {'; '.join(kinds)}"))


def smuggled(text: str) -> list[str]:
    """Say of each kind that hides words how many there are: tag characters, rows of selectors, overrides."""
    if not _SUSPECT.search(text):
        return []
    told = []
    tags = _TAGS.findall(_FLAG.sub("", text))
    if tags:
        told.append(_spelt("tag characters", tags, "".join(chr(ord(c) & 0x7F) for run in tags for c in run)))
    rows = _SELECTORS.findall(text)
    if rows:
        told.append(_spelt("variation selectors in a row", rows, _bytes_of("".join(rows))))
    if overrides := len(_OVERRIDES.findall(text)):
        told.append(f"bidi overrides: {overrides:,}")
    return told


def _kinds(text: str) -> Iterator[str]:
    """Say of each kind how many there are."""
    yield from smuggled(text)
    if _SUSPECT.search(text):
        embeddings = 0 if _RIGHT_TO_LEFT.search(text) else len(_EMBEDDINGS.findall(text))
        if embeddings:
            yield f"bidi embeddings: {embeddings:,}"
        if zero_width := _zero_width(text):
            yield f"zero-width characters: {zero_width:,}"
    if _SIDE_BY_SIDE.search(text) and (mixed := _MIXED.findall(text)):
        yield f"words of mixed alphabets: {len(mixed):,}, such as {_shown(mixed[0])}"


def _zero_width(text: str) -> int:
    count = 0 if _SPACELESS.search(text) else len(_ZERO_WIDTH.findall(text))
    for joiners in _JOINERS.finditer(text):
        if not (_NEEDS_JOINERS.match(joiners[1]) or _NEEDS_JOINERS.match(joiners[2])):
            count += len(joiners[0])
    return count


def _bytes_of(selectors: str) -> str:
    """What a row of variation selectors spells where each stands for a byte, as smuggled text does."""
    values = bytes(ord(c) - 0xFE00 if c < "\U000e0000" else (ord(c) - 0xE0100 + 16) & 0xFF for c in selectors)
    return values.decode("utf-8", "ignore")


def _spelt(kind: str, runs: list[str], words: str) -> str:
    readable = "".join(c for c in words if unicodedata.category(c)[0] not in "CZ" or c == " ").strip()
    spelt = f", which spell {_shown(readable)}" if readable else ""
    return f"{kind}: {sum(map(len, runs)):,}{spelt}"


def _shown(words: str) -> str:
    return f"“{words[:_SHOWN]}{'…' if len(words) > _SHOWN else ''}”"
