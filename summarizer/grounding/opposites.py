"""Words that exclude each other, by language: opposites, and sisters such as the names of relatives."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from summarizer.grounding.stems import base_language, stem_of

__all__ = ["Opposites", "opposites_of"]


@dataclass(frozen=True, slots=True)
class Opposites:
    """Which stems exclude which, in one language.

    Attributes:
        against: for each stem, those of the other side of each pair that it is in.
        beside: for each stem, those that mean nearly the same, itself among them.
        sisters: for each stem, the other members of its classes: a brother is no sister.
        refusing: stems of words that deny as "not" does: fail, refuse, without.
        only: words after which "not" denies nothing: not only.
        units: stems of units of time, which exclude each other behind the same number.
        prefixes: what turns a word into its opposite.
    """

    against: Mapping[str, frozenset[str]] = field(default_factory=dict)
    beside: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sisters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    refusing: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()


@cache
def opposites_of(language: str | None) -> Opposites:
    """Read a language's opposites.

    Args:
        language: ISO 639 code, with or without a region.

    Returns:
        Its opposites, as stems; empty ones for a language without.
    """
    code = base_language(language)
    source = files("summarizer.text").joinpath("data", "opposites.json")
    data: dict[str, dict[str, Any]] = json.loads(source.read_text(encoding="utf-8"))
    if code not in data:
        return Opposites()
    entry = data[code]
    against: dict[str, set[str]] = defaultdict(set)
    beside: dict[str, set[str]] = defaultdict(set)
    for pair in entry["pairs"]:
        one, two = (_stems(side, code) for side in pair)
        for mine, theirs in ((one, two), (two, one)):
            for stem in mine:
                against[stem] |= theirs - mine
                beside[stem] |= mine
    sisters: dict[str, set[str]] = defaultdict(set)
    for line in entry["sisters"]:
        group = _stems(line, code)
        for stem in group:
            sisters[stem] |= group - {stem}
    return Opposites(
        _frozen(against),
        _frozen(beside),
        _frozen(sisters),
        _stems(entry["refusing"], code),
        frozenset(entry["only"].split()),
        _stems(entry["units"], code),
        tuple(entry["prefixes"].split()),
    )


def _stems(line: str, code: str) -> frozenset[str]:
    return frozenset(stem_of(word, code) for word in line.split())


def _frozen(table: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {stem: frozenset(stems) for stem, stems in table.items()}
