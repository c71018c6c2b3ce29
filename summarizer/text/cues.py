"""The words of each language that tell who speaks, read from `data/cues.<language>.json`.

A data file needs no key at all: what it lacks is empty, so a language without a file has quotations, only no cues.
All words are lower case, phrases are words with one space between them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Cues", "cues_for"]


@dataclass(frozen=True, slots=True)
class Cues:
    """The words that tell who speaks, in one language."""

    language: str = ""
    """ISO 639 code of the data file; empty for the fallback without cues."""
    verbs: frozenset[str] = frozenset()
    """Verb forms that nearly always tell of speech: said, told, wrote."""
    weak: frozenset[str] = frozenset()
    """Verb forms that tell of speech beside a quotation, and often of something else: called, noted, laughed."""
    all_verbs: frozenset[str] = frozenset()
    """Both together; made from them."""
    nouns_too: frozenset[str] = frozenset()
    """Those of the verb forms that are nouns as often: claims, comments, reports."""
    addressed: frozenset[str] = frozenset()
    """Verb forms whose subject in a passive is spoken to: was asked, was told."""
    after: frozenset[str] = frozenset()
    """Words that are a cue only directly after a quotation: German "so"."""
    particles: frozenset[str] = frozenset()
    """Separated parts of a cue verb: German "mit", "hinzu"."""
    according: tuple[str, ...] = ()
    """Phrases that stand before the speaker: according to, laut, selon."""
    according_by_word: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=lambda: MappingProxyType({}))
    """The same, in words, by the first one; made from them."""
    according_after: tuple[str, ...] = ()
    """Phrases that stand after the speaker: zufolge."""
    auxiliaries: frozenset[str] = frozenset()
    """Verb forms that stand between a subject and its cue verb, or before both: has, would, hat, wurde."""
    copulas: frozenset[str] = frozenset()
    """Forms of to be, where they are not auxiliaries of speech."""
    nouns: frozenset[str] = frozenset()
    """Nouns that stand for what somebody said: statement, letter, Erklärung."""
    institutions: frozenset[str] = frozenset()
    """Nouns for bodies that speak: ministry, press service, Sprecherin is no such word."""
    roles: frozenset[str] = frozenset()
    """Nouns for persons by what they do: spokesman, president, Minister."""
    titles: frozenset[str] = frozenset()
    """Words before a name that are no part of it: Mr., Dr., Herr."""
    pronouns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Personal pronouns as subjects, each with all that fit of "m", "f", "n", "p" (plural), "1", "2" (persons)."""
    function: frozenset[str] = frozenset()
    """All words that are in no noun phrase, except to open it or to link within it; made from the other fields."""
    relatives: frozenset[str] = frozenset()
    """Words that open a relative clause: who, which, der."""
    determiners: frozenset[str] = frozenset()
    """Articles, demonstratives, possessives, quantifiers: what a noun phrase may begin with."""
    definite: frozenset[str] = frozenset()
    """Those of the determiners that point back: the, this, der."""
    prepositions: frozenset[str] = frozenset()
    """Prepositions, fused ones too: of, im, du."""
    linking: frozenset[str] = frozenset()
    """Prepositions that go on with a noun phrase: of, for, von, de."""
    genitive: frozenset[str] = frozenset()
    """Those of the linking words (German: articles too) that a name may go on with: of, des, de."""
    elided: frozenset[str] = frozenset()
    """Words written together with the next one, with their apostrophe: l', qu', dell'."""
    conjunctions: frozenset[str] = frozenset()
    """Words that join two equals: and, und."""
    subordinators: frozenset[str] = frozenset()
    """Words that open a clause: that, because, dass, que."""
    adverbs: frozenset[str] = frozenset()
    """Words that stand around a cue and are no part of a noun phrase: also, later, yesterday, monday."""
    past: tuple[str, ...] = ()
    """Endings of past participles that open a sentence: "Asked whether …,"."""
    absolute: frozenset[str] = frozenset()
    """Prepositions that give a participle a subject of its own: with Lee saying."""
    agents: frozenset[str] = frozenset()
    """Prepositions before the speaker of a passive: was told by, wurde von."""
    sources: frozenset[str] = frozenset()
    """Nouns that make "according to" of a preposition: nach Angaben, in den Worten."""
    source_prepositions: frozenset[str] = frozenset()
    """Those prepositions: nach, selon."""
    impersonal: frozenset[str] = frozenset()
    """Verb forms whose subject is no speaker; the noun phrase of place is: heißt es in."""
    times: frozenset[str] = frozenset()
    """Nouns of time, which no speaker is: week, Montag."""
    oblique: frozenset[str] = frozenset()
    """Determiners that a subject cannot have: den, dem."""
    compounds: bool = False
    """Whether roles and bodies are written together with what they are for: Umweltministerin."""
    adverb_endings: tuple[str, ...] = ()
    """Endings that make an adverb of a lower-case word: ly, ment, mente."""
    conjunctive: frozenset[str] = frozenset()
    """Verb forms that tell of reported speech without a cue: sei, habe."""
    masculine: frozenset[str] = frozenset()
    """Words and first names that show a man: mr, spokesman."""
    feminine: frozenset[str] = frozenset()
    """Words and first names that show a woman: mrs, spokeswoman."""
    infinitive: frozenset[str] = frozenset()
    """Words before an infinitive, among the auxiliaries: to, zu."""
    participle: tuple[str, ...] = ()
    """Endings of present participles, whose subject is the main clause's: ing, ant."""
    inverts: bool = False
    """Whether a subject may stand right after its verb before a quotation, too: dijo Rosa: …"""
    verb_second: bool = False
    """Whether the verb is the second part of a main clause: the subject follows it when anything else opens it."""
    verb_last: bool = False
    """Whether the verb ends the sentence, after the quotation and before nothing: Japanese."""
    unspaced: bool = False
    """Whether words are written without spaces, so that cue words must be looked for inside runs of letters."""
    bare_nouns: bool = False
    """Whether a common noun stands without an article: Russian, Czech."""
    capitalised_nouns: bool = False
    """Whether every noun has a capital, so that a capital does not show a name."""

    def is_role(self, word: str) -> bool:
        """Whether a lower-case word is a person's role, also as the end of a compound."""
        return word in self.roles or (self.compounds and _ends_in(word, self.roles))

    def is_institution(self, word: str) -> bool:
        """Whether a lower-case word is a body that speaks, also as the end of a compound."""
        return word in self.institutions or (self.compounds and _ends_in(word, self.institutions))


