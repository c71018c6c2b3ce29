"""The words of each language that tell speech from terms, read from `data/quotation_words.<language>.json`."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib.resources import files
from typing import Any

from summarizer.text.cues import cues_for


@dataclass(frozen=True, slots=True)
class QuotationWords:
    """The words of one language, all lower case; what its data file lacks is empty."""

    prior: float = 0.6
    """What speaks for speech before any sign is seen: high where few terms stand in marks."""
    cues: frozenset[str] = frozenset()
    """Verb forms that tell who speaks; those of the cue files are added."""
    determiners: frozenset[str] = frozenset()
    """Articles and the like, which make a name of what follows; those of the cue files are added."""
    naming: frozenset[str] = frozenset()
    """Words, or two together, directly before a name or term: so-called, titled, known as."""
    calling: frozenset[str] = frozenset()
    """Verb forms shortly before a name: called, heißt, chiamata."""
    impersonal: frozenset[str] = frozenset()
    """Words that make a cue of such a verb: German es, in heißt es."""
    things: frozenset[str] = frozenset()
    """Nouns directly before a name or term: newspaper, film, motto."""
    persons: frozenset[str] = frozenset()
    """Words that only somebody who speaks says: I, we, you."""
    finite: frozenset[str] = frozenset()
    """Verb forms and the like that make a clause of the words inside the marks: is, will, don't."""
    small: frozenset[str] = frozenset()
    """Words that stay lower-case in a title: of, the, and."""
    function: frozenset[str] = frozenset()
    """Prepositions, conjunctions, auxiliaries: no noun of which a quotation is the epithet; from the cue files too."""
    weak: frozenset[str] = frozenset()
    """Verb forms that tell of speech only right beside a quotation; from the cue files too."""
    reported: frozenset[str] = frozenset()
    """Verb forms of reported speech: German sei, habe; from the cue files too."""
    judged: frozenset[str] = frozenset()
    """Words before what somebody calls a thing, where the verb comes after it: German als."""
    judging: frozenset[str] = frozenset()
    """Those verbs: bezeichnete."""
    according: tuple[str, ...] = ()
    """Phrases before a speaker: according to, laut; from the cue files too."""
    roles: frozenset[str] = frozenset()
    """Nouns for persons by what they do; those of the cue files."""
    inverted: frozenset[str] = frozenset()
    """What opens an insertion set off by commas only, where the language turns verb and subject round in it: a, ont."""
    subjects: frozenset[str] = frozenset()
    """Pronouns that stand behind the verb there: il, elle, on."""
    compounds: bool = False
    """Whether nouns are written together, so that `things` may be the end of a longer word."""
    dialogue: bool = False
    """Whether a dash at the start of a paragraph may open speech, in place of marks."""


def words_for(language: str | None) -> QuotationWords:
    """Look up the words of a language.

    Args:
        language: an ISO 639 code, with or without a region, or None for the words of all languages together.

    Returns:
        The words of the language's files; empty where there are none.
    """
    if language is None:
        return _together()
    return _words(language.replace("_", "-").partition("-")[0].lower())


@cache
def _known() -> frozenset[str]:
    names = (entry.name.split(".") for entry in files("summarizer.text").joinpath("data").iterdir())
    return frozenset(name[1] for name in names if len(name) == 3 and name[0] == "quotation_words")


@cache
def _words(code: str) -> QuotationWords:
    cues = cues_for(code)
    function = (
        cues.prepositions | cues.conjunctions | cues.subordinators | cues.auxiliaries | cues.copulas | cues.relatives
    )
    theirs = QuotationWords(
        cues=cues.verbs,
        weak=cues.weak,
        determiners=cues.determiners,
        function=function,
        reported=cues.conjunctive,
        according=cues.according,
        roles=cues.roles,
    )
    if code not in _known():
        return theirs
    source = files("summarizer.text").joinpath("data", f"quotation_words.{code}.json")
    data = json.loads(source.read_text(encoding="utf-8"))
    own = QuotationWords(**{key: _shaped(value) for key, value in data.items()})
    shared = ("cues", "weak", "determiners", "function", "reported", "roles")
    merged = {name: getattr(own, name) | getattr(theirs, name) for name in shared}
    return replace(own, **merged, according=own.according + theirs.according)


@cache
def _together() -> QuotationWords:
    """Join the words of all languages, for a text in an unknown one."""
    every = [_words(code) for code in sorted(_known())]
    names = [field.name for field in fields(QuotationWords) if str(field.type).startswith("frozenset")]
    merged: dict[str, Any] = {name: frozenset().union(*(getattr(words, name) for words in every)) for name in names}
    merged["inverted"] = frozenset()  # what French turns round, other languages write in plain clauses
    return QuotationWords(**merged, dialogue=True)


def _shaped(value: Any) -> Any:  # noqa: ANN401 - JSON in, the shape of a field out
    return frozenset(value) if isinstance(value, list) else value
