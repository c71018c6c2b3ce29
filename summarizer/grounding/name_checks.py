"""The names of a statement, held against the article's words."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice

from summarizer.grounding.article_view import ArticleView, Evidence
from summarizer.grounding.locale_words import locale_words
from summarizer.grounding.stems import Word, base_language, words_in
from summarizer.schema.check import Check, CheckKind, CheckVerdict
from summarizer.text.cues import Cues, cues_for
from summarizer.text.letters import caseless

__all__ = ["check_names", "names_among", "names_in"]

_TITLE_CASE = 0.6
"""Share of words with a capital from which a statement is taken for a heading, where capitals tell no names."""
_TITLE_CASE_OF_NOUNS = 0.85
"""The same where every noun has a capital."""
_PREFIX = 4
"""Letters that a name and its inflected form or demonym have in common at least."""
_ENDING = 4
"""Letters that such a form may end with."""
_NOUNS_HAVE_CAPITALS = frozenset({"de", "lb", "nds"})


@dataclass(frozen=True, slots=True)
class Name:
    """A run of words with capitals.

    Attributes:
        words: its words.
        sure: for each word, whether it must be (part of) a name: not the first of its sentence, no title.
    """

    words: tuple[Word, ...]
    sure: tuple[bool, ...]


def names_in(text: str, language: str | None) -> tuple[Name, ...]:
    """Find the names of a text: runs of words with capitals, acronyms, and compounds with digits.

    Args:
        text: a statement; none are found where nearly every word has a capital.
        language: ISO 639 code, with or without a region, or None.

    Returns:
        Its names, in order.
    """
    return names_among(text, words_in(text, language), language)


def names_among(text: str, words: Sequence[Word], language: str | None) -> tuple[Name, ...]:
    """The same among some of a text's words, such as one sentence's."""
    letters = [word for word in words if word.text[0].isalpha()]
    nouns = base_language(language) in _NOUNS_HAVE_CAPITALS
    most = (_TITLE_CASE_OF_NOUNS if nouns else _TITLE_CASE) * len(letters)
    if len(letters) > 4 and sum(word.capital for word in letters) > most:
        return ()
    cues = cues_for(language)
    found = []
    for run in _runs(text, words, cues):
        sure = tuple(_is_sure(word, run, cues, language, nouns=nouns) for word in run)
        if any(sure):
            found.append(Name(tuple(run), sure))
    return tuple(found)


def _runs(text: str, words: Sequence[Word], cues: Cues) -> Iterator[list[Word]]:
    run: list[Word] = []
    for word in words:
        joined = bool(run) and text[run[-1].end : word.start] in {" ", "-", "\u2011", ". ", "\u00a0", "'s ", "’s "}
        if run and not (joined and _may_name(text, word, run)):
            yield run
            run = []
        if run or (word.capital and not (word.opens and word.low in cues.function)):
            run.append(word)
    if run:
        yield run


def _may_name(text: str, word: Word, run: Sequence[Word]) -> bool:
    return word.capital or (text[word.start - 1] in "-\u2011" and word.text[0].isdigit() and bool(run))


def _is_sure(word: Word, run: Sequence[Word], cues: Cues, language: str | None, *, nouns: bool) -> bool:
    acronym = len(word.text) > 1 and sum(map(str.isupper, word.text)) > 1
    locale = locale_words(language)
    if word.low in locale.months or word.low in locale.weekdays or word.low in cues.titles or word.low in cues.pronouns:
        return False
    if word.text[0].isdigit() or acronym:
        return True
    if len(word.text) < 2 or word.low in cues.function or word.low in cues.roles or word.opens:
        return False
    return len(run) > 1 and word is run[-1] if nouns else not cues.is_role(word.low)


def check_names(statement: str, evidence: Evidence) -> Iterator[Check]:
    """Hold each name of a statement against the evidence, then the whole article.

    Args:
        statement: what is stated, in the article's language.
        evidence: what it is said to rest on.

    Yields:
        One check for each name, in order; where parts of a name are not in the article, the check's words are the
        first to the last of these.
    """
    view = evidence.view
    for name in names_in(statement, view.language):
        held = [_places(word, name, view) for word in name.words]
        held = [_attached(number, name, held) for number in range(len(held))]
        missing = [number for number, places in enumerate(held) if name.sure[number] and not places]
        if missing:
            first, last = name.words[missing[0]], name.words[missing[-1]]
            nearest = _nearest(name, missing, held, view)
            replaced = nearest is not None and len(missing) < len(name.words)
            verdict = CheckVerdict.CONTRADICTED if replaced else CheckVerdict.UNSUPPORTED
        else:
            first, last = name.words[0], name.words[-1]
            sure = [places for number, places in enumerate(held) if name.sure[number]]
            here = [next((word for word in places if evidence.holds(word.start, word.end)), None) for places in sure]
            verdict = CheckVerdict.SUPPORTED if all(here) else CheckVerdict.ELSEWHERE
            nearest = next((word for word in here if word), sure[0][0])
        yield Check(
            kind=CheckKind.NAME,
            words=statement[first.start : last.end],
            start=first.start,
            end=last.end,
            verdict=verdict,
            nearest=view.span(nearest.start, nearest.end) if nearest else None,
        )


def _nearest(name: Name, missing: Sequence[int], held: Sequence[Sequence[Word]], view: ArticleView) -> Word | None:
    """The article's word beside the part of the name that it has, in place of the part that it lacks."""
    for number in missing:
        for step in (1, -1):
            beside = number + step
            if 0 <= beside < len(name.words) and held[beside]:
                known = held[beside][0]
                at = view.index.by_low[known.low][0] - step
                if 0 <= at < len(view.words) and view.words[at].capital:
                    return view.words[at]
    return None


