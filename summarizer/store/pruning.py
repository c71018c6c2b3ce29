"""Pruning: taking entries out of the cache, and giving their space back."""

from __future__ import annotations

import logging
import sqlite3
import time
from dataclasses import dataclass
from itertools import islice

from summarizer.store.database import FAILURES, Database

_log = logging.getLogger("summarizer.store")

_AT_ONCE = 500
"""Entries deleted in one transaction, so that a run beside need not wait long."""
_EMPTY = 65_536
"""Bytes on disk of a cache without entries, about."""
_LEFT_BESIDE = ("leases", "endpoints", "ledger")


@dataclass(frozen=True, slots=True)
class Pruned:
    """What was taken out, or would be.

    Attributes:
        entries: how many were taken out.
        bytes: length of their requests and completions.
        left: how many stay.
        left_bytes: length of theirs.
    """

    entries: int
    bytes: int
    left: int
    left_bytes: int


def prune(
    database: Database,
    *,
    older_than: float | None = None,
    max_bytes: int | None = None,
    model: str | None = None,
    dry_run: bool = False,
) -> Pruned:
    """Take out entries that were not used for long, or the longest unused ones beyond a size.

    Args:
        database: the cache's; an absent file stays absent.
        older_than: seconds without use after which an entry goes.
        max_bytes: what the file may take on disk; the longest unused entries beyond it go.
        model: only entries of this model go: all of them, where nothing else is given.
        dry_run: only count.

    Raises:
        sqlite3.Error: the file cannot be used.
        OSError: the same.
    """
    if not database.exists():
        return Pruned(0, 0, 0, 0)
    rows = database.read(
        lambda connection: connection.execute(
            "SELECT id, model, used, bytes FROM exchanges ORDER BY used, id"
        ).fetchall()
    )
    whole = sum(row[3] for row in rows)
    fits = None if max_bytes is None else _fitting(database, whole, max_bytes)
    left, gone, before = whole, [], time.time() - (older_than or 0.0)
    for number, name, used, size in rows:
        old = older_than is not None and used < before
        large = fits is not None and left > fits
        if model in {None, name} and (old or large or (older_than is None and fits is None)):
            gone.append(number)
            left -= size
    if gone and not dry_run:
        _delete(database, gone)
    return Pruned(len(gone), whole - left, len(rows) - len(gone), left)


def clear(database: Database) -> int:
    """Empty the cache, ledgers and what was learnt of endpoints included.

    Returns:
        How many exchanges were in it.

    Raises:
        sqlite3.Error: the file cannot be used.
        OSError: the same.
    """
    if not database.exists():
        return 0

    def empty(connection: sqlite3.Connection) -> int:
        count = int(connection.execute("SELECT count(*) FROM exchanges").fetchone()[0])
        for table in ("exchanges", *_LEFT_BESIDE):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 # constants only
        return count

    count = database.write(empty)
    _shrink(database)
    return count


def _fitting(database: Database, whole: int, most: int) -> float:
    """Bytes of the entries' texts that a file of `most` bytes holds, in proportion to what they take now."""

    def taken(connection: sqlite3.Connection) -> int:
        pages, free, size = (
            int(connection.execute(f"PRAGMA {name}").fetchone()[0])
            for name in ("page_count", "freelist_count", "page_size")
        )
        return (pages - free) * size

    for_each = max(1.0, (database.read(taken) - _EMPTY) / whole) if whole else 1.0
    return max(0, most - _EMPTY) / for_each


def _delete(database: Database, numbers: list[int]) -> None:
    rest = iter(numbers)
    while some := [(number,) for number in islice(rest, _AT_ONCE)]:
        database.write(
            lambda connection, some=some: connection.executemany("DELETE FROM exchanges WHERE id = ?", some)  # type: ignore[misc] # mypy does not see a lambda's defaults
        )
    _shrink(database)


def _shrink(database: Database) -> None:
    try:
        database.outside("VACUUM")
        database.outside("PRAGMA wal_checkpoint(TRUNCATE)")
    except FAILURES as error:
        _log.warning(
            "the file %s cannot be made smaller now (%s); the space of what was taken out is used again",
            database.path,
            error,
        )
