"""Results on disk: found again, never half, never somebody else's file."""

import asyncio
import json
from pathlib import Path, PurePosixPath

import pytest

from summarizer.api import Job
from summarizer.api.row import Row
from summarizer.articles import Source
from summarizer.errors import UserError
from summarizer.pipeline.wanted import Wanted
from summarizer.prompts.template import load_prompt
from summarizer.runs import open_writer
from summarizer.schema.article import Article
from summarizer.schema.outcome import Outcome, Status
from summarizer.schema.problem import Problem, ProblemKind
from summarizer.schema.summary import ArticleSummary
from tests.scripted import ScriptedModel, summary

JOB = Job(ScriptedModel(always=lambda _: summary()), Wanted(ArticleSummary, load_prompt("article.v1")))


def outcome(name: str) -> Outcome[ArticleSummary]:
    article = Article(text=f"The port of {name} will close for a week.\n", language="en")
    return asyncio.run(JOB.outcome(name, article))


def put(writer, name, outcome):
    return writer.write(source(name), Row.of(outcome, indent=writer.indent))


def source(name: str) -> Source:
    return Source(id=name, origin=name, name=PurePosixPath(name))


ROWS = {name: outcome(name) for name in ("a", "b", "c/d")}


def write(out: Path, *names: str, keep: tuple[str, ...] = (), complete: bool = True) -> int:
    writer = open_writer(str(out))
    for name in names:
        if name in keep:
            assert writer.finished(source(name), ROWS[name].fingerprint) is Status.OK
            writer.keep(source(name))
        else:
            put(writer, name, ROWS[name])
    return writer.close(complete=complete)


def ids(out: Path) -> list[str]:
    return [json.loads(line)["id"] for line in out.read_text().splitlines()]


def test_a_folder_mirrors_the_tree(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, "a", "b", "c/d")
    assert sorted(path.relative_to(out).as_posix() for path in out.rglob("*")) == ["a.json", "b.json", "c", "c/d.json"]
    writer = open_writer(str(out))
    assert writer.finished(source("a"), ROWS["a"].fingerprint) is Status.OK
    assert writer.finished(source("a"), "another") is None
    assert writer.finished(source("z"), "z") is None


