"""The cache's file, as the commands about it open it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from summarizer.store.database import Database

CacheFile = Annotated[
    Path | None,
    typer.Option(
        "--cache",
        help="The cache's file; by default that in SUMMARIZER_CACHE, or one in your cache folder.",
        metavar="FILE",
        show_default=False,
    ),
]


@contextmanager
def opened(path: Path | None) -> Iterator[Database]:
    """The cache's database; a damaged one stays where it is, for a command was not asked to rename it.

    Raises:
        UserError: it cannot be used.
    """
    from summarizer.errors import UserError
    from summarizer.store.cache import default_path
    from summarizer.store.database import FAILURES, Database

    database = Database(path or default_path(), sets_aside=False)
    try:
        yield database
    except (*FAILURES, ValueError) as error:
        raise UserError(
            f"The cache {database.path} cannot be used ({error}); name another file with --cache, or look what it is."
        ) from error
    finally:
        database.close()
