"""`summarizer report`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def report(
    results: Annotated[
        list[Path], typer.Argument(help="Results: .json, .jsonl or .jsonl.gz files, or folders of .json.")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="The page's file, such as report.html.")],
    title: Annotated[str, typer.Option(help="The page's name.")] = "Summaries",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
) -> None:
    """Write results as one HTML page, for whoever checks them.

    Each article beside its summary, with search, filters, speakers and counts. The page needs no network and no other
    file. Exit codes: 0 written; 2 a mistake, and then nothing is written.
    """
    from summarizer.report import write_page
    from summarizer.results.reading import read_all
    from summarizer.text.counted import counted
    from summarizer.text.printable import printable

    count = write_page(read_all(results), out, title=title)
    if not quiet:
        typer.echo(printable(f"{counted(count, 'result')} → {out}"), err=True)
