"""`summarize`, `asummarize`, `summarize_many`: short drivers of the same flow."""

from summarizer.api.calls import asummarize, summarize
from summarizer.api.job import Job
from summarizer.api.many import Outcomes, summarize_many
from summarizer.api.opening import open_job
from summarizer.api.ordered import in_order

__all__ = ["Job", "Outcomes", "asummarize", "in_order", "open_job", "summarize", "summarize_many"]
