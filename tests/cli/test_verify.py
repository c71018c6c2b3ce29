"""`summarizer verify` and `bench`: quotes of any tool, held against their article."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from typer.testing import CliRunner

from summarizer import verify
from summarizer.cli import app

ARTICLE = """The port of Sarnow will close for 12 days, harbour master Lena Vogt said.

“We cannot wait,” she told reporters.
"""


def call(*words: object):  # type: ignore[no-untyped-def]
    return CliRunner().invoke(app, [*map(str, words)])


@pytest.fixture
def article(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(ARTICLE)
    return tmp_path / "a.txt"


SHAPES = [
    ['"We cannot wait,"', "We can wait,"],
    [{"quote": "We cannot wait"}, {"quote": "We can wait"}],
    {"quotes": [{"text": "We cannot wait", "by": "Vogt"}, {"text": "We can wait"}]},
    {
        "extractions": [
            {"extraction_class": "quote", "extraction_text": text} for text in ("We cannot wait", "We can wait")
        ]
    },
]


@pytest.mark.parametrize("shape", SHAPES)
def test_results_of_any_tool(article: Path, tmp_path: Path, shape: object) -> None:
    (tmp_path / "result.json").write_text(json.dumps(shape))
    done = call("verify", article, tmp_path / "result.json")
    assert done.exit_code == 1, done.stderr
    assert "altered" in done.stdout
    assert "1 failed" in done.stdout
    value = json.loads(call("verify", article, tmp_path / "result.json", "--json").stdout)
    assert [quote["verdict"] for quote in value["articles"][0]["quotes"]][1] == "altered"


def test_a_path_says_where_the_quotes_are(article: Path, tmp_path: Path) -> None:
    (tmp_path / "result.json").write_text(json.dumps({"deep": [{"said": "We cannot wait"}]}))
    done = call("verify", article, tmp_path / "result.json", "--quotes", "$.deep[*].said")
    assert done.exit_code == 0, done.stderr
    assert call("verify", article, tmp_path / "result.json", "--quotes", "$.[[").exit_code == 2


def test_plain_text_of_one_quote_a_line(article: Path, tmp_path: Path) -> None:
    (tmp_path / "quotes.txt").write_text("We cannot wait\nfor 12 days\n")
    assert call("verify", article, tmp_path / "quotes.txt").exit_code == 0
    (tmp_path / "quotes.txt").write_text("for 13 days\n")
    assert "number" in call("verify", article, tmp_path / "quotes.txt").stdout


def test_rows_of_a_run_hold_their_articles(article: Path, tmp_path: Path) -> None:
    call("run", article, "-o", tmp_path / "out.jsonl")
    assert call("verify", tmp_path / "out.jsonl").exit_code == 0
    row = json.loads((tmp_path / "out.jsonl").read_text())
    row["summary"]["quotes"][0]["words"]["text"] = "We can wait,"
    (tmp_path / "out.jsonl").write_text(json.dumps(row) + "\n")
    done = call("verify", tmp_path / "out.jsonl", "--format", "junit")
    assert done.exit_code == 1
    assert ET.fromstring(done.stdout.encode()).get("failures") == "1"
    assert json.loads(call("verify", tmp_path / "out.jsonl", "--format", "sarif").stdout)["version"] == "2.1.0"


@pytest.mark.parametrize("words", [["nowhere.txt", "x.json"], ["{article}", "nowhere.json"], ["{article}"]])
def test_mistakes_are_one_sentence(article: Path, words: list[str]) -> None:
    done = call("verify", *(word.replace("{article}", str(article)) for word in words))
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 1


def test_from_python() -> None:
    assert [match.verdict.value for match in verify(ARTICLE, ["We cannot wait", "We can wait"])] == ["exact", "altered"]


def test_the_benchmark_on_the_fixtures_lets_nothing_pass() -> None:
    done = call("bench", "quotes", "--json")
    assert done.exit_code == 0, done.stdout[-2000:]
    (report,) = json.loads(done.stdout)["reports"]
    altered = [row for row in report["rows"] if not row["innocent"]]
    innocent = [row for row in report["rows"] if row["innocent"]]
    assert sum(row["tried"] for row in altered) > 300
    assert sum(row["accepted"] for row in altered) == 0
    assert sum(row["tried"] for row in innocent) == sum(row["at_right_span"] for row in innocent) > 300
