"""Between the cache and a folder of recordings: out and in, one exchange at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from summarizer.errors import UserError
from summarizer.store import entries
from summarizer.store.database import Database
from summarizer.store.exchange import Completion
from summarizer.store.recordings import Recordings, read_recording, recording_paths


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a folder's recordings.

    Attributes:
        new: how many came into the cache.
        kept: how many it had already; those stay as they are.
        unfit: how many are no answer that may stand for later ones, and were left out.
    """

    new: int
    kept: int
    unfit: int


def export_to(folder: Path, database: Database) -> int:
    """Write every exchange as a recording, over one of an equal request that is there.

    Returns:
        How many were written; none where there is no cache, and then no folder is made.

    Raises:
        UserError: the folder cannot be written to, or holds a file that is no recording.
        sqlite3.Error: the database cannot be used.
    """
    if not database.exists():
        return 0
    recordings, count = Recordings(folder), 0
    for exchange in entries.every(database):
        recordings.put(exchange)
        count += 1
    return count


def import_from(folder: Path, database: Database, *, fit: Callable[[Completion], bool]) -> Imported:
    """Take a folder's recordings into the cache.

    Args:
        folder: with recordings in it.
        database: the cache's.
        fit: whether a completion may stand for later equal requests: recordings also hold what was broken off.

    Raises:
        UserError: there is no such folder, it holds none, or a file in it is no recording; those before it are in.
        sqlite3.Error: the database cannot be used.
    """
    paths = recording_paths(folder)
    if not paths:
        raise UserError(f"{folder} holds no recordings; name a folder of them, as --record or `cache export` makes.")
    new = kept = unfit = 0
    for path in paths:
        exchange = read_recording(path)
        if not fit(exchange.completion):
            unfit += 1
        elif database.read(lambda connection, key=exchange.request.key: entries.has(connection, key)):  # type: ignore[misc] # mypy does not see a lambda's defaults
            kept += 1
        else:
            database.write(lambda connection, exchange=exchange: entries.put(connection, exchange))  # type: ignore[misc] # the same
            new += 1
    return Imported(new, kept, unfit)