@lru_cache(maxsize=1 << 14)
def _ends_in(word: str, words: frozenset[str]) -> bool:
    return any(word[i:] in words for i in range(2, min(len(word) - 4, 24)))


@lru_cache(maxsize=256)
def cues_for(language: str | None) -> Cues:
    """The cue words of a language.

    Args:
        language: An ISO 639 code, with or without a region ("en", "en-GB", "pt_BR"), or None.

    Returns:
        The cues of the data file for the language; empty ones where there is no such file.
    """
    return _read((language or "").replace("_", "-").partition("-")[0].lower())


@cache
def _known() -> frozenset[str]:
    names = (entry.name for entry in files("summarizer.text").joinpath("data").iterdir())
    return frozenset(name.split(".")[1] for name in names if name.startswith("cues.") and name.endswith(".json"))


@cache
def _file(code: str) -> Cues:
    source = files("summarizer.text").joinpath("data", f"cues.{code}.json")
    data: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    kinds = {entry.name: entry.type for entry in fields(Cues)}
    shaped = {key: _shaped(value, str(kinds[key])) for key, value in data.items()}
    return Cues(
        **{
            "language": code,
            **shaped,
            "all_verbs": frozenset().union(shaped.get("verbs", ()), shaped.get("weak", ())),
            "according_by_word": _by_first_word(shaped.get("according", ())),
            "function": frozenset().union(*(shaped.get(key, ()) for key in _FUNCTION)),
        }
    )


_FUNCTION = (
    "auxiliaries",
    "subordinators",
    "relatives",
    "prepositions",
    "determiners",
    "conjunctions",
    "adverbs",
    "pronouns",
)


def _by_first_word(phrases: tuple[str, ...]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    out: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in phrases:
        words = tuple(phrase.split())
        out[words[0]] = (*out.get(words[0], ()), words)
    return MappingProxyType(out)


def _read(code: str) -> Cues:
    return _file(code) if code in _known() else _EMPTY


def _shaped(value: Any, kind: str) -> Any:  # noqa: ANN401 - JSON in, one of the four shapes of a field out
    if kind.startswith("frozenset"):
        return frozenset(value)
    if kind.startswith("tuple"):
        return tuple(sorted(value, key=len, reverse=True))
    return MappingProxyType(value) if kind.startswith("Mapping") else value


_EMPTY = Cues()