def _attached(number: int, name: Name, held: Sequence[Sequence[Word]]) -> Sequence[Word]:
    """Where the article has a word: a number within a name only right behind the word before it."""
    word = name.words[number]
    if number == 0 or not word.text[0].isdigit():
        return held[number]
    ends = {before.end for before in held[number - 1]}
    return [place for place in held[number] if place.start - 1 in ends or place.start in ends]


def _places(word: Word, name: Name, view: ArticleView) -> Sequence[Word]:
    """Where the article has a word of a name, in any of its forms."""
    for spelling in (word.low, *_aliases(base_language(view.language)).get(word.low, ())):
        if numbers := view.index.by_low.get(spelling):
            return [view.words[number] for number in numbers]
    if numbers := view.index.by_stem.get(word.stem):
        return [view.words[number] for number in numbers]
    return _other_form(word, view) or _acronym(word, name, view)


def _other_form(word: Word, view: ArticleView) -> Sequence[Word]:
    """Inflected forms, demonyms (Brazil, Brazilian), accents left out, a part of a compound."""
    plain = _plain(word.low)
    if not plain.isalpha():
        return _compound(word, view)
    known = _known_names(view.text, view.language).get(plain[:_PREFIX], {})
    shortest = max(_PREFIX, len(plain) - _ENDING)
    if len(plain) < _PREFIX:
        return known.get(plain, ())
    for other, places in known.items():
        if other == plain:
            return places
        if len(other) < _PREFIX or abs(len(other) - len(plain)) > _ENDING + 1:
            continue
        common = _common(plain, other)
        if common >= shortest and common >= len(other) - _ENDING and _are_endings(plain[common:], other[common:]):
            return places
    return _compound(word, view)


def _common(one: str, two: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))


def _are_endings(one: str, two: str) -> bool:
    """Whether one form is the other with an ending, or both have one of those that change."""
    return not one or not two or (len(one) <= 3 and len(two) <= 3 and one[0] in "aeiouyаеиоуыюяіьóął")


def _compound(word: Word, view: ArticleView) -> Sequence[Word]:
    """A word that the article writes together with another: COVID19, Bundeskanzlerin."""
    low = word.low
    if len(low) <= _PREFIX:
        return ()
    longer = (other for other in view.index.by_low if other.startswith(low) or other.endswith(low))
    return [view.words[view.index.by_low[other][0]] for other in islice(longer, 1)]


def _acronym(word: Word, name: Name, view: ArticleView) -> Sequence[Word]:
    """EU for European Union, and the other way."""
    letters = caseless(word.text.replace(".", ""))
    if word.text.isupper() and 2 <= len(letters) <= 6:
        found = _initials(view.text, view.language).get(letters, ())
        if found:
            return found
    initials = "".join(part.low[0] for part in name.words if part.content)
    numbers = view.index.by_low.get(initials, ()) if len(initials) > 1 else ()
    return [view.words[number] for number in numbers if view.words[number].text.isupper()]


@lru_cache(maxsize=16)
def _initials(text: str, language: str | None) -> Mapping[str, Sequence[Word]]:
    """The first letters of each run of up to eight words of a sentence, with and without its small words."""
    function = cues_for(language).function
    words = words_in(text, language)
    letters = [(word.sentence, word.low[0], "" if word.low in function else word.low[0]) for word in words]
    found: dict[str, Sequence[Word]] = {}
    for first, (sentence, full, content) in enumerate(letters):
        for last, (own, letter, content_letter) in enumerate(letters[first + 1 : first + 8], first + 1):
            if own != sentence:
                break
            full += letter  # noqa: PLW2901 - grows from the first word's letter
            content += content_letter  # noqa: PLW2901 - the same
            found.setdefault(full, (words[first], words[last]))
            if len(content) > 1:
                found.setdefault(content, (words[first], words[last]))
    return found


@lru_cache(maxsize=16)
def _known_names(text: str, language: str | None) -> Mapping[str, Mapping[str, Sequence[Word]]]:
    """The article's words without accents, by their first letters."""
    found: dict[str, dict[str, list[Word]]] = {}
    for word in words_in(text, language):
        plain = _plain(word.low)
        found.setdefault(plain[:_PREFIX], {}).setdefault(plain, []).append(word)
    return found


@lru_cache(maxsize=50_000)
def _plain(low: str) -> str:
    return (
        low if low.isascii() else "".join(c for c in unicodedata.normalize("NFD", low) if not unicodedata.combining(c))
    )


@cache
def _aliases(code: str) -> Mapping[str, Sequence[str]]:
    """Other words for the same country or body: british for uk; each group holds for all its members."""
    source = files("summarizer.text").joinpath("data", "name_aliases.json")
    groups: dict[str, list[str]] = json.loads(source.read_text(encoding="utf-8"))
    return {word: tuple(group.split()) for group in groups.get(code, ()) for word in group.split()}
