"""The same wording, whatever stands between the letters."""

import pytest

from summarizer.schema.match import Verdict
from summarizer.text.equivalence import equivalence
from summarizer.text.folding import fold

SAME, CASE = Verdict.TYPOGRAPHIC, Verdict.CASE


@pytest.mark.parametrize(
    ("said", "article", "verdict"),
    [
        ("a word", "a word", SAME),
        ("word - word", "word—word", SAME),
        ("word -- word", "word – word", SAME),
        ("word… word", "word . . . word", SAME),
        ("why? yes", "why ? yes", SAME),
        ("12% of", "12 % of", SAME),
        ("the (old) town", "the ( old ) town", SAME),
        ("a 'b' c", "a “ b ” c", SAME),
        ("government", "govern-\nment", SAME),
        ("long-term", "long-\nterm", SAME),
        ("long- term", "longterm", SAME),
        ("在2019年", "在 2019 年", SAME),
        ("The word", "the word", CASE),
        ("LONG HEADING", "Long heading", CASE),
        ("long heading", "LONG HEADING", CASE),
        ("grosse strasse", "GROSSE STRASSE", CASE),
        ("große straße", "GROSSE STRASSE", CASE),
        ("with us troops", "with US troops", None),
        ("WHO", "who", None),
        ("the IT team", "the it team", None),
        ("US", "us", None),
        ("its", "it’s", None),
        ("resign", "re-sign", None),
        ("now here", "nowhere", None),
        ("1500", "1,500", None),
        ("1.500", "1,500", None),
        ("15", "1.5", None),
        ("1 500", "1500", None),
        ("eat grandma", "eat, grandma", None),
        ("won. They", "won, they", None),
        ("called it a joke and left", "called it “a joke” and left", SAME),
        ("called it a joke, and left", "called it “a joke,” and left", SAME),
        ("called it “a joke” and left", "called it a joke and left", None),
        ("won. They lost", "won.” “They lost", None),
        ("won and lost", "won” and “lost", None),
        ("called it a joke", "called it “a joke", None),
        ("the dogs home", "the dogs’ home", None),
    ],
)
def test_equivalence(said, article, verdict):
    assert equivalence(fold(said).text, fold(article).text) == verdict
