"""The nearest place of words that do not stand there."""

import pytest

from summarizer.text.alignment import nearest_place
from summarizer.text.folding import fold
from summarizer.text.words import Words

TEXT = (
    "The mayor opened the old bridge on Monday. Nobody came to see it, she said. The engineers had asked her to wait. "
    "The mayor opened the new bridge in June. Everybody came to see it. Rebecca Lindqvist cut the ribbon."
)
ARTICLE = Words.of(fold(TEXT))


def nearest(said):
    place = nearest_place(ARTICLE, Words.of(fold(said)))
    return TEXT[ARTICLE.starts[place[0]] : ARTICLE.ends[place[1] - 1]] if place else None


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("The mayor opened the old bridge on Friday", "The mayor opened the old bridge on Monday"),
        ("The mayor closed the new bridge in June", "The mayor opened the new bridge in June"),
        ("Nobody came to hear it, she said", "Nobody came to see it, she said"),
        ("The engineers had not asked her to wait", "The engineers had asked her to wait"),
        ("engineers asked her to wait", "engineers had asked her to wait"),
        ("Rebeca Lindquist", "Rebecca Lindqvist"),
        ("Rebecca Lindgren", "Rebecca Lindqvist"),
        ("Lindqvists", "Lindqvist"),
        ("Purple elephants danced on the moon all night", None),
        ("the", "The"),
        ("zebra", None),
        ("", None),
    ],
)
def test_nearest(said, place):
    assert nearest(said) == place


def test_an_empty_article_has_no_place():
    assert nearest_place(Words.of(fold("")), Words.of(fold("words"))) is None


def test_words_and_numbers_are_whole():
    words = Words.of(fold("It isn’t 1,500 at -5.5 degrees; 在A市 दिन Straße."))
    assert [*words.folds] == ["it", "isn't", "1,500", "at", "-5.5", "degrees", "在", "a", "市", "दिन", "strasse"]


def test_words_between_two_places():
    words = Words.of(fold("one two three four"))
    assert [*words.between(5, 9).folds] == ["two", "three"]
    assert [*words.between(3, 4).folds] == []
