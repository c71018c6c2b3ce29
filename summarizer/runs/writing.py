"""Writing to a place that the user named: where it cannot be written, that is theirs to mend."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from summarizer.errors import UserError

__all__ = ["try_writing"]

T = TypeVar("T")


def try_writing(path: Path, work: Callable[[], T]) -> T:
    """Do some work that writes, and return what it returns.

    Args:
        path: The place to name where the work fails.
        work: What may raise an `OSError`.

    Raises:
        UserError: it raised one.
    """
    try:
        return work()
    except OSError as error:
        raise UserError(
            f"Cannot write {path}: {error.strerror or error}; choose another place for the results."
        ) from error
