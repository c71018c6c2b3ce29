"""Results as CSV that a spreadsheet opens: no cell of it is a formula."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from summarizer.results.plain import plain
from summarizer.results.tables import COLUMNS, CONTEXT, Cell, Table, values_of
from summarizer.schema.outcome import Outcome

_FORMULA = frozenset("=+-@'")
"""What a cell may not begin with; an apostrophe is among them, so that one that was put before the words tells."""
_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
"""Categories of characters that a spreadsheet may pass over before it looks for a formula."""


def write_csv(outcomes: Iterable[Outcome[Any]], path: Path, table: Table) -> None:
    """Write one table: UTF-8 with a byte order mark, so that spreadsheets see it, comma and CRLF as in RFC 4180.

    A cell that a spreadsheet could take for a formula gets an apostrophe before it: its first character, white space
    and invisible ones aside, is one of `= + - @`, in any width, or it begins with a tab or a carriage return. A cell
    that begins with an apostrophe itself gets another. So a reader who takes one apostrophe off where there is one has
    the words as they are; NUL alone, which readers of CSV do not take, becomes U+FFFD. The article's text and the
    checks are left out: they are longer than a spreadsheet's cells may be.
    """
    columns = [column for column in COLUMNS[table] if not column.long]
    context = () if table is Table.ARTICLES else CONTEXT
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(column.name for column in (*context, *columns))
        for outcome in map(plain, outcomes):
            about = [_safe(column.cell(outcome)) for column in context]
            for of, value in values_of(outcome):
                if of is table:
                    writer.writerow([*about, *(_safe(column.cell(value)) for column in columns)])


def _safe(cell: Cell) -> Cell:
    if not isinstance(cell, str) or not cell:
        return cell
    cell = cell.replace("\0", "\ufffd")
    return f"'{cell}" if cell[0] in "\t\r" or _first_seen(cell) in _FORMULA else cell


def _first_seen(cell: str) -> str:
    """The first character that is seen, without its width; a cell of unseen ones has none."""
    first = next((character for character in cell if unicodedata.category(character) not in _UNSEEN), "")
    return unicodedata.normalize("NFKC", first)[:1]
