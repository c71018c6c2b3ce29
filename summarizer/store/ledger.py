"""Ledger: what a run has spent, held under its ceiling across processes and resumed runs."""

from __future__ import annotations

import logging
import math
import secrets
import sqlite3
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from summarizer.errors import UserError
from summarizer.store.cache import Cache
from summarizer.store.database import FAILURES, Database

_log = logging.getLogger("summarizer.store")

_NANO = 1_000_000_000
_READ = """
SELECT epoch, spent_nanodollars, spent_tokens, reserved_nanodollars, reserved_tokens FROM ledger WHERE run = ?
"""
_WRITE = """
INSERT OR REPLACE INTO ledger
  (run, epoch, spent_nanodollars, spent_tokens, reserved_nanodollars, reserved_tokens, updated)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""


@dataclass(frozen=True, slots=True)
class Spent:
    """What counts against a run's ceiling.

    Attributes:
        usd: US dollars: really spent, and reserved for what is under way.
        tokens: the same in tokens, in and out.
        pending_usd: how much of it is reserved, in this process, another one, or one that was killed.
        pending_tokens: the same in tokens.
    """

    usd: float
    tokens: int
    pending_usd: float = 0.0
    pending_tokens: int = 0


@dataclass(frozen=True, slots=True)
class _Sum:
    """Money, in integers so that nothing is lost in adding, and tokens."""

    nanodollars: int = 0
    tokens: int = 0

    @classmethod
    def of(cls, usd: float, tokens: int) -> _Sum:
        if not (math.isfinite(usd) and usd >= 0 and tokens >= 0):
            raise ValueError(f"{usd} dollars and {tokens} tokens are no amount that can be spent")
        return cls(round(usd * _NANO), tokens)

    def __add__(self, other: _Sum) -> _Sum:
        return _Sum(self.nanodollars + other.nanodollars, self.tokens + other.tokens)

    def __sub__(self, other: _Sum) -> _Sum:
        return _Sum(self.nanodollars - other.nanodollars, self.tokens - other.tokens)

    def or_more(self, other: _Sum) -> _Sum:
        return _Sum(max(self.nanodollars, other.nanodollars), max(self.tokens, other.tokens))

    @property
    def usd(self) -> float:
        return self.nanodollars / _NANO


@dataclass(frozen=True, slots=True)
class _Account:
    """What was spent, and what is reserved."""

    spent: _Sum = _Sum()
    reserved: _Sum = _Sum()

    def __add__(self, other: _Account) -> _Account:
        return _Account(self.spent + other.spent, self.reserved + other.reserved)

    def or_more(self, other: _Account) -> _Account:
        return _Account(self.spent.or_more(other.spent), self.reserved.or_more(other.reserved))

    @property
    def whole(self) -> _Sum:
        return self.spent + self.reserved


class Ledger:
    """A run's account, one row in the cache's file, with a ceiling that never silently stops holding.

    An amount is reserved before a request is sent and settled when it is known what that took. What a killed process
    had reserved stays counted, for its completion may have been billed. Where the file cannot be used, or the row is
    taken away, the ceiling holds within this process on what it knows, a warning says so, and the row is brought up to
    date as soon as that works. Safe in all threads.

    Args:
        cache: the cache whose file holds the ledger, or that file; None keeps it in memory only.
        run: the run's label: a resumed run, or a second process of it, gives the same.
        usd: the ceiling in US dollars; None for no such ceiling.
        tokens: the ceiling in tokens, in and out together; None for no such ceiling.

    Raises:
        UserError: a ceiling that is no amount.
    """

    def __init__(self, cache: Cache | Path | None, run: str, *, usd: float | None, tokens: int | None) -> None:
        if (usd is not None and not (math.isfinite(usd) and usd >= 0)) or (tokens is not None and tokens < 0):
            raise UserError("A budget is an amount of 0 or more; give dollars such as 2.50, or a number of tokens.")
        self.run, self.usd, self.tokens = run, usd, tokens
        self._label = run.encode("utf-8", "backslashreplace").decode()
        self._database = cache.database if isinstance(cache, Cache) else None if cache is None else Database(cache)
        self._owns_database = isinstance(cache, Path)
        self._lock = threading.Lock()
        self._epoch = ""
        """Which row was seen last: one of another epoch has taken its place, and may know less."""
        self._seen = _Account()
        """The row as it was last."""
        self._late = _Account()
        """What could not be written yet."""
        self._warned = False

    def reserve(self, usd: float, tokens: int) -> bool:
        """Count an amount against the ceiling, if the whole stays within it.

        Args:
            usd: US dollars, 0 or more.
            tokens: tokens in and out, 0 or more.

        Returns:
            Whether it was; if not, nothing has changed.
        """
        return self._change(_Account(reserved=_Sum.of(usd, tokens)), within=True)

    def settle(self, reserved_usd: float, reserved_tokens: int, usd: float, tokens: int) -> None:
        """Put what was really spent in the place of a reservation; it may exceed that, and the ceiling.

        Args:
            reserved_usd: as given to `reserve`.
            reserved_tokens: the same.
            usd: US dollars spent; 0 for a request that failed without being billed.
            tokens: tokens spent.
        """
        real, reserved = _Sum.of(usd, tokens), _Sum.of(reserved_usd, reserved_tokens)
        self._change(_Account(real, _Sum() - reserved), within=False)

    def spent(self) -> Spent:
        """Say what counts against the ceiling now, of all processes."""
        with self._lock:
            account = self._known()
        whole, pending = account.whole, account.reserved
        return Spent(whole.usd, whole.tokens, pending.usd, pending.tokens)

    def close(self) -> None:
        """Write what is not written yet, and close the file, where the ledger opened it."""
        if self._late != _Account():
            self._change(_Account(), within=False)
        if self._database is not None and self._owns_database:
            self._database.close()

    def _known(self) -> _Account:
        if self._database is None or not self._database.exists():
            return self._seen + self._late
        try:
            return self._database.read(self._row)[1] + self._late
        except FAILURES as error:
            self._warn(self._database.path, error)
            return self._seen + self._late

    def _change(self, change: _Account, *, within: bool) -> bool:
        with self._lock:
            if self._database is not None:
                try:
                    return self._change_row(self._database, change, within=within)
                except FAILURES as error:
                    self._warn(self._database.path, error)
            if within and not self._allows(self._seen + self._late + change):
                return False
            self._late += change
            return True

    def _change_row(self, database: Database, change: _Account, *, within: bool) -> bool:
        def action(connection: sqlite3.Connection) -> tuple[str, _Account, bool]:
            epoch, row = self._row(connection)
            allowed = not within or self._allows(row + self._late + change)
            after = row + self._late + (change if allowed else _Account())
            counts = (after.spent.nanodollars, after.spent.tokens, after.reserved.nanodollars, after.reserved.tokens)
            connection.execute(_WRITE, (self._label, epoch, *counts, time.time()))
            return epoch, after, allowed

        self._epoch, self._seen, allowed = database.write(action)
        self._late = _Account()
        return allowed

    def _row(self, connection: sqlite3.Connection) -> tuple[str, _Account]:
        """The row's epoch and account; no less than what was seen, where the row is gone or another's."""
        found = connection.execute(_READ, (self._label,)).fetchone()
        if found is None:
            return secrets.token_hex(8), self._seen
        row = _Account(_Sum(found[1], found[2]), _Sum(found[3], found[4]))
        return found[0], row if self._epoch in {"", found[0]} else row.or_more(self._seen)

    def _allows(self, account: _Account) -> bool:
        whole = account.whole
        dear = self.usd is not None and whole.nanodollars > round(self.usd * _NANO)
        return not dear and (self.tokens is None or whole.tokens <= self.tokens)

    def _warn(self, path: Path, error: Exception) -> None:
        if not self._warned:
            self._warned = True
            _log.warning(
                "what run %s spends cannot be written to %s (%s); its budget holds for this process, but another one "
                "or a resumed run may not know of it",
                self.run,
                path,
                error,
            )
