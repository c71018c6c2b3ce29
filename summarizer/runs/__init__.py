"""A folder: which files, how many at once, one Outcome each, written and resumed."""

from summarizer.runs.run import Tally, run
from summarizer.runs.writers import open_writer

__all__ = ["Tally", "open_writer", "run"]
