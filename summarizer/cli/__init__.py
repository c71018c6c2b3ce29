"""Options in, exit code out."""

from summarizer.cli.app import app

__all__ = ["app"]
