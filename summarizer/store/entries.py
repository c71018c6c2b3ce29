"""Entries: exchanges as rows of the database; what stands here runs inside a caller's transaction."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.store.database import Database
from summarizer.store.exchange import JSON, Completion, Exchange, Request, readable, tokens

_GET = "SELECT CAST(completion AS BLOB) FROM exchanges JOIN bodies USING (id) WHERE key = ?"
_HAS = "SELECT 1 FROM exchanges JOIN bodies USING (id) WHERE key = ?"
_PUT = """
INSERT INTO exchanges (key, provider, model, article, form, created, used, seconds,
  input_tokens, output_tokens, characters, bytes)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (key) DO UPDATE SET article = excluded.article, created = excluded.created, used = excluded.used,
  seconds = excluded.seconds, input_tokens = excluded.input_tokens, output_tokens = excluded.output_tokens,
  bytes = excluded.bytes
"""
_PUT_BODIES = """
INSERT OR REPLACE INTO bodies (id, request, completion) VALUES ((SELECT id FROM exchanges WHERE key = ?), ?, ?)
"""
_KEPT = "provider, article, CAST(request AS BLOB), created, input_tokens, output_tokens"
_OF_ARTICLE = f"SELECT {_KEPT} FROM exchanges JOIN bodies USING (id) WHERE article = ? ORDER BY created DESC LIMIT ?"  # noqa: S608 # constants only
_LATEST = f"SELECT {_KEPT} FROM exchanges JOIN bodies USING (id) ORDER BY created DESC LIMIT ?"  # noqa: S608 # the same
_COLUMNS = "id, provider, article, CAST(request AS BLOB), CAST(completion AS BLOB), seconds"
_PAGE = f"SELECT {_COLUMNS} FROM exchanges JOIN bodies USING (id) WHERE id > ? ORDER BY id LIMIT 100"  # noqa: S608 # constants only


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept request, when it was answered (seconds since 1970), and the tokens that took."""

    request: Request
    created: float
    input_tokens: int
    output_tokens: int


def put(connection: sqlite3.Connection, exchange: Exchange) -> None:
    """Insert the exchange, or put it in place of the one of its key, whose uses stay counted."""
    request, completion, now = exchange.request, exchange.completion, time.time()
    bodies = readable(dict(request.body)), readable(completion)
    row = (
        request.key,
        writable(request.provider),
        writable(request.model),
        writable(request.article),
        request.form,
        now,
        now,
        exchange.seconds,
        *tokens(completion),
        request.characters,
        sum(len(body.encode()) for body in bodies),
    )
    connection.execute(_PUT, row)
    connection.execute(_PUT_BODIES, (request.key, *bodies))


def get(connection: sqlite3.Connection, key: str) -> Completion | None:
    """Return the completion kept under a key.

    Raises:
        ValueError: what stands in its place is damaged.
    """
    row = connection.execute(_GET, (key,)).fetchone()
    return None if row is None else json_object(row[0])


def has(connection: sqlite3.Connection, key: str) -> bool:
    """Whether `get` would find something."""
    return connection.execute(_HAS, (key,)).fetchone() is not None


def every(database: Database) -> Iterator[Exchange]:
    """Every exchange, a page at a time, so that others may write meanwhile.

    Raises:
        sqlite3.Error: the file cannot be used.
    """
    after = 0
    while rows := database.read(lambda connection, after=after: connection.execute(_PAGE, (after,)).fetchall()):  # type: ignore[misc] # mypy does not see a lambda's defaults
        for _, provider, article, request, completion, seconds in rows:
            yield Exchange(Request(provider, json_object(request), article), json_object(completion), seconds)
        after = rows[-1][0]


def of_article(connection: sqlite3.Connection, article: str, most: int) -> list[Kept]:
    """Return what is kept of an article of this name, the latest first."""
    return [_kept(row) for row in connection.execute(_OF_ARTICLE, (writable(article), most))]


def latest(connection: sqlite3.Connection, most: int) -> list[Kept]:
    """Return what was kept most lately, of whatever article."""
    return [_kept(row) for row in connection.execute(_LATEST, (most,))]


def _kept(row: tuple[str, str, bytes, float, int, int]) -> Kept:
    provider, article, request, created, sent, received = row
    return Kept(Request(provider, json_object(request), article), created, sent, received)


def json_object(text: bytes) -> dict[str, JSON]:
    """Read a JSON object; anything else in its place is damage, as text that is no JSON is."""
    value = json.loads(text)
    if not isinstance(value, dict):
        raise json.JSONDecodeError("not an object", text.decode("utf-8", "replace"), 0)
    return value


def writable(text: str) -> str:
    """The text with lone surrogates escaped, which no database takes."""
    return text.encode("utf-8", "backslashreplace").decode()
