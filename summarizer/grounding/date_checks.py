"""The days of a statement, held against the article's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from summarizer.grounding.article_view import Evidence
from summarizer.grounding.dates import Day, day_of_publication, days_in
from summarizer.schema.check import Check, CheckKind, CheckVerdict

__all__ = ["check_dates"]

_HALF_A_YEAR = dt.timedelta(days=183)
_WEEK = 6
"""Days before and after publication that a weekday may mean."""


def check_dates(statement: str, evidence: Evidence, published: str | None) -> Iterator[Check]:
    """Hold each day and month of a statement against the evidence, then the whole article.

    Args:
        statement: what is stated, in the article's language.
        evidence: what it is said to rest on.
        published: ISO 8601 day against which "yesterday" is resolved on both sides, or None.

    Yields:
        One check for each, in order.
    """
    view = evidence.view
    today = day_of_publication(published)
    days = days_in(statement, view.language, today)
    theirs = days_in(view.text, view.language, today) if days else ()
    for day in days:
        if day.relative and not theirs:
            continue
        same = [other for other in theirs if day.fits(other) or _resolved_fits(day, other, today)]
        same = [other for other in same if other.year or day.year is None or _has_year(day, evidence, today)]
        nearest: Day | None
        near = next((other for other in same if evidence.holds(other.start, other.end)), None)
        rivals = [other for other in theirs if _rivals(day, other)]
        if near:
            verdict, nearest = CheckVerdict.SUPPORTED, near
        elif same:
            verdict, nearest = CheckVerdict.ELSEWHERE, same[0]
        else:
            held = next((other for other in rivals if evidence.holds(other.start, other.end)), None)
            verdict = CheckVerdict.CONTRADICTED if held else CheckVerdict.UNSUPPORTED
            nearest = held or next(iter(rivals), None)
        yield Check(
            kind=CheckKind.DATE,
            words=statement[day.start : day.end],
            start=day.start,
            end=day.end,
            verdict=verdict,
            nearest=view.span(nearest.start, nearest.end) if nearest else None,
        )


def _has_year(day: Day, evidence: Evidence, today: dt.date | None) -> bool:
    """Whether the article gives the day's year anywhere, was published in it, or close to that very day."""
    if today is not None:
        date = _date(day.year or 0, day.month or 0, day.day or 0)
        if today.year == day.year or (date is not None and abs(date - today) <= _HALF_A_YEAR):
            return True
    return any(figure.year and day.year in figure.values for figure in evidence.view.figures)


def _resolved_fits(day: Day, other: Day, today: dt.date | None) -> bool:
    """Whether a weekday on one side and a date on the other may be the same day."""
    return today is not None and not _dates(day, today).isdisjoint(_dates(other, today))


def _dates(day: Day, today: dt.date) -> frozenset[dt.date]:
    """The dates that a text published today may mean: a weekday is less than a week away, a month within a year."""
    if day.month is None and day.weekday is not None:
        near = (today + dt.timedelta(days) for days in range(-_WEEK, _WEEK + 1))
        return frozenset(date for date in near if date.weekday() == day.weekday)
    if day.month is None or day.day is None:
        return frozenset()
    years = (day.year,) if day.year else (today.year - 1, today.year, today.year + 1)
    return frozenset(date for year in years if (date := _date(year, day.month, day.day)))


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _rivals(day: Day, other: Day) -> bool:
    """Whether both say the same kind of thing: two weekdays, two months; a month alone rivals no day in it."""
    if day.month == other.month and other.day is None and day.weekday is None:
        return False
    return (day.weekday is not None and other.weekday is not None) or (
        day.month is not None and other.month is not None
    )
