"""Speech or term: the signs, their weights, and the word lists behind them."""

import json
from dataclasses import fields
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.quotation_words import QuotationWords, words_for
from summarizer.text.speech_or_term import WEIGHTS, Frame, frame_around, signs, speech_score

EN, DE = words_for("en"), words_for("de")
FILES = [
    entry for entry in files("summarizer.text").joinpath("data").iterdir() if entry.name.startswith("quotation_words")
]


@pytest.mark.parametrize(
    ("words", "before", "after", "sign"),
    [
        ("Yes", "", ".", "one word"),
        ("we will build it again,", "", " she said.", "ends in a comma"),
        ("we will build it again,", "", " she said.", "first person"),
        ("we will build it again,", "", " she said.", "finite verb"),
        ("we will build it again,", "", " she said.", "cue directly after"),
        ("we will build it again,", "", " the mayor of the town said.", "cue after a comma"),
        ("we will build it again.", "She said: ", "", "colon before"),
        ("a gift to smugglers", "She said the plan was ", ".", "cue before"),
        ("The Long Winter", "the film ", " opens", "thing before"),
        ("The Long Winter", "the film ", " opens", "all capitalised"),
        ("The Long Winter,", "the new film, ", " opens", "thing before"),
        ("Early Show", "Tuesday on the channel’s ", "", "possessive before a capital"),
        ("Harbour Four", "members of the ", " met", "determiner before a capital"),
        ("cargo cap", "the so-called ", " applies", "naming before"),
        ("Agnes", "a robot called ", ".", "called before a name"),
        ("the Old Lady", "the bridge known as ", ".", "naming before"),
        ("Drowsy", "", " is a word for cats.", "thing after"),
        ("new", "the ", " bridge", "one word between determiner and noun"),
        ("{{ user.name }}", "it says ", ".", "code"),
        ("cargo cap", "", " rules apply", "word after"),
        ("cargo", "", "-style rules", "compound"),
    ],
)
def test_sign(words, before, after, sign):
    assert sign in signs(Frame(words, before, after), EN)


def test_german_compounds_end_in_a_thing():
    assert "thing before" in signs(Frame("Der Bote", "berichtet das Nachrichtenmagazin ", "."), DE)


def test_als_bezeichnete():
    assert "called so after" in signs(Frame("Flickwerk", "Als ", " bezeichnete sie den Entwurf."), DE)


def test_heisst_es_is_no_naming():
    assert "called before a name" in signs(Frame("der Storch", "Im Dorf heißt der Kran ", "."), DE)
    assert "called before a name" not in signs(Frame("der Storch", "Im Brief heißt es ", "."), DE)


def test_scripts_without_capitals_have_no_capitalised_words():
    found = signs(Frame("بحر الليل", "", ""), words_for("ar"))
    assert "no capitals to see" in found
    assert "all capitalised" not in found


def test_reported_speech():
    assert "reported speech" in signs(Frame("aus der Luft gegriffen", "Der Plan sei ", "."), DE)


def test_scripts_without_spaces_have_length():
    assert "eight words and more" in signs(Frame("我们会在夏天以前把桥修好请大家放心", "", ""), words_for("zh"))


@given(st.text(min_size=1, max_size=80), st.text(max_size=80), st.text(max_size=80), st.booleans(), st.booleans())
def test_every_sign_has_a_weight_and_the_score_is_a_share(words, before, after, twice, minor):
    frame = Frame(words, before, after, twice=twice, minor=minor)
    for language in ("en", "de", None, "xx"):
        assert set(signs(frame, words_for(language))) <= WEIGHTS.keys()
        assert 0 <= speech_score(frame, words_for(language)) <= 1


def test_a_term_marked_twice_is_less_like_speech():
    assert speech_score(Frame("the cap", "", ".", twice=True), EN) < speech_score(Frame("the cap", "", "."), EN)


def test_the_frame_ends_with_the_sentence():
    masked = 'It rained. She said "______." They left.'
    start = masked.index('"')
    assert frame_around(masked, start, masked.index('"', start + 1) + 1) == ("She said ", " They left.")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_word_lists_are_lower_case_and_known(file):
    data = json.loads(file.read_text(encoding="utf-8"))
    assert data.keys() <= {field.name for field in fields(QuotationWords)}
    for value in data.values():
        if isinstance(value, list):
            assert value == [word.lower() for word in value]
            assert len(value) == len(set(value))


def test_a_region_changes_nothing():
    assert words_for("en-GB") == EN
    assert words_for("pt_BR") == words_for("pt")
