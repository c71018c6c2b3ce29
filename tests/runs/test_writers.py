"""Which writer a place gets, and what all of them have in common."""

import pytest

from summarizer.errors import UserError
from summarizer.results.formats import Format
from summarizer.runs import open_writer
from summarizer.runs.export_writer import ExportWriter
from summarizer.runs.folder_writer import FolderWriter
from summarizer.runs.lines_writer import LinesWriter
from summarizer.runs.stdout_writer import StdoutWriter
from summarizer.runs.writers import is_readable_again
from summarizer.schema.outcome import Status
from summarizer.schema.problem import Problem, ProblemKind
from tests.runs.rows import ROWS, put, source, write


@pytest.mark.parametrize(
    ("out", "form", "kind"),
    [
        ("-", None, StdoutWriter),
        ("out", None, FolderWriter),
        ("out.2031-05-03", None, FolderWriter),
        ("folder.csv", None, FolderWriter),
        ("out.jsonl", None, LinesWriter),
        ("OUT.JSONL", None, LinesWriter),
        ("out", Format.JSONL, LinesWriter),
        ("out.csv", None, ExportWriter),
        ("out.txt", Format.CSV, ExportWriter),
    ],
)
def test_the_place_decides(tmp_path, monkeypatch, out, form, kind):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.csv").mkdir()
    writer = open_writer(out, form)
    assert type(writer) is kind
    assert is_readable_again(out, form) is (kind in {FolderWriter, LinesWriter})
    writer.close(complete=False)


def test_places_that_mean_nothing(tmp_path):
    with pytest.raises(UserError, match="kind that is not written"):
        open_writer(str(tmp_path / "out.pdf"))
    with pytest.raises(UserError, match="Where shall"):
        open_writer(" ")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("out", ["out", "out.jsonl"])
def test_a_failure_does_not_replace_a_summary(tmp_path, out):
    write(tmp_path / out, "a")
    failed = ROWS["a"].model_copy(update={"status": Status.FAILED, "summary": None, "fingerprint": "another"})
    writer = open_writer(str(tmp_path / out))
    assert put(writer, failed) is False
    writer.close(complete=True)
    assert open_writer(str(tmp_path / out)).finished(source("a"), ROWS["a"].fingerprint) is Status.OK


@pytest.mark.parametrize("out", ["out", "out.jsonl"])
@pytest.mark.parametrize(
    ("kind", "found"), [(ProblemKind.UNANSWERED, None), (ProblemKind.ABSENT, Status.PARTIAL)], ids=str
)
def test_a_result_whose_repair_got_no_answer_is_taken_up_again(tmp_path, out, kind, found):
    problem = Problem(path="", kind=kind, said="", message="why")
    partial = ROWS["a"].model_copy(update={"status": Status.PARTIAL, "problems": (problem,)})
    writer = open_writer(str(tmp_path / out))
    put(writer, partial)
    writer.close(complete=True)
    assert open_writer(str(tmp_path / out)).finished(source("a"), partial.fingerprint) is found
