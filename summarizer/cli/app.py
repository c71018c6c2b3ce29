"""The commands, and what every command does with a mistake."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from summarizer.cli import bench, cache, compare, evaluate, export, inspect, models, plan, report, run, verify
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


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(version("summarizer"))
        raise typer.Exit


app = typer.Typer(
    name="summarizer",
    cls=_Commands,
    no_args_is_help=True,
    rich_markup_mode=None,  # rich markup costs every --help 0.2 s
    pretty_exceptions_enable=False,
)


@app.callback()
def _whole(
    _version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", is_eager=True, callback=_print_version)
    ] = False,
) -> None:
    """Structured summaries of news articles that cannot misquote."""


app.command("run")(run.run)
app.command("plan")(plan.plan)
app.command("show")(inspect.show)
app.command("export")(export.export)
app.command("diff")(compare.diff)
app.command("quotes")(compare.quotes)
app.command("reanchor")(compare.reanchor)
app.command("report")(report.report)
app.command("verify")(verify.verify)
app.command("prompt")(inspect.prompt)
app.command("schema")(inspect.schema)
app.add_typer(models.app, name="models")
app.add_typer(bench.app, name="bench")
app.add_typer(evaluate.app, name="eval")
app.add_typer(cache.app, name="cache")
