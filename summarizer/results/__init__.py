"""Written results: read back, compared, put into other formats."""

from summarizer.results.reading import AnySummary, read_results

__all__ = ["AnySummary", "read_results"]
