"""`summarizer plan`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli.options import (
    BaseUrl,
    Concurrency,
    MaxInputTokens,
    MaxOutputTokens,
    ModelName,
    ModeName,
    OutputLanguage,
    PriceOption,
    PromptName,
    RequestsPerMinute,
    SchemaName,
    Seed,
    Strict,
    Temperature,
    TokensPerMinute,
    TopicsFile,
    schema_and_prompt,
)

if TYPE_CHECKING:
    from summarizer.runs.plan import Plan, Range


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
    model: ModelName = None,
    base_url: BaseUrl = None,
    prompt: PromptName = None,
    schema: SchemaName = None,
    mode: ModeName = None,
    strict: Strict = False,
    topics: TopicsFile = None,
    language: OutputLanguage = None,
    max_input_tokens: MaxInputTokens = None,
    temperature: Temperature = None,
    seed: Seed = None,
    max_output_tokens: MaxOutputTokens = None,
    price: PriceOption = None,
    concurrency: Concurrency = 16,
    rpm: RequestsPerMinute = None,
    tpm: TokensPerMinute = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Say what a run would ask and spend.

    Give the options of the run. Nothing is sent.
    """
    import asyncio

    from summarizer.api import open_job
    from summarizer.api.opening import default_model
    from summarizer.runs.inputs import open_inputs
    from summarizer.runs.plan import Limits
    from summarizer.runs.plan import plan as planned
    from summarizer.runs.writers import STDOUT, open_writer
    from summarizer.store.cache import Cache

    inputs = open_inputs(paths, out or STDOUT)
    shape, prompt = schema_and_prompt(schema, prompt)
    model = model or default_model(base_url=base_url, api_key=None)
    cache = Cache()
    job = open_job(
        shape,
        model=model,
        base_url=base_url,
        api_key="not-sent",
        prompt=prompt,
        mode=mode,
        strict=strict,
        topics=topics,
        language=language,
        max_input_tokens=max_input_tokens,
        temperature=temperature,
        seed=seed,
        max_output_tokens=max_output_tokens,
        price=price,
        cache=cache.path,
    )
    written = open_writer(out) if out and out != STDOUT and Path(out).exists() else None

    async def made() -> Plan:
        try:
            return await planned(inputs.entries(), job, cache, Limits(concurrency, rpm, tpm), written=written)
        finally:
            await job.close()
            cache.close()
            if written is not None:
                written.close(complete=False)

    found = asyncio.run(made())
    if as_json:
        typer.echo(json.dumps(asdict(found)))
        return
    for line in _lines(found, model):
        typer.echo(line)


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
