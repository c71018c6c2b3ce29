"""Outcomes in a folder, one JSON file per article."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from summarizer.api.row import Row
from summarizer.articles import Source
from summarizer.errors import UserError
from summarizer.results.placing import replacing
from summarizer.runs.writing import try_writing
from summarizer.runs.written import Written
from summarizer.schema.outcome import Status

__all__ = ["FolderWriter"]


class FolderWriter:
    """One `<name>.json` per article, mirroring the tree; each by write-and-rename."""

    indent: ClassVar[int | None] = 1

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try_writing(folder, lambda: folder.mkdir(parents=True, exist_ok=True))
        import tempfile  # it brings half the standard library along

        try_writing(folder, lambda: tempfile.TemporaryFile(dir=folder).close())

    def finished(self, source: Source, fingerprint: str) -> Status | None:
        """The status in the article's file, if its fingerprint is this one."""
        written = self._written(source)
        return written.status if written and written.holds(fingerprint) else None

    def keep(self, source: Source) -> None:
        """Its file stays as it is."""

    def write(self, source: Source, row: Row) -> bool:
        """Write one file whole, or not at all."""
        path = self._path(source)
        written = self._written(source)
        if written and written.is_of_another_article(row):
            raise UserError(f"{path} holds the result of {written.source}, not of {row.source}; choose another folder.")
        if written and written.is_better_than(row):
            return False
        with replacing(path) as new:
            new.write_bytes(row.json)
        return True

    def close(self, *, complete: bool) -> int:  # noqa: ARG002 # each file stands alone
        """Files of other articles stay, uncounted."""
        return 0

    def _written(self, source: Source) -> Written | None:
        path = self._path(source)
        try:
            row = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise UserError(f"Cannot read {path}: {error.strerror}; choose another folder.") from error
        written = Written.of(row)
        if written is None:
            raise UserError(f"{path} is there already and is no result of summarizer; choose another folder.")
        return written

    def _path(self, source: Source) -> Path:
        name = source.name
        return self._folder / name.with_name(f"{name.name}.json")
