"""The commands, and what every command does with a mistake."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperGroup

from summarizer.cli import cache, inspect, models, run
from summarizer.errors import SummarizerError


class _Commands(TyperGroup):
    """A mistake of the user's is one sentence and exit 2, never a traceback."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 # typer's context, whose class is private
        try:
            return super().invoke(ctx)
        except SummarizerError as error:
            typer.echo(f"summarizer: {error}", err=True)
            raise typer.Exit(2) from error
        except KeyboardInterrupt as interrupt:
            typer.echo("summarizer: interrupted.", err=True)
            raise typer.Exit(130) from interrupt


app = typer.Typer(
    name="summarizer",
    cls=_Commands,
    help="Structured summaries of news articles that cannot misquote.",
    no_args_is_help=True,
    rich_markup_mode=None,  # rich markup costs every --help 0.2 s
    pretty_exceptions_enable=False,
)
app.command("run")(run.run)
app.command("show")(inspect.show)
app.command("prompt")(inspect.prompt)
app.command("schema")(inspect.schema)
app.command("models")(models.models)
app.add_typer(cache.app, name="cache")
