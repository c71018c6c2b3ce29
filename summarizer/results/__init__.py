"""Written results: read back, compared, put into other formats."""

from summarizer.results.reading import AnyOutcome, AnySummary, is_run, read_all, read_one, read_results
from summarizer.results.tables import Table
from summarizer.results.writing import Format, format_of, write_results

__all__ = [
    "AnyOutcome",
    "AnySummary",
    "Format",
    "Table",
    "format_of",
    "is_run",
    "read_all",
    "read_one",
    "read_results",
    "write_results",
]
