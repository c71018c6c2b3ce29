"""Claims, headline and abstract held against the article: what a faithful model may infer is no fault."""

import pytest

from summarizer.grounding.checks import check
from summarizer.grounding.dateline import written_on
from summarizer.schema.article import Article
from summarizer.text.reading import read

TEXT = """Baths to reopen

By Dana Whit, The Courier, 9 October 2031

Councillors voted on Tuesday night to reopen the baths. Did they ask anyone? No. They recalculated the cost last year.
The great flood came on the ninth of January 2011. Work begins on 12 January.
"""
ARTICLE = Article(text=TEXT, language="en")
READING = read(TEXT, "en")


def test_the_articles_own_day_is_found() -> None:
    assert written_on(ARTICLE, READING) == "2031-10-09"
    assert written_on(Article(text=TEXT, published="2030-01-01"), READING) == "2030-01-01"
    assert written_on(Article(text="Nobody knows the day."), read("Nobody knows the day.", "en")) is None


@pytest.mark.parametrize(
    ("claim", "faults"),
    [
        ("Councillors voted on 7 October 2031 to reopen the baths.", []),
        ("Councillors voted on 8 October 2031 to reopen the baths.", ["8 October 2031"]),
        ("The flood came on 9 January 2011.", []),
        ("The flood came on 8 January 2011.", ["8 January 2011"]),
        ("Work begins on 12 January 2032.", []),
        ("Work begins on 13 January 2032.", ["13 January 2032"]),
        ("Work begins on 12 January 2039.", ["12 January 2039"]),
        ("A recalculation of the cost was made last year.", []),
    ],
)
def test_days_that_a_reader_may_work_out(claim: str, faults: list[str]) -> None:
    checks = check(claim, (), READING, published=written_on(ARTICLE, READING))
    assert [one.words for one in checks if one.verdict.is_fault] == faults
