"""`summarizer run` as a person types it."""

import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarizer.cli import app
from tests.conftest import FIXTURES

ARTICLE = (
    "The port of Sarnow will close for a week, harbour master Lena Vogt said. “We cannot wait,” she told reporters.\n"
)


def run(*words: object, stdin: bytes | None = None):  # type: ignore[no-untyped-def]
    return CliRunner().invoke(app, ["run", *map(str, words)], input=stdin)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "articles"
    (place / "sub").mkdir(parents=True)
    (place / "one.txt").write_text(ARTICLE)
    (place / "sub" / "two.md").write_text(f"# Port closes\n\n{ARTICLE}")
    (place / "rows.jsonl").write_text(
        "\n".join([json.dumps({"id": "r1", "text": ARTICLE, "lang": "en"}), "{broken", json.dumps({"text": ARTICLE})])
    )
    (place / "page.html").write_bytes((FIXTURES / "articles" / "page.html").read_bytes())
    return place


def test_a_folder_in_a_folder_out(folder: Path, tmp_path: Path) -> None:
    result = run(folder, "-o", tmp_path / "out")
    assert result.exit_code == 1
    written = sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.json"))
    assert written == ["one.json", "page.json", "rows/line-2.json", "rows/line-3.json", "rows/r1.json", "sub/two.json"]
    row = json.loads((tmp_path / "out" / "one.json").read_text())
    (quote,) = row["summary"]["quotes"]
    assert row["article"]["text"][quote["words"]["start"] : quote["words"]["end"]] == "We cannot wait,"
    assert json.loads((tmp_path / "out" / "rows" / "line-2.json").read_text())["status"] == "failed"
    assert "rows.jsonl:2" in result.stderr
    assert "built-in extractive model" in result.stderr
    assert result.stdout == ""


