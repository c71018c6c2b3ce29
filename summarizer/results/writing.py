"""Results in other formats."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from summarizer.errors import UserError
from summarizer.results.formats import ENDINGS, Format, format_of
from summarizer.results.placing import replacing
from summarizer.results.tables import Table
from summarizer.schema.outcome import Outcome

_WITH_TABLES = frozenset({Format.CSV, Format.PARQUET})


def write_results(
    outcomes: Iterable[Outcome[Any]],
    path: Path,
    *,
    format: Format | None = None,  # noqa: A002 # the word that the option has
    table: Table | str | None = None,
) -> None:
    """Write results, one after the other, whole or not at all.

    Args:
        outcomes: the results; only a few of them are held at once.
        path: a file; for Markdown also a folder that is there, which gets a page an article.
        format: by default the one that the path's ending means.
        table: for CSV and Parquet, what makes a row; by default CSV has a row a quote, and Parquet a row an article
            with all of it nested.

    Raises:
        UserError: the format is not known or has no tables, a package for it is missing, or the path cannot be written.
    """
    chosen = format or format_of(path) or (Format.MARKDOWN if path.is_dir() else None)
    if chosen is None:
        raise UserError(f"The ending of {path} names no format; use {', '.join(ENDINGS)}, or say which by --format.")
    if table is not None and chosen not in _WITH_TABLES:
        raise UserError(f"A table is chosen for CSV and Parquet only; {chosen.value} has everything.")
    if chosen is Format.MARKDOWN and path.is_dir():
        from summarizer.results.markdown import write_pages

        write_pages(outcomes, path)
        return
    with replacing(path) as new:
        _write(outcomes, new, chosen, Table(table) if table is not None else None)


def _write(outcomes: Iterable[Outcome[Any]], path: Path, chosen: Format, table: Table | None) -> None:
    match chosen:
        case Format.MARKDOWN:
            from summarizer.results.markdown import write_markdown

            write_markdown(outcomes, path)
        case Format.CSV:
            from summarizer.results.spreadsheet import write_csv

            write_csv(outcomes, path, table or Table.QUOTES)
        case Format.PARQUET:
            from summarizer.results.parquet import write_parquet

            write_parquet(outcomes, path, table)
        case Format.SQLITE:
            from summarizer.results.database import write_database

            write_database(outcomes, path)
        case Format.JSONLD:
            from summarizer.results.annotations import write_annotations

            write_annotations(outcomes, path)
        case Format.JSONL:
            from summarizer.results.plain import json_line

            with path.open("wb") as file:
                file.writelines(map(json_line, outcomes))
