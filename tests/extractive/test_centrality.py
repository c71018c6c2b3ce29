"""Central sentences: the article's own words, readable alone, apart from each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.extractive.centrality import central_sentences, quoted_share, ranked_sentences, stands_alone
from summarizer.schema.article import SentenceKind
from tests.extractive.tram import read_article


def test_only_text_of_the_article_itself_in_order(tram):
    found = central_sentences(tram.sentences, "en", quotations=tram.quotations)
    assert found == sorted(found, key=lambda sentence: int(sentence[1:]))
    assert all(tram.kind(sentence) is SentenceKind.TEXT for sentence in found)
    assert not any('"' in tram.text(sentence) for sentence in found)


def test_sentences_that_lean_on_the_one_before_are_passed_over(tram):
    texts = [tram.text(sentence) for sentence in central_sentences(tram.sentences, "en", quotations=tram.quotations)]
    assert "It has asked for a night service as well." not in texts
    assert texts[0].startswith("The city council of Riverton voted")


def test_the_same_is_not_said_twice(read):
    twice = "The council of Riverton voted on Monday to build a tram line to the port."
    article = read(
        f"{twice} The hospital gets a stop as well, the mayor said. {twice} Opponents want more buses for the town."
    )
    texts = [article.text(sentence) for sentence in central_sentences(article.sentences, "en")]
    assert texts.count(twice) == 1
    assert len(texts) == 3


def test_no_claim_is_a_question_or_a_part_of_a_quotation(read):
    article = read(
        "The council of Riverton voted on Monday to build a tram line to the port. Will the tram line reach the port? "
        'Mayor Ana Holt added: "I gave the council my word that the tram line would reach the port. Nobody in the '
        'council of Riverton can say that I broke it, and I will not. The tram line is the work of this council." '
        "The tram line to the port will cost the council 40 million crowns."
    )
    found = central_sentences(article.sentences, "en", quotations=article.quotations)
    texts = [article.text(sentence) for sentence in found]
    assert len(texts) == 2
    assert not any("?" in text or "I gave" in text for text in texts)


def test_least_and_most(read):
    article = read(
        " ".join(f"Word{number} stands beside thing{number} and shape{number} in row{number}." for number in range(60))
    )
    assert len(central_sentences(article.sentences, "en", least=2, most=5)) == 5
    assert len(central_sentences(article.sentences[:6], "en", least=4, most=12)) == 4
    assert central_sentences((), "en") == []


def test_a_few_leaning_sentences_are_better_than_none(read):
    article = read(
        "He resigned on Monday over the dam. She took over the ministry at once. They met in the old town hall."
    )
    assert len(central_sentences(article.sentences, "en")) == 3


def test_the_most_central_comes_first(tram):
    best = ranked_sentences(tram.sentences, "en", quotations=tram.quotations)[0]
    assert best.text.startswith("The city council of Riverton voted")


@pytest.mark.parametrize(
    ("language", "text", "alone"),
    [
        ("en", "The council voted.", True),
        ("en", "However, the council voted.", False),
        ("en", "It voted.", False),
        ("en", "These are the points:", False),
        ("en", "Three points were raised:", False),
        ("de", "Die Stadt baut.", True),
        ("de", "Dabei baut die Stadt.", False),
        ("de", "Er baut.", False),
        ("fr", "La ville construit.", True),
        ("fr", "Elle construit.", False),
        ("zh", "市议会投票。", True),
        ("zh", "但是市议会投票。", False),
        ("ru", "Он проголосовал.", False),
        ("xx", "Unga votas.", True),
        ("en", "…", False),
    ],
)
def test_stands_alone(language, text, alone):
    assert stands_alone(text, language) is alone


def test_quoted_share(read):
    article = read('Mayor Holt said: "We will build the tram line to the port." The council agreed.')
    assert quoted_share(article.sentences[0], article.quotations) > 0.5
    assert quoted_share(article.sentences[1], article.quotations) == 0


@given(st.text(st.sampled_from(list("Aab Tt.\n\"'-é市电。ไ")), max_size=300), st.integers(0, 4), st.integers(0, 8))
def test_any_text(text, least, most):
    article = read_article(text)
    found = central_sentences(article.sentences, "en", quotations=article.quotations, least=least, most=most)
    assert len(found) == len(set(found)) <= most
    assert {sentence.id for sentence in article.sentences if sentence.kind is SentenceKind.TEXT} >= set(found)
