"""What of an article speaks to a language model in place of its readers: orders, forged parts of a prompt or answer."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

__all__ = ["orders_in", "spelt_in"]

_FORGED = {
    "<|": r"<\|\w+\|>",  # the tokens of chat templates
    "inst]": r"\[/?INST\]",
    "<sys>": r"<</?SYS>>",
    "##": r"^#{2,}[ \t]*(?:system|instruction|response)\b",
    "system": r"^[\[(* \t]{0,3}system[ \t]*(?:prompt|message|note|override|instruction)?\b[^:\n]{0,40}:",
    "article": r"</?article\b[^<>\n]*>(?!\s?[,;.])",  # the prompt's own tags, and below what stands between two
    "[s": r"^[ \t]{0,3}\[S\d+\]",  # its numbering
    "(s": r"\bQ\d+ \(S\d+\)",
    ":": r"[\"“](?:headline|abstract|quotes|claims|topics|evidence|speaker)[\"”]\s*:",  # its answer
}
_SHORTEST_BASE64 = 40
_FENCED = re.compile(r"</article\b[^<>\n]*>(?!\s?[,;.]).{1,5000}?<article\b[^<>\n]*>", re.DOTALL | re.IGNORECASE)
_TAGS = re.compile("[\U000e0020-\U000e007e]+")
_QUOTED = re.compile(r"[“„«「『][^”“„»«」』\n]+[”“»「」』]|(?<!\w)\"[^\"\n]+\"")
_START = (
    r"(?:^|(?<=[.!?:;,。！：(“„«\"—–]\s)|(?<=[。！：(“„«\"])"
    r"|(?<=\band )|(?<=\bplease )|(?<=\bund )|(?<=\bbitte )|(?<=\bet )|(?<=\by )|(?<=\be )|(?<=\bи ))"
)
"""Where a clause begins: there an imperative stands, and seldom a noun or a past tense."""


@dataclass(frozen=True, slots=True)
class _Order:
    """A pattern, and words in lower case one of which a text must have; they are looked for first, being quicker."""

    needs: tuple[str, ...]
    pattern: re.Pattern[str]


_BASE64 = _Order(
    (),
    re.compile(r"(?<![^\s\"'“(:])(?=[A-Za-z0-9+/]{40})(?=[A-Za-z+/]*\d)(?=[a-z0-9+/]*[A-Z])[A-Za-z0-9+/]+={0,2}"),
)


@lru_cache(maxsize=8)
def orders_in(text: str) -> tuple[tuple[int, int], ...]:
    """Find the places of an article that speak to a language model.

    Such a place is the words inside quotation marks where the order stands in a quotation, else its whole line. What
    they are told by: words of ten languages that forbid or demand what an answer says ("ignore all previous
    instructions"), the tokens of chat templates, the tags, numbers and field names of this package's own prompt, and
    long Base64. An article about such orders has such places too; of 5,795 news articles in 17 languages none has.

    Args:
        text: an article's text.

    Returns:
        The places, in code points, in order and apart from each other.
    """
    lower = text.lower()
    had = {word for word in _needed() if word in lower}
    orders = [order for order in _orders() if not had.isdisjoint(order.needs)]
    if coded := max(map(len, lower.split()), default=0) >= _SHORTEST_BASE64:
        orders.append(_BASE64)
    found = [fenced.span() for fenced in _FENCED.finditer(text)] if "</article" in lower else []
    for line, low in zip(_lines(text), lower.split("\n"), strict=False) if orders else ():
        here = {word for word in had if word in low}
        if not here and not coded:
            continue
        fitting = (order for order in orders if order is _BASE64 or not here.isdisjoint(order.needs))
        marks = [mark.span() for order in fitting for mark in order.pattern.finditer(text, *line)]
        if marks:
            found.extend(_places(text, line, marks))
    return tuple(_apart(sorted(found)))


def spelt_in(text: str) -> str:
    """The words that Base64 and tag characters spell in a text, whoever may read them there."""
    tags = "".join(chr(ord(c) & 0x7F) for run in _TAGS.findall(text) for c in run)
    return "\n".join([*map(_decoded, _BASE64.pattern.findall(text)), tags])


def _decoded(word: str) -> str:
    try:
        return base64.b64decode(word + "=" * (-len(word) % 4)).decode("utf-8", "ignore")
    except (binascii.Error, ValueError):
        return ""


def _apart(places: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join places that overlap."""
    start, end = -1, -1
    for first, last in places:
        if first > end:
            if start >= 0:
                yield start, end
            start, end = first, last
        end = max(end, last)
    if start >= 0:
        yield start, end


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1


def _places(text: str, line: tuple[int, int], marks: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The quotations of a line that hold the marks; the whole line where one stands outside of them."""
    quoted = [quotation.span() for quotation in _QUOTED.finditer(text, *line)]
    held = [[place for place in quoted if place[0] <= start and end <= place[1]] for start, end in marks]
    yield from sorted({places[0] for places in held}) if all(held) else [line]


@cache
def _needed() -> frozenset[str]:
    return frozenset(word for order in _orders() for word in order.needs)


@cache
def _orders() -> Sequence[_Order]:
    """Those of all languages: an order may be in another than its article."""
    source = files("summarizer.text").joinpath("data", "orders.json")
    data: dict[str, list[dict[str, str]]] = json.loads(source.read_text(encoding="utf-8"))
    spoken = [(one["needs"].split("|"), one["pattern"]) for several in data.values() for one in several]
    forged = [([needs], pattern) for needs, pattern in _FORGED.items()]
    return [
        _Order(tuple(needs), re.compile(pattern.replace("<start>", _START), re.IGNORECASE | re.MULTILINE))
        for needs, pattern in (*spoken, *forged)
    ]
