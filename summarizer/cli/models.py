"""`summarizer models`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from summarizer.cli.options import BaseUrl

if TYPE_CHECKING:
    from summarizer.llm.survey import Found
    from summarizer.llm.trial import Attempt, Trial

app = typer.Typer(
    help="What can answer here and now, and what is missing for the rest.",
    invoke_without_command=True,
    rich_markup_mode=None,
)

Json = Annotated[bool, typer.Option("--json", help="As JSON, for other programs.")]


@app.callback()
def models(context: typer.Context, as_json: Json = False) -> None:
    """List what can answer here and now.

    And what is missing for the rest: which keys are set (never their values), and which local servers answer.
    """
    if context.invoked_subcommand is not None:
        return
    import asyncio

    from summarizer.api.models import default_model
    from summarizer.llm.providers import known
    from summarizer.llm.survey import survey

    found, usual = asyncio.run(survey()), default_model(base_url=None, api_key=None)
    if as_json:
        _print_json(
            {
                "default": usual,
                "checked": known().checked,
                "models": [entry.model_dump(mode="json") for entry in found],
            }
        )
        return
    _print_table(found)
    typer.echo(f"\nWithout --model: {usual}. Any other OpenAI-compatible endpoint: --model NAME --base-url URL.")
    typer.echo(f"Addresses and key variables as of {known().checked}. To try a model: summarizer models test MODEL")


@app.command("test")
def try_out(
    model: Annotated[str, typer.Argument(help="provider/model, or the model's name at --base-url.")],
    base_url: BaseUrl = None,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that each call may take.")] = 60.0,
    as_json: Json = False,
) -> None:
    """Ask a model for one tiny answer in each mode.

    Says what works and what it cost; the best mode is kept, and used from then on. Exit codes: 0 some mode works; 1
    none does; 2 a mistake in the options or settings.
    """
    import asyncio

    from summarizer.llm.modes import Memory
    from summarizer.llm.trial import try_model
    from summarizer.store.cache import Cache

    cache = Cache()
    memory = cache if isinstance(cache, Memory) else None
    try:
        trial = asyncio.run(try_model(model, base_url=base_url, seconds=timeout, memory=memory))
    finally:
        cache.close()
    if as_json:
        _print_json(trial.model_dump(mode="json"))
    else:
        _print_trial(trial)
    if trial.chosen is None:
        raise typer.Exit(1)


def _print_table(found: list[Found]) -> None:
    from summarizer.text.printable import printable

    names, states = (
        max(len(text) for text in column) for column in zip(*((e.name, e.state) for e in found), strict=True)
    )
    for entry in found:
        typer.echo(printable(f"{entry.name:<{names}}  {entry.state:<{states}}  {entry.about}".rstrip()))


def _print_trial(trial: Trial) -> None:
    from summarizer.text.printable import printable

    width = max(len(attempt.way) for attempt in trial.attempts)
    typer.echo(printable(f"{trial.model} at {trial.provider}"))
    for attempt in trial.attempts:
        said = f"works  {_took(attempt)}" if attempt.works else f"fails  {attempt.error}"
        typer.echo(printable(f"  {attempt.way:<{width}}  {said}"))
    if trial.left_out:
        typer.echo(f"Left out, since the model takes none: {', '.join(trial.left_out)}.")
    if trial.chosen is None:
        typer.echo("No mode works with this model.")
    else:
        typer.echo(f"Mode that will be used: {trial.chosen}{' (kept for later runs)' if trial.kept else ''}.")


def _took(attempt: Attempt) -> str:
    usage = attempt.usage
    dollars = "price not known" if usage.cost_usd is None else f"${usage.cost_usd:.6f}"
    reasoning = f" ({usage.reasoning_tokens:,} of them reasoning)" if usage.reasoning_tokens else ""
    right = "" if attempt.right else "; the answer fits the schema, but is wrong"
    return (
        f"{attempt.seconds:.1f} s, {usage.input_tokens:,} tokens in, {usage.output_tokens:,} out{reasoning}, "
        f"{dollars}{right}"
    )


def _print_json(value: Any) -> None:  # noqa: ANN401 # whatever JSON holds
    import json

    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))
