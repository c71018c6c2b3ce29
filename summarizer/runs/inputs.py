"""What a run reads: the paths given, and what was left out on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from summarizer.articles import Entry, Skipped, find_sources
from summarizer.errors import UserError
from summarizer.runs.writers import LINES, STDOUT


class Inputs:
    """The articles at some paths; may be gone through more than once, standard input apart."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._paths = paths
        self.skipped: list[Skipped] = []

    def entries(self) -> Iterator[Entry]:
        """The articles, and on the way a list of what was skipped."""
        return find_sources(self._paths, on_skip=self.skipped.append)

    def count(self) -> int | None:
        """How many articles there are; unknown for standard input."""
        if "-" in self._paths:
            return None
        return sum(1 for _ in find_sources(self._paths))


def open_inputs(paths: Sequence[str], out: str) -> Inputs:
    """Look at the paths before any work begins.

    Raises:
        UserError: a path is missing, or the results would be written where articles are read.
    """
    if out != STDOUT and Path(out).suffix.lower() == LINES:
        place = Path(out).resolve()
        for path in paths:
            if path != "-" and (place == Path(path).resolve() or place.is_relative_to(Path(path).resolve())):
                raise UserError(
                    f"{out} lies within {path}, so a later run would read its results as articles; choose another "
                    f"place."
                )
    find_sources(paths)
    return Inputs(paths)
