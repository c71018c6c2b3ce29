"""The cache's tables, by version number: a database of an older version is brought to this one, with all it holds."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache

from summarizer.store.exchange import JSON, Request


class LeftAloneError(sqlite3.DatabaseError):
    """The file is sound but not this package's to use: a newer version's, or another program's."""


# what is counted and searched stands apart from the long texts: a hit would else rewrite 30 KB, and a sum read them all
_TABLES = (
    """
CREATE TABLE exchanges (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  provider TEXT NOT NULL,
  model TEXT NOT NULL,
  article TEXT NOT NULL,
  form TEXT NOT NULL,
  created REAL NOT NULL,
  used REAL NOT NULL,
  hits INTEGER NOT NULL DEFAULT 0,
  seconds REAL NOT NULL,
  input_tokens INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  characters INTEGER NOT NULL,
  bytes INTEGER NOT NULL
)
""",
    "CREATE TABLE bodies (id INTEGER PRIMARY KEY, request TEXT NOT NULL, completion TEXT NOT NULL)",
    """
CREATE TABLE leases (
  key TEXT PRIMARY KEY,
  host TEXT NOT NULL,
  pid INTEGER NOT NULL,
  token TEXT NOT NULL,
  until REAL NOT NULL
) WITHOUT ROWID
""",
    """
CREATE TABLE endpoints (
  provider TEXT NOT NULL,
  model TEXT NOT NULL,
  facts TEXT NOT NULL,
  learnt REAL NOT NULL,
  PRIMARY KEY (provider, model)
) WITHOUT ROWID
""",
    """
CREATE TABLE ledger (
  run TEXT PRIMARY KEY,
  epoch TEXT NOT NULL,
  spent_nanodollars INTEGER NOT NULL,
  spent_tokens INTEGER NOT NULL,
  reserved_nanodollars INTEGER NOT NULL,
  reserved_tokens INTEGER NOT NULL,
  updated REAL NOT NULL
) WITHOUT ROWID
""",
)

_INDEXES_AND_TRIGGERS = (
    "CREATE INDEX exchanges_by_form ON exchanges (form, output_tokens, input_tokens, characters)",
    "CREATE INDEX exchanges_by_article ON exchanges (article)",
    """
CREATE TRIGGER exchanges_with_bodies AFTER DELETE ON exchanges
BEGIN DELETE FROM bodies WHERE id = old.id; END
""",
)

_COPY = (
    """
INSERT INTO exchanges (key, provider, model, article, form, created, used, hits, seconds,
  input_tokens, output_tokens, characters, bytes)
SELECT key, provider, model, article, form_of(provider, CAST(request AS BLOB)), created, created, hits, seconds,
  input_tokens, output_tokens, characters_of(CAST(request AS BLOB)),
  length(CAST(request AS BLOB)) + length(CAST(completion AS BLOB))
FROM old ORDER BY key
""",
    # in the same order, so with the same ids; a join would look each key up again
    "INSERT INTO bodies (request, completion) SELECT request, completion FROM old ORDER BY key",
)


def _create(connection: sqlite3.Connection) -> None:
    _execute(connection, *_TABLES, *_INDEXES_AND_TRIGGERS)


def _from_1(connection: sqlite3.Connection) -> None:
    """Version 1 had one table, with the long texts in it, and no index."""
    connection.create_function("form_of", 2, _form, deterministic=True)
    connection.create_function("characters_of", 1, _characters, deterministic=True)
    _execute(
        connection, "ALTER TABLE exchanges RENAME TO old", *_TABLES, *_COPY, "DROP TABLE old", *_INDEXES_AND_TRIGGERS
    )


def _execute(connection: sqlite3.Connection, *statements: str) -> None:
    for statement in statements:
        connection.execute(statement)


@lru_cache(maxsize=1)
def _body(text: bytes) -> JSON:
    """A kept request's body, parsed once for both functions; None where its text is no object, for it stays anyway."""
    try:
        value = json.loads(text)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _form(provider: str, text: bytes) -> str:
    body = _body(text)
    return "" if body is None else Request(provider, body).form


def _characters(text: bytes) -> int:
    body = _body(text)
    return 0 if body is None else Request("", body).characters


VERSION = 2
_UPGRADES: dict[int, Callable[[sqlite3.Connection], None]] = {0: _create, 1: _from_1}
"""From each older version straight to this one; a new file's is 0."""


def check(connection: sqlite3.Connection) -> int:
    """Read the database's version, without touching it.

    Raises:
        LeftAloneError: it is newer than this package, or another program's.
    """
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > VERSION:
        raise LeftAloneError(
            f"it is of version {version} and this package knows version {VERSION}: it is left as it is; "
            "update summarizer, or name another file in SUMMARIZER_CACHE"
        )
    if version == 0 and connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise LeftAloneError("it is another program's database; name another file in SUMMARIZER_CACHE")
    return version


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the database to this version, in one transaction; a new one gets its tables.

    Raises:
        LeftAloneError: as `check`; nothing was changed.
    """
    if check(connection) == VERSION:
        return
    with transaction(connection):
        # two processes may come here at once: the second finds the work done
        version = check(connection)
        if version < VERSION:
            _UPGRADES[version](connection)
            connection.execute(f"PRAGMA user_version = {VERSION}")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """One transaction that may write, committed at the end or rolled back on any error."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
