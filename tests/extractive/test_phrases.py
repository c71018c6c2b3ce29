"""Phrases: names and terms in the order of their first place, each where it stands."""

from hypothesis import given
from hypothesis import strategies as st

from summarizer.extractive.phrases import phrases

TEXTS = [
    "Stone Dam At Elm Bay Holds Again",
    "The stone dam at Elm Bay has held.",
    "Nobody in Elm Bay feared for the stone dam, Quill said.",
]


def test_a_headline_counts_for_what_the_text_says_and_adds_nothing():
    found = {phrase.label: phrase.places for phrase in phrases(TEXTS, "en")}
    assert found == {"Elm Bay": {0, 1, 2}, "stone dam": {0, 1, 2}, "Quill": {2}}


def test_repeated_strings_where_no_spaces_are():
    (phrase,) = phrases(["有轨电车通往港口。", "居民欢迎有轨电车。"], "zh")
    assert (phrase.label, phrase.places, sum(phrase.forms.values())) == ("有轨电车", {0, 1}, 2)


WORDS = st.lists(
    st.sampled_from(["the", "Elm", "Bay", "old", "dam", "said", "of", "New", "mayor", "lines", "l'accord", ",", "."]),
    max_size=12,
)


@given(st.lists(WORDS, max_size=6), st.sampled_from(["en", "de", "fr", "ru", None]))
def test_every_phrase_stands_where_it_says(sentences, language):
    texts = [" ".join(words) for words in sentences]
    found = phrases(texts, language)
    assert [min(phrase.places) for phrase in found] == sorted(min(phrase.places) for phrase in found)
    assert len({(phrase.name, phrase.keys) for phrase in found}) == len(found)
    for phrase in found:
        assert phrase.label in phrase.forms
        assert all(form.lower() in " ".join(texts).lower() for form in phrase.forms)
        assert all(phrase.keys[-1][:3] in texts[place].lower() for place in phrase.places)
