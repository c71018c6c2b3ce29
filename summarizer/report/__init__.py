"""Outcomes as a person reads them."""

from summarizer.report.html_page import write_page
from summarizer.report.terminal import Terminal

__all__ = ["Terminal", "write_page"]
