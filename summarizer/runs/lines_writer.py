"""Outcomes in one file of JSON lines, whose rows come to stand in the articles' order."""

from __future__ import annotations

from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import ClassVar

from summarizer.api.row import Row
from summarizer.articles import Source
from summarizer.errors import UserError
from summarizer.results.placing import replacing
from summarizer.runs.writing import try_writing
from summarizer.runs.written import Standing, Written
from summarizer.schema.outcome import Status

__all__ = ["LinesWriter"]

_BEGINNING = b'{"id":"'
"""How every row of ours begins."""


@dataclass(frozen=True, slots=True)
class _Place(Standing):
    """Where in the file a row is, and what of it decides whether it stays; there may be a hundred thousand."""

    start: int
    length: int

    @classmethod
    def of(cls, start: int, length: int, row: Written | Row) -> _Place:
        return cls(row.fingerprint, row.status, row.unanswered, start, length)


class LinesWriter:
    """One file of JSON lines: appended and flushed row by row, put into the articles' order at the end where need be.

    Rows of articles that are not in the run stay, behind those that are.
    """

    indent: ClassVar[int | None] = None

    def __init__(self, path: Path) -> None:
        try_writing(path, lambda: path.parent.mkdir(parents=True, exist_ok=True))
        self._path = path.resolve()
        self._places: dict[str, _Place] = {}
        self._order: dict[str, None] = {}
        # unbuffered: what a full disk did not take must not be tried again when the file is closed
        self._file = try_writing(path, lambda: self._path.open("a+b", buffering=0))
        _lock(self._file, path)
        self._end = self._load()
        self._cut()

    def _load(self) -> int:
        """Find the rows that are there; a last row of ours cut short by a crash is not one of them."""
        end = 0
        with self._path.open("rb") as rows:
            for line in rows:
                written = Written.of(line)
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
        return place.status if place and place.holds(fingerprint) else None

    def keep(self, source: Source) -> None:
        """Its row has this place in the articles' order."""
        self._order[source.id] = None

    def write(self, source: Source, row: Row) -> bool:
        """Append one line and flush it."""
        self.keep(source)
        before = self._places.get(source.id)
        if before and before.is_better_than(row):
            return False
        try_writing(self._path, lambda: self._append(row.json))
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
            try_writing(self._path, lambda: self._file.truncate(self._end))

    def close(self, *, complete: bool) -> int:
        """Where the rows do not stand in the articles' order, write the file anew, by write-and-rename."""
        if not complete:
            self._file.close()
            return 0
        others = [name for name in self._places if name not in self._order]
        wanted = [self._places[name] for name in (*self._order, *others)]
        starts = [place.start for place in wanted]
        if sum(place.length for place in wanted) != self._end or starts != sorted(starts):
            with replacing(self._path) as new, new.open("wb") as file:
                file.writelines(map(self._row, wanted))
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
