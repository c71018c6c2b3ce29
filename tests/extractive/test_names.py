"""Names: runs of words with capitals, whole and without roles."""

import pytest

from summarizer.extractive.names import LONGEST, names
from summarizer.extractive.word_use import WordUse


def found(*texts, language="en"):
    return {name.label: name for name in names(WordUse(texts, language), language)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Yesterday the mayor met Mara Quill of the council.", "Mara Quill"),
        ("Yesterday the mayor met President Mara Quill.", "Mara Quill"),
        ("Later the General Assembly voted.", "General Assembly"),
        ("Later the Bank of Elmland raised its rates.", "Bank of Elmland"),
        ("Later they moved to New Elm with the rest.", "New Elm"),
        ("Later they moved to Elm, Quill said.", "Quill"),
    ],
)
def test_a_name_is_whole_and_without_roles(text, name):
    assert name in found(text)


@pytest.mark.parametrize(
    ("text", "no_name"),
    [
        ("Nobody met the Elmish minister in the town of Reed.", "Elmish"),
        ("Nobody met President yesterday in the town of Reed.", "President"),
        ("Later they moved to Elm, Quill said.", "Elm Quill"),
        ("Later came One Two Three Four Five Six of them.", "One Two Three Four Five Six"),
    ],
)
def test_what_is_no_name(text, no_name):
    assert no_name not in found(text)
    assert all(len(name.keys) <= LONGEST for name in found(text).values())


def test_a_first_word_is_a_name_where_it_is_one_elsewhere():
    assert "Reed" in found("Reed came.", "They say that Reed went.")
    assert "Dams" not in found("Dams held.", "They say that the dams held in Reed.")


def test_a_short_name_counts_for_the_longer_one():
    holt = found("Later Ana Holt came.", "Nobody saw Holt.", "They say that Holt said so.")["Ana Holt"]
    assert holt.places == {0, 1, 2}
    assert holt.speaking == 1
    assert holt.forms == {"Ana Holt": 1}


@pytest.mark.parametrize(("language", "text"), [("de", "Gestern traf Mara Quill den Rat."), ("en", "nobody came.")])
def test_none_where_capitals_do_not_tell(language, text):
    assert found(text, language=language) == {}
