"""What differs, and what it is about."""

import pytest

from summarizer.schema.match import ChangeKind
from summarizer.text.diff import changes
from summarizer.text.folding import fold
from summarizer.text.words import Words


def diff(article, said, language="en"):
    found = changes(article, Words.of(fold(article)), said, Words.of(fold(said)), language=language)
    return [(change.kind.value, change.article, change.said) for change in found]


@pytest.mark.parametrize(
    ("article", "said", "expected"),
    [
        ("we sold 12 boats", "we sold 21 boats", [("number", "12", "21")]),
        ("we sold 1,500 boats", "we sold 1500 boats", [("number", "1,500", "1500")]),
        ("all six boats", "all nine boats", [("number", "six", "nine")]),
        ("minus -5 degrees", "minus 5 degrees", [("number", "-5", "5")]),
        ("we sold boats", "we did not sell boats", [("negation", "sold", "did not sell")]),
        ("we won’t sell", "we will sell", [("negation", "won’t", "will")]),
        ("we never sell", "we sell", [("negation", "never", "")]),
        ("said Ada Finch", "said Ada French", [("name", "Finch", "French")]),
        ("on 3 May", "on 4 May", [("date", "3", "4")]),
        ("on Monday night", "on Friday night", [("date", "Monday", "Friday")]),
        ("in 2019", "in 2018", [("date", "2019", "2018")]),
        ("the red old boat", "the old red boat", [("order", "old", ""), ("order", "", "old")]),
        ("the red boat", "the blue boat", [("other", "red", "blue")]),
        ("one, two", "one two", []),
        ("same words", "same words", []),
        ("", "words", [("other", "", "words")]),
        ("words", "", [("other", "words", "")]),
    ],
)
def test_kinds(article, said, expected):
    assert sorted(diff(article, said)) == sorted(expected)


@pytest.mark.parametrize(
    ("language", "article", "said"),
    [
        ("de", "wir zahlen nicht", "wir zahlen"),
        ("de", "es gibt kein Geld", "es gibt Geld"),
        ("fr", "nous n’avons pas payé", "nous avons payé"),
        ("es", "nunca pagamos", "pagamos"),
        ("it", "non paghiamo", "paghiamo"),
        ("pt", "não pagamos", "pagamos"),
        ("ru", "мы не платим", "мы платим"),
        ("zh", "我们不付钱", "我们付钱"),
        ("hi", "हम नहीं देंगे", "हम देंगे"),
        ("xx", "wir zahlen nicht", "wir zahlen"),
        (None, "we do not pay", "we do pay"),
    ],
)
def test_negations_of_many_languages(language, article, said):
    assert ChangeKind.NEGATION in [kind for kind, *_ in diff(article, said, language)]


def test_a_preposition_is_no_negation_where_the_language_is_known():
    assert diff("no mercado", "o mercado", "pt") == [("other", "no", "o")]
