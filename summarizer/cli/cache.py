"""`summarizer cache`."""

from __future__ import annotations

import typer

app = typer.Typer(help="The exchanges kept on this machine.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def _commands() -> None:
    """The exchanges kept on this machine."""


@app.command("info")
def info() -> None:
    """Say where the cache is, how much it holds, and how often it answered."""
    from summarizer.store.cache import Cache

    cache = Cache()
    found = cache.info()
    cache.close()
    typer.echo(f"path     {found.path}")
    typer.echo(f"entries  {found.entries:,}")
    typer.echo(f"size     {found.bytes:,} bytes")
    typer.echo(f"hits     {found.hits:,}")
    typer.echo(f"tokens   {found.input_tokens:,} in, {found.output_tokens:,} out")
