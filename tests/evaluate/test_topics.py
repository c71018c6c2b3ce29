"""The measure of subjects, on rows written for it."""

import json

import pytest
from typer.testing import CliRunner

from summarizer.cli import app
from summarizer.errors import UserError
from summarizer.evaluate.rows import read_rows
from summarizer.evaluate.topics import SECTIONS, Confusion, TopicRow, evaluate_topics, read_filed
from summarizer.text.vocabulary import media_topics
from tests.conftest import shared

MATCH = "The striker scored two goals in the second half. Her team won the match and the league title."
MARKET = "Shares in the carmaker fell. Investors fear that its profits will shrink, an economist said."

ARTICLES = {
    "sport": f"{MATCH} The striker left the match early. The team and its striker will play in Oslo.",
    "business": f"{MARKET} The carmaker said that its shares would recover. The carmaker sells vans.",
}


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


def test_a_runs_own_codes_are_measured_in_place_of_the_rules():
    rows = [row(MATCH, "sport", id="match"), row(MARKET, "business", id="market"), row(MARKET, "business", id="other")]
    report = evaluate_topics(rows, {"match": ["medtop:04000000", "medtop:15000000"], "market": []})
    assert (report.articles, report.left_out) == (2, 1)
    assert (report.first, report.among_three, report.wrong) == (0, 1, ("match", "market"))


def test_codes_are_read_from_what_a_run_wrote(tmp_path):
    gold, out = tmp_path / "gold.jsonl", tmp_path / "out.jsonl"
    gold.write_text(
        "\n".join(json.dumps({"id": name, "text": text, "topics": [name]}) for name, text in ARTICLES.items()), "utf-8"
    )
    assert CliRunner().invoke(app, ["run", str(gold), "-o", str(out), "-q", "--model", "extractive"]).exit_code == 0
    filed = read_filed(out)
    assert {name: codes[:1] for name, codes in filed.items()} == {name: [SECTIONS[name]] for name in ARTICLES}
    said = CliRunner().invoke(app, ["eval", "topics", str(gold), "--results", str(out), "--json"])
    assert json.loads(said.stdout)["first"] == len(ARTICLES)


def test_results_of_another_schema_have_no_topics(tmp_path):
    (tmp_path / "row.jsonl").write_text(json.dumps({"id": "a", "text": MATCH}), "utf-8")
    words = ["run", str(tmp_path / "row.jsonl"), "-o", str(tmp_path / "out.jsonl"), "-q", "--model", "extractive"]
    assert CliRunner().invoke(app, [*words, "--schema", "quotes"]).exit_code == 0
    with pytest.raises(UserError, match="holds no article summary"):
        read_filed(tmp_path / "out.jsonl")


def test_most_articles_of_the_shared_data():
    report = evaluate_topics([*read_rows([shared("data", "topics", "en_bbc.jsonl.gz")], TopicRow)][::3])
    assert report.accuracy >= 0.88, report.table()
    assert report.among_three >= 0.97 * report.articles
