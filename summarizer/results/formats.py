"""The formats that results can be written in, and the endings that mean them."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path


class Format(StrEnum):
    """What results can be written as."""

    MARKDOWN = "md"
    CSV = "csv"
    PARQUET = "parquet"
    SQLITE = "db"
    JSONLD = "jsonld"
    JSONL = "jsonl"


ENDINGS = {
    ".md": Format.MARKDOWN,
    ".csv": Format.CSV,
    ".parquet": Format.PARQUET,
    ".db": Format.SQLITE,
    ".sqlite": Format.SQLITE,
    ".jsonld": Format.JSONLD,
    ".jsonl": Format.JSONL,
}


def format_of(path: Path) -> Format | None:
    """The format that a file's ending means; None for others."""
    return ENDINGS.get(path.suffix.lower())
