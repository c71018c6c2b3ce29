"""The days of a text: weekdays, months, days of the month, and words such as "yesterday" where the day is known."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from summarizer.grounding.locale_words import LocaleWords, locale_words
from summarizer.grounding.stems import Word, base_language, words_in
from summarizer.text.negations import calendar_of

__all__ = ["Day", "day_of_publication", "days_in"]

_DIGIT = re.compile(r"\d")
_ISO = re.compile(r"(?=\d)(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_EUROPEAN = re.compile(r"(?=\d)(?<!\d)(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})(?!\d)")
_DAY = re.compile(r"(?<!\d)([0-3]?\d)(?:st|nd|rd|th|er|\.|º)?(?: de| of| of the)?[\s,]*$")
_ORDINALS = {
    word: number
    for number, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
            "twenty-first",
            "twenty-second",
            "twenty-third",
            "twenty-fourth",
            "twenty-fifth",
            "twenty-sixth",
            "twenty-seventh",
            "twenty-eighth",
            "twenty-ninth",
            "thirtieth",
            "thirty-first",
        ],
        1,
    )
}
"""Days of the month in English words: "the ninth of January"."""
_DAY_IN_WORDS = re.compile(
    rf"\b({'|'.join(sorted(_ORDINALS, key=len, reverse=True)).replace('-', '[- ]')}) of $", re.IGNORECASE
)
_DAY_AFTER = re.compile(r"\.?\s+([0-3]?\d)(?:st|nd|rd|th|,)?(?![\d:%]|[.,]\d|\s?(?:per cent|percent|million))")
_YEAR_AFTER = re.compile(r"(?:\s+[0-3]?\d(?:st|nd|rd|th)?)?,?\s+(?:de )?((?:1[5-9]|20)\d\d)(?!\d)")
_TWO_DAYS = (dt.date(2024, 2, 28), dt.date(2025, 9, 1))
"""Of another month and weekday, the one before a leap day."""
_AMBIGUOUS = frozenset({"may", "march", "sat", "sun", "mar", "wed", "mai", "sol", "so", "mo"})
"""Names of days and months that are other words too: in a text in lower case they tell nothing."""


@dataclass(frozen=True, slots=True)
class Day:
    """What a text says of one day; None for what it leaves open.

    Attributes:
        start: first code point.
        end: one past the last.
        weekday: 0 for Monday.
        month: from 1.
        day: day of the month.
        year: with its century.
        relative: whether it was resolved against the day of publication.
    """

    start: int
    end: int
    weekday: int | None = None
    month: int | None = None
    day: int | None = None
    year: int | None = None
    relative: bool = False

    def fits(self, other: Day) -> bool:
        """Whether the other day says all that this one says, and nothing else."""
        wanted = [(self.weekday, other.weekday), (self.month, other.month), (self.day, other.day)]
        return all(one is None or one == two for one, two in wanted) and not (
            self.year and other.year and self.year != other.year
        )


def day_of_publication(published: str | None) -> dt.date | None:
    """Read the day of an ISO 8601 date or date-time; None where it is none."""
    try:
        return dt.date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


@lru_cache(maxsize=64)
def days_in(text: str, language: str | None, published: dt.date | None = None) -> tuple[Day, ...]:
    """Find the days that a text names.

    Args:
        text: a statement or an article.
        language: ISO 639 code, with or without a region, or None.
        published: the day against which "yesterday" is resolved, or None to leave such words out.

    Returns:
        Its days in order, with code-point offsets.
    """
    if published:
        found = [*days_in(text, language), *_relative_days(text, language, published)]
    else:
        found = [*(_written_in_digits(text) if _DIGIT.search(text) else ()), *_named_days(text, language)]
    return tuple(sorted(found, key=lambda day: day.start))


def _named_days(text: str, language: str | None) -> Iterator[Day]:
    """Months and weekdays."""
    locale, known = locale_words(language), _day_names(language)
    for word in [word for word in words_in(text, language) if word.low in known]:
        if word.low in locale.months:
            day = _with_month(text, word, locale.months[word.low])
            if day.day or day.year or not (_is_vague(word) or word.low in locale.short_months):
                yield day
        elif not _is_vague(word) and _is_weekday(word, locale):
            yield Day(word.start, word.end, locale.weekdays[word.low])


@lru_cache(maxsize=64)
def _day_names(language: str | None) -> frozenset[str]:
    return frozenset(_named(locale_words(language)))


def _relative_days(text: str, language: str | None, published: dt.date) -> Iterator[Day]:
    """Words such as "yesterday", resolved."""
    locale, code = locale_words(language), base_language(language)
    relative = _relative_words(code)
    for word in words_in(text, language):
        if (
            word.low not in relative
            or word.low in locale.months
            or _is_vague(word)
            or (word.capital and not word.opens)
        ):
            continue
        if word.low in locale.weekdays and _is_weekday(word, locale):
            continue
        if date := _relative(word.low, code, published):
            yield _dated(word.start, word.end, date, relative=True)


def _is_vague(word: Word) -> bool:
    return word.low in _AMBIGUOUS and not word.capital


def _is_weekday(word: Word, locale: LocaleWords) -> bool:
    return len(word.low) > 3 or word.capital or not locale.decimal


def _dated(start: int, end: int, date: dt.date, *, relative: bool = False) -> Day:
    return Day(start, end, date.weekday(), date.month, date.day, date.year, relative)


def _written_in_digits(text: str) -> Iterator[Day]:
    for match in _ISO.finditer(text):
        yield from _valid(match, int(match[1]), int(match[2]), int(match[3]))
    for match in _EUROPEAN.finditer(text):
        day, month = int(match[1]), int(match[2])
        year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
        yield from _valid(match, year, month, day) if month <= 12 else _valid(match, year, day, month)


def _valid(match: re.Match[str], year: int, month: int, day: int) -> Iterator[Day]:
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return
    yield _dated(match.start(), match.end(), date)


def _with_month(text: str, word: Word, month: int) -> Day:
    """A month with the day before or after it, and its year."""
    start, end, day = word.start, word.end, None
    if before := _DAY.search(text, max(0, start - 12), start):
        start, day = before.start(1), int(before[1])
    elif spelled := _DAY_IN_WORDS.search(text, max(0, start - 32), start):
        start, day = spelled.start(1), _ORDINALS[spelled[1].lower().replace(" ", "-")]
    elif after := _DAY_AFTER.match(text, end):
        end, day = after.end(1), int(after[1])
    year = _YEAR_AFTER.match(text, word.end)
    valid = day if day and day <= 31 else None
    return Day(start, max(end, year.end(1) if year else end), None, month, valid, int(year[1]) if year else None)


def _relative(low: str, code: str, published: dt.date) -> dt.date | None:
    """The day that a word means in an article of a day; one that is before or after all days is none."""
    days = _days_off(low, code)
    if days is None:
        return _parsed(low, code, published)
    try:
        return published + dt.timedelta(days)
    except OverflowError:
        return None


@lru_cache(maxsize=4_000)
def _days_off(low: str, code: str) -> int | None:
    """How many days off a word such as "yesterday" is, on whatever day; None for one that is not always as many."""
    off = {found - day if (found := _parsed(low, code, day)) else None for day in _TWO_DAYS}
    days = off.pop()
    return None if off or days is None else days.days


@lru_cache(maxsize=4_000)
def _parsed(low: str, code: str, published: dt.date) -> dt.date | None:
    """The same as a library has it, which takes a millisecond."""
    import dateparser

    noon = dt.datetime.combine(published, dt.time(12))
    found = dateparser.parse(low, languages=[code], settings={"RELATIVE_BASE": noon})
    return found.date() if found else None


@cache
def _relative_words(code: str) -> frozenset[str]:
    """Words of the calendar that are no month and no weekday: yesterday, today."""
    locale = locale_words(code)
    if not code:
        return frozenset()
    named = {word for word in calendar_of(code) if any(known.startswith(word[:3]) for known in _named(locale))}
    return calendar_of(code) - named


def _named(locale: LocaleWords) -> Sequence[str]:
    return [*locale.months, *locale.weekdays]
