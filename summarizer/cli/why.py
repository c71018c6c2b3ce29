"""`summarizer cache why`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli.cache_file import CacheFile, opened
from summarizer.cli.options import (
    BaseUrl,
    MaxInputTokens,
    MaxOutputTokens,
    ModelName,
    ModeName,
    OutputLanguage,
    PriceOption,
    PromptName,
    SchemaName,
    Seed,
    Strict,
    Temperature,
    TopicsFile,
    schema_and_prompt,
)

if TYPE_CHECKING:
    from summarizer.api.why import Forecast, Why

_SHOWN = 12
"""Lines of each part's difference; --verbose shows all."""


def why(
    article: Annotated[str, typer.Argument(help="An article's file, or - for standard input.")],
    model: ModelName = None,
    base_url: BaseUrl = None,
    prompt: PromptName = None,
    schema: SchemaName = None,
    mode: ModeName = None,
    strict: Strict = False,
    topics: TopicsFile = None,
    language: OutputLanguage = None,
    max_input_tokens: MaxInputTokens = None,
    max_output_tokens: MaxOutputTokens = None,
    temperature: Temperature = None,
    seed: Seed = None,
    price: PriceOption = None,
    cache: CacheFile = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="All lines that differ.")] = False,
) -> None:
    """Say why an article would be asked about again.

    Give the options of the run: the request that it would make is compared with those that are kept. Nothing is sent.
    """
    import asyncio

    from summarizer.api.opening import EXTRACTIVE, default_model, open_job
    from summarizer.api.why import why as explain
    from summarizer.articles import find_sources
    from summarizer.errors import ArticleError, UserError
    from summarizer.store.cache import Cache
    from summarizer.store.inventory import inventory
    from summarizer.text.printable import printable

    model = model or default_model(base_url=base_url, api_key=None)
    if model == EXTRACTIVE:
        raise UserError("The extractive model asks nobody, so nothing of it is kept; name the run's --model.")
    shape, prompt = schema_and_prompt(schema, prompt)
    with opened(cache) as database:
        inventory(database)  # so that a file that is no cache is told, and stays where it is
    store = Cache(database.path)
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
        cache=store.path,
    )

    async def explained() -> None:
        try:
            for entry in find_sources([article]):
                found = await explain(entry.source.id, entry.read().article, job, store)
                for line in _lines(entry.source.id, found, None if verbose else _SHOWN):
                    typer.echo(printable(line))
        except ArticleError as error:
            raise UserError(str(error)) from error
        finally:
            await job.close()
            store.close()

    asyncio.run(explained())


def _lines(name: str, found: Why, most: int | None) -> Iterator[str]:
    if found.kept:
        yield f"{name}: kept: nothing would be asked"
        return
    if found.before is None:
        yield f"{name}: nothing of it is kept: it would be asked about for the first time"
    else:
        from datetime import datetime

        as_name = found.before.request.article
        when = datetime.fromtimestamp(found.before.created).astimezone().strftime("%Y-%m-%d %H:%M")
        known = f" as {as_name}" if as_name != name else ""
        yield f"{name}: would be asked about again; last answered {when}{known}"
        yield f"changed since: {', '.join(change.part for change in found.changes)}"
        for change in found.changes:
            yield f"\n{change.part}"
            yield from (f"  {line}" for line in change.lines[:most])
            if most is not None and len(change.lines) > most:
                yield f"  … {len(change.lines) - most:,} more; --verbose shows all"
        yield ""
    if found.forecast is not None:
        yield f"asking takes {_amount(found.forecast)}"


def _amount(forecast: Forecast) -> str:
    out = "an unknown number" if forecast.output_tokens is None else f"about {forecast.output_tokens:,}"
    cost = "cost unknown" if forecast.usd is None else f"${forecast.usd:.4f}"
    return f"about {forecast.input_tokens:,} tokens in, {out} out · {cost}"
