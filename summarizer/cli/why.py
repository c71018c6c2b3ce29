"""`summarizer cache why`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli.cache_file import CacheFile, opened
from summarizer.cli.job_options import ASKED, JobOptions, with_job_options

if TYPE_CHECKING:
    from summarizer.api.why import Forecast, Why

_SHOWN = 12
"""Lines of each part's difference; --verbose shows all."""


@with_job_options(*ASKED, "max_output_tokens", "temperature", "seed", "price")
def why(
    article: Annotated[str, typer.Argument(help="An article's file, or - for standard input.")],
    *,
    options: JobOptions,
    cache: CacheFile = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="All lines that differ.")] = False,
) -> None:
    """Say why an article would be asked about again.

    Give the options of the run: the request that it would make is compared with those that are kept. Nothing is sent.
    """
    import asyncio

    from summarizer.api.models import EXTRACTIVE
    from summarizer.cli.job import asked_model
    from summarizer.errors import UserError

    if asked_model(options) == EXTRACTIVE:
        raise UserError("The extractive model asks nobody, so nothing of it is kept; name the run's --model.")
    asyncio.run(_explained(article, options, cache, None if verbose else _SHOWN))


async def _explained(article: str, options: JobOptions, cache: Path | None, most: int | None) -> None:
    from summarizer.api.why import why
    from summarizer.articles import find_sources
    from summarizer.cli.job import unsent
    from summarizer.errors import ArticleError, UserError
    from summarizer.store.inventory import inventory
    from summarizer.text.printable import printable

    with opened(cache) as database:
        inventory(database)  # so that a file that is no cache is told, and stays where it is
    async with unsent(options, database.path) as (job, store):
        try:
            for entry in find_sources([article]):
                found = await why(entry.source.id, entry.read().article, job, store)
                for line in _lines(entry.source.id, found, most):
                    typer.echo(printable(line))
        except ArticleError as error:
            raise UserError(str(error)) from error


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
