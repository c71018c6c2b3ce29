"""Rows of words as text in columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

_FIGURE = re.compile(r"[-+−–]?[\d.,]*%?")


def in_columns(rows: Sequence[Sequence[str]]) -> str:
    """Set rows in columns, two spaces apart, figures flush right.

    Args:
        rows: all of one length; the first may be a header.
    """
    columns = [_set(column) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(line).rstrip() for line in zip(*columns, strict=True))


def _set(column: Sequence[str]) -> list[str]:
    width = max(map(len, column))
    if all(map(_FIGURE.fullmatch, column[1:])):
        return [cell.rjust(width) for cell in column]
    return [cell.ljust(width) for cell in column]
