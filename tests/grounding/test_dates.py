"""Days of a text, by language, and statements about days."""

import datetime as dt
import json
from pathlib import Path

import dateparser
import pytest

from summarizer.grounding.checks import check
from summarizer.grounding.dates import day_of_publication, days_in
from summarizer.schema.check import CheckKind, CheckVerdict
from summarizer.text.reading import read

CASES = json.loads((Path(__file__).parent / "data" / "dates.json").read_text(encoding="utf-8"))
ARTICLE = "The ferry sank on Tuesday. Divers will come on 9 March. The inquiry opened yesterday in Sarnow."


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['language']}: {case['text']}")
def test_a_day_is_found(case):
    (day,) = days_in(case["text"], case["language"], day_of_publication(case["published"]))
    assert (day.weekday, day.month, day.day) == (case["weekday"], case["month"], case["day"])


@pytest.mark.parametrize("published", [dt.date(2024, 2, 29), dt.date(2023, 12, 31), dt.date(2025, 3, 1)])
@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("yesterday", "en"),
        ("tonight", "en"),
        ("gestern", "de"),
        ("mañana", "es"),
        ("hier", "fr"),
        ("oggi", "it"),
        ("ontem", "pt"),
        ("завтра", "ru"),
    ],
)
def test_a_word_is_as_many_days_off_on_any_day(text, language, published):
    noon = dt.datetime.combine(published, dt.time(12))
    told = dateparser.parse(text, languages=[language], settings={"RELATIVE_BASE": noon})
    (day,) = days_in(text, language, published)
    assert told is not None
    assert dt.date(day.year, day.month, day.day) == told.date()


def test_the_day_before_all_days_is_none():
    assert not days_in("yesterday", "en", dt.date.min)
    assert not days_in("tomorrow", "en", dt.date.max)


@pytest.mark.parametrize("text", ["They may march on.", "He sat down.", "In the second week", "no day at all"])
def test_words_like_days_are_none(text):
    assert not days_in(text, "en")


@pytest.mark.parametrize("published", [None, "", "soon", "2021"])
def test_a_day_that_is_none_is_none(published):
    assert day_of_publication(published) is None


@pytest.mark.parametrize(
    ("statement", "published", "verdict"),
    [
        ("The ferry sank on Tuesday.", None, CheckVerdict.SUPPORTED),
        ("The ferry sank on Friday.", None, CheckVerdict.CONTRADICTED),
        ("Divers will come on 9 March.", None, CheckVerdict.SUPPORTED),
        ("Divers will come on March 9.", None, CheckVerdict.SUPPORTED),
        ("Divers will come on 8 March.", None, CheckVerdict.CONTRADICTED),
        ("Divers will come in April.", None, CheckVerdict.CONTRADICTED),
        ("The ferry sank on 2 March.", "2021-03-04", CheckVerdict.SUPPORTED),
        ("The ferry sank on 1 March.", "2021-03-04", CheckVerdict.CONTRADICTED),
        ("The inquiry opened on Wednesday.", "2021-03-04", CheckVerdict.SUPPORTED),
        ("The inquiry opened on Wednesday.", None, CheckVerdict.CONTRADICTED),
    ],
)
def test_a_day_is_held_against_the_article(statement, published, verdict):
    (found,) = [
        one for one in check(statement, (), read(ARTICLE, "en"), published=published) if one.kind is CheckKind.DATE
    ]
    assert found.verdict is verdict


def test_a_day_outside_the_evidence_is_elsewhere():
    reading = read(ARTICLE, "en")
    (found,) = check("The divers came on Tuesday.", [reading.sentences[1].span], reading)
    assert found.verdict is CheckVerdict.ELSEWHERE
    assert found.nearest is not None
    assert found.nearest.text == "Tuesday"
