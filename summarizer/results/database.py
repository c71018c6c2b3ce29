"""Results as an SQLite database: the tables with foreign keys, and full-text search over them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

from summarizer.errors import UserError
from summarizer.results.plain import Data, plain
from summarizer.results.tables import COLUMNS, Cell, Table, cells, evidence_of, values_of
from summarizer.schema.outcome import Outcome

_TYPES = {str: "TEXT", int: "INTEGER", float: "REAL", bool: "INTEGER"}
_KEYS = {
    Table.ARTICLES: "article",
    Table.QUOTES: "quote",
    Table.CLAIMS: "claim",
    Table.TOPICS: "topic",
    Table.PROBLEMS: "problem",
}
"""Each table's primary key: a number, since the same article may stand in several runs."""
_SEARCHED = {
    Table.ARTICLES: ("title", "headline", "abstract", "text"),
    Table.QUOTES: ("words", "speaker"),
    Table.CLAIMS: ("text", "evidence"),
    Table.TOPICS: ("label", "gist", "evidence"),
}
_EVIDENCE = """
CREATE TABLE "evidence" (
  "evidence" INTEGER PRIMARY KEY,
  "article" INTEGER NOT NULL REFERENCES "articles"("article"),
  "claim" INTEGER REFERENCES "claims"("claim"),
  "topic" INTEGER REFERENCES "topics"("topic"),
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  "text" TEXT NOT NULL
);
"""
_INDEXES = """
CREATE INDEX "articles_id" ON "articles"("id");
CREATE INDEX "quotes_speaker" ON "quotes"("speaker");
CREATE INDEX "evidence_article" ON "evidence"("article");
CREATE INDEX "evidence_claim" ON "evidence"("claim");
CREATE INDEX "evidence_topic" ON "evidence"("topic");
"""


def write_database(outcomes: Iterable[Outcome[Any]], path: Path) -> None:
    """Write articles, quotes, claims, topics, problems and evidence; the first four also searchable, as `<table>_fts`.

    Args:
        outcomes: the results.
        path: an empty file.

    Raises:
        UserError: the file cannot be written.
    """
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON;")
            database.executescript("".join(map(_created, COLUMNS)) + _EVIDENCE)
            database.execute("BEGIN")
            _Filling(database).fill(map(plain, outcomes))
            database.execute("COMMIT")
            database.executescript(_INDEXES + "".join(_indexed(table) for table in COLUMNS))
            database.executescript("".join(map(_made_searchable, _SEARCHED)) + "PRAGMA optimize;")
    except sqlite3.Error as error:
        raise UserError(f"Cannot write the database: {error}; choose another place for it.") from error


def _created(table: Table) -> str:
    columns = [f'"{_KEYS[table]}" INTEGER PRIMARY KEY']
    if table is not Table.ARTICLES:
        columns.append('"article" INTEGER NOT NULL REFERENCES "articles"("article")')
    columns += [f'"{column.name}" {_TYPES[column.kind]}' for column in COLUMNS[table]]
    return f'CREATE TABLE "{table}" ({", ".join(columns)});\n'


def _indexed(table: Table) -> str:
    return "" if table is Table.ARTICLES else f'CREATE INDEX "{table}_article" ON "{table}"("article");\n'


def _made_searchable(table: Table) -> str:
    """A full-text index over the table itself; accents and case make no difference."""
    columns = ", ".join(f'"{column}"' for column in _SEARCHED[table])
    options = f'content="{table}", content_rowid="{_KEYS[table]}", tokenize=\'unicode61 remove_diacritics 2\''
    name = f"{table}_fts"
    return (
        f'CREATE VIRTUAL TABLE "{name}" USING fts5({columns}, {options});\n'
        f'INSERT INTO "{name}"("{name}") VALUES (\'rebuild\');\n'
    )


class _Filling:
    """Numbers the rows and puts them in."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._numbers: dict[Table, Iterator[int]] = {table: count(1) for table in COLUMNS}

    def fill(self, outcomes: Iterable[Data]) -> None:
        article = 0
        for outcome in outcomes:
            for table, value in values_of(outcome):
                number = next(self._numbers[table])
                if table is Table.ARTICLES:
                    article = number
                    self._insert(table, [article, *cells(table, value)])
                    continue
                self._insert(table, [number, article, *cells(table, value)])
                if table in {Table.CLAIMS, Table.TOPICS}:
                    self._rest_on(article, table, number, value)

    def _rest_on(self, article: int, table: Table, number: int, value: Data) -> None:
        item = (number, None) if table is Table.CLAIMS else (None, number)
        rows = [(article, *item, span["start"], span["end"], span["text"]) for span in evidence_of(value)]
        self._database.executemany('INSERT INTO "evidence" VALUES (NULL, ?, ?, ?, ?, ?, ?)', rows)

    def _insert(self, table: Table, row: list[Cell]) -> None:
        marks = ", ".join("?" * len(row))
        self._database.execute(f'INSERT INTO "{table}" VALUES ({marks})', row)  # noqa: S608 # our own table's name
