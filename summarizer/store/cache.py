"""Cache: exchanges in one SQLite file, shared by runs, processes and threads; open it with any SQLite tool."""

from __future__ import annotations

import json
import logging
import os
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from summarizer.errors import UserError
from summarizer.store.exchange import Completion, Exchange, Request, readable, tokens

_log = logging.getLogger("summarizer.store")
_Got = TypeVar("_Got")

_VERSION = 1
_BUSY_SECONDS = 30.0
_TABLE = """
CREATE TABLE exchanges (
  key TEXT PRIMARY KEY,
  provider TEXT NOT NULL,
  model TEXT NOT NULL,
  article TEXT NOT NULL,
  request TEXT NOT NULL,
  completion TEXT NOT NULL,
  created REAL NOT NULL,
  seconds REAL NOT NULL,
  input_tokens INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  hits INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID
"""
_PUT = """
INSERT OR REPLACE INTO exchanges
  (key, provider, model, article, request, completion, created, seconds, input_tokens, output_tokens)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_INFO = "SELECT count(*), total(hits), total(input_tokens), total(output_tokens) FROM exchanges"


@dataclass(frozen=True, slots=True)
class CacheInfo:
    """What the cache holds: entries, bytes on disk, how often they were used again, and the tokens they took."""

    path: Path
    entries: int = 0
    bytes: int = 0
    hits: int = 0
    input_tokens: int = 0
    output_tokens: int = 0


class Cache:
    """A Store in one SQLite file.

    An exchange is committed before `put` returns. With `synchronous=NORMAL` in WAL mode it outlives the process,
    however that ends (`kill -9`); a power cut may take the last few exchanges, but not the file.

    Args:
        path: the file; by default the one that the environment variable `SUMMARIZER_CACHE` names at this moment, or
            else `exchanges.sqlite3` in the user's cache folder. No file is created before the first `get` or `put`.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path if path is not None else default_path()
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._inode = 0
        self._unusable = False

    def get(self, request: Request) -> Completion | None:
        """Return the completion of an equal request, as it came, or None; the use is counted."""

        def look_up(connection: sqlite3.Connection) -> Completion | None:
            row = connection.execute("SELECT completion FROM exchanges WHERE key = ?", (request.key,)).fetchone()
            if row is None:
                return None
            connection.execute("UPDATE exchanges SET hits = hits + 1 WHERE key = ?", (request.key,))
            found = json.loads(row[0])
            return found if isinstance(found, dict) else None

        return self._or_without(look_up)

    def put(self, exchange: Exchange) -> None:
        """Keep the exchange, in place of an older one of the same key."""
        request, completion = exchange.request, exchange.completion
        row = (
            request.key,
            request.provider,
            request.model,
            request.article.encode("utf-8", "backslashreplace").decode(),
            readable(dict(request.body)),
            readable(completion),
            time.time(),
            exchange.seconds,
            *tokens(completion),
        )
        self._or_without(lambda connection: connection.execute(_PUT, row))

    def info(self) -> CacheInfo:
        """Say what the cache holds; an absent file is an empty cache, and stays absent.

        Raises:
            UserError: the file cannot be opened.
        """
        if self._connection is None and not self.path.exists():
            return CacheInfo(self.path)
        try:
            totals = [int(total) for total in self._do(lambda connection: connection.execute(_INFO).fetchone())]
        except (sqlite3.Error, OSError) as error:
            raise UserError(
                f"The cache {self.path} cannot be opened ({error}); name another file in SUMMARIZER_CACHE."
            ) from error
        size = sum(part.stat().st_size for part in self._parts() if part.exists())
        entries, *others = totals
        return CacheInfo(self.path, entries, size, *others)

    def close(self) -> None:
        """Close the file; a later `get` or `put` opens it again."""
        with self._lock:
            self._disconnect()

    def _or_without(self, action: Callable[[sqlite3.Connection], _Got]) -> _Got | None:
        """Run the action; a cache out of use (no rights, a full disk, a lock that stays) must not cost the run."""
        if self._unusable:
            return None
        try:
            return self._do(action)
        except (sqlite3.Error, OSError) as error:
            self._unusable = True
            _log.warning("the cache %s cannot be used (%s); going on without it", self.path, error)
            return None

    def _do(self, action: Callable[[sqlite3.Connection], _Got]) -> _Got:
        """Run the action, once more on a fresh file where this one turns out to be damaged."""
        with self._lock:
            try:
                return action(self._connect())
            except (sqlite3.DatabaseError, json.JSONDecodeError) as error:
                if not _is_damage(error):
                    raise
                self._set_aside(error)
                return action(self._connect())

    def _connect(self) -> sqlite3.Connection:
        if self._connection is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            # autocommit: each statement is one committed transaction; the lock makes one connection safe in all threads
            self._connection = sqlite3.connect(
                self.path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            self._inode = self.path.stat().st_ino
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            _create_table(self._connection)
        return self._connection

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _set_aside(self, error: Exception) -> None:
        """Rename the damaged file, unless another process has done so already."""
        self._disconnect()
        if not self.path.exists() or self.path.stat().st_ino != self._inode:
            return
        stamp = time.strftime("%Y%m%d-%H%M%S")
        for part in self._parts():
            if part.exists():
                part.rename(part.with_name(f"{part.name}.damaged-{stamp}-{os.getpid()}"))
        _log.warning(
            "the cache %s cannot be read (%s); it is set aside as *.damaged-%s and a new one begun",
            self.path,
            error,
            stamp,
        )

    def _parts(self) -> list[Path]:
        return [self.path.with_name(self.path.name + ending) for ending in ("", "-wal", "-shm")]


class _OtherVersionError(sqlite3.DatabaseError):
    """The file was written by another version of this package."""


def default_path() -> Path:
    """Return where the cache is: the file named in `SUMMARIZER_CACHE`, or else one in the user's cache folder."""
    from platformdirs import user_cache_path  # only asked for when a cache is used

    named = os.environ.get("SUMMARIZER_CACHE")
    return Path(named) if named else user_cache_path("summarizer") / "exchanges.sqlite3"


def _create_table(connection: sqlite3.Connection) -> None:
    if _version(connection) == _VERSION:
        return
    with connection:  # commits, or rolls back
        connection.execute("BEGIN IMMEDIATE")  # two processes may come here at once: the second finds the table made
        if _version(connection) == 0:
            connection.execute(_TABLE)
            connection.execute(f"PRAGMA user_version = {_VERSION}")
        elif _version(connection) != _VERSION:
            raise _OtherVersionError("it was written by another version of summarizer")


def _version(connection: sqlite3.Connection) -> int:
    with closing(connection.execute("PRAGMA user_version")) as cursor:
        return int(cursor.fetchone()[0])


def _is_damage(error: Exception) -> bool:
    """Whether the file itself is at fault, as against one that is locked, full or not allowed."""
    code = getattr(error, "sqlite_errorcode", None)
    damaged = code is not None and code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
    return damaged or isinstance(error, _OtherVersionError | json.JSONDecodeError)
