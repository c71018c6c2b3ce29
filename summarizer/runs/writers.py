"""Where outcomes go: a folder of JSON files, one file of JSON lines, a table, a page or a database, standard output."""

from __future__ import annotations

import re
from pathlib import Path
from typing import ClassVar, Protocol

from summarizer.api.row import Row
from summarizer.articles import Source
from summarizer.errors import UserError
from summarizer.results.formats import Format, format_of
from summarizer.runs.export_writer import ExportWriter
from summarizer.runs.folder_writer import FolderWriter
from summarizer.runs.lines_writer import LinesWriter
from summarizer.runs.stdout_writer import StdoutWriter
from summarizer.schema.outcome import Status

__all__ = ["STDOUT", "Writer", "is_readable_again", "open_writer"]

STDOUT = "-"

_FILE_SUFFIX = re.compile(r"\.[A-Za-z]{1,8}[0-9]?")
"""An ending that means a file: `.csv`, but not that of a folder such as `out.2031-05-03`."""


class Writer(Protocol):
    """Takes outcomes as they are finished."""

    indent: ClassVar[int | None]
    """Spaces a level of its JSON is indented by; None for one line each."""

    def finished(self, source: Source, fingerprint: str) -> Status | None:
        """The status of this article's written result, if it is finished and still holds."""
        ...

    def keep(self, source: Source) -> None:
        """Let the article's written result stand."""
        ...

    def write(self, source: Source, row: Row) -> bool:
        """Write one outcome whole; a written summary is not given up for a failure.

        Returns:
            Whether it was written.

        Raises:
            UserError: it cannot be written, or the place holds something else.
        """
        ...

    def close(self, *, complete: bool) -> int:
        """Finish; `complete` says that every article of the run was written or kept.

        Returns:
            How many results of other articles are there besides.
        """
        ...


def open_writer(out: str, format: Format | None = None) -> Writer:  # noqa: A002 # the word that the option has
    """Choose by the format given, or else by ending: `-`, a `.jsonl` file, a file of another format, or a folder.

    Raises:
        UserError: the place cannot be written, or holds something else.
    """
    if not out.strip():
        raise UserError("Where shall the results go? Give a folder, a .jsonl file, or - for standard output.")
    if out == STDOUT:
        return StdoutWriter()
    path = Path(out)
    kind = format or format_of(path)
    if kind is Format.JSONL:
        return LinesWriter(path)
    if kind is not None and not path.is_dir():
        return ExportWriter(path, kind)
    if _FILE_SUFFIX.fullmatch(path.suffix) and not path.is_dir():
        raise UserError(
            f"{out} names a file of a kind that is not written here; give a folder, a file ending in .jsonl, .md, "
            f".csv, .parquet, .db or .jsonld, or - for standard output."
        )
    return FolderWriter(path)


def is_readable_again(out: str, format: str | None) -> bool:  # noqa: A002 # the word that the option has
    """Whether what `open_writer` writes there are results that can be read back: a folder, or JSON lines."""
    kind = format or format_of(Path(out))
    return out != STDOUT and (kind in {None, Format.JSONL} or Path(out).is_dir())
