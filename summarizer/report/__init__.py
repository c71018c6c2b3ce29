"""Outcomes as a person reads them."""

from summarizer.report.terminal import Terminal

__all__ = ["Terminal"]
