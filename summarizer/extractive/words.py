"""Words of a sentence, for counting: keys that fold inflection, and which of them carry content."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from importlib.resources import files
from itertools import accumulate
from typing import Any, NamedTuple

from summarizer.grounding.word_memory import WordMemory

__all__ = ["Cut", "Lexicon", "Token", "cut", "is_spaced", "lexicon_for", "tokens"]

UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Scripts that set no spaces between words: kana, Han, Thai, Lao, Burmese, Khmer; a regular expression's ranges."""

_UNSPACED = re.compile(f"[{UNSPACED}]")
_ELISION = re.compile(
    r"(?:[cdjlmnstCDJLMNST]|qu|Qu|jusqu|lorsqu|puisqu|all|dall|dell|nell|sull|un|Un|dell|Dell|All|Nell)['’](?=\w)"
)
_WORD = re.compile(
    rf"([{UNSPACED}々ー]+|(?:[^\W\d_{UNSPACED}]\.){{2,}}|[^\W{UNSPACED}](?:[^\W{UNSPACED}]|[\u0300-\u036f\u0900-\u0dff]|[-‐‑'’&.](?=[^\W_]))*)"
)
"""A group, so that a text is split into words and what stands between them, at once."""
_UNSPACED_WORD = re.compile(f"[{UNSPACED}々]")
_SPACED_WORD = re.compile(r"((?:[^\W\d_]\.){2,}|\w+(?:(?:[\u0300-\u036f\u0900-\u0dff]+|[-‐‑'’&.](?=[^\W_]))\w*)*)")
"""The same for a text without such scripts, which is read in less time."""
_HYPHEN = re.compile("[-‐‑]")
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


class Token(NamedTuple):
    """A word, or a pair of characters where a script sets no spaces; made once, wherever the word stands."""

    text: str
    low: str
    """In lower case."""
    key: str
    """Folded form for counting and comparing."""
    capital: bool
    """Whether it begins with a capital."""
    content: bool
    """Whether it says what the sentence is about: neither a function word nor a lone letter or number."""
    parts: tuple[str, ...]
    """Lower-case words between its hyphens."""
    elided: int = 0
    """Code points of the article that is written together with it: l'accord."""


class Cut(NamedTuple):
    """The words of a text, in order."""

    tokens: tuple[Token, ...]
    starts: Sequence[int]
    """The code point where each begins."""


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


def tokens(text: str, language: str | None) -> tuple[Token, ...]:
    """Take a sentence's words apart.

    Args:
        text: The sentence.
        language: ISO 639 code, with or without a region, or None.

    Returns:
        Its words in order. Compounds with hyphens stay whole; French and Italian elisions and English possessives are
        cut off.
    """
    return cut(text, language).tokens


@lru_cache(maxsize=2_000)
def cut(text: str, language: str | None) -> Cut:
    """The same words with their places."""
    code = _code(language)
    known = _known(code)
    unspaced = _UNSPACED_WORD.search(text) is not None
    parts = (_WORD if unspaced else _SPACED_WORD).split(text)
    written, starts = parts[1::2], list(accumulate(map(len, parts)))[:-1:2]
    if unspaced:
        return _with_pairs(written, starts, known, lexicon_for(code).function)
    found = tuple(map(known.__getitem__, written))
    if code in _ELIDING:
        starts = [start + token.elided for start, token in zip(starts, found, strict=True)]
    return Cut(found, starts)


def _with_pairs(
    written: Sequence[str], starts: Sequence[int], known: WordMemory[Token], function: frozenset[str]
) -> Cut:
    """The words of a text that has runs without spaces, these as pairs."""
    found: list[Token] = []
    places: list[int] = []
    for word, start in zip(written, starts, strict=True):
        if word[0] > "\u0dff" and _UNSPACED.match(word):
            pairs = _pairs(word, function)
            found += pairs
            places += range(start, start + len(pairs))
        else:
            token = known[word]
            found.append(token)
            places.append(start + token.elided)
    return Cut(tuple(found), places)


def is_spaced(text: str) -> bool:
    """Whether the text's script sets spaces between words.

    Args:
        text: Any text; most of its first letters decide.

    Returns:
        False for Chinese, Japanese, Thai, Lao, Burmese and Khmer.
    """
    sample = text[:400]
    if sample.isascii():
        return True
    return 2 * len(_UNSPACED.findall(sample)) <= sum(map(str.isalpha, sample))


def _pairs(run: str, function: frozenset[str]) -> list[Token]:
    pairs = [run[index : index + 2] for index in range(max(1, len(run) - 1))]
    contents = [len(pair) > 1 and not function.intersection(pair) for pair in pairs]
    return [
        Token(pair, pair, pair, capital=False, content=content, parts=(pair,))
        for pair, content in zip(pairs, contents, strict=True)
    ]


@lru_cache(maxsize=32)
def _known(code: str) -> WordMemory[Token]:
    """The words of a language that were read before."""
    function, folded = lexicon_for(code).function, _folding(code)
    return WordMemory(partial(_read, function=function, folded=folded, elides=code in _ELIDING))


def _read(written: str, *, function: frozenset[str], folded: Callable[[str], str], elides: bool) -> Token:
    """What a word is, as written."""
    elided = _ELISION.match(written) if elides else None
    before = elided.end() if elided else 0
    word = written[before:]
    if has_apostrophe := "'" in word or "’" in word:
        word = _POSSESSIVE.sub("", word)
    low = word.lower()
    small = len(word) <= (1 if function or not word.islower() else _SMALL)
    content = not small and not word[0].isdigit() and low not in function
    if content and has_apostrophe:
        content = _CONTRACTED.sub("", low) not in function
    key = folded(low) if len(low) > 3 else low
    return Token(word, low, key, word[0].isupper(), content, tuple(_HYPHEN.split(low)), before)


def _folding(code: str) -> Callable[[str], str]:
    """What folds a language's commonest endings; two words with one key count as one."""
    if _TRUNCATED.fullmatch(code):
        return lambda low: low[: max(4, len(low) - 2)]
    endings = (ending for codes, ending in _ENDINGS if code in codes)
    return next((partial(ending.sub, "") for ending in endings), _singular)


def _singular(low: str) -> str:
    if not low.endswith("s"):
        return low
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
