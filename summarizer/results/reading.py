"""Written results, read back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ValidationError

from summarizer.errors import UserError
from summarizer.schema.article import Article
from summarizer.schema.outcome import Outcome
from summarizer.schema.span import Span
from summarizer.schema.summary import ArticleSummary


class AnySummary(BaseModel, frozen=True, extra="allow"):
    """A summary of a schema that is not at hand: plain data."""


def read_results(path: Path) -> Iterator[Outcome[ArticleSummary] | Outcome[AnySummary]]:
    """Read a `.json` result, or each row of a `.jsonl` file.

    Raises:
        UserError: the file cannot be read, or a row is no result; a span that is not its article's slice is such a row.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"Cannot read {path}: {_reason(error)}; give a result that `summarizer run` wrote.") from error
    rows = [text] if path.suffix == ".json" else text.split("\n")
    for number, row in enumerate(rows, 1):
        if row.strip():
            yield _outcome(row, path, number)


def _reason(error: OSError | UnicodeDecodeError) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else "it is not UTF-8 text"


def _outcome(row: str, path: Path, number: int) -> Outcome[ArticleSummary] | Outcome[AnySummary]:
    try:
        named = json.loads(row)["schema"]
        if named == ArticleSummary.__name__:
            return Outcome[ArticleSummary].model_validate_json(row)
        outcome = Outcome[AnySummary].model_validate_json(row)
        _check_spans(outcome.summary.model_dump() if outcome.summary else None, outcome.article)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise UserError(f"{path}, row {number}, is no result: {first['msg']}.") from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UserError(f"{path}, row {number}, is no result of `summarizer run`.") from error
    return outcome


def _check_spans(value: object, article: Article | None) -> None:
    """Hold the spans of a summary whose schema is not at hand against the article, as its own types would."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            span = Span.model_validate({name: value[name] for name in ("start", "end", "text")})
            if article is None or not span.holds_in(article.text):
                raise ValueError("not the article's words")
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            _check_spans(item, article)
