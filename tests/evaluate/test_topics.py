"""The measure of subjects, on rows written for it."""

import pytest

from summarizer.evaluate.rows import read_rows
from summarizer.evaluate.topics import SECTIONS, Confusion, TopicRow, evaluate_topics
from summarizer.text.vocabulary import media_topics
from tests.conftest import SHARED

MATCH = "The striker scored two goals in the second half. Her team won the match and the league title."
MARKET = "Shares in the carmaker fell. Investors fear that its profits will shrink, an economist said."


def row(text, section, **more):
    return TopicRow.model_validate({"text": text, "topics": [section], "lang": "en", **more})


def test_sections_are_media_topics():
    assert {*SECTIONS.values()} <= {entry.code for entry in media_topics().entries}


def test_right_and_wrong_first_codes():
    report = evaluate_topics([row(MATCH, "sport"), row(MARKET, "business"), row(MARKET, "sport", id="fell")])
    assert (report.articles, report.first, report.wrong) == (3, 2, ("fell",))
    assert report.accuracy == pytest.approx(2 / 3)
    assert report.confusion == (
        Confusion(section="business", code="medtop:04000000", articles=1),
        Confusion(section="sport", code="medtop:04000000", articles=1),
        Confusion(section="sport", code="medtop:15000000", articles=1),
    )
    assert "sport" in report.table()


def test_a_code_is_taken_as_it_stands():
    report = evaluate_topics([row(MATCH, "medtop:15000000"), row(MATCH, "medtop:99000000")])
    assert (report.articles, report.first, report.left_out) == (1, 1, 1)
    line = report.table().splitlines()[-1].split()
    assert line == ["medtop:15000000", "1", "100.0%", "medtop:15000000", "1"]


def test_duplicates_and_unknown_sections_are_left_out_and_said():
    rows = [row(MATCH, "sport", duplicate=True), row(MATCH, "gardening"), row(MATCH, "sport")]
    report = evaluate_topics(rows)
    assert (report.articles, report.left_out) == (1, 2)


def test_an_article_without_subject_is_wrong():
    report = evaluate_topics([row("Xyzzy plugh.", "sport")])
    assert (report.articles, report.first, report.confusion[0].code) == (1, 0, "")


def test_the_code_of_another_than_the_sections_is_passed_over():
    text = "Doctors at the hospital treated patients. Parliament heard the minister."
    report = evaluate_topics([row(text, "politics")])
    assert (report.first, report.first_of_sections, report.among_three) == (0, 1, 1)


def test_most_articles_of_the_shared_data():
    path = SHARED / "data" / "topics" / "en_bbc.jsonl.gz"
    if not path.is_file():
        pytest.skip("the published articles are not part of the project")
    report = evaluate_topics([*read_rows([path], TopicRow)][::3])
    assert report.accuracy >= 0.88, report.table()
    assert report.among_three >= 0.97 * report.articles
