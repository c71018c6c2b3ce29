"""What an article's use of its words tells: headlines, case, neighbours."""

import pytest

from summarizer.extractive.word_use import WordUse


@pytest.mark.parametrize(
    ("language", "text", "headline"),
    [
        ("en", "Old Dam Holds Against All Expectations", True),
        ("en", "STONE DAM HOLDS AGAIN", True),
        ("en", "Old Dam Holds Against All Expectations.", False),
        ("en", "The old dam holds against all expectations", False),
        ("en", "Dam Holds", False),
        ("de", "Alter Damm Hält Starken Regen", False),
        ("de", "ALTER DAMM HÄLT STARKEN REGEN", True),
    ],
)
def test_a_headline_has_capitals_for_show(language, text, headline):
    assert WordUse([text], language).headlines == ({0} if headline else set())


def test_headlines_tell_nothing_about_case():
    use = WordUse(["Old Dam Holds Against Rain", "The dam at Elm held, Quill said."], "en")
    assert [number for number, _ in use.plain()] == [1]
    assert use.has_case
    assert {"elm", "quill"} <= use.inner
    assert not {"holds", "hold", "rain"} & (use.inner | use.low)


@pytest.mark.parametrize(
    ("gap", "joined"), [(" ", True), ("\u00a0", True), (", ", False), (" “", False), ("\n", False)]
)
def test_words_are_joined_by_a_space_alone(gap, joined):
    use = WordUse([f"harbour{gap}master"], "en")
    assert use.joined(0, 1) is joined
    assert use.next_word(0, 1) == (use.words[0][1] if joined else None)
    assert use.next_word(0, 2) is None


def test_words_are_found_as_they_stand():
    use = WordUse(["L'accord de l’Elm, dit-on, tient"], "fr")
    assert use.written(0, 0, 3) == "accord de l’Elm"
    assert [use.is_elided(0, index) for index in range(4)] == [True, False, True, False]
