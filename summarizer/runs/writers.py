"""Where outcomes go: a folder of JSON files, one file of JSON lines, or standard output.

And which are there already.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import ClassVar, Protocol, TypeVar

from summarizer.api.row import Row
from summarizer.articles import Source
from summarizer.errors import UserError
from summarizer.results import Format, format_of, read_results, write_results
from summarizer.results.placing import replacing
from summarizer.schema.outcome import Status
from summarizer.schema.problem import ProblemKind

T = TypeVar("T")

STDOUT = "-"
LINES = ".jsonl"

_FILE_SUFFIX = re.compile(r"\.[A-Za-z]{1,8}[0-9]?")
"""An ending that means a file: `.csv`, but not that of a folder such as `out.2031-05-03`."""
_BEGINNING = b'{"id":"'
"""How every row of ours begins."""


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


@dataclass(frozen=True, slots=True)
class _Written:
    """What of a written row decides whether it still holds."""

    id: str
    source: str
    sha256: str
    fingerprint: str
    status: Status
    unanswered: bool
    """Whether a repair got no answer, so that a later run asks once more."""

    @classmethod
    def of(cls, row: bytes) -> _Written | None:
        """None for what is not an outcome."""
        try:
            value = json.loads(row)
            article = value["article"] or {}
            name, source, fingerprint = value["id"], value["source"] or "", value["fingerprint"]
            unanswered = any(problem["kind"] == ProblemKind.UNANSWERED for problem in value["problems"])
            written = cls(name, source, article.get("sha256", ""), fingerprint, Status(value["status"]), unanswered)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None
        return written if all(isinstance(item, str) for item in (name, source, fingerprint)) else None


class StdoutWriter:
    """JSON lines on standard output."""

    indent: ClassVar[int | None] = None

    def finished(self, source: Source, fingerprint: str) -> Status | None:  # noqa: ARG002 # nothing is ever there already
        """Nothing is."""
        return None

    def keep(self, source: Source) -> None:
        """Nothing to keep."""

    def write(self, source: Source, row: Row) -> bool:  # noqa: ARG002 # the row names its article
        """Write and flush one line."""
        sys.stdout.buffer.write(row.json)
        sys.stdout.buffer.flush()
        return True

    def close(self, *, complete: bool) -> int:  # noqa: ARG002 # nothing is left to do
        """Nothing else is there."""
        return 0


class ExportWriter:
    """A file of another format, made whole at the end.

    An interrupted run leaves the file that is there, or makes one of what was finished. What was answered is in the
    cache, so the same run again makes the whole file without asking again.
    """

    indent: ClassVar[int | None] = None

    def __init__(self, path: Path, kind: Format) -> None:
        self._path, self._kind = path, kind
        _try_writing(path, lambda: path.parent.mkdir(parents=True, exist_ok=True))
        import tempfile  # it brings half the standard library along

        self._rows = _try_writing(path, lambda: tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=LINES))  # noqa: SIM115 # until close

    def finished(self, source: Source, fingerprint: str) -> Status | None:  # noqa: ARG002 # a table tells too little
        """Every article is taken up again."""
        return None

    def keep(self, source: Source) -> None:
        """Nothing is kept."""

    def write(self, source: Source, row: Row) -> bool:  # noqa: ARG002 # the row names its article
        """Put one row by."""
        _try_writing(self._path, lambda: self._rows.write(row.json))
        return True

    def close(self, *, complete: bool) -> int:
        """Make the file."""
        with self._rows:
            _try_writing(self._path, self._rows.flush)
            if complete or not self._path.exists():
                write_results(read_results(Path(self._rows.name)), self._path, format=self._kind)
        return 0


class FolderWriter:
    """One `<name>.json` per article, mirroring the tree; each by write-and-rename."""

    indent: ClassVar[int | None] = 1

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        _try_writing(folder, lambda: folder.mkdir(parents=True, exist_ok=True))
        import tempfile  # it brings half the standard library along

        _try_writing(folder, lambda: tempfile.TemporaryFile(dir=folder).close())

    def finished(self, source: Source, fingerprint: str) -> Status | None:
        """The status in the article's file, if its fingerprint is this one."""
        written = self._written(source)
        return written.status if written and _holds(written, fingerprint) else None

    def keep(self, source: Source) -> None:
        """Its file stays as it is."""

    def write(self, source: Source, row: Row) -> bool:
        """Write one file whole, or not at all."""
        path = self._path(source)
        written = self._written(source)
        if written and _another_article(written, row):
            raise UserError(f"{path} holds the result of {written.source}, not of {row.source}; choose another folder.")
        if written and _is_better(written, row):
            return False
        _try_writing(path, lambda: _replace(path, [row.json]))
        return True

    def close(self, *, complete: bool) -> int:  # noqa: ARG002 # each file stands alone
        """Files of other articles stay, uncounted."""
        return 0

    def _written(self, source: Source) -> _Written | None:
        path = self._path(source)
        try:
            row = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise UserError(f"Cannot read {path}: {error.strerror}; choose another folder.") from error
        written = _Written.of(row)
        if written is None:
            raise UserError(f"{path} is there already and is no result of summarizer; choose another folder.")
        return written

    def _path(self, source: Source) -> Path:
        name = source.name
        return self._folder / name.with_name(f"{name.name}.json")


