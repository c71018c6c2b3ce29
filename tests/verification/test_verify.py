"""Verdicts on quotes of any tool, and what fails the check."""

import pytest

from summarizer.schema.article import Article
from summarizer.schema.match import Verdict
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
    [item] = verify_all(Article(text=TEXT, language="en"), [("1", said)]).checked
    assert (item.match.verdict, item.level) == (verdict, level)


def test_errors_alone_fail():
    verification = verify_all(
        Article(text=TEXT, language="en"), [(str(n), said) for n, (said, *_) in enumerate(LEVELS)]
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
