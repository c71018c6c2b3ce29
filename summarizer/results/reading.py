"""Written results, read back."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

from pydantic import BaseModel, ValidationError
from pydantic_core import from_json

from summarizer.errors import UserError
from summarizer.schema.article import Article
from summarizer.schema.outcome import Outcome
from summarizer.schema.span import Span
from summarizer.schema.summary import ArticleSummary


class AnySummary(BaseModel, frozen=True, extra="allow"):
    """A summary of a schema that is not at hand: plain data."""


AnyOutcome: TypeAlias = Outcome[ArticleSummary] | Outcome[AnySummary]
"""A result as it is read back."""

_JSON = ".json"
_BOM = b"\xef\xbb\xbf"


def read_results(path: Path) -> Iterator[AnyOutcome]:
    """Read results one by one, however many there are.

    Args:
        path: a `.json` result; a file of JSON lines, also gzipped (`.jsonl`, `.jsonl.gz`); or a folder, of which every
            `.json` file is read, to the bottom, in the order of names.

    Raises:
        UserError: a file cannot be read, or a row is no result; a span that is not its article's slice is such a row.
    """
    if path.is_dir():
        files = sorted(file for file in path.rglob(f"*{_JSON}") if not _is_hidden(file.relative_to(path)))
        if not files:
            raise UserError(f"The folder {path} holds no .json results; give a folder that `summarizer run` wrote.")
        for file in files:
            yield from read_results(file)
        return
    for row, name in _rows(path):
        yield _outcome(row, name)


def read_all(paths: Iterable[Path]) -> Iterator[AnyOutcome]:
    """Read the results of several files and folders, in this order.

    Raises:
        UserError: as `read_results`.
    """
    for path in paths:
        yield from read_results(path)


def read_one(path: Path, article_id: str | None = None) -> AnyOutcome:
    """Read the only result, or the one of this id.

    Raises:
        UserError: there is none, or more than one.
    """
    found = (outcome for outcome in read_results(path) if article_id is None or outcome.id == article_id)
    first, second = next(found, None), next(found, None)
    if first is None:
        raise UserError(f"{path} holds no result{f' with the id {article_id}' if article_id else ''}; see its rows.")
    if second is not None:
        raise UserError(f"{path} holds more than one result ({first.id}, {second.id}, …); choose one with --id.")
    return first


def is_run(path: Path) -> bool:
    """Whether a path holds the results of a whole run, by its kind: a folder, or a file of JSON lines."""
    return path.is_dir() or path.suffix.lower() != _JSON


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _rows(path: Path) -> Iterator[tuple[bytes, str]]:
    """Each row, and its name in an error message."""
    number = 0
    try:
        if path.suffix.lower() == _JSON:
            yield path.read_bytes().removeprefix(_BOM), str(path)
            return
        with gzip.open(path, "rb") if path.suffix.lower() == ".gz" else path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                row = line.removeprefix(_BOM) if number == 1 else line
                if row.strip():
                    yield row, f"{path}, row {number},"
    except (OSError, EOFError, zlib.error) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        place = f"{path} after row {number}" if number else str(path)
        raise UserError(f"Cannot read {place}: {reason}; give a result that `summarizer run` wrote.") from error


def _outcome(row: bytes, name: str) -> AnyOutcome:
    try:
        value = from_json(row)
        if value["schema"] == ArticleSummary.__name__:
            return Outcome[ArticleSummary].model_validate(value)
        outcome = Outcome[AnySummary].model_validate(value)
        _check_spans(outcome.summary.model_dump() if outcome.summary else None, outcome.article)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise UserError(f"{name} is no result: {f'{place}: ' if place else ''}{first['msg']}.") from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UserError(f"{name} is no result of `summarizer run`.") from error
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
