"""What a run reads: the paths given, and what was left out on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from summarizer.articles import Entry, Skipped, find_sources
from summarizer.articles.files import known_suffix
from summarizer.errors import UserError
from summarizer.runs.writers import STDOUT


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


def open_inputs(paths: Sequence[str], *written: str | Path | None) -> Inputs:
    """Look at the paths before any work begins.

    Args:
        paths: where the articles are.
        written: files that the run writes: results, a report, a log.

    Raises:
        UserError: a path is missing, or something would be written where it is read as an article.
    """
    for out in written:
        if out is not None and str(out) != STDOUT and known_suffix(Path(out).name.lower()):
            _check_outside(Path(out), paths)
    find_sources(paths)
    return Inputs(paths)


def _check_outside(out: Path, paths: Sequence[str]) -> None:
    place = out.resolve()
    for path in paths:
        if path != STDOUT and (place == Path(path).resolve() or place.is_relative_to(Path(path).resolve())):
            raise UserError(
                f"{out} lies within {path}, so a run would read it as an article; choose another place for it."
            )
