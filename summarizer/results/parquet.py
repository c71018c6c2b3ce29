"""Results as Parquet: one nested row an article, or the flat rows of a table."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, RootModel

from summarizer.errors import UserError
from summarizer.results.plain import Data, Item, plain, spans_of
from summarizer.results.tables import COLUMNS, CONTEXT, Table, values_of
from summarizer.schema.outcome import Outcome
from summarizer.schema.span import Span
from summarizer.schema.summary import ArticleSummary

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH_ROWS = 100
"""Rows that are held as Python objects at once; Arrow's own take a tenth of that."""
_GROUP_BATCHES = 50
_GROUP_BYTES = 64_000_000
"""A row group ends with whichever comes first, so that memory stays flat."""


class _Place(Span):
    """A span of a summary of another schema: where it stands in it, and its verdict, if it has one."""

    path: str
    verdict: str | None


def write_parquet(outcomes: Iterable[Outcome[Any]], path: Path, table: Table | None) -> None:
    """Write Parquet with zstd; the schema is that of the declared types, whatever the rows hold.

    Args:
        outcomes: the results.
        path: the file.
        table: whose rows; without one, a row is an article with everything nested, as in its JSON. There the summary
            of another schema stands in `other_summary` as JSON, and its places in `spans`.

    Raises:
        UserError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet as pq
    except ImportError as error:
        raise UserError("Parquet needs one more package: pip install 'summarizer[parquet]'.") from error
    schema = _nested_schema() if table is None else _flat_schema(table)
    rows = map(_nested, map(plain, outcomes)) if table is None else _flat(outcomes, table)
    try:
        with pq.ParquetWriter(path, schema, compression="zstd") as writer:
            batches = (pa.RecordBatch.from_pylist(batch, schema=schema) for batch in _batches(rows))
            for group in _groups(batches):
                writer.write_table(pa.Table.from_batches(group), row_group_size=sum(map(len, group)))
    except (pa.ArrowException, OverflowError) as error:
        raise UserError(f"Parquet cannot hold one of the results: {error}; choose .jsonl, which can.") from error


def _batches(rows: Iterable[Data]) -> Iterator[list[Data]]:
    rows = iter(rows)
    while batch := [*islice(rows, _BATCH_ROWS)]:
        yield batch


def _groups(batches: Iterable[pa.RecordBatch]) -> Iterator[list[pa.RecordBatch]]:
    group: list[pa.RecordBatch] = []
    for batch in batches:
        group.append(batch)
        if len(group) == _GROUP_BATCHES or sum(one.nbytes for one in group) >= _GROUP_BYTES:
            yield group
            group = []
    if group:
        yield group


def _nested(outcome: Data) -> Data:
    if outcome["schema"] == ArticleSummary.__name__:
        return outcome
    summary = outcome["summary"]
    return {
        **outcome,
        "summary": None,
        "other_summary": None if summary is None else json.dumps(summary, ensure_ascii=False),
        "spans": [_place(item) for item in spans_of(summary)],
    }


def _place(item: Item) -> Data:
    verdict = item.value.get("verdict")
    found = {name: item.value[name] for name in ("start", "end", "text")}
    return {**found, "path": item.path, "verdict": verdict if isinstance(verdict, str) else None}


def _flat(outcomes: Iterable[Outcome[Any]], table: Table) -> Iterator[Data]:
    context = () if table is Table.ARTICLES else CONTEXT
    for outcome in map(plain, outcomes):
        about = {column.name: column.cell(outcome) for column in context}
        for of, value in values_of(outcome):
            if of is table:
                yield about | {column.name: column.cell(value) for column in COLUMNS[table]}


def _nested_schema() -> pa.Schema:
    import pyarrow as pa

    more = [pa.field("other_summary", pa.string()), pa.field("spans", pa.list_(_type(_Place)))]
    return pa.schema([*_type(Outcome[ArticleSummary]), *more])


def _flat_schema(table: Table) -> pa.Schema:
    import pyarrow as pa

    columns = COLUMNS[table] if table is Table.ARTICLES else (*CONTEXT, *COLUMNS[table])
    return pa.schema([pa.field(column.name, _type(column.kind)) for column in columns])


def _type(declared: Any) -> pa.DataType:  # noqa: ANN401 # any annotation
    """The Arrow type of a declared one; every value may be null."""
    import pyarrow as pa

    declared = _without_null(declared)
    if typing.get_origin(declared) in {tuple, list}:
        return pa.list_(_type(typing.get_args(declared)[0]))
    if issubclass(declared, BaseModel):
        return _type(declared.model_fields["root"].annotation) if issubclass(declared, RootModel) else _struct(declared)
    scalars = {bool: pa.bool_(), int: pa.int64(), float: pa.float64()}
    return pa.string() if issubclass(declared, Enum | str) else scalars[declared]


def _without_null(declared: Any) -> Any:  # noqa: ANN401 # any annotation
    """`X` of `Annotated[X, …]` and of `X | None`."""
    arguments = [argument for argument in typing.get_args(declared) if argument is not type(None)]
    wrapped = {typing.Annotated, typing.Union, types.UnionType}
    return _without_null(arguments[0]) if typing.get_origin(declared) in wrapped else declared


def _struct(shape: type[BaseModel]) -> pa.DataType:
    import pyarrow as pa

    fields = [pa.field(field.alias or name, _type(field.annotation)) for name, field in shape.model_fields.items()]
    computed = [pa.field(name, _type(field.return_type)) for name, field in shape.model_computed_fields.items()]
    return pa.struct([*fields, *computed])
