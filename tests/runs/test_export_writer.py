"""Tables, pages and databases: made at the end, of all that was finished."""

import pytest

from summarizer.runs import open_writer
from tests.runs.rows import ROWS, put, source, write


@pytest.mark.parametrize("name", ["q.csv", "r.db", "s.md", "t.jsonld"])
def test_it_is_made_at_the_end_and_nothing_else_stays(tmp_path, name):
    writer = open_writer(str(tmp_path / name))
    put(writer, ROWS["a"])
    assert writer.finished(source("a"), ROWS["a"].fingerprint) is None
    assert not (tmp_path / name).exists()
    assert writer.close(complete=True) == 0
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).stat().st_size > 0


def test_an_interrupted_run_leaves_the_file_that_is_there(tmp_path):
    path = tmp_path / "q.md"
    write(path, "a", complete=False)
    assert path.read_text().startswith("# a\n"), "where none is there, one is made of what was finished"
    write(path, "b", complete=False)
    assert path.read_text().startswith("# a\n")
    write(path, "b")
    assert path.read_text().startswith("# b\n")
