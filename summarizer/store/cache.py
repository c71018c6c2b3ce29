"""Cache: exchanges in one SQLite file, shared by runs, processes and threads; open it with any SQLite tool."""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from summarizer.errors import UserError
from summarizer.store import entries
from summarizer.store.database import FAILURES, Database
from summarizer.store.exchange import JSON, Completion, Exchange, Request, readable
from summarizer.store.inventory import CacheInfo, inventory
from summarizer.store.leases import Leases
from summarizer.store.past import PastTokens, past_tokens

_log = logging.getLogger("summarizer.store")
_Got = TypeVar("_Got")

_HIT = "UPDATE exchanges SET hits = hits + ?, used = max(used, ?) WHERE key = ?"

_HITS_AT_ONCE = 200
"""Uses that are counted in one write; those of the last few are lost in a crash."""
_HELD = 2000
"""Answers that are kept in memory while the file takes none."""


class Cache:
    """A Store in one SQLite file, with what goes with asking: leases, and what was learnt of endpoints.

    An exchange is committed before `put` returns. With `synchronous=NORMAL` in WAL mode it outlives the process,
    however that ends (`kill -9`); a power cut may take the last few exchanges, but not the file.

    Where the file cannot be used (no rights, a full disk, a lock that stays, a newer version's tables), one warning
    says so and the run goes on: answers are held in memory, and written as soon as the file takes them.

    Args:
        path: the file; by default the one that the environment variable `SUMMARIZER_CACHE` names at this moment, or
            else `exchanges.sqlite3` in the user's cache folder. No file is created before the first use.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.database = Database(path if path is not None else default_path())
        self._lock = threading.Lock()
        self._leases = Leases()
        self._has_leases = False
        self._hits: Counter[str] = Counter()
        self._uncounted = 0
        self._held: dict[str, Exchange] = {}
        self._facts: dict[tuple[str, str], Mapping[str, JSON]] = {}
        self._warned = False

    @property
    def path(self) -> Path:
        """The file."""
        return self.database.path

    def get(self, request: Request) -> Completion | None:
        """Return the completion of an equal request, as it came, or None; the use is counted, by and by."""
        held = self._held.get(request.key)
        if held is not None:
            return held.completion
        found = self._or_without(lambda: self.database.read(lambda connection: entries.get(connection, request.key)))
        if found is not None:
            self._count(request.key)
        return found

    def has(self, request: Request) -> bool:
        """Whether `get` would return a completion; not counted as a use."""
        return request.key in self.has_many([request.key])

    def has_many(self, keys: Iterable[str]) -> set[str]:
        """Those of the keys under which an exchange is kept; not counted as uses. Makes no file."""
        wanted = list(keys)
        found = {key for key in wanted if key in self._held}
        if self.database.exists():
            present = self._or_without(
                lambda: self.database.read(lambda connection: {key for key in wanted if entries.has(connection, key)})
            )
            found |= present or set()
        return found

    def put(self, exchange: Exchange) -> None:
        """Keep the exchange, in place of an older one of the same key; a lease of the key ends."""
        with self._lock:
            self._held.pop(exchange.request.key, None)
        try:
            self.database.write(lambda connection: self._keep(connection, exchange))
        except FAILURES as error:
            self._warn(error)
            self._hold(exchange)
        else:
            self._write_held()

    def claim(self, key: str, *, anew: bool = False) -> bool:
        """Take or renew the lease to ask for a key; end it with `put` or `release`.

        Args:
            key: a request's.
            anew: ask although the answer is kept, as a refresh does.

        Returns:
            Whether this cache's user is to ask. False where another living one asks, or its answer has just come:
            look with `get` again.
        """

        def take(connection: sqlite3.Connection) -> bool:
            if not anew and entries.has(connection, key):
                return False
            return self._leases.take(connection, key)

        taken = self._or_without(lambda: self.database.write(take))
        self._has_leases = self._has_leases or bool(taken)
        return taken is not False

    def release(self, key: str) -> None:
        """End this cache's lease of the key without an answer; no error where there is none."""
        self._or_without(lambda: self.database.write(lambda connection: self._leases.give_up(connection, key)))

    def recall(self, provider: str, model: str) -> Mapping[str, JSON] | None:
        """Return what `remember` was last told of a model at an endpoint, or None. Makes no file."""
        kept = self._facts.get((provider, model))
        if kept is None and self.database.exists():
            kept = self._or_without(lambda: self.database.read(lambda c: _recalled(c, provider, model)))
        return kept

    def remember(self, provider: str, model: str, facts: Mapping[str, JSON]) -> None:
        """Keep what was learnt of a model at an endpoint, in place of what was known."""
        self._facts[provider, model] = dict(facts)
        row = (provider, model, readable(dict(facts)), time.time())
        told = "INSERT OR REPLACE INTO endpoints (provider, model, facts, learnt) VALUES (?, ?, ?, ?)"
        self._or_without(lambda: self.database.write(lambda connection: connection.execute(told, row)))

    def past_tokens(self, request: Request) -> PastTokens | None:
        """Sum up what kept exchanges of the request's form took; None where there are none. Makes no file."""
        if not self.database.exists():
            return None
        return self._or_without(lambda: self.database.read(lambda connection: past_tokens(connection, request.form)))

    def info(self) -> CacheInfo:
        """Say what the cache holds; an absent file is an empty cache, and stays absent.

        Raises:
            UserError: the file cannot be opened.
        """
        self._write_hits()
        try:
            return inventory(self.database)
        except FAILURES as error:
            raise UserError(
                f"The cache {self.path} cannot be opened ({error}); name another file in SUMMARIZER_CACHE."
            ) from error

    def close(self) -> None:
        """Write what is not written yet, and close the file; a later use opens it again."""
        self._write_held()
        self._write_hits()
        if self._has_leases:
            self._or_without(lambda: self.database.write(self._leases.give_up_all))
            self._has_leases = False
        self.database.close()

    def _keep(self, connection: sqlite3.Connection, exchange: Exchange) -> None:
        entries.put(connection, exchange)
        self._leases.answered(connection, exchange.request.key)

    def _hold(self, exchange: Exchange) -> None:
        with self._lock:
            self._held[exchange.request.key] = exchange
            if len(self._held) > _HELD:
                del self._held[next(iter(self._held))]

    def _write_held(self) -> None:
        """Write what the file did not take before, as far as it does now."""
        while self._held:
            with self._lock:
                exchange = next(iter(self._held.values()), None)
            if exchange is None or not self._written(exchange):
                return
            with self._lock:
                self._held.pop(exchange.request.key, None)

    def _written(self, exchange: Exchange) -> bool:
        try:
            self.database.write(lambda connection: self._keep(connection, exchange))
        except FAILURES as error:
            _log.debug("the cache %s still takes nothing (%s)", self.path, error)
            return False
        return True

    def _count(self, key: str) -> None:
        with self._lock:
            self._hits[key] += 1
            self._uncounted += 1
            enough = self._uncounted >= _HITS_AT_ONCE
        if enough:
            self._write_hits()

    def _write_hits(self) -> None:
        """Add the uses since the last time; where the file does not take them now, it may later."""
        with self._lock:
            hits, self._hits, self._uncounted = self._hits, Counter(), 0
        if not hits:
            return
        rows = [(count, time.time(), key) for key, count in hits.items()]
        try:
            self.database.write(lambda connection: connection.executemany(_HIT, rows), wait=0.5)
        except FAILURES as error:
            _log.debug("uses of the cache %s cannot be counted (%s)", self.path, error)
            with self._lock:
                self._hits += hits

    def _or_without(self, action: Callable[[], _Got]) -> _Got | None:
        """Run the action; a cache out of use must not cost the run."""
        try:
            return action()
        except FAILURES as error:
            self._warn(error)
            return None

    def _warn(self, error: Exception) -> None:
        if not self._warned:
            self._warned = True
            _log.warning(
                "the cache %s cannot be used (%s); going on without it, with what is answered held in memory",
                self.path,
                error,
            )


def default_path() -> Path:
    """Return where the cache is: the file named in `SUMMARIZER_CACHE`, or else one in the user's cache folder."""
    from platformdirs import user_cache_path  # only asked for when a cache is used

    named = os.environ.get("SUMMARIZER_CACHE")
    return Path(named) if named else user_cache_path("summarizer") / "exchanges.sqlite3"


def _recalled(connection: sqlite3.Connection, provider: str, model: str) -> Mapping[str, JSON] | None:
    told = "SELECT CAST(facts AS BLOB) FROM endpoints WHERE provider = ? AND model = ?"
    row = connection.execute(told, (provider, model)).fetchone()
    return None if row is None else entries.json_object(row[0])
