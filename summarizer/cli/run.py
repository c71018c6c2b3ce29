"""`summarizer run`."""

from __future__ import annotations

import gc
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from summarizer.cli.job_options import JobOptions, with_job_options

if TYPE_CHECKING:
    from summarizer.api import Job
    from summarizer.api.latencies import Latencies
    from summarizer.api.opening import Options
    from summarizer.articles import Skipped
    from summarizer.runs import Tally
    from summarizer.runs.inputs import Inputs
    from summarizer.runs.progress import Progress
    from summarizer.runs.writers import Writer

_SHOWN = 10
_GARBAGE = 50_000
"""Objects after which garbage in cycles is looked for: an article makes many objects and hardly any cycle."""


@with_job_options()
def run(
    paths: Annotated[
        list[str],
        typer.Argument(help="Files, folders (searched to the bottom), or - for standard input.", metavar="PATH"),
    ],
    out: Annotated[
        str,
        typer.Option("--out", "-o", help="A folder (one .json per article), a .jsonl file, or - for standard output."),
    ],
    form: Annotated[
        Literal["jsonl", "md", "csv", "parquet", "db", "jsonld"] | None,
        typer.Option("--format", help="What OUT is, where its ending does not tell.", show_default=False),
    ] = None,
    *,
    options: JobOptions,
    report: Annotated[
        Path | None, typer.Option(help="Also write an HTML page of the results.", show_default=False)
    ] = None,
    fail_fast: Annotated[bool, typer.Option("--fail-fast", help="Stop at the first article that fails.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="A line for each article.")] = False,
) -> None:
    """Summarize articles: text, Markdown, HTML or JSON lines.

    Exit codes: 0 all well; 1 some article failed, the others are written; 2 a mistake in the options or settings; 3 the
    budget is spent; 130 interrupted.
    """
    import asyncio

    from summarizer.cli.job import opened
    from summarizer.results.formats import Format
    from summarizer.runs import open_writer
    from summarizer.runs.closing import account_name
    from summarizer.runs.inputs import open_inputs
    from summarizer.runs.progress import open_progress

    inputs = open_inputs(paths, out, report, options.log)
    if report is not None:
        _check_report(out, form)
    job, passed = opened(options, account=account_name(out, paths))
    if not quiet:
        _say_default(options, job)
    gc.freeze()
    gc.set_threshold(_GARBAGE)
    begun = time.monotonic()
    writer = open_writer(out, Format(form) if form else None)
    total = inputs.count() if sys.stderr.isatty() and not quiet else None
    with open_progress(total, quiet=quiet, verbose=verbose) as progress:
        tally = asyncio.run(_run(inputs, writer, job, passed, options, progress, fail_fast=fail_fast))
    if not quiet:
        _say_skipped(inputs.skipped)
    try:
        if report is not None:
            _write_report(out, report)
    finally:
        _conclude(tally, job.latencies, out, time.monotonic() - begun, quiet=quiet)


def _check_report(out: str, form: str | None) -> None:
    from summarizer.errors import UserError
    from summarizer.runs.writers import is_readable_again

    if not is_readable_again(out, form):
        raise UserError("A report is made of written results; give -o a folder or a .jsonl file.")


async def _run(
    inputs: Inputs,
    writer: Writer,
    job: Job[Any],
    passed: Options,
    options: JobOptions,
    progress: Progress,
    *,
    fail_fast: bool,
) -> Tally:
    from summarizer.api.workers import Workers, can_share
    from summarizer.runs import run

    try:
        return await run(
            inputs.entries(),
            job,
            writer,
            concurrency=options.concurrency,
            workers=Workers(job, passed, indent=writer.indent) if can_share(job, passed) else None,
            refresh=options.refresh,
            fail_fast=fail_fast,
            on_step=progress.step,
        )
    finally:
        await job.close()


def _say_default(options: JobOptions, job: Job[Any]) -> None:
    """Nobody shall take the built-in model's summaries for a language model's."""
    if options.model is None and job.model.name == "extractive":
        _say(
            "No language model is set, so the built-in extractive model answers (rules, no language model). "
            "To choose one: set OPENAI_API_KEY, or give --model NAME --base-url URL."
        )


def _say_skipped(skipped: list[Skipped]) -> None:
    from summarizer.articles import SkipReason

    others = [item for item in skipped if item.reason is SkipReason.UNKNOWN_SUFFIX]
    if others:
        kinds = ", ".join(sorted({Path(item.origin).suffix or "no suffix" for item in others})[:_SHOWN])
        _say(f"left out: files of other kinds ({kinds}): {len(others):,}")
    rest = [item for item in skipped if item not in others]
    for item in rest[:_SHOWN]:
        _say(f"left out: {item.message}")
    if len(rest) > _SHOWN:
        _say(f"left out: {len(rest) - _SHOWN:,} more")


def _write_report(out: str, report: Path) -> None:
    from summarizer.report import write_page
    from summarizer.results.reading import read_results

    write_page(read_results(Path(out)), report)


def _conclude(tally: Tally, latencies: Latencies, out: str, seconds: float, *, quiet: bool) -> None:
    from summarizer.runs.closing import closing_table
    from summarizer.runs.progress import counts
    from summarizer.schema.outcome import Status

    for source, message in tally.failures[:_SHOWN]:
        _say(message if source in message else f"{source}: {message}")
    if tally.without_summary > _SHOWN:
        _say(f"{tally.without_summary - _SHOWN:,} more without a summary; their rows say why")
    if not quiet:
        if tally.spared:
            _say(f"older summaries kept, since the new attempt failed: {tally.spared:,}")
        if tally.others:
            _say(f"{out} also holds results of other articles: {tally.others:,}")
        more = counts(tally)
        where = "standard output" if out == "-" else out
        articles = "article" if tally.done == 1 else "articles"
        for line in closing_table(tally, latencies):
            _say(line)
        _say(f"{tally.done:,} {articles}{f' · {more}' if more else ''} · {seconds:.1f} s → {where}")
    if tally.interrupted:
        _say("Interrupted; what is finished is written. The same command goes on from there.")
        raise typer.Exit(130)
    if tally.stopped:
        _say(f"Stopped asking, since every answer was the same: {tally.stopped}")
        raise typer.Exit(2)
    if over := tally.statuses[Status.BUDGET]:
        _say(f"The budget is spent; articles left: {over:,}. Raise it, and the same command goes on from there.")
        raise typer.Exit(3)
    if tally.failed:
        raise typer.Exit(1)


def _say(line: str) -> None:
    from summarizer.text.printable import printable

    typer.echo(printable(line), err=True)
