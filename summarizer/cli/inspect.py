"""`summarizer show`, `prompt` and `schema`: looking, without asking anybody."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from summarizer.cli.options import PromptName, SchemaName, schema_and_prompt


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
    from summarizer.results import read_all

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


def prompt(
    article: Annotated[str, typer.Argument(help="An article's file, or - for standard input.")],
    prompt_name: PromptName = None,
    schema_name: SchemaName = None,
) -> None:
    """Print what would be sent for an article.

    The exact messages and the JSON Schema; nothing is sent.
    """
    from summarizer.api.job import preview
    from summarizer.articles import find_sources
    from summarizer.errors import ArticleError, UserError
    from summarizer.pipeline.wanted import Wanted
    from summarizer.prompts.template import load_prompt
    from summarizer.schema.ready import prompt_for

    schema, prompt_name = schema_and_prompt(schema_name, prompt_name)
    wanted = Wanted(schema, load_prompt(prompt_name or prompt_for(schema)))
    for entry in find_sources([article]):
        try:
            ask = preview(entry.source.id, entry.read().article, wanted)
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
