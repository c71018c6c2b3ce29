"""A file, a row, a page → Article."""

from summarizer.articles.find import find_sources
from summarizer.articles.language import detect_language, with_language
from summarizer.articles.source import MAX_BYTES, Entry, ReadArticle, Skipped, SkipReason, Source

__all__ = [
    "MAX_BYTES",
    "Entry",
    "ReadArticle",
    "SkipReason",
    "Skipped",
    "Source",
    "detect_language",
    "find_sources",
    "with_language",
]
