"""A file of JSON lines: appended, resumed, put in order; never half, never somebody else's."""

import subprocess
import sys

import pytest

from summarizer.errors import UserError
from summarizer.runs import open_writer
from summarizer.schema.outcome import Status
from tests.conftest import ROOT
from tests.runs.rows import ROWS, ids, lines, put, source, write


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out.jsonl"


def test_lines_are_in_the_articles_order_whatever_was_there(out):
    write(out, "b", "c/d")
    assert write(out, "a", "b", "c/d", keep=("b", "c/d")) == 0
    assert ids(out) == ["a", "b", "c/d"]
    assert write(out, "c/d", "a", keep=("c/d", "a")) == 1
    assert ids(out) == ["c/d", "a", "b"], "rows of other articles stay"


def test_an_unfinished_run_leaves_what_was_there(out):
    write(out, "b", "c/d")
    write(out, "a", complete=False)
    assert ids(out) == ["b", "c/d", "a"]
    write(out, "a", "b", "c/d", keep=("a", "b", "c/d"))
    assert ids(out) == ["a", "b", "c/d"]


@pytest.mark.parametrize("cut", [1, 20, 400])
def test_a_last_line_cut_short_is_written_anew(out, cut):
    write(out, "a", "b")
    out.write_bytes(out.read_bytes()[:-cut])
    writer = open_writer(str(out))
    assert writer.finished(source("b"), ROWS["b"].fingerprint) is None
    writer.close(complete=False)
    write(out, "a", "b", keep=("a",))
    assert ids(out) == ["a", "b"]


def test_a_failed_row_is_taken_up_again(out):
    failed = ROWS["a"].model_copy(update={"status": Status.FAILED})
    writer = open_writer(str(out))
    put(writer, failed)
    writer.close(complete=True)
    assert open_writer(str(out)).finished(source("a"), failed.fingerprint) is None
    write(out, "a")
    assert [row["status"] for row in lines(out)] == ["ok"]


@pytest.mark.parametrize(
    "text", ["hello\n", '{"a": 1}\n', "[1]\n", '{"mine": "precious"}', '{"id": 1, "text": "x"}', "x"]
)
def test_a_file_that_holds_something_else_is_left_alone(out, text):
    out.write_text(text)
    with pytest.raises(UserError, match="something other than results"):
        open_writer(str(out))
    assert out.read_text() == text


def test_two_runs_do_not_write_one_file(out):
    first = open_writer(str(out))
    with pytest.raises(UserError, match="Another run"):
        open_writer(str(out))
    first.close(complete=True)
    open_writer(str(out)).close(complete=True)


def test_a_link_is_written_through(tmp_path):
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "real.jsonl")
    write(tmp_path / "link.jsonl", "b")
    write(tmp_path / "link.jsonl", "a", "b", keep=("b",))
    assert (tmp_path / "link.jsonl").is_symlink()
    assert ids(tmp_path / "real.jsonl") == ["a", "b"]


FULL_DISK = """
import resource, signal, sys
from summarizer.errors import UserError
from summarizer.runs import open_writer
from tests.runs.rows import ROWS, put
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
writer = open_writer(sys.argv[1])
put(writer, ROWS["a"])
full = len(open(sys.argv[1], "rb").read()) + 100
resource.setrlimit(resource.RLIMIT_FSIZE, (full, full))
try:
    put(writer, ROWS["b"])
except UserError as error:
    print(error)
writer.close(complete=False)
"""


def test_a_row_that_the_disk_does_not_take_whole_is_taken_away(out):
    pytest.importorskip("resource", reason="Windows sets no limits to files")
    ended = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(out)], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert ended.stdout.startswith(f"Cannot write {out}: ")
    assert ids(out) == ["a"]


def test_a_place_that_takes_no_file(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="Cannot write"):
        open_writer(str(tmp_path / "file" / "out.jsonl"))