def _holds(written: _Written | _Place, fingerprint: str) -> bool:
    return written.fingerprint == fingerprint and written.status.done and not written.unanswered


def _is_better(written: _Written | _Place, row: Row) -> bool:
    """Whether what is written is a summary and the new result, of whatever model or prompt, is none."""
    return written.status.well and not row.status.well


def _another_article(written: _Written, row: Row) -> bool:
    """Whether the written result is another article's: from another place, and of another text."""
    if not row.sha256 or not written.sha256 or written.sha256 == row.sha256:
        return False
    return Path(written.source).resolve() != Path(row.source or "").resolve()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the file a row is, and what of it decides whether it still holds; there may be a hundred thousand."""

    start: int
    length: int
    fingerprint: str
    status: Status
    unanswered: bool

    @classmethod
    def of(cls, start: int, length: int, written: _Written | Row) -> _Place:
        return cls(start, length, written.fingerprint, written.status, written.unanswered)


class LinesWriter:
    """One file of JSON lines: appended and flushed row by row, put into the articles' order at the end where need be.

    Rows of articles that are not in the run stay, behind those that are.
    """

    indent: ClassVar[int | None] = None

    def __init__(self, path: Path) -> None:
        _try_writing(path, lambda: path.parent.mkdir(parents=True, exist_ok=True))
        self._path = path.resolve()
        self._places: dict[str, _Place] = {}
        self._order: dict[str, None] = {}
        # unbuffered: what a full disk did not take must not be tried again when the file is closed
        self._file = _try_writing(path, lambda: self._path.open("a+b", buffering=0))
        _lock(self._file, path)
        self._end = self._load()
        self._cut()

    def _load(self) -> int:
        """Find the rows that are there; a last row of ours cut short by a crash is not one of them."""
        end = 0
        with self._path.open("rb") as rows:
            for line in rows:
                written = _Written.of(line)
                if written is None:
                    if line.endswith(b"\n") or not line.startswith(_BEGINNING):
                        self._file.close()
                        raise UserError(
                            f"{self._path} is there already and holds something other than results; choose another "
                            f"file."
                        )
                    break
                if not line.endswith(b"\n"):
                    break
                self._places[written.id] = _Place.of(end, len(line), written)
                end += len(line)
        return end

    def finished(self, source: Source, fingerprint: str) -> Status | None:
        """The status in the article's row, if its fingerprint is this one."""
        place = self._places.get(source.id)
        return place.status if place and _holds(place, fingerprint) else None

    def keep(self, source: Source) -> None:
        """Its row has this place in the articles' order."""
        self._order[source.id] = None

    def write(self, source: Source, row: Row) -> bool:
        """Append one line and flush it."""
        self.keep(source)
        before = self._places.get(source.id)
        if before and _is_better(before, row):
            return False
        _try_writing(self._path, lambda: self._append(row.json))
        self._places[source.id] = _Place.of(self._end, len(row.json), row)
        self._end += len(row.json)
        return True

    def _append(self, line: bytes) -> None:
        try:
            rest = memoryview(line)
            while rest:
                rest = rest[self._file.write(rest) :]
        except OSError:
            self._cut()
            raise

    def _cut(self) -> None:
        """Take away a last row that is not whole."""
        if self._path.stat().st_size > self._end:
            _try_writing(self._path, lambda: self._file.truncate(self._end))

    def close(self, *, complete: bool) -> int:
        """Where the rows do not stand in the articles' order, write the file anew, by write-and-rename."""
        if not complete:
            self._file.close()
            return 0
        others = [name for name in self._places if name not in self._order]
        wanted = [self._places[name] for name in (*self._order, *others)]
        starts = [place.start for place in wanted]
        if sum(place.length for place in wanted) != self._end or starts != sorted(starts):
            _try_writing(self._path, lambda: _replace(self._path, map(self._row, wanted)))
        self._file.close()
        return len(others)

    def _row(self, place: _Place) -> bytes:
        self._file.seek(place.start)
        return self._file.read(place.length)


def _lock(file: FileIO, path: Path) -> None:
    """Keep other runs from writing the same file; given up when the file is closed, also by a crash."""
    try:
        import fcntl
    except ImportError:  # Windows has no such locks: there two runs on one file are on their own
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise UserError(f"Another run is writing {path}; wait for it, or choose another file.") from error


def _replace(path: Path, rows: Iterable[bytes]) -> None:
    with replacing(path) as new, new.open("wb") as file:
        file.writelines(rows)


def _try_writing(path: Path, work: Callable[[], T]) -> T:
    try:
        return work()
    except OSError as error:
        raise UserError(
            f"Cannot write {path}: {error.strerror or error}; choose another place for the results."
        ) from error
