"""`summarizer plan`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli.job_options import ASKED, JobOptions, with_job_options

if TYPE_CHECKING:
    from summarizer.runs.plan import Plan, Range
    from summarizer.runs.writers import Writer


@with_job_options(*ASKED, "temperature", "seed", "max_output_tokens", "price", "concurrency", "rpm", "tpm")
def plan(
    paths: Annotated[
        list[str],
        typer.Argument(help="Files, folders (searched to the bottom), or - for standard input.", metavar="PATH"),
    ],
    out: Annotated[
        str | None,
        typer.Option(
            "--out", "-o", help="Where the run writes: what is there already is left out.", show_default=False
        ),
    ] = None,
    *,
    options: JobOptions,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Say what a run would ask and spend.

    Give the options of the run. Nothing is sent.
    """
    import asyncio

    from summarizer.cli.job import asked_model

    found = asyncio.run(_planned(paths, out, options))
    if as_json:
        typer.echo(json.dumps(asdict(found)))
        return
    for line in _lines(found, asked_model(options)):
        typer.echo(line)


async def _planned(paths: list[str], out: str | None, options: JobOptions) -> Plan:
    from summarizer.cli.job import unsent
    from summarizer.runs.inputs import open_inputs
    from summarizer.runs.plan import Limits, plan
    from summarizer.runs.writers import STDOUT

    inputs = open_inputs(paths, out or STDOUT)
    limits = Limits(options.concurrency, options.rpm, options.tpm)
    async with unsent(options) as (job, cache):
        written = _written(out)
        try:
            return await plan(inputs.entries(), job, cache, limits, written=written)
        finally:
            if written is not None:
                written.close(complete=False)


def _written(out: str | None) -> Writer | None:
    """What a run has written already, if it has."""
    from summarizer.runs.writers import STDOUT, open_writer

    return open_writer(out) if out and out != STDOUT and Path(out).exists() else None


def _lines(found: Plan, model: str) -> Iterator[str]:
    rows = {"articles": f"{found.articles:,}"}
    if found.unread:
        rows["cannot be read"] = f"{found.unread:,}"
    if found.written:
        rows["written already"] = f"{found.written:,}"
    if found.kept:
        rows["answered already"] = f"{found.kept:,}"
    rows["new calls"] = f"{found.calls:,} of {model}"
    if found.calls:
        basis = "as earlier answers" if found.from_past else "guessed from the schema"
        rows["input tokens"] = f"about {found.input_tokens:,}"
        rows["output tokens"] = f"{_range(found.output_tokens, '{:,.0f}')} ({basis})"
        rows["cost"] = "unknown; give the model's price: --price IN,OUT in dollars per million tokens"
        if found.usd is not None:
            rows["cost"] = _range(found.usd, "${:,.2f}" if found.usd.likely >= 1 else "${:,.4f}")
        rows["time"] = _range(found.seconds, "{}", _clock)
    width = max(map(len, rows))
    yield from (f"{name:<{width}}  {value}" for name, value in rows.items())


def _range(amount: Range, form: str, shown: Callable[[float], object] = lambda value: value) -> str:
    low, likely, high = (form.format(shown(value)) for value in (amount.low, amount.likely, amount.high))
    return likely if low == high else f"{likely} likely, {low} to {high}"


def _clock(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
