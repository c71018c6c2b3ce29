"""Database: one SQLite file, shared by threads and processes; opened, brought up to date, and set aside if damaged."""

from __future__ import annotations

import ctypes
import json
import logging
import os
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from summarizer.store.migrations import LeftAloneError, check, migrate, transaction

_log = logging.getLogger("summarizer.store")
_Got = TypeVar("_Got")

FAILURES = (sqlite3.Error, OSError)
"""What `read` and `write` raise where the file cannot be used."""

PATIENCE = 30.0
"""Seconds that a write waits for another process's."""
_HURRIED = 0.05
"""The same, once waiting was of no use and until a write works again."""

_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


class Database:
    """The file, and one connection to it for all threads.

    A write is committed when `write` returns. With `synchronous=NORMAL` in WAL mode it outlives the process, however
    that ends (`kill -9`); a power cut may take the last few writes, but not the file.

    Args:
        path: the file; it and its folder are made at the first `read` or `write`.
        sets_aside: whether a damaged file is renamed and a new one begun, so that a run goes on; else it is an error.
    """

    def __init__(self, path: Path, *, sets_aside: bool = True) -> None:
        self.path = path
        self._sets_aside = sets_aside
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._inode = 0
        self._wait = PATIENCE
        self._hurried = False

    def read(self, action: Callable[[sqlite3.Connection], _Got]) -> _Got:
        """Run the action, once more on a fresh file where this one turns out to be damaged.

        Raises:
            sqlite3.Error: the file cannot be used.
            OSError: the same.
        """
        return self._do(action, PATIENCE)

    def write(self, action: Callable[[sqlite3.Connection], _Got], *, wait: float | None = None) -> _Got:
        """Run the action in one transaction, as `read` does.

        Args:
            action: may be run twice, and may be rolled back after it returned.
            wait: seconds to wait while another process writes; by default long enough for a write to pass.
        """
        patience = _HURRIED if self._hurried else PATIENCE

        def whole(connection: sqlite3.Connection) -> _Got:
            with transaction(connection):
                return action(connection)

        try:
            got = self._do(whole, patience if wait is None else min(wait, patience))
        except sqlite3.OperationalError as error:
            # a lock that stays costs its long wait once, not once an article
            self._hurried = self._hurried or (wait is None and _code(error) in _BUSY)
            raise
        self._hurried = False
        return got

    def outside(self, statement: str) -> None:
        """Run a statement that stands in no transaction, such as VACUUM."""
        self._do(lambda connection: connection.execute(statement).fetchall(), PATIENCE)

    def exists(self) -> bool:
        """Whether there is a file; asking makes none."""
        return self.path.exists()

    def parts(self) -> list[Path]:
        """The files it consists of, those that exist."""
        return [part for part in map(self._part, ("", "-wal", "-shm")) if part.exists()]

    def close(self) -> None:
        """Close the file; a later `read` or `write` opens it again."""
        with self._lock:
            self._disconnect()

    def _do(self, action: Callable[[sqlite3.Connection], _Got], wait: float) -> _Got:
        with self._lock:
            try:
                return action(self._connect(wait))
            except (sqlite3.DatabaseError, ValueError) as error:
                if not (self._sets_aside and _is_damage(error)):
                    raise
                self._set_aside(error)
                return action(self._connect(wait))

    def _connect(self, wait: float) -> sqlite3.Connection:
        if self._connection is not None and self._is_moved():
            self._disconnect()
        if self._connection is None:
            self._connection = self._open(wait)
        elif wait != self._wait:
            self._connection.execute(f"PRAGMA busy_timeout = {round(wait * 1000)}")
        self._wait = wait
        return self._connection

    def _open(self, wait: float) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        # autocommit, so that transactions are our own; the lock makes one connection safe in all threads
        connection = sqlite3.connect(self.path, timeout=wait, isolation_level=None, check_same_thread=False)
        try:
            self._inode = self.path.stat().st_ino
            check(connection)  # before anything is written
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            migrate(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is None:
            return
        if self._is_moved():
            # SQLite would delete the log by its name on closing, which is the new file's by now: so it stays open
            ctypes.pythonapi.Py_IncRef(ctypes.py_object(connection))
        else:
            connection.close()

    def _is_moved(self) -> bool:
        """Whether the name stands for another file now, or for none."""
        try:
            return self.path.stat().st_ino != self._inode
        except OSError:
            return True

    def _set_aside(self, error: Exception) -> None:
        """Rename the damaged file, unless another process has done so already."""
        moved = self._is_moved()
        self._disconnect()
        if moved:
            return
        stamp = time.strftime("%Y%m%d-%H%M%S")
        for part in self.parts():
            part.rename(part.with_name(f"{part.name}.damaged-{stamp}-{os.getpid()}"))
        _log.warning(
            "the cache %s cannot be read (%s); it is set aside as *.damaged-%s and a new one begun",
            self.path,
            error,
            stamp,
        )

    def _part(self, ending: str) -> Path:
        return self.path.with_name(self.path.name + ending)


def _code(error: Exception) -> int:
    """SQLite's primary result code, or -1."""
    code = getattr(error, "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else -1


def _is_damage(error: Exception) -> bool:
    """Whether the file itself is at fault, as against one that is locked, full, not allowed or another's."""
    if isinstance(error, LeftAloneError):
        return False
    return _code(error) in _DAMAGED or isinstance(error, json.JSONDecodeError | UnicodeDecodeError)
