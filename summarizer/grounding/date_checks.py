"""The days of a statement, held against the article's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from summarizer.grounding.article_view import Evidence
from summarizer.grounding.dates import Day, day_of_publication, days_in
from summarizer.schema.check import Check, CheckKind, CheckVerdict

__all__ = ["check_dates"]


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
    theirs = days_in(view.text, view.language, today)
    for day in days_in(statement, view.language, today):
        if day.relative and not theirs:
            continue
        same = [other for other in theirs if day.fits(other) or _resolved_fits(day, other, today)]
        near: Day | None = next((other for other in same if evidence.holds(other.start, other.end)), None)
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


def _resolved_fits(day: Day, other: Day, today: dt.date | None) -> bool:
    """Whether a weekday on one side may be the resolved day on the other: within a week of publication."""
    if today is None or day.weekday is None or other.weekday is None or day.weekday != other.weekday:
        return False
    dates = [_date(one) for one in (day, other)]
    return any(date is None for date in dates) and all(date is None or abs((date - today).days) < 7 for date in dates)


def _date(day: Day) -> dt.date | None:
    if day.year is None or day.month is None or day.day is None:
        return None
    return dt.date(day.year, day.month, day.day)


def _rivals(day: Day, other: Day) -> bool:
    """Whether both say the same kind of thing: two weekdays, two months."""
    return (day.weekday is not None and other.weekday is not None) or (
        day.month is not None and other.month is not None
    )
