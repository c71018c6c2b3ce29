"""Statements held against an article: what is found, with which verdict, at which place."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.articles import find_sources, with_language
from summarizer.grounding.checks import _compared, _evidence, _once, check
from summarizer.grounding.claim_pairs import other_figure, same_claim
from summarizer.grounding.claims import MEASURED
from summarizer.grounding.verbatim_checks import verbatim_pieces
from summarizer.schema.article import SentenceKind
from summarizer.schema.check import CheckKind, CheckVerdict
from summarizer.schema.span import Span
from summarizer.text.reading import read
from tests.conftest import FIXTURES

ARTICLE = """The port of Sarnow will close for six weeks, harbour master Lena Vogt said on Tuesday.

Ticket sales rose by 12 per cent last year, and the port paid 4.9 million euros for two small cranes.
The dockers did not accept the offer. Most of the crews want their young captain to stay.
Vogt praised Reyes for his work. All ferries carry a voluntary label.
"""
READING = read(ARTICLE, "en")
ARTICLES = {
    "en": ARTICLE,
    "de": "Der Hafen von Sarnow schließt für sechs Wochen, sagte Lena Vogt am Dienstag. "
    "Die Preise stiegen um 12 Prozent. Die Arbeiter nahmen das Angebot nicht an.",
    "fr": "Le port de Sarnow fermera six semaines, a dit Léna Vogt mardi. Les ventes ont augmenté de 12 pour cent. "
    "Les dockers n'ont pas accepté l'offre.",
    "ru": "Порт Сарнов закроют на 6 недель, сказала Елена Фогт во вторник. Продажи выросли на 12 процентов.",
    "ja": "サルノフ港は6週間閉鎖される。売上は12パーセント増えた。",
}


TABLE = json.loads((Path(__file__).parent / "data" / "statements.json").read_text(encoding="utf-8"))


def faults(statement, language="en", article=ARTICLE, **options):
    found = check(statement, (), read(article, language), **options)
    return [(one.kind, one.words) for one in found if one.verdict.is_fault]


def told(checks):
    return [(one.kind, one.words, one.start, one.end, one.verdict) for one in checks]


@pytest.mark.parametrize("language", sorted(MEASURED))
def test_of_the_articles_own_sentences_all_is_supported_that_a_comparison_finds(language):
    read_ones = [with_language(entry.read().article) for entry in find_sources([str(FIXTURES / "articles")])]
    articles = [article for article in read_ones if article.language == language]
    assert articles
    for article in articles:
        reading = read(article.text, language)
        for sentence in reading.sentences:
            if sentence.kind is SentenceKind.TEXT:
                evidence = [Span.of(article.text, sentence.start, sentence.end)]
                compared = _once(_compared(sentence.text, _evidence(evidence, reading), article.published))
                found = told(check(sentence.text, evidence, reading, published=article.published))
                assert set(told(compared)) <= set(found)
                assert {one[-1] for one in set(found) - set(told(compared))} <= {CheckVerdict.SUPPORTED}


def test_two_sentences_of_the_article_together_hold_at_their_own_places():
    one, two = READING.sentences[2:4]
    found = check(f"{one.text} {two.text}", (), READING)
    assert [(each.kind, each.words) for each in found] == [(CheckKind.NEGATION, "not"), (CheckKind.QUANTITY, "Most")]
    assert all(each.verdict is CheckVerdict.SUPPORTED and each.nearest.text == each.words for each in found)
    assert all(f"{one.text} {two.text}"[each.start : each.end] == each.words for each in found)


@pytest.mark.parametrize(
    ("statement", "pieces"),
    [
        ("The club named two. Anna Berg stole 40 euros.", 2),
        ("Did he steal? “No,” he said. The court was full.", 3),
        ("“No,” he said. The court was full.", 2),
        ("Not", 1),
        ("Not Guilty", 0),
        ("The club named two. Guilty", 2),
        ("Not Anna Berg stole 40 euros.", 0),
        ("The club named two.Anna Berg stole 40 euros.", 0),
    ],
)
def test_only_whole_sentences_one_after_the_other_are_the_articles_own(statement, pieces):
    text = (
        "The club named two. Anna Berg stole 40 euros.\n\nDid he steal? “No,” he said. The court was full.\n\n"
        "Not\n\nGuilty\n\nThe papers were read on Monday in the town."
    )
    reading = read(text, "en")
    assert len(verbatim_pieces(statement, [(0, len(text))], reading.sentences)) == pieces


@pytest.mark.parametrize(
    "statement",
    [
        "The port will close for six weeks.",
        "Sales rose by twelve percent.",
        "The port paid 4.9m euros for two cranes.",
        "The port paid about 5 million euros for two cranes.",
        "The dockers did not accept the offer.",
        "The dockers rejected the offer.",
        "Vogt praised Reyes.",
        "Most crews want the captain to stay.",
        "All ferries carry a label, which is voluntary.",
        "Not only the port will close.",
    ],
)
def test_a_statement_that_the_article_makes_has_no_fault(statement):
    assert not faults(statement)


@pytest.mark.parametrize(
    ("statement", "kind", "words"),
    [
        ("The port will close for seven weeks.", CheckKind.NUMBER, "seven"),
        ("The port will close for six months.", CheckKind.NUMBER, "six"),
        ("Sales rose by 13 percent.", CheckKind.NUMBER, "13 percent"),
        ("The port paid 6 million euros for two cranes.", CheckKind.NUMBER, "6 million euros"),
        ("Ticket sales at the port fell by 12 per cent last year.", CheckKind.OPPOSITE, "fell"),
        ("The port paid 4.9 million euros for two large cranes.", CheckKind.OPPOSITE, "large"),
        ("All ferries carry a mandatory label.", CheckKind.OPPOSITE, "mandatory"),
        ("Most of the crews want their old captain to stay.", CheckKind.OPPOSITE, "old"),
        ("The port paid 4.9 million euros and did not buy two small cranes.", CheckKind.NEGATION, "not"),
        ("The port of Sarnow will not close for six weeks.", CheckKind.NEGATION, "not"),
        ("The port of Sarnow refused to close for six weeks.", CheckKind.NEGATION, "refused"),
        ("The dockers did accept the offer.", CheckKind.NEGATION, "accept"),
        ("All of the crews want their young captain to stay.", CheckKind.QUANTITY, "All"),
        ("Half of the port will close.", CheckKind.QUANTITY, "Half"),
        ("Reyes praised Vogt for his work.", CheckKind.ROLE, "praised"),
        ("The port of Danzow will close for six weeks.", CheckKind.NAME, "Danzow"),
        ("Vogt spoke on Friday.", CheckKind.DATE, "Friday"),
    ],
)
def test_a_fault_is_named_by_its_words(statement, kind, words):
    assert (kind, words) in faults(statement)


@pytest.mark.parametrize(
    ("language", "statement", "kind"),
    [
        ("de", "Der Hafen schließt für sieben Wochen.", CheckKind.NUMBER),
        ("de", "Die Preise sanken um 12 Prozent.", CheckKind.OPPOSITE),
        ("de", "Der Hafen von Sarnow schließt nicht für sechs Wochen.", CheckKind.NEGATION),
        ("de", "Lena Vogt sprach am Freitag.", CheckKind.DATE),
        ("fr", "Le port fermera sept semaines.", CheckKind.NUMBER),
        ("fr", "Les ventes ont baissé de 12 pour cent.", CheckKind.OPPOSITE),
        ("fr", "Le port de Sarnow ne fermera pas six semaines.", CheckKind.NEGATION),
        ("ru", "Порт закроют на 7 недель.", CheckKind.NUMBER),
        ("ru", "Продажи выросли на 13 процентов.", CheckKind.NUMBER),
        ("ja", "サルノフ港は7週間閉鎖される。", CheckKind.NUMBER),
    ],
)
def test_faults_are_found_in_other_languages(language, statement, kind):
    assert kind in [found for found, _ in faults(statement, language, ARTICLES[language])]


@pytest.mark.parametrize(
    ("language", "article", "statement"),
    [(case["language"], case["article"], statement) for case in TABLE for statement in case["true"]],
)
def test_a_true_paraphrase_has_no_fault_in_any_language(language, article, statement):
    assert not faults(statement, language, article)


@pytest.mark.parametrize(
    ("language", "article", "statement", "kind"),
    [(case["language"], case["article"], one["statement"], one["kind"]) for case in TABLE for one in case["false"]],
)
def test_a_false_statement_has_its_fault_in_any_language(language, article, statement, kind):
    assert kind in [found for found, _ in faults(statement, language, article)]


@pytest.mark.parametrize("language", ARTICLES)
def test_an_articles_own_sentences_have_no_fault(language):
    reading = read(ARTICLES[language], language)
    for sentence in reading.sentences:
        found = check(sentence.text, [sentence.span], reading)
        assert {one.verdict for one in found} <= {CheckVerdict.SUPPORTED}


def test_the_same_number_for_another_thing_is_elsewhere():
    evidence = [next(one.span for one in READING.sentences if "Ticket" in one.text)]
    (found,) = check("Six ferries were there.", evidence, READING)
    assert (found.verdict, found.words) == (CheckVerdict.ELSEWHERE, "Six")


def test_a_contradiction_points_at_what_the_article_has():
    (found,) = check("The port will close for seven weeks.", (), READING)
    assert found.verdict is CheckVerdict.CONTRADICTED
    assert found.nearest is not None
    assert found.nearest.text == "six"


OTHERS = ["13", "seven", "not", "Friday", "Danzow", "never", "$5bn", "%", "’", "Sarnow-2"]
WORDS = [*sorted(set(ARTICLE.split())), *OTHERS]


@settings(max_examples=150)
@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join), st.sampled_from(["en", "de", "xx", None]))
def test_every_check_stands_where_it_says(statement, language):
    reading = read(ARTICLE, language)
    for one in check(statement, (), reading):
        assert statement[one.start : one.end] == one.words
        assert one.words
        assert one.nearest is None or one.nearest.holds_in(ARTICLE)


@given(st.text(max_size=60), st.text(max_size=120))
def test_any_text_can_be_checked(statement, article):
    for one in check(statement, (), read(article, "en"), published="2021-03-04"):
        assert statement[one.start : one.end] == one.words


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("On Tuesday the port closed.", "The port closed on Tuesday.", True),
        ("12 percent of the crews left.", "Of the crews, twelve per cent left.", True),
        ("Vogt praised Reyes.", "Reyes praised Vogt.", False),
        ("All crews left.", "Most crews left.", False),
        ("The port may close.", "The port will close.", False),
        ("Six men and seven dogs left.", "Seven men and six dogs left.", False),
        ("The port closed.", "The port did not close.", False),
        ("The port closed for six weeks.", "The port closed for seven weeks.", False),
        ("The port closed.", "The port closed on Tuesday.", False),
        ("", "", False),
    ],
)
def test_claims_that_say_the_same(one, two, same):
    assert same_claim(one, two) is same
    assert same_claim(two, one) is same


@pytest.mark.parametrize(
    ("one", "two", "figures"),
    [
        ("The flood killed 12 people.", "The flood killed 15 people.", ("12", "15")),
        (
            "On Monday the port lost 2 million euros.",
            "The port lost 3 million euros on Monday.",
            ("2 million", "3 million"),
        ),
        ("The flood killed 12 people.", "The flood killed twelve people.", None),
        ("The flood killed 12 people.", "The flood hurt 15 people.", None),
        ("The flood killed 12 people.", "The flood killed 15 dogs.", None),
        ("The mill made 9 boats in 2030.", "The mill made 9 boats in 2031.", None),
        ("Reyes won 12 votes.", "Vogt won 15 votes.", None),
        ("", "", None),
    ],
)
def test_the_same_with_another_figure(one, two, figures):
    found = other_figure(one, two)
    assert (found is None) == (figures is None)
    if figures:
        assert all(mine.startswith(wanted) for mine, wanted in zip(found, figures, strict=True))


@given(
    st.lists(st.sampled_from(["dockers", "left", "seven", "cranes", "behind", "not", "Vogt"]), min_size=1, unique=True),
    st.integers(0, 9),
)
def test_a_part_moved_to_the_end_makes_no_other_claim(words, cut):
    assert same_claim(" ".join(words), " ".join(words[cut:] + words[:cut]))