def test_lines_in_input_order_and_a_second_run_keeps_them(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    run(folder, "-o", out)
    ids = [json.loads(line)["id"] for line in out.read_text().splitlines()]
    assert ids == ["one.txt", "page.html", "r1", "rows.jsonl:2", "rows.jsonl:3", "sub/two.md"]
    before = out.read_bytes()
    again = run(folder, "-o", out)
    assert "5 kept" in again.stderr
    assert out.read_bytes() == before
    assert "kept" not in run(folder, "-o", out, "--refresh").stderr
    assert out.read_bytes() == before


@pytest.mark.parametrize("concurrency", [1, 3, 64])
def test_the_same_bytes_whatever_the_concurrency(folder: Path, tmp_path: Path, concurrency: int) -> None:
    run(folder, "-o", tmp_path / "a.jsonl")
    run(folder, "-o", tmp_path / "b.jsonl", "--concurrency", concurrency)
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()


def test_a_changed_article_is_taken_up_again(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    run(folder, "-o", out)
    (folder / "one.txt").write_text(ARTICLE.replace("week", "month"))
    assert "4 kept" in run(folder, "-o", out).stderr
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    assert [row["id"] for row in rows][:2] == ["one.txt", "page.html"]
    assert "month" in rows[0]["article"]["text"]


def test_standard_input_and_output() -> None:
    result = run("-", "-o", "-", stdin=ARTICLE.encode())
    assert result.exit_code == 0
    assert json.loads(result.stdout)["id"] == "stdin"


def test_failures_of_articles_do_not_stop_a_run(tmp_path: Path) -> None:
    rows = [json.dumps({"id": f"e{n}", "text": "• • •"}) for n in range(9)]
    (tmp_path / "rows.jsonl").write_text("\n".join([*rows, json.dumps({"id": "good", "text": ARTICLE})]))
    run(tmp_path / "rows.jsonl", "-o", tmp_path / "out.jsonl")
    statuses = [json.loads(line)["status"] for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert statuses == ["not_an_article"] * 9 + ["ok"]


def test_a_row_with_a_line_separator_is_read_back(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{ARTICLE}\u2028It rained.\u0085Nobody came.\u2029\n")
    run(tmp_path / "a.txt", "-o", tmp_path / "out.jsonl")
    assert CliRunner().invoke(app, ["show", str(tmp_path / "out.jsonl")]).exit_code == 0


def test_the_version_is_said() -> None:
    assert CliRunner().invoke(app, ["--version"]).stdout.strip() == version("summarizer")


def test_quiet_says_nothing(folder: Path, tmp_path: Path) -> None:
    assert run(folder / "one.txt", "-o", tmp_path / "out", "--quiet").stderr == ""


def test_verbose_says_a_line_for_each(folder: Path, tmp_path: Path) -> None:
    assert "sub/two.md: ok" in run(folder, "-o", tmp_path / "out", "-v").stderr


def test_fail_fast_stops_at_the_first_failure(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text("{broken\n" + json.dumps({"id": "r", "text": ARTICLE}))
    result = run(tmp_path / "rows.jsonl", "-o", tmp_path / "out", "--fail-fast", "--concurrency", 1)
    assert result.exit_code == 1
    assert not (tmp_path / "out" / "rows" / "r.json").exists()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n ", "no text"),
        ("binary.txt", bytes(range(256)) * 8, "binary"),
        ("big.txt", b"a" * 10_000_001, "10,000,000 bytes"),
        ("none.html", b"<html><body></body></html>", "No article text"),
    ],
)
def test_bad_articles_cost_only_themselves(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, name: str, content: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.txt").write_text(ARTICLE)
    out = tmp_path_factory.mktemp("out") / "out.jsonl"
    result = run(tmp_path, "-o", out)
    assert result.exit_code == 1
    assert name in result.stderr
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    statuses = {json.loads(line)["id"]: json.loads(line)["status"] for line in out.read_text().splitlines()}
    assert statuses == {name: "failed", "good.txt": "ok"}


def test_another_encoding_is_decoded_and_said(tmp_path: Path) -> None:
    text = (
        "Größere Brücken über den Fluss, sagte Bürgermeisterin Änne Köhler. „Wir müssen prüfen“, sagte sie am Dienstag."
    )
    (tmp_path / "alt.txt").write_bytes(text.encode("cp1252"))
    run(tmp_path / "alt.txt", "-o", tmp_path / "out")
    row = json.loads((tmp_path / "out" / "alt.json").read_text())
    assert row["article"]["text"] == text
    assert any("decoded as" in note for note in row["notes"])


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["nowhere", "-o", "out"], "nowhere"),
        (["{folder}", "-o", "{folder}/one.txt/out"], "Cannot write"),
        (["{folder}", "-o", "{folder}/out.jsonl"], "lies within"),
        (["{folder}", "-o", "out.pdf"], "kind that is not written"),
        (["{folder}", "-o", "out", "--model", "gpt-x"], "OPENAI_API_KEY"),
        (["{folder}", "-o", "out", "--base-url", "http://127.0.0.1:9/v1"], "Name it"),
        (["{folder}", "-o", "out", "--schema", "nonsense"], "no schema 'nonsense'"),
        (["{folder}", "-o", "out", "--schema", "nowhere.py:X"], "cannot be loaded"),
        (["{folder}", "-o", "out", "--prompt", "nonsense"], "no prompt nonsense"),
        (["{folder}", "-o", "out", "--replay", "nowhere"], "nowhere"),
        (["{folder}"], "--out"),
        (["{folder}", "-o", "out", "--concurrency", "0"], "concurrency"),
    ],
)
def test_mistakes_are_one_sentence_and_exit_2(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*(word.replace("{folder}", str(folder)) for word in words))
    assert result.exit_code == 2
    assert message in result.stderr
    assert "Traceback" not in result.output


LIGHT = """
import sys
from typer.testing import CliRunner
from summarizer.cli import app
assert CliRunner().invoke(app, {words!r}).exit_code == 0
heavy = {{"openai", "instructor", "trafilatura", "rich.progress", "jinja2", "sqlite3", "numpy"}} & set(sys.modules)
sys.exit(", ".join(sorted(heavy)) or 0)
"""


@pytest.mark.parametrize("words", [["--help"], ["run", "--help"], ["cache", "--help"]])
def test_help_loads_nothing_heavy(words: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIGHT.format(words=words)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_importing_the_package_loads_no_sdk_and_prints_nothing() -> None:
    code = (
        "import sys, summarizer; summarizer.summarize; "
        "sys.exit(', '.join({'openai', 'instructor', 'trafilatura'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env={**os.environ})
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("option", "name"), [("-o", "o.jsonl"), ("-o", "o.md"), ("--report", "r.html"), ("--log", "l.jsonl")]
)
def test_nothing_is_written_where_it_would_be_read_as_an_article(tmp_path: Path, option: str, name: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(ARTICLE)
    out = [] if option == "-o" else ["-o", str(tmp_path / "out")]
    done = CliRunner().invoke(app, ["run", str(tmp_path / "in"), *out, option, str(tmp_path / "in" / name)])
    assert done.exit_code == 2
    assert "lies within" in done.stderr
    assert [path.name for path in (tmp_path / "in").iterdir()] == ["a.txt"]


def test_a_table_may_stand_beside_the_articles(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(ARTICLE)
    done = CliRunner().invoke(app, ["run", str(tmp_path), "-o", str(tmp_path / "q.csv")])
    assert done.exit_code == 0, done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0.txt", "1.txt", "2.txt", "q.csv"]


def test_a_report_of_what_cannot_be_read_back_is_refused_before_anything_is_asked(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    words = ["run", str(tmp_path / "a.txt"), "-o", str(tmp_path / "q.csv"), "--report", str(tmp_path / "r.html")]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 2
    assert "-o a folder or a .jsonl file" in done.stderr
    assert not (tmp_path / "q.csv").exists()
