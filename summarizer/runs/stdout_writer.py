"""Outcomes on standard output, as JSON lines."""

from __future__ import annotations

import sys
from typing import ClassVar

from summarizer.api.row import Row
from summarizer.articles import Source
from summarizer.schema.outcome import Status

__all__ = ["StdoutWriter"]


class StdoutWriter:
    """JSON lines on standard output."""

    indent: ClassVar[int | None] = None

    def finished(self, source: Source, fingerprint: str) -> Status | None:  # noqa: ARG002 # nothing is ever there already
        """Nothing is."""
        return None

    def keep(self, source: Source) -> None:
        """Nothing to keep."""

    def write(self, source: Source, row: Row) -> bool:  # noqa: ARG002 # the row names its article
        """Write and flush one line."""
        sys.stdout.buffer.write(row.json)
        sys.stdout.buffer.flush()
        return True

    def close(self, *, complete: bool) -> int:  # noqa: ARG002 # nothing is left to do
        """Nothing else is there."""
        return 0
