"""Verdicts on quotes of any tool, and what fails the check."""

import pytest

from summarizer.schema.article import Article
from summarizer.schema.match import Verdict
from summarizer.verification.quotes import Located
from summarizer.verification.verify import Level, verify, verify_all

TEXT = (
    "“We shall build the road,” said Ito. “We will not, whatever they say, sell the park,” said Marsh. "
    "The council met. The council left."
)
LEVELS = [
    ("We shall build the road", Verdict.EXACT, Level.NONE),
    ('"we shall build the road."', Verdict.CASE, Level.NONE),
    ("We shall … the road", Verdict.ELIDED, Level.NONE),
    ("We will … sell the park", Verdict.ELIDED, Level.WARNING),
    ("The council", Verdict.AMBIGUOUS, Level.WARNING),
    ("We shall … sell the park", Verdict.ELIDED, Level.ERROR),
    ("We shall sell the park", Verdict.ALTERED, Level.ERROR),
    ("Purple elephants", Verdict.ABSENT, Level.ERROR),
]


@pytest.mark.parametrize(("said", "verdict", "level"), LEVELS)
def test_level(said, verdict, level):
    [item] = verify_all(Article(text=TEXT, language="en"), [Located("1", said)]).checked
    assert (item.match.verdict, item.level) == (verdict, level)


def test_errors_alone_fail():
    verification = verify_all(
        Article(text=TEXT, language="en"), [Located(str(n), said) for n, (said, *_) in enumerate(LEVELS)]
    )
    assert (verification.failed, verification.warned) == (3, 2)


def test_text_serves_as_article():
    assert [match.verdict for match in verify(TEXT, ["said Ito", "said Bo"])] == [Verdict.EXACT, Verdict.ALTERED]


def test_no_quotes():
    assert verify(TEXT, []) == []


def test_the_name_is_given_or_the_address():
    article = Article(text=TEXT, url="https://example.org/road")
    assert verify_all(article, []).article == "https://example.org/road"
    assert verify_all(article, [], name="road.txt").article == "road.txt"


AGAIN = "Seventeen of 17 people left. The council met. The council left."
PLACES = [
    ("The council", (29, 40), Verdict.EXACT, 29),
    ("The council", (46, 57), Verdict.EXACT, 46),
    ("The council", (45, 56), Verdict.AMBIGUOUS, None),
    ("The council", (46, 900), Verdict.AMBIGUOUS, None),
    ("The council", (-18, -7), Verdict.AMBIGUOUS, None),
    ("The council", None, Verdict.AMBIGUOUS, None),
    ("7 people", (14, 22), Verdict.ALTERED, None),
    ("teen of 17", (5, 15), Verdict.ALTERED, None),
    ("the council met", (29, 44), Verdict.CASE, 29),
    ("", (3, 3), Verdict.ABSENT, None),
]


@pytest.mark.parametrize(("said", "place", "verdict", "start"), PLACES)
def test_a_place_that_holds_leaves_nothing_ambiguous(said, place, verdict, start):
    [item] = verify_all(Article(text=AGAIN, language="en"), [Located("1", said, place)]).checked
    assert item.match.verdict == verdict
    assert [span.start for span in item.match.spans] == ([] if start is None else [start])


def test_matches_keep_the_order_of_the_quotes():
    quotes = [Located("1", "The council"), Located("2", "The council", (29, 40)), Located("3", "Seventeen")]
    checked = verify_all(Article(text=AGAIN, language="en"), quotes).checked
    assert [item.match.verdict for item in checked] == [Verdict.AMBIGUOUS, Verdict.EXACT, Verdict.EXACT]
    assert [item.match.said for item in checked] == [quote.words for quote in quotes]
