"""`summarizer cache`: looking at what is kept on this machine, and keeping it in order."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from summarizer.cli.cache_file import CacheFile, opened
from summarizer.cli.why import why

app = typer.Typer(help="The exchanges kept on this machine.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def _commands() -> None:
    """The exchanges kept on this machine."""


app.command("why")(why)


@app.command("info")
def info(
    cache: CacheFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Say what the cache holds, how often it answered, and what that saved."""
    from summarizer.cli.cache_info import lines, row
    from summarizer.store.inventory import inventory

    with opened(cache) as database:
        found = inventory(database)
    if as_json:
        typer.echo(json.dumps(row(found), ensure_ascii=False, indent=1))
        return
    for line in lines(found):
        typer.echo(line)


@app.command("prune")
def prune(
    cache: CacheFile = None,
    older_than: Annotated[
        str | None, typer.Option(help="Entries not used for so long: 30d, 12h, 2w.", show_default=False)
    ] = None,
    max_size: Annotated[
        str | None,
        typer.Option(help="The longest unused entries, until the file takes so much: 2GB.", show_default=False),
    ] = None,
    model: Annotated[
        str | None, typer.Option("--model", "-m", help="Only entries of this model.", show_default=False)
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would go.")] = False,
) -> None:
    """Take out entries that are old, too many, or of one model."""
    from summarizer.cli.amounts import parse_duration, parse_size, size_text
    from summarizer.errors import UserError
    from summarizer.store import pruning
    from summarizer.text.counted import counted

    if older_than is None and max_size is None and model is None:
        raise UserError(
            "What shall go? Give --older-than 30d, --max-size 2GB or --model NAME; `cache clear` takes all."
        )
    age = None if older_than is None else parse_duration(older_than)
    most = None if max_size is None else parse_size(max_size)
    with opened(cache) as database:
        done = pruning.prune(database, older_than=age, max_bytes=most, model=model, dry_run=dry_run)
    entries = counted(done.entries, "entry", "entries")
    typer.echo(
        f"{'would take out' if dry_run else 'taken out'}: {entries} of {size_text(done.bytes)}; "
        f"left: {done.left:,} of {size_text(done.left_bytes)}"
    )


@app.command("export")
def export(
    folder: Annotated[Path, typer.Argument(help="Where the recordings go; those of equal requests are replaced.")],
    cache: CacheFile = None,
) -> None:
    """Write every kept exchange as a recording, as `run --record` does."""
    from summarizer.store.transfer import export_to
    from summarizer.text.counted import counted

    with opened(cache) as database:
        count = export_to(folder, database)
    typer.echo(f"{counted(count, 'exchange')} written to {folder}" if count else "the cache is empty: nothing written")


@app.command("import")
def import_(
    folder: Annotated[Path, typer.Argument(help="A folder of recordings.")],
    cache: CacheFile = None,
) -> None:
    """Take recordings into the cache; what it has already stays."""
    from summarizer.llm.completion import storable
    from summarizer.store.transfer import import_from

    with opened(cache) as database:
        done = import_from(folder, database, fit=storable)
    parts = [f"{done.new:,} new", f"{done.kept:,} there already"]
    parts += [f"{done.unfit:,} left out, broken off or refused"] if done.unfit else []
    typer.echo(", ".join(parts))


@app.command("clear")
def clear(
    cache: CacheFile = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Without asking.")] = False,
) -> None:
    """Take out everything: exchanges, runs' ledgers, and what was learnt of endpoints."""
    from summarizer.errors import UserError
    from summarizer.store import pruning
    from summarizer.store.inventory import inventory
    from summarizer.text.counted import counted

    with opened(cache) as database:
        if not yes:
            count = inventory(database).entries
            if not at_a_terminal():
                raise UserError(f"Clearing {database.path} loses {counted(count, 'paid answer')}; say so with --yes.")
            if not typer.confirm(
                f"Take out {counted(count, 'exchange')} of {database.path}, and the ledgers?", err=True
            ):
                raise typer.Exit(1)
        count = pruning.clear(database)
    typer.echo(f"taken out: {counted(count, 'exchange')}, and all ledgers and facts about endpoints")


def at_a_terminal() -> bool:
    """Whether somebody is there to be asked."""
    return sys.stdin.isatty()
