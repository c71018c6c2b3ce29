"""A folder of results: found again, never half, never somebody else's file."""

import pytest

from summarizer.errors import UserError
from summarizer.runs import open_writer
from summarizer.schema.outcome import Status
from tests.runs.rows import ROWS, outcome, put, source, write


def test_a_folder_mirrors_the_tree(tmp_path):
    out = tmp_path / "out"
    write(out, "a", "b", "c/d")
    assert sorted(path.relative_to(out).as_posix() for path in out.rglob("*")) == ["a.json", "b.json", "c", "c/d.json"]
    writer = open_writer(str(out))
    assert writer.finished(source("a"), ROWS["a"].fingerprint) is Status.OK
    assert writer.finished(source("a"), "another") is None
    assert writer.finished(source("z"), "z") is None


def test_files_of_other_articles_stay(tmp_path):
    write(tmp_path, "a")
    before = (tmp_path / "a.json").read_bytes()
    assert write(tmp_path, "b") == 0
    assert (tmp_path / "a.json").read_bytes() == before


@pytest.mark.parametrize("work", ["finished", "write"])
@pytest.mark.parametrize("text", ["hello\n", '{"a": 1}\n', "[1]\n", '{"id": 1, "text": "x"}', "x"])
def test_a_file_that_is_no_result_is_left_alone(tmp_path, text, work):
    (tmp_path / "a.json").write_text(text)
    writer = open_writer(str(tmp_path))
    with pytest.raises(UserError, match="no result of summarizer"):
        writer.finished(source("a"), "x") if work == "finished" else put(writer, ROWS["a"])
    assert (tmp_path / "a.json").read_text() == text


def test_what_is_no_file_cannot_be_read(tmp_path):
    (tmp_path / "a.json").mkdir()
    with pytest.raises(UserError, match="Cannot read"):
        open_writer(str(tmp_path)).finished(source("a"), "x")


@pytest.mark.parametrize(
    ("text", "origin", "stays"),
    [
        ("Another port will close for a week.\n", "elsewhere/a.txt", True),
        ("Another port will close for a week.\n", "here/a.txt", False),
        ("The port will close for a week.\n", "elsewhere/a.txt", False),
    ],
    ids=["another article", "the same place, edited since", "the same text, moved"],
)
def test_another_article_of_the_same_name_is_not_overwritten(tmp_path, text, origin, stays):
    first = outcome("a", "The port will close for a week.\n", "here/a.txt")
    other = outcome("a", text, origin)
    writer = open_writer(str(tmp_path))
    put(writer, first)
    before = (tmp_path / "a.json").read_bytes()
    if stays:
        with pytest.raises(UserError, match="holds the result of"):
            put(writer, other)
    else:
        assert put(writer, other)
    assert ((tmp_path / "a.json").read_bytes() == before) is stays


def test_a_place_that_takes_no_folder(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="Cannot write"):
        open_writer(str(tmp_path / "file" / "out"))
    writer = open_writer(str(tmp_path))
    (tmp_path / "c").write_text("")
    with pytest.raises(UserError, match="Cannot"):
        put(writer, ROWS["c/d"])
