"""Topics: labels that read well, with sentences that speak of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.extractive.topics import EVIDENCE, key_topics
from summarizer.schema.article import SentenceKind
from tests.extractive.tram import read_article


def labels(read, language="en", **options):
    return [topic.label for topic in key_topics(read.sentences, language, **options)]


def test_sub_headings_names_and_repeated_nouns(tram):
    found = labels(tram)
    assert "Port workers" in found
    assert "tram line" in found
    assert "Riverton" in found


def test_headings_that_name_nothing_are_no_topics(tram):
    assert not {"Other matters", "All news"} & set(labels(tram, most=20))


def test_no_topic_is_part_of_another(tram):
    found = labels(tram, most=20)
    words = [set(label.lower().split()) for label in found]
    assert not any(one <= other for one in words for other in words if one is not other)


def test_evidence_is_text_in_order(tram):
    for topic in key_topics(tram.sentences, "en", most=20):
        assert 0 < len(topic.sentences) <= EVIDENCE
        assert all(tram.kind(sentence) is SentenceKind.TEXT for sentence in topic.sentences)
        numbers = [int(sentence[1:]) for sentence in topic.sentences]
        assert numbers == sorted(set(numbers))


def test_a_surname_counts_for_the_whole_name(tram):
    holt = next(topic for topic in key_topics(tram.sentences, "en", most=20) if topic.label == "Ana Holt")
    assert any("Ana" not in tram.text(sentence) for sentence in holt.sentences)


def test_verbs_and_roles_stay_out(read):
    article = read(
        "President Mara Quill told the court about the dam. Quill told the court again. The dam holds, Quill told "
        "reporters. Engineers inspected the dam on Friday. Engineers inspected the court's papers too."
    )
    found = labels(article)
    assert found[0] == "Mara Quill"
    assert "dam" in found
    assert not any("told" in label or "President" in label or "inspected" in label for label in found)


def test_an_adjective_of_a_country_is_no_topic(read):
    article = read(
        "The Elmish minister met a Elmish delegation. She met Elmish farmers in Port Elm, and in Port Elm they stayed."
    )
    assert "Elmish" not in labels(article)
    assert "Port Elm" in labels(article)


def test_a_title_in_capitals_makes_no_names(read):
    article = read("The dam held. The dam was built in 1950. Nobody expected that the dam would hold.")
    found = labels(article, title="Old Dam Holds Against All Expectations")
    assert found[0].lower() == "dam"
    assert "Dam Holds Against" not in found


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "de",
            "Die Stadt baut eine Straßenbahn. Die Straßenbahn fährt zum Hafen. Am Hafen hält die Straßenbahn.",
            "Straßenbahn",
        ),
        (
            "fr",
            "La ville construit un tramway. Le tramway ira au port. Au port, le tramway s'arrêtera deux fois.",
            "tramway",
        ),
        (
            "ru",
            "Город построит трамвайную линию. Трамвайная линия дойдёт до порта. Без порта трамвайная линия не нужна.",
            "трамвайная линия",
        ),
        ("zh", "市议会投票修建有轨电车。有轨电车通往港口。港口居民欢迎有轨电车。", "有轨电车"),
        ("ja", "市議会は路面電車の建設を可決した。路面電車は港へ向かう。港の住民は路面電車を歓迎した。", "路面電車"),
    ],
)
def test_other_languages(language, text, expected):
    assert expected.lower() in [label.lower() for label in labels(read_article(text, language), language)]


def test_most_is_kept(tram):
    assert len(labels(tram, most=2)) == 2
    assert labels(tram, most=0) == []
    assert key_topics((), "en") == []


@given(
    st.text(st.sampled_from(list("Aab Tt.\n\"'-é市电。ไ")), max_size=300),
    st.sampled_from(["en", "de", "fr", "zh", "th", None]),
)
def test_any_text(text, language):
    read = read_article(text, language)
    by_id = {sentence.id: sentence for sentence in read.sentences}
    for topic in key_topics(read.sentences, language, title=text[:20]):
        assert topic.label.strip()
        assert all(by_id[sentence].kind is SentenceKind.TEXT for sentence in topic.sentences)
        assert topic.sentences
