"""The opening of a job from a command's options."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack, cast

from summarizer.api import Job, open_job
from summarizer.api.models import default_model
from summarizer.api.opening import Options
from summarizer.cli.job_options import JobOptions
from summarizer.cli.options import schema_for

if TYPE_CHECKING:
    from pydantic import BaseModel

    from summarizer.store.cache import Cache

_APART = frozenset({"schema", "concurrency"})
"""Options that are not among those of `Options`."""


def opened(given: JobOptions, **more: Unpack[Options]) -> tuple[Job[BaseModel], Options]:
    """A job, and the options that it was opened with.

    Args:
        given: the command's options.
        **more: what the command sets itself.

    Raises:
        UserError: options that do not go together, or name what does not exist.
    """
    names = [field.name for field in fields(given) if field.name not in _APART]
    options = cast("Options", {name: getattr(given, name) for name in names} | more)
    return open_job(schema_for(given.schema, given.prompt), concurrency=given.concurrency, **options), options


def asked_model(given: JobOptions) -> str:
    """The name of the model that a run with these options asks."""
    return given.model or default_model(base_url=given.base_url, api_key=None)


@asynccontextmanager
async def unsent(given: JobOptions, cache: Path | None = None) -> AsyncIterator[tuple[Job[Any], Cache]]:
    """A job to look at what a run would ask; it needs no key, for nothing is sent.

    Args:
        given: the run's options.
        cache: its cache's file, by default the usual one.

    Yields:
        The job, and the cache that answers to it are kept in; both are closed in the end.
    """
    from summarizer.store.cache import Cache

    store = Cache(cache)
    try:
        job, _ = opened(given, model=asked_model(given), api_key="not-sent", cache=store.path)
        try:
            yield job, store
        finally:
            await job.close()
    finally:
        store.close()