def test_lines_are_in_the_articles_order_whatever_was_there(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    write(out, "b", "c/d")
    assert write(out, "a", "b", "c/d", keep=("b", "c/d")) == 0
    assert ids(out) == ["a", "b", "c/d"]
    assert write(out, "c/d", "a", keep=("c/d", "a")) == 1
    assert ids(out) == ["c/d", "a", "b"], "rows of other articles stay"


def test_an_unfinished_run_leaves_what_was_there(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    write(out, "b", "c/d")
    write(out, "a", complete=False)
    assert ids(out) == ["b", "c/d", "a"]
    write(out, "a", "b", "c/d", keep=("a", "b", "c/d"))
    assert ids(out) == ["a", "b", "c/d"]


@pytest.mark.parametrize("cut", [1, 20, 400])
def test_a_last_line_cut_short_is_written_anew(tmp_path: Path, cut: int) -> None:
    out = tmp_path / "out.jsonl"
    write(out, "a", "b")
    out.write_bytes(out.read_bytes()[:-cut])
    writer = open_writer(str(out))
    assert writer.finished(source("b"), ROWS["b"].fingerprint) is None
    writer.close(complete=False)
    write(out, "a", "b", keep=("a",))
    assert ids(out) == ["a", "b"]


def test_a_failed_row_is_taken_up_again(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    failed = ROWS["a"].model_copy(update={"status": Status.FAILED})
    writer = open_writer(str(out))
    put(writer, "a", failed)
    writer.close(complete=True)
    assert open_writer(str(out)).finished(source("a"), failed.fingerprint) is None
    write(out, "a")
    assert [json.loads(line)["status"] for line in out.read_text().splitlines()] == ["ok"]


@pytest.mark.parametrize(
    "text", ["hello\n", '{"a": 1}\n', "[1]\n", '{"mine": "precious"}', '{"id": 1, "text": "x"}', "x"]
)
def test_a_file_that_holds_something_else_is_left_alone(tmp_path: Path, text: str) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text(text)
    with pytest.raises(UserError, match="something other than results"):
        open_writer(str(out))
    (tmp_path / "a.json").write_text(text)
    for work in (lambda w: w.finished(source("a"), "x"), lambda w: put(w, "a", ROWS["a"])):
        with pytest.raises(UserError, match="no result of summarizer"):
            work(open_writer(str(tmp_path)))
    assert (tmp_path / "a.json").read_text() == text
    assert out.read_text() == text


@pytest.mark.parametrize("out", ["out", "out.jsonl"])
def test_a_failure_does_not_replace_a_summary(tmp_path: Path, out: str) -> None:
    write(tmp_path / out, "a")
    failed = ROWS["a"].model_copy(update={"status": Status.FAILED, "summary": None, "fingerprint": "another"})
    writer = open_writer(str(tmp_path / out))
    assert put(writer, "a", failed) is False
    writer.close(complete=True)
    assert open_writer(str(tmp_path / out)).finished(source("a"), ROWS["a"].fingerprint) is Status.OK


def test_two_runs_do_not_write_one_file(tmp_path: Path) -> None:
    first = open_writer(str(tmp_path / "out.jsonl"))
    with pytest.raises(UserError, match="Another run"):
        open_writer(str(tmp_path / "out.jsonl"))
    first.close(complete=True)
    open_writer(str(tmp_path / "out.jsonl")).close(complete=True)


def test_another_article_of_the_same_name_is_not_overwritten(tmp_path: Path) -> None:
    article = Article(text="Another port will close for a week, and nobody knows why.\n", language="en")
    other = asyncio.run(JOB.outcome("a", article, source="elsewhere/a.txt"))
    write(tmp_path / "out", "a")
    with pytest.raises(UserError, match="holds the result of"):
        put(open_writer(str(tmp_path / "out")), "a", other)


def test_a_result_whose_repair_got_no_answer_is_taken_up_again(tmp_path: Path) -> None:
    problem = Problem(path="", kind=ProblemKind.UNANSWERED, said="", message="no answer")
    partial = ROWS["a"].model_copy(update={"status": Status.PARTIAL, "problems": (problem,)})
    writer = open_writer(str(tmp_path / "out"))
    put(writer, "a", partial)
    assert writer.finished(source("a"), partial.fingerprint) is None


def test_a_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "real.jsonl")
    write(tmp_path / "link.jsonl", "b")
    write(tmp_path / "link.jsonl", "a", "b", keep=("b",))
    assert (tmp_path / "link.jsonl").is_symlink()
    assert ids(tmp_path / "real.jsonl") == ["a", "b"]


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for out in (tmp_path / "file" / "out", tmp_path / "file" / "out.jsonl"):
        with pytest.raises(UserError, match="Cannot write"):
            open_writer(str(out))
    with pytest.raises(UserError, match="kind that is not written"):
        open_writer(str(tmp_path / "out.pdf"))
    with pytest.raises(UserError, match="Where shall"):
        open_writer(" ")
    write(tmp_path / "out.2031-05-03", "a")
    write(tmp_path / "OUT.JSONL", "a")


@pytest.mark.parametrize("name", ["q.csv", "r.db", "s.md", "t.jsonld"])
def test_other_formats_are_made_at_the_end_and_nothing_else_stays(tmp_path, name):
    writer = open_writer(str(tmp_path / name))
    put(writer, "a", ROWS["a"])
    assert writer.finished(source("a"), ROWS["a"].fingerprint) is None
    assert not (tmp_path / name).exists()
    writer.close(complete=True)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).stat().st_size > 0


def test_an_interrupted_run_leaves_the_file_that_is_there(tmp_path):
    path = tmp_path / "q.md"
    for complete in (True, False):
        writer = open_writer(str(path))
        if complete:
            put(writer, "a", ROWS["a"])
        writer.close(complete=complete)
    assert path.read_text().startswith("# a\n")
