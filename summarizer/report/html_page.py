"""Results as one HTML page: an article beside its summary, for whoever checks them."""

from __future__ import annotations

import hashlib
import tempfile
from base64 import b64encode
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.errors import UserError
from summarizer.report.embedding import embedded, seen, unrepeated
from summarizer.report.meanings import meanings
from summarizer.report.row import row_of, subject_name
from summarizer.schema.outcome import Outcome
from summarizer.schema.summary import ArticleSummary

if TYPE_CHECKING:
    from jinja2 import Template

TITLE = "Summaries"
_SCRIPTS = (
    "dom",
    "data",
    "places",
    "lighting",
    "cards",
    "details",
    "fields",
    "filters",
    "list",
    "overview",
    "speakers",
    "main",
)
"""The script's parts, in the order in which they stand in the page."""


def write_page(outcomes: Iterable[Outcome[Any]], path: Path, *, title: str = TITLE) -> int:
    """Write a page that needs nothing but itself: no network, no other file.

    Outcomes are written one by one, into a file beside the page, which then takes the page's place; the same outcomes
    give the same bytes.

    Args:
        outcomes: the results, in the order in which they are listed; of any schema, and those that failed.
        path: the page's file, `.html` or `.htm`.
        title: the page's name.

    Returns:
        How many results the page shows.

    Raises:
        UserError: the file has another ending, or cannot be written.
    """
    if path.suffix.lower() not in {".html", ".htm"}:
        raise UserError(f"A report is a page, and {path} names no .html file; give it such a name.")
    rows: list[dict[str, Any]] = []
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".report.") as folder:
            whole = Path(folder) / "page.html"
            with whole.open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(_pieces(outcomes, rows, title))
            whole.replace(path)
    except OSError as error:
        raise UserError(f"Cannot write {path}: {error.strerror or error}; choose another place.") from error
    return len(rows)


def _pieces(outcomes: Iterable[Outcome[Any]], rows: list[dict[str, Any]], title: str) -> Iterator[str]:
    """The page, piece by piece; `rows` fills up as the articles go by, and is written after the last of them."""
    style, script = _part("report.css"), "".join(_part(f"{name}.js") for name in _SCRIPTS)
    return _template().generate(
        title=seen(title),
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
        verdicts=meanings(),
        articles=(_article(outcome, rows) for outcome in outcomes),
        index=lambda: embedded(rows),
    )


def _article(outcome: Outcome[Any], rows: list[dict[str, Any]]) -> str:
    data = outcome.model_dump(mode="json", exclude={"fingerprint": True, "article": {"sha256"}})
    rows.append(row_of(data))
    if isinstance(outcome.summary, ArticleSummary):
        for topic in data["summary"]["topics"]:
            topic["subject"] = subject_name(topic["code"]) if topic["code"] else ""
    return embedded(unrepeated(data, outcome.article.text) if outcome.article else data)


def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_part("report.html.jinja"))


def _part(name: str) -> str:
    return files("summarizer.report").joinpath("page", name).read_text("utf-8")


def _hash(text: str) -> str:
    """As a Content-Security-Policy names a piece of the page that may stand in it."""
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
