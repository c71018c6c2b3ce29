"""One article's way, without any I/O: generators that yield asks, are sent drafts, and return what became of them."""

from summarizer.pipeline.choosing import way
from summarizer.pipeline.wanted import Finished, Wanted
from summarizer.pipeline.way import flow

__all__ = ["Finished", "Wanted", "flow", "way"]
