"""The figures of a text: each number's possible values, what it counts, and where it stands.

A number may be read in more than one way ("5m": five metres, five million); two figures agree when one reading of
each does.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import takewhile

from summarizer.grounding.locale_words import LocaleWords, locale_words
from summarizer.grounding.stems import Word, base_language, words_in
from summarizer.grounding.word_memory import WordMemory
from summarizer.text.borders import SPACELESS
from summarizer.text.cues import cues_for
from summarizer.text.letters import caseless

__all__ = ["Figure", "agree", "broken_figures", "figures_in", "lies_in"]

_SPACES = " \u00a0\u202f\u2009"
_BEFORE = rf"(?=\d)(?:(?<![^\W_])|(?<=[{SPACELESS}]))(?<![A-Z]-)"
"""What may stand before a number; that a digit follows is asked first here and below, which is three times as fast."""
_DIGIT = re.compile(r"\d")
_NUMERAL = re.compile(rf"{_BEFORE}(?:\d{{1,3}}(?:[{_SPACES}.,'’]\d{{3}})+(?:[.,]\d+)?(?![^\W_]*\d)|\d+(?:[.,]\d+)?)")
_BROKEN = re.compile(r"(?=\d)(?<![\d.,])(?:\d{1,3}(?:[.,] \d{3})+(?!\d)|\d{1,3}\. \d{1,2}(?!\d))")
_CLOCK = re.compile(r"(?=\d)(?<!\d)([01]?\d|2[0-3])[:.h]([0-5]\d)(?!\d)(?=\s*(?:[ap]\.?m\b|uhr\b)|)", re.IGNORECASE)
_ISO_DATE = re.compile(r"(?=\d)(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4})")
_ORDINAL_ENDING = re.compile(r"(?:st|nd|rd|th|er|re|ème|e|º|ª|ο|η)\b", re.IGNORECASE)
_UNIT_BEFORE = re.compile(r"(US\$|R\$|[$€£¥₹₽₴₩₺]|\b[A-Z]{3})[ \u00a0]?$")
_AFTER = re.compile(
    rf"[ \u00a0\u202f-]?(?:d['’]|d[ei] )?([{SPACELESS}]{{1,4}}|[^\W\d_]+(?: [^\W\d_]+)?|[%٪％€$£¥₽₴](?!\d))"
)
_SPACELESS = re.compile(f"[{SPACELESS}]")
_LETTER_SCALES = frozenset({"m", "k"})
"""Scales that may as well be a unit of length or weight."""
_BETWEEN = re.compile(r"[ \u00a0\u202f-]{0,2}")
_SPELLED = frozenset({"en", "fr", "es", "pt", "de", "nl", "it", "da"})
"""Languages whose number words text2num reads."""
_AROUND = 3
"""Words on either side of a number word among which the rest of its number stands."""
_NEAR = 3
"""Words after a figure among which is what it counts."""
_FEW = 12
"""Numbers up to which a rank is no count: the third bridge, three bridges."""
_EXACT = 100
"""Whole numbers below this are not rounded."""
_ROUNDED = 0.05
"""Share by which a rounded figure may be off."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a text.

    Attributes:
        start: first code point of the number, in the text.
        end: one past its last code point; unit and scale are inside.
        values: its possible values.
        unit: "percent", the name of a currency, or empty.
        counted: stems of the words after it that carry content, nearest first.
        ordinal: whether it gives a rank.
        spelled: whether it is written in words.
        year: whether it looks like a year.
    """

    start: int
    end: int
    values: frozenset[float]
    unit: str = ""
    counted: tuple[str, ...] = ()
    ordinal: bool = False
    spelled: bool = False
    year: bool = False

    @property
    def tells_when(self) -> bool:
        """Whether it is a year or a time of day."""
        return self.year or self.unit == "clock"


def agree(one: Figure, other: Figure) -> bool:
    """Whether the first may stand for the second: the same value, or that value rounded, in no other unit."""
    if (one.ordinal != other.ordinal and not _tells_the_time(one, other)) or (
        one.unit and other.unit and one.unit != other.unit
    ):
        return False
    if one.values & other.values:
        return True
    if one.ordinal or one.year or other.year:
        return False
    return any(_rounds(value, exact) for value in one.values for exact in other.values)


def _tells_the_time(one: Figure, other: Figure) -> bool:
    """Whether a rank and a count may be the same: in the 31st minute, on 31 minutes."""
    return bool(one.counted) and one.counted[:1] == other.counted[:1] and min(one.values) > _FEW


def _rounds(value: float, exact: float) -> bool:
    """Whether `value` is `exact` with fewer digits; whole numbers below a hundred are said as they are."""
    if exact == int(exact) and abs(exact) < _EXACT:
        return False
    half_up = exact * (1 + 1e-9)
    near = 0 < abs(value - exact) <= _ROUNDED * abs(exact)
    return near and any(float(f"{half_up:.{digits}g}") == value for digits in range(1, 7))


@lru_cache(maxsize=64)
def figures_in(text: str, language: str | None) -> tuple[Figure, ...]:
    """Find the numbers of a text, in digits and (in eight languages) in words.

    Args:
        text: a statement or an article.
        language: ISO 639 code, with or without a region, or None.

    Returns:
        Its figures in order, with code-point offsets; clock times count as one figure, days of the month among them.
    """
    words = words_in(text, language)
    locale = locale_words(language)
    found: list[Figure] = []
    digits = _DIGIT.search(text) is not None
    taken = [match.span() for match in _ISO_DATE.finditer(text)] if digits else []
    for figures in (
        _clocks(text) if digits else (),
        _numerals(text, words, locale, language) if digits else (),
        _spelled(text, words, locale, language),
    ):
        free = [figure for figure in figures if not lies_in(figure.start, figure.end, taken)]
        found += free
        taken = sorted([*taken, *((figure.start, figure.end) for figure in free)])
    return tuple(sorted(found, key=lambda figure: figure.start))


def lies_in(start: int, end: int, places: Sequence[tuple[int, int]]) -> bool:
    """Whether [start, end) shares a code point with one of the places, which are sorted and do not overlap."""
    at = bisect_left(places, (end, 0)) - 1
    return at >= 0 and places[at][1] > start


def broken_figures(text: str, language: str | None) -> tuple[Figure, ...]:
    """Find numbers that a text may have with a space after their mark: 3, 700 for 3,700.

    Args:
        text: an article.
        language: ISO 639 code, with or without a region, or None.
    """
    locale, words = locale_words(language), words_in(text, language)
    found = []
    for match in _BROKEN.finditer(text):
        values = _values(match[0].replace(" ", ""), locale.decimal)
        end, unit, values = _with_unit(text, match.end(), values, "", locale)
        found.append(Figure(match.start(), end, frozenset(values), unit, _counted(words, end, language)))
    return tuple(found)


def _clocks(text: str) -> Iterator[Figure]:
    for match in _CLOCK.finditer(text):
        rest = caseless(text[match.end() : match.end() + 6]).replace(".", "").strip()
        if ":" not in match[0] and not rest.startswith(("am", "pm", "uhr")):
            continue
        hour = int(match[1])
        hours = {hour} if rest.startswith("am") or hour > 12 else {hour, (hour % 12) + 12}
        yield Figure(match.start(), match.end(), frozenset(h + int(match[2]) / 100 for h in hours), unit="clock")


def _numerals(text: str, words: Sequence[Word], locale: LocaleWords, language: str | None) -> Iterator[Figure]:
    for match in _NUMERAL.finditer(text):
        start, end = match.span()
        values = _values(match[0], locale.decimal)
        before = _UNIT_BEFORE.search(text, max(0, start - 4), start)
        unit = locale.units.get(caseless(before[1]), "") if before else ""
        ordinal = _ORDINAL_ENDING.match(text, end)
        grown, unit, scaled = (ordinal.end(), unit, values) if ordinal else _with_unit(text, end, values, unit, locale)
        plain = match[0].isdigit() and len(match[0]) == 4 and scaled == values and not unit
        yield Figure(
            start,
            grown,
            frozenset(scaled),
            unit,
            _counted(words, grown, language),
            ordinal is not None,
            year=plain and 1000 <= int(match[0]) < 2200,
        )


def _with_unit(text: str, end: int, values: set[float], unit: str, locale: LocaleWords) -> tuple[int, str, set[float]]:
    """Read scale and unit after a number."""
    if scale := _known_word(text, end, locale.scales):
        word, end = scale
        power = locale.scales[caseless(word)]
        scaled = {round(value * 10**power, 6) for value in values}
        either = word in _LETTER_SCALES and not unit
        values = scaled | values if either else scaled
    if not unit and (found := _known_word(text, end, locale.units)):
        word = found[0]
        name = locale.units[caseless(word)]
        if len(word) != 3 or word.isupper() or name == "percent":
            return found[1], name, values
    return end, unit, values


def _known_word(text: str, end: int, known: Mapping[str, object]) -> tuple[str, int] | None:
    """The longest of the known words that stands right behind a number, and where it ends."""
    after = _AFTER.match(text, end)
    if after is None:
        return None
    written = after[1]
    cuts = range(len(written), 0, -1) if _SPACELESS.match(written) else (len(written), len(written.split(" ")[0]))
    for cut in cuts:
        if caseless(written[:cut]) in known:
            return written[:cut], after.start(1) + cut
    return None


def _values(numeral: str, decimal: str) -> set[float]:
    """The values that a numeral in digits may have; more than one where the language does not tell."""
    bare = re.sub(rf"[{_SPACES}'’]", "", numeral)
    marks = re.findall("[.,]", bare)
    if not marks:
        return {float(bare)}
    last = marks[-1]
    grouped = float(re.sub("[.,]", "", bare))
    if len(marks) > 1 and len(set(marks)) == 1:
        return {grouped}
    whole, _, rest = bare.rpartition(last)
    as_decimal = float(f"{re.sub('[.,]', '', whole)}.{rest}")
    if len(marks) > 1 or len(rest) != 3 or not 1 <= len(whole) <= 3 or whole == "0":
        return {as_decimal}
    if not decimal:
        return {grouped, as_decimal}
    return {as_decimal} if last == decimal else {grouped}


def _counted(words: Sequence[Word], end: int, language: str | None) -> tuple[str, ...]:
    """Stems of the content words right after a figure, in its clause, before a preposition other than "of"."""
    first = bisect_left(words, end, key=lambda word: word.start)
    if first == len(words):
        return ()
    clause = words[first - 1].clause if first else words[first].clause
    stop = _stops(language)
    near = takewhile(lambda word: word.clause == clause and word.low not in stop, words[first : first + _NEAR])
    return tuple(word.stem for word in near if word.content and not word.low[0].isdigit())


@lru_cache(maxsize=64)
def _stops(language: str | None) -> frozenset[str]:
    cues = cues_for(language)
    return cues.prepositions - cues.genitive


class _Spoken:
    """A word as text2num takes it."""

    __slots__ = ("breaks", "written")

    def __init__(self, written: str, *, breaks: bool) -> None:
        self.written = written
        self.breaks = breaks

    def text(self) -> str:
        return self.written

    def nt_separated(self, previous: _Spoken) -> bool:
        del previous
        return self.breaks

    def not_a_number_part(self) -> bool:
        return False


def _is_vague(low: str, locale: LocaleWords) -> bool:
    """Whether a word tells only roughly how many: thousands, tens."""
    return low == "tens" or (
        low.endswith("s") and len(low) > 4 and low[:-1] in locale.scales and low not in locale.scales
    )


def _spelled(text: str, words: Sequence[Word], locale: LocaleWords, language: str | None) -> Iterator[Figure]:
    code = base_language(language)
    if code not in _SPELLED:
        return
    taken = 0
    for found_first, found_last, value, is_ordinal in _number_words(text, words, code):
        first, last = words[found_first], words[found_last]
        if any(words[at].low[0].isdigit() for at in range(found_first, found_last + 1)):
            continue
        if _is_vague(last.low, locale):
            continue
        if is_ordinal and found_first and words[found_first - 1].low == "per":
            continue  # a unit of time
        if first.start < taken or (value == 1 and not is_ordinal):
            continue  # one is as often an article or a pronoun
        end, unit, values = _with_unit(text, last.end, {value}, "", locale)
        taken = end
        yield Figure(
            first.start,
            end,
            frozenset(values),
            unit,
            _counted(words, end, language),
            ordinal=is_ordinal,
            spelled=True,
        )


def _number_words(text: str, words: Sequence[Word], code: str) -> Iterator[tuple[int, int, float, bool]]:
    """Numbers in words: their first and last word, value, and whether they give a rank; read only where some stand."""
    from text_to_num import find_numbers

    is_number = _number_words_of(code)
    for start, end in _runs([at for at, word in enumerate(words) if is_number[word.low]], len(words)):
        spoken = [
            _Spoken(words[at].low, breaks=at > 0 and not _BETWEEN.fullmatch(text, words[at - 1].end, words[at].start))
            for at in range(start, end)
        ]
        for found in find_numbers(spoken, code, 0):
            yield start + found.start, start + found.end - 1, float(found.value), bool(found.is_ordinal)


def _runs(places: Sequence[int], length: int) -> list[tuple[int, int]]:
    """The places with what is around each, as runs apart from each other."""
    runs: list[tuple[int, int]] = []
    for place in places:
        start, end = max(0, place - _AROUND), min(length, place + _AROUND + 1)
        if runs and start <= runs[-1][1]:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return runs


@lru_cache(maxsize=32)
def _number_words_of(code: str) -> WordMemory[bool]:
    """Whether a word is a number's, or a part of one."""
    return WordMemory(partial(_is_number_word, code=code))


def _is_number_word(low: str, code: str) -> bool:
    from text_to_num import find_numbers

    return not low[0].isdigit() and bool(find_numbers([_Spoken(low, breaks=False)], code, 0))
