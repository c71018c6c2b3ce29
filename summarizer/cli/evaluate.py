"""`summarizer eval`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

if TYPE_CHECKING:
    from pydantic import BaseModel

R = TypeVar("R")

app = typer.Typer(help="How well code does on rows that people judged.", no_args_is_help=True, rich_markup_mode=None)

Rows = Annotated[list[Path], typer.Argument(help="JSON lines, also gzipped.", metavar="ROWS")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object.")]


@app.callback()
def _commands() -> None:
    """How well code does on rows that people judged."""


@app.command("claims")
def claims(rows: Rows, as_json: AsJson = False) -> None:
    """Measure the checks of claims.

    Rows of article, claim and supported: how often a supported claim is flagged, and how many unsupported ones are
    caught, by data set and kind of error.
    """
    from summarizer.evaluate.claims import claim_row, evaluate_claims

    report = _measured(lambda: evaluate_claims(map(claim_row, _rows(rows))))
    _print(str(report), report, as_json)


@app.command("topics")
def topics(rows: Rows, as_json: AsJson = False) -> None:
    """Measure the subjects that the extractive model files articles under.

    Rows of text and topics, of the sections business, entertainment, politics, sport and tech.
    """
    from summarizer.evaluate.topics import evaluate_topics

    report = _measured(lambda: evaluate_topics(_rows(rows)))
    _print(report.table(), report, as_json)


@app.command("evidence")
def evidence(rows: Rows, as_json: AsJson = False) -> None:
    """Measure the finder of evidence.

    Rows of article, claim, supported and evidence_sets.
    """
    from summarizer.evaluate.evidence import evaluate_evidence

    report = _measured(lambda: evaluate_evidence(_rows(rows)))
    _print(report.table(), report, as_json)


def _measured(measure: Callable[[], R]) -> R:
    """A row of another shape is the user's mistake."""
    from summarizer.errors import UserError

    try:
        return measure()
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise UserError(f"The rows are not of the shape that this measures: {error}; see --help.") from error


def _rows(paths: list[Path]) -> Iterator[dict[str, Any]]:
    import gzip
    import json

    from summarizer.errors import UserError

    for path in paths:
        opening = gzip.open if path.suffix == ".gz" else open
        try:
            with opening(path, "rt", encoding="utf-8") as lines:
                yield from (json.loads(line) for line in lines if line.strip())
        except (OSError, ValueError) as error:
            raise UserError(f"Cannot read {path}: {error}; give JSON lines.") from error


def _print(table: str, report: BaseModel, as_json: bool) -> None:
    typer.echo(report.model_dump_json() if as_json else table)
