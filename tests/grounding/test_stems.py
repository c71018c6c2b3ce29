"""Words of a text: whole, in order, the same whichever way they are found."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from summarizer.grounding.stems import WordIndex, words_in

SOME = st.text(alphabet="aB é9’'.,-; \n0\u0301ßعд", max_size=60)


@given(SOME, st.sampled_from(["en", "fr", "uk", None]))
def test_words_are_the_same_whether_an_unspaced_script_stands_in_the_text_or_not(text, language):
    assert words_in(f"{text} 中", language)[:-1] == words_in(f"{text} ", language)


@given(SOME | st.text(max_size=40), st.sampled_from(["en", "fr", "uk", None]))
def test_words_stand_where_they_say_in_sentences_that_go_on(text, language):
    words = words_in(text, language)
    assert all(text[word.start : word.end] == word.text for word in words)
    assert all(one.end <= two.start and 0 <= two.sentence - one.sentence <= 1 for one, two in pairwise(words))
    assert [word.capital for word in words] == [word.text[0].isupper() for word in words]


@given(SOME, st.integers(1, 4))
def test_around_a_word_are_its_neighbours_in_its_sentence(text, reach):
    index = WordIndex(words_in(text, "en"))
    for number, word in enumerate(index.words):
        places = range(max(0, number - reach), min(len(index.words), number + reach + 1))
        assert [*index.around(number, reach)] == [at for at in places if index.words[at].sentence == word.sentence]


def test_stems_fold_inflection():
    assert {word.stem for word in words_in("declared declares declaring", "en")} == {"declar"}
    assert {word.stem for word in words_in("Häuser Häusern", "de")} == {"haus"}
    assert [word.stem for word in words_in("Lofoten declared", None)] == ["lofoten", "declared"]
