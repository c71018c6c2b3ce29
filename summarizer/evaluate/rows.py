"""Rows that people judged: JSON lines, read into a shape."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from summarizer.errors import UserError

M = TypeVar("M", bound=BaseModel)


def read_rows(paths: Iterable[Path], shape: type[M]) -> Iterator[M]:
    """Read the rows of files, in order.

    Args:
        paths: JSON lines in UTF-8; gzipped where the name ends in `.gz`. Blank lines are passed over.
        shape: what each row must be.

    Raises:
        UserError: a file cannot be read, or a row is of another shape; the message names both.
    """
    for path in paths:
        for where, row in _values(path):
            try:
                yield shape.model_validate(row)
            except ValidationError as error:
                first = error.errors(include_url=False)[0]
                field = ".".join(map(str, first["loc"])) or "the row"
                raise UserError(f"{where}: {field}: {first['msg']}; see --help for the rows' shape.") from error


def _values(path: Path) -> Iterator[tuple[str, object]]:
    """Each row's place, for messages, and its JSON value."""
    number = 0
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield f"{path}, row {number}", json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise UserError(f"{path}, row {number}, is no JSON; give JSON lines, one object a row.") from error
    except (OSError, EOFError, UnicodeDecodeError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise UserError(f"Cannot read {path}: {reason}; give JSON lines in UTF-8.") from error
