"""Results on standard output: each in a line, at once."""

from summarizer.runs import open_writer
from summarizer.schema.outcome import Outcome
from summarizer.schema.summary import ArticleSummary
from tests.runs.rows import ROWS, put, source


def test_each_row_is_out_as_soon_as_it_is_written(capfdbinary):
    writer = open_writer("-")
    for name, row in ROWS.items():
        assert put(writer, row)
        line = capfdbinary.readouterr().out
        assert line.count(b"\n") == 1
        assert Outcome[ArticleSummary].model_validate_json(line).id == name
        assert writer.finished(source(name), row.fingerprint) is None
    assert writer.close(complete=True) == 0
    assert capfdbinary.readouterr().out == b""
