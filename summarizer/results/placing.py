"""A file that is written whole, or not at all."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from summarizer.errors import UserError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a new file beside a path to write; at the end of the block it takes the path's place.

    Where the block raises, the path stays as it was. Folders above it are made.

    Raises:
        UserError: the place cannot be written.
    """
    import tempfile  # it brings half the standard library along

    new: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
        os.close(handle)
        new = Path(name)
        yield new
        new.chmod(0o666 & ~_umask())
        new.replace(path)
    except OSError as error:
        raise UserError(f"Cannot write {path}: {error.strerror or error}; choose another place.") from error
    finally:
        if new is not None:
            with contextlib.suppress(OSError):  # on a disk that takes nothing, what matters is told already
                new.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
