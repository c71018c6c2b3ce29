"""`summarizer export`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from summarizer.results.formats import Format
    from summarizer.results.reading import AnyOutcome

_STDOUT = "-"


def export(
    results: Annotated[
        list[Path], typer.Argument(help="Results: .json, .jsonl or .jsonl.gz files, or folders of .json.")
    ],
    out: Annotated[
        str,
        typer.Option(
            "--out",
            "-o",
            help="A file: .md, .csv, .parquet, .db, .sqlite, .jsonld or .jsonl; a folder, for one .md an article; "
            "or - for standard output.",
        ),
    ],
    form: Annotated[
        Literal["md", "csv", "parquet", "db", "jsonld", "jsonl"] | None,
        typer.Option("--format", help="The format, where the ending does not tell.", show_default=False),
    ] = None,
    table: Annotated[
        Literal["quotes", "claims", "topics", "articles", "problems"] | None,
        typer.Option(
            help="For CSV and Parquet, what makes a row; by default a quote in CSV, and a whole article in Parquet.",
            show_default=False,
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
) -> None:
    """Write results as Markdown, CSV, Parquet, SQLite, Web Annotations or JSON lines.

    In CSV no cell is a formula: one that a spreadsheet could take for one has an apostrophe before it, and one that
    begins with an apostrophe has two. Exit codes: 0 written; 2 a mistake, and then nothing is written.
    """
    from summarizer.results.formats import Format
    from summarizer.results.reading import read_all
    from summarizer.results.writing import write_results

    path = _place(out, results)
    chosen = Format(form) if form else None
    counted = _Counted(read_all(results))
    if out == _STDOUT:
        _to_stdout(counted, chosen, table)
    else:
        write_results(counted, path, format=chosen, table=table)
    if not quiet:
        counted.say(out, whole=table is None and form != "csv" and path.suffix.lower() != ".csv")


class _Counted:
    """Results on their way, counted."""

    def __init__(self, outcomes: Iterator[AnyOutcome]) -> None:
        self._outcomes = outcomes
        self._count = 0
        self._others: dict[str, int] = {}

    def __iter__(self) -> Iterator[AnyOutcome]:
        from summarizer.schema.summary import ArticleSummary

        for outcome in self._outcomes:
            self._count += 1
            if outcome.summary is not None and not isinstance(outcome.summary, ArticleSummary):
                self._others[outcome.schema_name] = self._others.get(outcome.schema_name, 0) + 1
            yield outcome

    def say(self, out: str, *, whole: bool) -> None:
        from summarizer.text.counted import counted
        from summarizer.text.printable import printable

        where = "standard output" if out == _STDOUT else out
        typer.echo(printable(f"{counted(self._count, 'result')} → {where}"), err=True)
        if self._others and not whole:
            names = ", ".join(sorted(self._others))
            typer.echo(
                printable(
                    f"{sum(self._others.values()):,} of them are of another schema ({names}): a table has their words "
                    "from the article; their other fields are in --table articles, column summary, as JSON."
                ),
                err=True,
            )


def _place(out: str, results: list[Path]) -> Path:
    from summarizer.errors import UserError

    if not out.strip():
        raise UserError("Where shall it go? Give a file, a folder for Markdown, or - for standard output.")
    path = Path(out)
    if any(path.exists() and result.exists() and path.samefile(result) for result in results):
        raise UserError(f"{out} is among the results to read; choose another place.")
    if out.endswith(("/", "\\")):
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(f"Cannot make the folder {out}: {error.strerror}; choose another place.") from error
    return path


def _to_stdout(counted: _Counted, chosen: Format | None, table: str | None) -> None:
    """By way of a file, since some formats need one."""
    import shutil
    import sys
    from tempfile import TemporaryDirectory

    from summarizer.errors import UserError
    from summarizer.results.writing import write_results

    if chosen is None:
        raise UserError("In which format? Standard output has no ending; give --format.")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "results"
        write_results(counted, path, format=chosen, table=table)
        with path.open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)
