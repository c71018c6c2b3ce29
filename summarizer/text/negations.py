"""Words that negate, and words of the calendar, by language."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from summarizer.text.words import WORD

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Negations:
    """How one language negates.

    Attributes:
        words: whole words.
        beginnings: what a negated word begins with (French "n'").
        endings: what a negated word ends with (English "n't").
        parts: what negates anywhere, in scripts without spaces.
    """

    words: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    def within(self, folded: str) -> list[str]:
        """List the words of a folded text that negate, in lower case."""
        text = folded.lower()
        found = [word for word in WORD.findall(text) if self._is_negation(word)]
        return found + [part for part in self.parts for _ in range(text.count(part))]

    def _is_negation(self, word: str) -> bool:
        if word in self.words:
            return True
        return bool(self.beginnings and word.startswith(self.beginnings)) or bool(
            self.endings and word.endswith(self.endings)
        )


@cache
def negations_of(language: str | None) -> Negations:
    """How the language negates; None, or a language that is not known, takes all languages together."""
    known = _known("negations.json", language)
    return Negations(
        words=frozenset(_joined(known, "words")),
        beginnings=_joined(known, "beginnings"),
        endings=_joined(known, "endings"),
        parts=_joined(known, "parts"),
    )


@cache
def calendar_of(language: str | None) -> frozenset[str]:
    """Names of months and days, in lower case; None, or a language that is not known, takes all languages together."""
    return frozenset(word for words in _known("calendar.json", language) for word in words)


@cache
def numbers_of(language: str | None) -> frozenset[str]:
    """Numbers written as words, in lower case; None, or a language that is not known, takes all languages together."""
    return frozenset(word for words in _known("numbers.json", language) for word in words)


def _joined(known: Iterable[dict[str, list[str]]], key: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for entry in known for word in entry.get(key, ())))


def _known(name: str, language: str | None) -> list[Any]:
    """What a file tells of a language, its region aside, or else of all."""
    table = _table(name)
    code = (language or "").partition("-")[0].lower()
    return [table[code]] if code in table else [*table.values()]


@cache
def _table(name: str) -> dict[str, Any]:
    table: dict[str, Any] = json.loads((_DATA / name).read_text(encoding="utf-8"))
    return table
