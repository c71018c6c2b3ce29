"""`summarizer show`, `prompt` and `schema`: looking, without asking anybody."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summarizer.cli.job_options import JobOptions, with_job_options

if TYPE_CHECKING:
    from summarizer.api import Job


def show(
    results: Annotated[
        list[Path], typer.Argument(help="Results: .json, .jsonl or .jsonl.gz files, or folders.", metavar="RESULTS")
    ],
    article_id: Annotated[
        str | None, typer.Option("--id", help="Of several results, only this article's.", show_default=False)
    ] = None,
) -> None:
    """Show results so that they can be read.

    Summary, quotes with their speakers, problems, and what was left out.
    """
    from summarizer.report import Terminal
    from summarizer.results.reading import read_all

    terminal = Terminal(sys.stdout)
    shown = 0
    for outcome in read_all(results):
        if article_id is None or outcome.id == article_id:
            terminal.show(outcome)
            shown += 1
    if not shown:
        from summarizer.errors import UserError

        where = ", ".join(map(str, results))
        raise UserError(
            f"{where} holds no result{f' with the id {article_id}' if article_id else ''}; see the ids in its rows."
        )
    terminal.close()


@with_job_options("model", "base_url", "prompt", "schema", "topics", "language", "max_input_tokens")
def prompt(
    article: Annotated[str, typer.Argument(help="An article's file, or - for standard input.")],
    *,
    options: JobOptions,
) -> None:
    """Print what would be sent for an article.

    The exact messages and the JSON Schema of the first request that a run with these options would make; nothing is
    sent.
    """
    import asyncio

    from summarizer.cli.job import asked_model, opened

    job, _ = opened(options, model=asked_model(options), api_key="not-sent", cache=False)
    try:
        _print_asks(article, job)
    finally:
        asyncio.run(job.close())


def _print_asks(article: str, job: Job[Any]) -> None:
    from summarizer.api.job import preview
    from summarizer.articles import find_sources
    from summarizer.errors import ArticleError, UserError

    for entry in find_sources([article]):
        try:
            ask = preview(entry.source.id, entry.read().article, job.wanted)
        except ArticleError as error:
            raise UserError(str(error)) from error
        for message in ask.messages:
            typer.echo(f"## {message['role']}\n\n{message['content']}\n")
        typer.echo("## JSON Schema\n")
        typer.echo(json.dumps(ask.draft.model_json_schema(), ensure_ascii=False, indent=1))


def schema(
    name: Annotated[
        str | None, typer.Argument(help="A schema's name; without one, the names are listed.", show_default=False)
    ] = None,
) -> None:
    """Print a published JSON Schema, or list their names."""
    from summarizer.errors import UserError
    from summarizer.resources import folder

    published = {
        path.name.removesuffix(".schema.json"): path for path in sorted(folder("schemas").glob("*.schema.json"))
    }
    if name is None:
        for known in published:
            typer.echo(known)
    elif name in published:
        typer.echo(published[name].read_text("utf-8"), nl=False)
    else:
        raise UserError(f"There is no published schema {name}; choose one of: {', '.join(published)}.")
