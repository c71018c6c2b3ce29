"""Evidence found by words: the right sentence first, in any script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.grounding.evidence_finder import find_evidence
from summarizer.schema.article import SentenceKind
from summarizer.text.reading import read

FERRY = """Ferry to Orlund stops for the winter

The ferry between Tarn and Orlund will not run from November to March, the harbour office said on Tuesday. Its engine \
needs parts that cost 1,200,000 crowns. The council declared in 2019 that the island must have a boat each day. Mayor \
Greta Lind called the decision a mistake.

She wants the state to pay for a bus boat instead. About 340 people live on Orlund all year. In 1987 there were 900 of \
them, and the island had a school.

Additional reporting by Jo Lane
"""


def first(statement, text=FERRY, language="en"):
    found = find_evidence(statement, read(text, language))
    return found[0].text if found else None


@pytest.mark.parametrize(
    ("statement", "beginning"),
    [
        ("The ferry will not run from November to March.", "The ferry between"),
        ("Parts for the engine cost 1200000 crowns.", "Its engine"),
        ("A declaration of the council from 2019 promised the island daily boats.", "The council declared"),
        ("Greta Lind thinks that the decision was mistaken.", "Mayor Greta"),
        ("Orlund has 340 inhabitants.", "About 340"),
        ("Orlund had 900 inhabitants and a school in 1987.", "In 1987"),
        ("Greta Lind wants a bus boat, paid by the state.", "She wants"),
    ],
    ids=["words", "grouped number", "stems", "names", "number", "two numbers", "name in the sentence before"],
)
def test_the_sentence_it_rests_on_comes_first(statement, beginning):
    assert first(statement).startswith(beginning)


def test_words_beside_each_other_decide():
    text = "A red boat towed the old tug. Nobody saw it. An old boat towed the red tug."
    assert first("The red boat towed the old tug.", text).startswith("A red")
    assert first("The old boat towed the red tug.", text).startswith("An old")


@pytest.mark.parametrize(
    ("language", "text", "statement", "beginning"),
    [
        ("zh", "市议会批准了新电车。港口工人表示欢迎。居民要求增加公共汽车。", "港口的工人欢迎这个决定。", "港口"),
        (
            "ja",
            "市議会は電車を承認した。港の労働者は歓迎した。住民はバスを求めた。",
            "住民はバスを増やすよう求めた。",
            "住民",
        ),
        ("th", "สภาเมืองอนุมัติรถราง คนงานท่าเรือยินดี", "คนงานท่าเรือ", "สภา"),
        (
            "de",
            "Der Rat stimmte zu. Die Hafenarbeiter freuten sich über den Beschluss.",
            "Hafenarbeiter erfreut",
            "Die",
        ),
        (
            "ru",
            "Совет одобрил трамвай. Рабочие порта приветствовали решение.",
            "Решение понравилось рабочим порта.",
            "Раб",
        ),
        ("fr", "La ville a voté. L'ouvrier du port s'en réjouit.", "Un ouvrier se réjouit.", "L'ouvrier"),
        ("ar", "وافق المجلس على الترام. رحب عمال الميناء بالقرار.", "عمال الميناء", "رحب"),
    ],
)
def test_other_languages(language, text, statement, beginning):
    assert first(statement, text, language).startswith(beginning)


def test_only_text_is_evidence():
    reading = read(FERRY, "en")
    assert {sentence.kind for sentence in reading.sentences} > {SentenceKind.TEXT}
    found = find_evidence("Additional reporting by Jo Lane on the ferry that stops for the winter", reading, most=50)
    assert found
    assert {sentence.kind for sentence in found} == {SentenceKind.TEXT}


def test_nothing_shared_is_nothing_found():
    assert find_evidence("Zebras yawn", read(FERRY, "en")) == ()
    assert find_evidence("", read(FERRY, "en")) == ()
    assert find_evidence("The ferry", read("", "en")) == ()


def test_most_is_kept():
    reading = read(FERRY, "en")
    three = find_evidence("The island of Orlund and its ferry", reading)
    assert len(three) == 3
    assert find_evidence("The island of Orlund and its ferry", reading, most=1) == three[:1]
    assert find_evidence("The island of Orlund and its ferry", reading, most=0) == ()


@given(st.lists(st.sampled_from(["Ada rows", "Ben sings", "Cy has 12 hens", "Dee waits", "Eve reads"]), min_size=1))
def test_a_sentence_is_its_own_best_evidence(lines):
    text = ". ".join(lines) + "."
    reading = read(text, "en")
    for line in lines:
        assert line in find_evidence(line, reading, most=1)[0].text


@given(
    st.text(st.sampled_from(list("Aab Tt.\n\"'’-é1,.市电。ไ")), max_size=300),
    st.text(st.sampled_from(list("Aab Tt.'’-é1,.市电ไ")), max_size=60),
    st.sampled_from(["en", "de", "zh", "th", None]),
    st.integers(0, 5),
)
def test_any_text(text, statement, language, most):
    reading = read(text, language)
    found = find_evidence(statement, reading, most=most)
    assert len(found) <= most
    assert len(set(found)) == len(found)
    assert all(sentence in reading.sentences and sentence.kind is SentenceKind.TEXT for sentence in found)
    assert find_evidence(statement, reading, most=most) == found
