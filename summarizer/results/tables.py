"""The tables that results make: their columns, named as in the JSON, and their rows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from summarizer.results.plain import Data, Item, ItemKind, is_check, is_span, items_of
from summarizer.schema.check import CheckVerdict
from summarizer.schema.summary import ArticleSummary
from summarizer.schema.usage import Usage

Cell: TypeAlias = str | int | float | bool | None

_LARGEST = 2**63
_FAULTS = frozenset(verdict.value for verdict in CheckVerdict if verdict.is_fault)


class Table(StrEnum):
    """What makes a row."""

    QUOTES = "quotes"
    """A quote; of a schema of one's own also each other span that belongs to no claim and no topic."""
    CLAIMS = "claims"
    """A claim, or what has its shape: `text` with `evidence`."""
    TOPICS = "topics"
    """A topic, or what has its shape: `label` with `evidence`."""
    ARTICLES = "articles"
    """An article, whatever became of it."""
    PROBLEMS = "problems"
    """A problem."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column, and where in the row's JSON its value stands."""

    name: str
    path: str = ""
    """Keys with dots between them; the column's own name where not given."""
    kind: type[str | int | float | bool] = str
    long: bool = False
    """Too long for a cell of a spreadsheet: not in CSV."""

    def cell(self, value: object) -> Cell:
        """Take the value; lists and objects become JSON, nothing where they are empty."""
        for key in (self.path or self.name).split("."):
            value = value.get(key) if isinstance(value, dict) else None
        if isinstance(value, list | dict):
            return json.dumps(value, ensure_ascii=False) if value else None
        if value is None or self.kind is str:
            return value if value is None or isinstance(value, str) else str(value)
        return self._number(value)

    def _number(self, value: object) -> Cell:
        """A number of the column's kind, if it is one that every format can hold."""
        if not isinstance(value, int | float) or not -_LARGEST < value < _LARGEST:
            return None
        return self.kind(value)


def _span(name: str) -> tuple[Column, ...]:
    """A name's words and place."""
    return (
        Column(name, f"{name}.text"),
        Column(f"{name}_start", f"{name}.start", int),
        Column(f"{name}_end", f"{name}.end", int),
    )


CONTEXT = (
    Column("id"),
    Column("title", "article.title"),
    Column("published", "article.published"),
    Column("url", "article.url"),
)
"""The article that a row is of."""

COLUMNS: Mapping[Table, Sequence[Column]] = MappingProxyType(
    {
        Table.QUOTES: (
            Column("path"),
            Column("words", "words.text"),
            Column("start", "words.start", int),
            Column("end", "words.end", int),
            Column("verdict", "words.verdict"),
            Column("parts", "words.parts"),
            Column("flags", "words.flags"),
            Column("speaker"),
            *_span("mention"),
            *_span("cue"),
            *(Column(f"check_{name}", f"check.{name}") for name in ("verdict", "rule")),
            Column("check_certain", "check.certain", bool),
            Column("check_own", "check.own"),
        ),
        Table.CLAIMS: (
            Column("path"),
            Column("text"),
            Column("evidence", "sentences"),
            Column("places"),
            *_span("source"),
            Column("stance"),
            Column("faults"),
            Column("second_reading"),
            Column("checks", long=True),
        ),
        Table.TOPICS: (
            Column("path"),
            Column("label"),
            Column("gist"),
            Column("code"),
            Column("share", kind=float),
            Column("evidence", "sentences"),
            Column("places"),
        ),
        Table.ARTICLES: (
            *(Column(name) for name in ("id", "source", "status")),
            *(Column(name, f"article.{name}") for name in ("title", "language", "published", "url", "sha256")),
            *(Column(name, f"summary.{name}") for name in ("headline", "abstract")),
            Column("checks", "summary.checks", long=True),
            Column("summary", "other_summary"),
            *(Column(name, f"audit.{name}", int) for name in ("quotations", "returned")),
            Column("missed", "audit.missed"),
            Column("uncovered", "audit.uncovered", long=True),
            *(Column(name) for name in ("model", "prompt", "schema", "fingerprint")),
            *(Column(name, f"usage.{name}", float if name == "cost_usd" else int) for name in Usage.model_fields),
            *(Column(name) for name in ("error", "error_kind", "notes")),
            Column("text", "article.text", long=True),
        ),
        Table.PROBLEMS: (
            *(Column(name) for name in ("path", "kind", "said", "message")),
            *_span("nearest"),
            Column("diff"),
        ),
    }
)
"""Each table's columns."""

TABLE_OF = {
    ItemKind.QUOTE: Table.QUOTES,
    ItemKind.SPAN: Table.QUOTES,
    ItemKind.CLAIM: Table.CLAIMS,
    ItemKind.TOPIC: Table.TOPICS,
}


def values_of(outcome: Data) -> Iterator[tuple[Table, Data]]:
    """Give what makes a row of some table, the article first.

    Args:
        outcome: an outcome as plain data.

    Returns:
        The table, and what its columns look into.
    """
    summary = outcome["summary"]
    own = outcome["schema"] != ArticleSummary.__name__
    yield Table.ARTICLES, {**outcome, "other_summary": summary if own else None}
    for item in items_of(summary):
        yield TABLE_OF[item.kind], value_of(item)
    for problem in outcome["problems"]:
        yield Table.PROBLEMS, problem


def value_of(item: Item) -> Data:
    """What the columns of an item's table look into."""
    if item.kind is ItemKind.SPAN:
        return {"path": item.path, "words": item.value}
    value = {**item.value, "path": item.path}
    if item.kind is ItemKind.QUOTE:
        return value
    evidence = evidence_of(value)
    value["sentences"] = "\n".join(span["text"] for span in evidence)
    value["places"] = " ".join(f"{span['start']}-{span['end']}" for span in evidence)
    value["faults"] = "; ".join(faults_of(value)) or None
    return value


def evidence_of(value: Data) -> list[Data]:
    """The sentences that a claim or a topic rests on."""
    evidence = value.get("evidence")
    return [*filter(is_span, evidence)] if isinstance(evidence, list) else []


def faults_of(value: Data) -> list[str]:
    """What the failed checks of a claim or a summary say, a line each."""
    checks = value.get("checks")
    failed = [check for check in checks if _is_fault(check)] if isinstance(checks, list) else []
    return [f"“{check['words']}” ({check['kind']}): {check['verdict']}" for check in failed]


def _is_fault(check: object) -> bool:
    return isinstance(check, dict) and is_check(check) and str(check["verdict"]) in _FAULTS


def cells(table: Table, value: Data) -> list[Cell]:
    """The cells of one row, in the order of the table's columns."""
    return [column.cell(value) for column in COLUMNS[table]]
