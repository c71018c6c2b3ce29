"""The article as plain short sentences: each quotation is one token, so that the words around it are a frame."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from summarizer.text.cues import cues_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.schema.article import Quotation, Sentence
    from summarizer.text.cues import Cues

__all__ = ["Frame", "Kind", "Token", "frames"]


class Kind:
    """What a token is; no enumeration, whose members cost Python 3.11 a call for each look."""

    WORD: Final = "word"
    NAME: Final = "name"
    """A word with a capital."""
    NUMBER: Final = "number"
    COMMA: Final = "comma"
    COLON: Final = "colon"
    STOP: Final = "stop"
    """A mark that ends a sentence or a main clause."""
    DASH: Final = "dash"
    BRACKET: Final = "bracket"
    JOINT: Final = "joint"
    """A dot, a hyphen, any other mark. Sentences say where one ends, so a dot inside a frame ends none."""
    QUOTE: Final = "quote"
    """A whole quotation with its marks."""


class Token(NamedTuple):
    """One word, mark or quotation."""

    start: int
    end: int
    word: str
    """Lower case; empty for a quotation."""
    kind: str
    """One of `Kind`."""
    quotation: int = -1
    """Number of the quotation, from 0; -1 for anything else."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One sentence with its quotations masked."""

    tokens: tuple[Token, ...]
    paragraph: int
    quotes: tuple[int, ...]
    """Where the quotations are among the tokens."""


_TOKEN = re.compile(r"\S(?:(?<=\d)\d*(?:[.,]\d+)+(?!\w)|(?<=\w)\w*+(?:[.'’&·\-‑]\w++)*+|(?<!\w))")
"""A number, words tied together, or one mark; each begins with no space, so that the search leaps over spaces."""
_MARKS = {
    **dict.fromkeys(",،、，", Kind.COMMA),
    **dict.fromkeys(":：", Kind.COLON),
    **dict.fromkeys("?!;…。？！；", Kind.STOP),
    **dict.fromkeys("–—―", Kind.DASH),
    **dict.fromkeys("()[]（）", Kind.BRACKET),
}
_ENDS_OPEN = re.compile(r"[,،、，]\s*[\"'”“’»«]*$")
_ENDS_SHARP = re.compile(r"[?!…？！]\s*[\"'”“’»«]*$")
_POSSESSIVES = frozenset({"'s", "’s", "'S", "’S"})
_ELISION = 10
"""Code points in which a word that is written together with the next one ends."""


def frames(text: str, sentences: Sequence[Sentence], quotations: Sequence[Quotation], cues: Cues) -> tuple[Frame, ...]:
    """Cut the article into frames.

    Args:
        text: The article's text.
        sentences: Its sentences, in order.
        quotations: Its quotations, in order; one that overlaps the one before is left out.
        cues: The language's words.

    Returns:
        The frames in article order. A sentence that a quotation leads into or out of is one frame with it.
    """
    tokens = _tokens(text, quotations, cues)
    starts = [token.start for token in tokens]
    cuts = _cuts(sentences, quotations)
    begins = {0: 0, **{bisect_left(starts, start): number for start, number in cuts}}
    out: list[Frame] = []
    frame: list[Token] = []
    paragraph = 0
    for (first, following), last in zip(begins.items(), [*begins, len(tokens)][1:], strict=True):
        if first == last:
            continue
        if frame and not _goes_on(text, frame, tokens[first], cues, new_paragraph=following != paragraph):
            out.append(_frame(frame, paragraph))
            frame = []
        paragraph = following
        frame += tokens[first:last]
    if frame:
        out.append(_frame(frame, paragraph))
    return tuple(out)


def _frame(tokens: list[Token], paragraph: int) -> Frame:
    return Frame(tuple(tokens), paragraph, tuple([i for i, token in enumerate(tokens) if token.kind is Kind.QUOTE]))


def _cuts(sentences: Sequence[Sentence], quotations: Sequence[Quotation]) -> list[tuple[int, int]]:
    """Where a sentence begins outside every quotation, with its paragraph's number."""
    out: list[tuple[int, int]] = []
    i = 0
    for sentence in sentences:
        while i < len(quotations) and quotations[i].outer_end <= sentence.start:
            i += 1
        if i == len(quotations) or sentence.start <= quotations[i].outer_start:
            out.append((sentence.start, sentence.paragraph))
    return out


