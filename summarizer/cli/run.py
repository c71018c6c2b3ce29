"""`summarizer run`."""

from __future__ import annotations

import gc
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

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
    ReplayFolder,
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
    from summarizer.api import Job
    from summarizer.api.latencies import Latencies
    from summarizer.api.opening import Options
    from summarizer.articles import Skipped
    from summarizer.runs import Tally
    from summarizer.runs.inputs import Inputs
    from summarizer.runs.writers import Writer

_SHOWN = 10
_GARBAGE = 50_000
"""Objects after which garbage in cycles is looked for: an article makes many objects and hardly any cycle."""


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
    model: ModelName = None,
    base_url: BaseUrl = None,
    prompt: PromptName = None,
    schema: SchemaName = None,
    mode: ModeName = None,
    strict: Strict = False,
    require_quotes: Annotated[
        Literal["all", "important", "none"],
        typer.Option(help="Ask again for quotations left out: all, only if more than half are, or never."),
    ] = "important",
    topics: TopicsFile = None,
    language: OutputLanguage = None,
    max_input_tokens: MaxInputTokens = None,
    max_output_tokens: MaxOutputTokens = None,
    temperature: Temperature = None,
    seed: Seed = None,
    check_claims: Annotated[
        str | None,
        typer.Option(
            help="A second language model reads each claim with its evidence only.", metavar="MODEL", show_default=False
        ),
    ] = None,
    budget: Annotated[
        float | None,
        typer.Option(min=0, help="US dollars that all runs into OUT may cost together.", show_default=False),
    ] = None,
    max_tokens_total: Annotated[
        int | None, typer.Option(min=0, help="The same in tokens, sent and answered.", show_default=False)
    ] = None,
    price: PriceOption = None,
    rpm: RequestsPerMinute = None,
    tpm: TokensPerMinute = None,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that one attempt may take.")] = 120.0,
    concurrency: Concurrency = 16,
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Ask again, even where an answer is kept or a result written.")
    ] = False,
    record: Annotated[
        Path | None, typer.Option(help="Also keep every exchange as a recording in this folder.", show_default=False)
    ] = None,
    replay: ReplayFolder = None,
    log: Annotated[
        Path | None,
        typer.Option(help="Append a JSON line about each exchange to this file; no article text.", show_default=False),
    ] = None,
    log_text: Annotated[
        bool, typer.Option("--log-text", help="With --log: write requests and answers too, the articles in them.")
    ] = False,
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

    from summarizer.api import open_job
    from summarizer.api.opening import Options
    from summarizer.errors import UserError
    from summarizer.results import Format
    from summarizer.runs import open_writer
    from summarizer.runs.closing import account_name
    from summarizer.runs.inputs import open_inputs
    from summarizer.runs.writers import is_readable_again

    inputs = open_inputs(paths, out, report, log)
    if report is not None and not is_readable_again(out, form):
        raise UserError("A report is made of written results; give -o a folder or a .jsonl file.")
    shape, prompt = schema_and_prompt(schema, prompt)
    options = Options(
        model=model,
        base_url=base_url,
        prompt=prompt,
        mode=mode,
        strict=strict,
        require_quotes=require_quotes,
        topics=topics,
        language=language,
        max_input_tokens=max_input_tokens,
        max_output_tokens=max_output_tokens,
        temperature=temperature,
        seed=seed,
        check_claims=check_claims,
        budget=budget,
        max_tokens_total=max_tokens_total,
        account=account_name(out, paths),
        price=price,
        rpm=rpm,
        tpm=tpm,
        refresh=refresh,
        record=record,
        replay=replay,
        log=log,
        log_text=log_text,
        timeout=timeout,
    )
    job = open_job(shape, concurrency=concurrency, **options)
    if model is None and job.model.name == "extractive" and not quiet:
        _say(
            "No language model is set, so the built-in extractive model answers (rules, no language model). "
            "To choose one: set OPENAI_API_KEY, or give --model NAME --base-url URL."
        )
    gc.freeze()
    gc.set_threshold(_GARBAGE)
    begun = time.monotonic()
    writer = open_writer(out, Format(form) if form else None)
    tally = asyncio.run(_run(inputs, writer, job, options, concurrency, refresh, fail_fast, quiet, verbose))
    if not quiet:
        _say_skipped(inputs.skipped)
    try:
        if report is not None:
            _write_report(out, report)
    finally:
        _conclude(tally, job.latencies, out, time.monotonic() - begun, quiet=quiet)


async def _run(
    inputs: Inputs,
    writer: Writer,
    job: Job[Any],
    options: Options,
    concurrency: int,
    refresh: bool,
    fail_fast: bool,
    quiet: bool,
    verbose: bool,  # the command's flags
) -> Tally:
    from summarizer.api.workers import Workers, can_share
    from summarizer.runs import run
    from summarizer.runs.progress import open_progress

    workers = Workers(job, options, indent=writer.indent) if can_share(job, options) else None
    total = inputs.count() if sys.stderr.isatty() and not quiet else None
    try:
        with open_progress(total, quiet=quiet, verbose=verbose) as progress:
            return await run(
                inputs.entries(),
                job,
                writer,
                concurrency=concurrency,
                workers=workers,
                refresh=refresh,
                fail_fast=fail_fast,
                on_step=progress.step,
            )
    finally:
        await job.close()


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
    from summarizer.results import read_results

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
