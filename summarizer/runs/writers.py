"""Where outcomes go: a folder of JSON files, one file of JSON lines, or standard output.

And which are there already.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

from summarizer.articles import Source
from summarizer.errors import UserError
from summarizer.schema.outcome import Outcome, Status

T = TypeVar("T")

STDOUT = "-"


class Writer(Protocol):
    """Takes outcomes as they are finished."""

    def finished(self, source: Source, fingerprint: str) -> Status | None:
        """The status of this article's written result, if it is finished and still holds."""
        ...

    def keep(self, source: Source, fingerprint: str) -> None:
        """Let the article's written result stand."""
        ...

    def write(self, source: Source, outcome: Outcome[Any]) -> None:
        """Write one outcome whole.

        Raises:
            UserError: it cannot be written.
        """
        ...

    def close(self, *, complete: bool) -> int:
        """Finish; `complete` says that every article of the run was written or kept.

        Returns:
            How many rows of other articles were taken out.
        """
        ...


def open_writer(out: str) -> Writer:
    """Choose by ending: `-`, a `.jsonl` file, or a folder.

    Raises:
        UserError: the place cannot be written, or holds something else.
    """
    if out == STDOUT:
        return StdoutWriter()
    path = Path(out)
    if path.suffix == ".jsonl":
        return LinesWriter(path)
    if path.suffix and not path.is_dir():
        raise UserError(
            f"{out} names a file of a kind that is not written here; give a folder, a .jsonl file, or - for standard "
            f"output."
        )
    return FolderWriter(path)


def row_of(outcome: Outcome[Any]) -> str:
    """An outcome as one line of JSON."""
    return outcome.model_dump_json()


@dataclass(frozen=True, slots=True)
class _Written:
    """What of a written row decides whether it still holds."""

    id: str
    fingerprint: str
    status: Status

    @classmethod
    def of(cls, row: str | bytes) -> _Written | None:
        """None for what is not an outcome."""
        try:
            value = json.loads(row)
            return cls(value["id"], value["fingerprint"], Status(value["status"]))
        except (ValueError, TypeError, KeyError):
            return None


class StdoutWriter:
    """JSON lines on standard output."""

    def finished(self, source: Source, fingerprint: str) -> Status | None:  # noqa: ARG002 # nothing is ever there already
        """Nothing is."""
        return None

    def keep(self, source: Source, fingerprint: str) -> None:
        """Nothing to keep."""

    def write(self, source: Source, outcome: Outcome[Any]) -> None:  # noqa: ARG002 # the row names its article
        """Write and flush one line."""
        sys.stdout.buffer.write(row_of(outcome).encode() + b"\n")
        sys.stdout.buffer.flush()

    def close(self, *, complete: bool) -> int:  # noqa: ARG002 # nothing is left to do
        """Nothing to take out."""
        return 0


class FolderWriter:
    """One `<name>.json` per article, mirroring the tree; each by write-and-rename."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        _try_writing(folder, lambda: folder.mkdir(parents=True, exist_ok=True))
        _try_writing(folder, lambda: tempfile.TemporaryFile(dir=folder).close())

    def finished(self, source: Source, fingerprint: str) -> Status | None:
        """The status in the article's file, if its fingerprint is this one."""
        path = self._path(source)
        try:
            row = path.read_bytes()
        except OSError:
            return None
        written = _Written.of(row)
        if written is None:
            raise UserError(f"{path} is there already and is no result of summarizer; choose another folder.")
        return written.status if written.fingerprint == fingerprint and written.status.done else None

    def keep(self, source: Source, fingerprint: str) -> None:
        """Its file stays as it is."""

    def write(self, source: Source, outcome: Outcome[Any]) -> None:
        """Write one file whole, or not at all."""
        path = self._path(source)
        _try_writing(path, lambda: _replace(path, [outcome.model_dump_json(indent=1).encode() + b"\n"]))

    def close(self, *, complete: bool) -> int:  # noqa: ARG002 # each file stands alone
        """Nothing to take out: files of other articles stay."""
        return 0

    def _path(self, source: Source) -> Path:
        name = source.name
        return self._folder / name.with_name(f"{name.name}.json")


class LinesWriter:
    """One file of JSON lines.

    Appended and flushed row by row, put into the articles' order at the end where need be.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._place: dict[tuple[str, str], tuple[int, int, Status]] = {}
        self._order: list[tuple[str, str]] = []
        _try_writing(path, lambda: path.parent.mkdir(parents=True, exist_ok=True))
        self._end = self._load()
        self._file = _try_writing(path, lambda: path.open("r+b" if path.exists() else "w+b"))
        self._file.truncate(self._end)
        self._file.seek(self._end)

    def _load(self) -> int:
        """Find the rows that are there; a last line cut short by a crash is not one of them."""
        end = 0
        for start, line in self._lines():
            if not line.endswith(b"\n"):
                break
            written = _Written.of(line)
            if written is None:
                raise UserError(
                    f"{self._path} is there already and holds something other than results; choose another file."
                )
            self._place[(written.id, written.fingerprint)] = (start, len(line), written.status)
            end = start + len(line)
        return end

    def _lines(self) -> Iterator[tuple[int, bytes]]:
        if not self._path.exists():
            return
        start = 0
        with _try_writing(self._path, lambda: self._path.open("rb")) as file:
            for line in file:
                yield start, line
                start += len(line)

    def finished(self, source: Source, fingerprint: str) -> Status | None:
        """The status in the article's row, if its fingerprint is this one."""
        place = self._place.get((source.id, fingerprint))
        return place[2] if place and place[2].done else None

    def keep(self, source: Source, fingerprint: str) -> None:
        """Its row has this place in the articles' order."""
        self._order.append((source.id, fingerprint))

    def write(self, source: Source, outcome: Outcome[Any]) -> None:
        """Append one line and flush it."""
        line = row_of(outcome).encode() + b"\n"
        key = (source.id, outcome.fingerprint)
        _try_writing(self._path, lambda: self._append(line))
        self._place[key] = (self._end, len(line), outcome.status)
        self._order.append(key)
        self._end += len(line)

    def _append(self, line: bytes) -> None:
        self._file.write(line)
        self._file.flush()

    def close(self, *, complete: bool) -> int:
        """Where the rows do not stand in the articles' order, write the file anew, by write-and-rename."""
        if not complete:
            self._file.close()
            return 0
        rows = dict.fromkeys(self._order)
        wanted = [self._place[key] for key in rows]
        in_place = sum(length for _, length, _ in wanted) == self._end and wanted == sorted(wanted)
        if not in_place:
            _try_writing(self._path, lambda: _replace(self._path, map(self._row, wanted)))
        self._file.close()
        ids = {row_id for row_id, _ in rows}
        return sum(row_id not in ids for row_id, _ in self._place)

    def _row(self, place: tuple[int, int, Status]) -> bytes:
        self._file.seek(place[0])
        return self._file.read(place[1])


def _replace(path: Path, rows: Iterable[bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(rows)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _try_writing(path: Path, work: Callable[[], T]) -> T:
    try:
        return work()
    except OSError as error:
        raise UserError(
            f"Cannot write {path}: {error.strerror or error}; choose another place for the results."
        ) from error
