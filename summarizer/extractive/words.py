"""Words of a sentence, for counting: keys that fold inflection, and which of them carry content."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

__all__ = ["Lexicon", "Token", "is_spaced", "lexicon_for", "tokens"]

UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Scripts that set no spaces between words: kana, Han, Thai, Lao, Burmese, Khmer; a regular expression's ranges."""

_UNSPACED = re.compile(f"[{UNSPACED}]")
_ELISION = re.compile(
    r"(?:[cdjlmnstCDJLMNST]|qu|Qu|jusqu|lorsqu|puisqu|all|dall|dell|nell|sull|un|Un|dell|Dell|All|Nell)['’](?=\w)"
)
_WORD = re.compile(
    rf"[{UNSPACED}々ー]+|(?:[^\W\d_{UNSPACED}]\.){{2,}}|[^\W{UNSPACED}](?:[^\W{UNSPACED}]|[\u0300-\u036f\u0900-\u0dff]|[-‐‑'’&.](?=[^\W_]))*"
)
_POSSESSIVE = re.compile(r"['’]s?$")
_CONTRACTED = re.compile(r"['’]\w{1,3}$")
_SMALL = 4
"""Letters up to which a word in a language without a lexicon is taken for a function word."""
_TRUNCATED = re.compile(r"ru|uk|be|bg|s[rklq]|hr|mk|cs|pl|lt|lv|et|fi|hu|tr|az|kk|ro|el")
"""Languages whose words change at their ends so much that a cut serves best."""
_ENDINGS = (
    (frozenset({"de", "sv", "da", "no", "nl"}), re.compile(r"(?<=...)(?:ens|ern|en|er|es|em|e|n|s)$")),
    (frozenset({"es", "pt", "it"}), re.compile(r"(?:[aeo]?s|[aeio])$")),
    (frozenset({"fr"}), re.compile(r"(?:e?s|e|x)$")),
)
_PLURAL = re.compile(r"(?<=sh|ch|ss)es$|(?<=x)es$|(?<![sui])s$")
_ELIDING = frozenset({"fr", "it", "ca", "oc"})


class Token(NamedTuple):  # a tuple, because an article has hundreds and they cost most of the time
    """A word of a sentence, or a pair of characters where a script sets no spaces."""

    text: str
    low: str
    """In lower case."""
    key: str
    """Folded form for counting and comparing."""
    capital: bool
    """Whether it begins with a capital."""
    content: bool
    """Whether it says what the sentence is about: neither a function word nor a lone letter or number."""
    start: int
    """Code point in the sentence."""
    end: int


_NEW = tuple.__new__
"""Makes a `Token` of its fields in order, in half the time of a call with each."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Small words of one language."""

    function: frozenset[str] = frozenset()
    """Function words, days, months, verbs of saying: never a topic."""
    openers: frozenset[str] = frozenset()
    """First words of sentences that lean on the sentence before."""
    determiners: frozenset[str] = frozenset()
    """Words that a noun phrase begins with, where known."""
    noun_first: bool = False
    """Whether adjectives follow their noun."""


_EMPTY = Lexicon()


def lexicon_for(language: str | None) -> Lexicon:
    """Look up a language's small words.

    Args:
        language: ISO 639 code, with or without a region, or None.

    Returns:
        Its lexicon; an empty one for a language without.
    """
    return _lexicons().get(_code(language), _EMPTY)


@lru_cache(maxsize=2_000)
def tokens(text: str, language: str | None) -> tuple[Token, ...]:
    """Take a sentence's words apart.

    Args:
        text: The sentence.
        language: ISO 639 code, with or without a region, or None.

    Returns:
        Its words in order. Compounds with hyphens stay whole; French and Italian elisions and English possessives are
        cut off.
    """
    code = _code(language)
    found: list[Token] = []
    for match in _WORD.finditer(text):
        start, written = match.start(), match[0]
        if written[0] > "\u0dff" and _UNSPACED.match(written):
            found.extend(_pairs(written, start, lexicon_for(code).function))
            continue
        before, word, low, key, capital, content = _read(written, code)
        start += before
        if word:
            found.append(_NEW(Token, (word, low, key, capital, content, start, start + len(word))))
    return tuple(found)


def is_spaced(text: str) -> bool:
    """Whether the text's script sets spaces between words.

    Args:
        text: Any text; most of its first letters decide.

    Returns:
        False for Chinese, Japanese, Thai, Lao, Burmese and Khmer.
    """
    sample = text[:400]
    return 2 * len(_UNSPACED.findall(sample)) <= sum(map(str.isalpha, sample))


def _pairs(run: str, start: int, function: frozenset[str]) -> list[Token]:
    pairs = [run[index : index + 2] for index in range(max(1, len(run) - 1))]
    found = []
    for index, pair in enumerate(pairs):
        content = len(pair) > 1 and not function.intersection(pair)
        found.append(_NEW(Token, (pair, pair, pair, False, content, start + index, start + index + len(pair))))
    return found


@lru_cache(maxsize=20_000)
def _read(written: str, code: str) -> tuple[int, str, str, str, bool, bool]:
    """Of a word as written: code points of its elision, then text, low, key, capital and content of `Token`."""
    elided = _ELISION.match(written) if code in _ELIDING else None
    before = elided.end() if elided else 0
    word = _POSSESSIVE.sub("", written[before:])
    low = word.lower()
    function = lexicon_for(code).function
    small = len(word) <= (1 if function or not word.islower() else _SMALL)
    content = not small and not word[0].isdigit() and not function.intersection((low, _CONTRACTED.sub("", low)))
    return before, word, low, _key(low, code), word[:1].isupper(), content


def _key(low: str, code: str) -> str:
    """Fold the commonest endings; two words with one key count as one."""
    if len(low) < 4:
        return low
    if _TRUNCATED.fullmatch(code):
        return low[: max(4, len(low) - 2)]
    for codes, ending in _ENDINGS:
        if code in codes:
            return ending.sub("", low)
    return f"{low[:-3]}y" if low.endswith("ies") else _PLURAL.sub("", low)


@lru_cache(maxsize=256)
def _code(language: str | None) -> str:
    return re.split(r"[-_]", language or "", maxsplit=1)[0].lower()


@cache
def _lexicons() -> dict[str, Lexicon]:
    source = files("summarizer.extractive").joinpath("data", "words.json")
    data = json.loads(source.read_text(encoding="utf-8"))
    return {code: _lexicon(entry) for code, entry in data.items()}


def _lexicon(entry: dict[str, Any]) -> Lexicon:
    function, openers, determiners = (
        frozenset(" ".join(entry.get(kind, [])).split()) for kind in ("function", "openers", "determiners")
    )
    return Lexicon(function, openers, determiners, noun_first=entry.get("noun_first", False))
