"""The page's file: whole or not at all, the same bytes each time, and closed to the network."""

import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from summarizer.cli import app
from summarizer.errors import UserError
from summarizer.report import write_page
from summarizer.report.meanings import meanings
from summarizer.schema.attribution import SpeakerVerdict
from summarizer.schema.check import CheckVerdict
from summarizer.schema.match import Verdict
from summarizer.schema.outcome import Outcome, Status
from summarizer.schema.problem import ProblemKind
from summarizer.schema.summary import Support
from tests.report.outcomes import failed, harbour, note


def test_the_same_results_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.html", "two.html"):
        assert write_page([harbour(), note(), failed()], tmp_path / name) == 3
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.html", "two.html"]


def test_only_its_own_script_and_style_may_run(tmp_path: Path) -> None:
    write_page([harbour()], tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text("utf-8")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert policy[1].startswith("default-src &#39;none&#39;;") or policy[1].startswith("default-src 'none';")
    for element, directive in (("script", "script-src"), ("style", "style-src")):
        (content,) = re.findall(rf"<{element}(?: type=\"module\")?>(.*?)</{element}>", page, re.DOTALL)
        digest = b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy[1].replace("&#39;", "'")
    assert "unsafe" not in policy[1]
    assert not re.search(r"(?:src|href)=\"(?!data:,\")", page)


def test_rows_and_articles_are_data(tmp_path: Path) -> None:
    write_page([harbour(), failed()], tmp_path / "page.html", title="Desk <b>& co</b>")
    page = (tmp_path / "page.html").read_text("utf-8")
    assert "<title>Desk &lt;b&gt;&amp; co&lt;/b&gt;</title>" in page
    data = re.findall(r'<script type="application/json" id="([^"]+)">(.*?)</script>', page)
    assert [name for name, _ in data] == ["data-0", "data-1", "index"]
    assert json.loads(data[0][1])["summary"]["topics"][0]["subject"] == "economy, business and finance"
    assert [row["id"] for row in json.loads(data[2][1])] == ["port.txt", "refused.txt"]


def test_outcomes_are_taken_one_by_one(tmp_path: Path) -> None:
    alive: list[int] = []

    def outcomes() -> Iterator[Outcome[Any]]:
        made = harbour()
        for number in range(400):
            (part,) = tmp_path.glob(".report.*/page.html")
            alive.append(part.stat().st_size)
            yield made.model_copy(update={"id": str(number)})

    assert write_page(outcomes(), tmp_path / "page.html") == 400
    assert alive[-1] > 0.5 * (tmp_path / "page.html").stat().st_size


def test_a_page_that_cannot_be_finished_leaves_the_old_one(tmp_path: Path) -> None:
    def broken() -> Iterator[Outcome[Any]]:
        yield harbour()
        raise UserError("row 2 is no result")

    page = tmp_path / "page.html"
    page.write_text("old")
    with pytest.raises(UserError, match="row 2"):
        write_page(broken(), page)
    assert page.read_text() == "old"
    assert [*tmp_path.iterdir()] == [page]


@pytest.mark.parametrize("name", ["results.jsonl", "page", "absent/page.html", "folder.html"])
def test_places_that_will_not_do(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.html").mkdir()
    with pytest.raises(UserError):
        write_page([harbour()], tmp_path / name)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.html"]


def test_every_verdict_is_explained() -> None:
    told = {name for _, table in meanings() for name, _ in table}
    for kind in (Verdict, SpeakerVerdict, CheckVerdict, Support, ProblemKind, Status):
        assert {one.value.replace("_", " ") for one in kind} <= told, kind


def call(*given: object):  # type: ignore[no-untyped-def]
    return CliRunner().invoke(app, ["report", *map(str, given)])


def test_the_command_reads_files_and_folders(tmp_path: Path) -> None:
    folder = tmp_path / "results"
    folder.mkdir()
    (folder / "note.json").write_text(note().model_dump_json())
    (tmp_path / "rows.jsonl").write_text(harbour().model_dump_json() + "\n" + failed().model_dump_json() + "\n")
    done = call(folder, tmp_path / "rows.jsonl", "-o", tmp_path / "page.html", "--title", "Monday")
    assert done.exit_code == 0, done.stderr
    assert done.stderr.startswith("3 results → ")
    page = (tmp_path / "page.html").read_text("utf-8")
    assert "<title>Monday</title>" in page
    assert page.count('id="data-') == 3


@pytest.mark.parametrize("given", [["absent.jsonl"], ["empty"], ["bad.json"]])
def test_a_mistake_is_one_sentence_and_no_page(tmp_path: Path, given: list[str]) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad.json").write_text("{}")
    done = call(*(tmp_path / name for name in given), "-o", tmp_path / "page.html")
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "page.html").exists()
