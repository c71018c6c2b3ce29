"""Outcomes as a table, a page or a database: a file that is made of all of them at the end."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from summarizer.api.row import Row
from summarizer.articles import Source
from summarizer.results.formats import Format
from summarizer.runs.writing import try_writing
from summarizer.schema.outcome import Status

__all__ = ["ExportWriter"]


class ExportWriter:
    """A file of another format, made whole at the end.

    An interrupted run leaves the file that is there, or makes one of what was finished. What was answered is in the
    cache, so the same run again makes the whole file without asking again.
    """

    indent: ClassVar[int | None] = None

    def __init__(self, path: Path, kind: Format) -> None:
        self._path, self._kind = path, kind
        try_writing(path, lambda: path.parent.mkdir(parents=True, exist_ok=True))
        import tempfile  # it brings half the standard library along

        # its ending tells `read_results` that it holds lines
        self._rows = try_writing(
            path,
            lambda: tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".jsonl"),  # noqa: SIM115 # until close
        )

    def finished(self, source: Source, fingerprint: str) -> Status | None:  # noqa: ARG002 # a table tells too little
        """Every article is taken up again."""
        return None

    def keep(self, source: Source) -> None:
        """Nothing is kept."""

    def write(self, source: Source, row: Row) -> bool:  # noqa: ARG002 # the row names its article
        """Put one row by."""
        try_writing(self._path, lambda: self._rows.write(row.json))
        return True

    def close(self, *, complete: bool) -> int:
        """Make the file."""
        from summarizer.results.reading import read_results  # heavy: only for a run that writes a table
        from summarizer.results.writing import write_results  # the same

        with self._rows:
            try_writing(self._path, self._rows.flush)
            if complete or not self._path.exists():
                write_results(read_results(Path(self._rows.name)), self._path, format=self._kind)
        return 0
