"""`summarizer diff`, `quotes` and `reanchor`."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from summarizer.cli import app
from summarizer.results.reading import read_one
from tests.results.made import TEXT, evil, full


def call(*words: object):  # type: ignore[no-untyped-def]
    return CliRunner().invoke(app, [*map(str, words)])


def put(path: Path, *outcomes: Any) -> Path:
    path.write_text("".join(f"{one.model_dump_json()}\n" for one in outcomes), "utf-8")
    return path


@pytest.fixture
def one(tmp_path: Path) -> Path:
    return put(tmp_path / "one.json", full())


def test_diff_of_the_same_is_silent_success(one: Path, tmp_path: Path) -> None:
    done = call("diff", one, put(tmp_path / "two.json", full(model="n")))
    assert done.exit_code == 0
    assert "m → n" in done.stdout
    assert "quotes: 2 stayed" in done.stdout


def test_diff_of_two_results(one: Path, tmp_path: Path) -> None:
    changed = json.loads(one.read_text())
    changed["summary"]["quotes"][0]["speaker"] = "Rui Brandt"
    changed["summary"]["headline"] = "Ostrel quarry to open"
    (tmp_path / "two.json").write_text(json.dumps(changed))
    done = call("diff", one, tmp_path / "two.json")
    assert done.exit_code == 1
    assert "differs other: close → open" in done.stdout
    assert "speaker: Ines Duarte → Rui Brandt" in done.stdout
    found = json.loads(call("diff", one, tmp_path / "two.json", "--json").stdout)
    assert found["same"] is False
    assert {item["step"] for item in found["items"]} == {"stayed", "changed"}


def test_diff_of_two_runs(tmp_path: Path) -> None:
    before = put(tmp_path / "a.jsonl", full(id="a"), full(id="b"), full(id="c"))
    after = put(tmp_path / "b.jsonl", full(id="c"), full(id="a"), full(id="b", status="partial"))
    done = call("diff", before, after)
    assert done.exit_code == 1
    assert done.stdout == "b · ok → partial · m · p\n3 articles: 1 differs, 2 the same\n"
    assert call("diff", before, before).stdout == "3 articles: 0 differ, 3 the same\n"
    assert call("diff", before, tmp_path / "none.jsonl").exit_code == 2
    assert call("diff", before, after, "--id", "b").exit_code == 1


def test_quotes_are_found(tmp_path: Path) -> None:
    run = put(tmp_path / "a.jsonl", full(), evil())
    done = call("quotes", run, "--speaker", "duarte", "--about", "stones")
    assert done.exit_code == 0
    assert "“We have no stone left,”" in done.stdout
    assert "— Ines Duarte, as written: Duarte (told)" in done.stdout
    row = json.loads(call("quotes", run, "--speaker", "duarte", "--json").stdout)
    assert TEXT[row["words"]["start"] : row["words"]["end"]] == row["words"]["text"]
    assert call("quotes", run, "--speaker", "nobody").exit_code == 1
    assert call("quotes", run, "--verdict", "exactly").exit_code == 2
    assert not set("\x07\x1b\u202e") & set(call("quotes", run).stdout)


def test_reanchor_writes_a_result_of_the_corrected_article(one: Path, tmp_path: Path) -> None:
    text = "Corrected.\n\n" + TEXT.replace("no stone left", "some stone left")
    (tmp_path / "new.txt").write_text(text, "utf-8")
    done = call("reanchor", one, tmp_path / "new.txt", "-o", tmp_path / "new.json")
    assert done.exit_code == 1
    assert "quotes[0].words" in done.stdout
    assert "differs negation: no → some" in done.stdout
    again = read_one(tmp_path / "new.json")
    assert again.article is not None
    assert again.article.text == text
    assert call("show", tmp_path / "new.json").exit_code == 0
    assert call("verify", tmp_path / "new.txt", tmp_path / "new.json").exit_code == 0


def test_reanchor_on_the_same_article_and_mistakes(one: Path, tmp_path: Path) -> None:
    (tmp_path / "same.txt").write_text(TEXT, "utf-8")
    done = call("reanchor", one, tmp_path / "same.txt", "-o", tmp_path / "new.json", "--json")
    assert done.exit_code == 0
    assert {json.loads(row)["fate"] for row in done.stdout.splitlines()} == {"holds"}
    assert call("reanchor", one, tmp_path / "none.txt", "-o", tmp_path / "x.json").exit_code == 2
    assert call("reanchor", tmp_path / "none.json", tmp_path / "same.txt", "-o", tmp_path / "x.json").exit_code == 2
    assert not (tmp_path / "x.json").exists()
