"""`summarizer export`: from a run to files."""

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarizer.cli import app
from tests.results.made import everything, full, own


def call(*words: object):  # type: ignore[no-untyped-def]
    return CliRunner().invoke(app, [*map(str, words)])


@pytest.fixture
def run(tmp_path: Path) -> Path:
    (tmp_path / "run.jsonl").write_text("".join(f"{one.model_dump_json()}\n" for one in everything()), "utf-8")
    return tmp_path / "run.jsonl"


@pytest.mark.parametrize("ending", ["md", "csv", "parquet", "db", "sqlite", "jsonld", "jsonl"])
def test_the_ending_tells_the_format(run: Path, tmp_path: Path, ending: str) -> None:
    done = call("export", run, "-o", tmp_path / f"out.{ending}")
    assert done.exit_code == 0, done.output
    assert "5 results → " in done.stderr
    assert (tmp_path / f"out.{ending}").stat().st_size > 0
    assert ("of another schema (Ruling)" in done.stderr) is (ending == "csv")


def test_several_results_of_all_kinds(run: Path, tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(full(id="one").model_dump_json(indent=1))
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "two.json").write_text(own().model_dump_json(indent=1))
    done = call("export", run, tmp_path / "one.json", tmp_path / "folder", "-q", "-o", tmp_path / "all.db")
    assert (done.exit_code, done.output) == (0, "")
    with sqlite3.connect(tmp_path / "all.db") as database:
        assert database.execute("SELECT count(*) FROM articles").fetchone() == (7,)
    database.close()


def test_standard_output_and_tables(run: Path) -> None:
    done = call("export", run, "-o", "-", "--format", "csv", "--table", "claims")
    rows = [*csv.DictReader(io.StringIO(done.stdout.removeprefix("\ufeff"), newline=""))]
    assert rows[0]["text"] == "The quarry closes on 4 May."
    assert call("export", run, "-o", "-").exit_code == 2


def test_a_folder_of_pages(run: Path, tmp_path: Path) -> None:
    assert call("export", run, "-o", f"{tmp_path}/pages/").exit_code == 0
    assert len([*(tmp_path / "pages").rglob("*.md")]) == 5


@pytest.mark.parametrize(
    "words",
    [
        ["-o", "out.txt"],
        ["-o", ""],
        ["-o", "run.jsonl"],
        ["-o", "out.md", "--table", "claims"],
        ["-o", "out.csv", "--format", "xlsx"],
        ["missing.jsonl", "-o", "out.csv"],
    ],
)
def test_a_mistake_writes_nothing(run: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    monkeypatch.chdir(run.parent)
    before = run.read_bytes()
    done = call("export", run.name, *words)
    assert done.exit_code == 2
    assert "Traceback" not in done.output
    assert [*run.parent.iterdir()] == [run]
    assert run.read_bytes() == before


def test_a_bad_row_is_named_and_nothing_is_left_behind(run: Path, tmp_path: Path) -> None:
    with run.open("a") as file:
        file.write(json.dumps({"id": "x"}) + "\n")
    done = call("export", run, "-o", tmp_path / "out.parquet")
    assert done.exit_code == 2
    assert "run.jsonl, row 6, is no result" in done.stderr
    assert [*tmp_path.iterdir()] == [run]