def _goes_on(text: str, frame: list[Token], token: Token, cues: Cues, *, new_paragraph: bool) -> bool:
    """Whether what stands before the cut and the token after it are one sentence all the same."""
    last = frame[-1]
    if last.kind is Kind.COLON:
        return token.kind is Kind.QUOTE
    if new_paragraph:
        return False
    if last.kind is not Kind.QUOTE or token.kind not in (Kind.WORD, Kind.NAME):
        return last.kind is Kind.COMMA
    words = text[max(last.end - 8, last.start) : last.end]
    if _ENDS_OPEN.search(words):
        return True
    lower = token.kind is Kind.WORD
    return lower or (bool(_ENDS_SHARP.search(words)) and token.word in cues.pronouns)


def _tokens(text: str, quotations: Sequence[Quotation], cues: Cues) -> list[Token]:
    out: list[Token] = []
    position = 0
    for number, quotation in enumerate(quotations):
        if quotation.outer_start < position:
            continue
        out += _words(text, position, quotation.outer_start, cues)
        out.append(Token(quotation.outer_start, quotation.outer_end, "", Kind.QUOTE, number))
        position = quotation.outer_end
    return out + _words(text, position, len(text), cues)


def _words(text: str, start: int, end: int, cues: Cues) -> list[Token]:
    out: list[Token] = []
    unspaced = cues.unspaced
    for match in _TOKEN.finditer(text, start, end):
        shown, (first, after) = match[0], match.span()
        if shown.isalnum() and not (unspaced and not shown.isascii()):
            word, kind = _lower_and_kind(shown)
            out.append(tuple.__new__(Token, (first, after, word, kind, -1)))  # a third of the time of Token(…)
        elif not (shown[0].isalnum() or shown[0] == "_"):
            out.append(_mark(text, shown, first, after))
        elif unspaced and not shown.isascii():
            out += _unspaced(shown, first, cues)
        else:
            out += _split(shown, first, cues)
    return out


def _mark(text: str, shown: str, start: int, end: int) -> Token:
    dash = shown == "-" and text[start - 1 : start].isspace() and text[end : end + 1].isspace()
    return Token(start, end, shown, Kind.DASH if dash else _MARKS.get(shown, Kind.JOINT))


def _unspaced(shown: str, start: int, cues: Cues) -> Iterator[Token]:
    """The known words in a run of letters, and what stands between them as names."""
    position = 0
    for match in _known_words(cues.language).finditer(shown):
        if match.start() > position:
            yield Token(start + position, start + match.start(), shown[position : match.start()], Kind.NAME)
        yield Token(start + match.start(), start + match.end(), match.group(), Kind.WORD)
        position = match.end()
    if position < len(shown):
        yield Token(start + position, start + len(shown), shown[position:], Kind.NAME)


@cache
def _known_words(language: str) -> re.Pattern[str]:
    """The cue and function words of a language without spaces; single kana only after a letter that is none."""
    cues = cues_for(language)
    words = cues.verbs | cues.weak | cues.function | frozenset(cues.according) | frozenset(cues.according_after)
    parts = (
        f"(?<![\u3041-\u309f]){word}" if len(word) == 1 and "\u3041" <= word <= "\u309f" else re.escape(word)
        for word in sorted(words, key=len, reverse=True)
    )
    return re.compile("|".join(parts))


def _split(shown: str, start: int, cues: Cues) -> Iterator[Token]:
    """One token, or several where the language writes words together: l'homme, dit-il, Obama's."""
    head, mark, rest = shown[:_ELISION].replace("’", "'").partition("'")
    if mark and rest and f"{head.lower()}'" in cues.elided:
        cut = len(head) + 1
        yield Token(start, start + cut, f"{head.lower()}'", Kind.WORD)
        shown, start = shown[cut:], start + cut
    if shown[-2:] in _POSSESSIVES and len(shown) > 2:
        yield _word(shown[:-2], start)
        yield Token(start + len(shown) - 2, start + len(shown), "'s", Kind.WORD)
        return
    verb, hyphen, pronoun = shown.rpartition("-")
    if hyphen and verb and pronoun.lower() in cues.pronouns:
        yield _word(verb.removesuffix("-t") or verb, start)
        yield _word(pronoun, start + len(verb) + 1)
    elif shown:
        yield _word(shown, start)


def _word(shown: str, start: int) -> Token:
    word, kind = _lower_and_kind(shown)
    return tuple.__new__(Token, (start, start + len(shown), word, kind, -1))


@lru_cache(maxsize=20_000)
def _lower_and_kind(shown: str) -> tuple[str, str]:
    lower = shown.lower().replace("’", "'")
    if shown.islower():
        return lower, Kind.WORD
    return lower, Kind.NUMBER if shown[0].isdigit() else Kind.NAME if shown[0].isupper() else Kind.WORD
