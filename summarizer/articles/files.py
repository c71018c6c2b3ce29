"""A file or standard input → entries: one for a text or a page, one a row for JSON lines."""

from __future__ import annotations

import gzip
import io
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, NoReturn

from summarizer.articles.invisible import with_invisible_noted
from summarizer.articles.page import read_page
from summarizer.articles.plain import read_markdown, read_plain
from summarizer.articles.rows import rows
from summarizer.articles.source import MAX_BYTES, Entry, ReadArticle, Source
from summarizer.errors import ArticleError

if TYPE_CHECKING:
    from typing_extensions import Buffer

_READERS: dict[str, Callable[[bytes, str], ReadArticle]] = {
    ".txt": read_plain,
    ".md": read_markdown,
    ".html": read_page,
    ".htm": read_page,
}
_ROWS = (".jsonl", ".jsonl.gz")
_NO_BOMB = 50_000_000
"""Bytes that any packed file may unpack to."""
_MOST_UNPACKED = 200
"""Times its size that a larger one may unpack to: prose gives 3 to 10, one byte over and over 1,000."""
_BUFFER = 1 << 18


def known_suffix(name: str) -> str:
    """Give the suffix of a file name if it is one that is read, in small letters; else an empty string."""
    name = name.lower()
    return next((suffix for suffix in (*_ROWS, *_READERS) if name.endswith(suffix) and name != suffix), "")


def file_entries(path: Path, *, relative: PurePosixPath, origin: str) -> Iterator[Entry]:
    """Give a file's entries; one that cannot be opened is an entry that fails to read.

    Args:
        path: a regular file; one of unknown suffix is plain text.
        relative: the file's id, and the base of its names.
        origin: the path as the user gave it.
    """
    suffix = known_suffix(path.name)
    source = Source(str(relative), origin, relative.with_suffix(""))
    if suffix not in _ROWS:
        yield Entry(source, partial(_read_file, path, _READERS.get(suffix, read_plain), origin))
        return
    try:
        opened = _open(path)
    except OSError as error:
        yield Entry(source, partial(_refuse, origin, error))
        return
    folder = relative.parent / relative.name[: -len(suffix)]
    with opened, closing(_unpacked(opened) if suffix.endswith(".gz") else opened) as lines:
        yield from rows(lines.readline, file_id=str(relative), origin=origin, folder=folder)


def stdin_entries(stream: BinaryIO) -> Iterator[Entry]:
    """Give standard input's entries: the rows of JSON lines if it begins with `{`, else one plain text."""
    first = stream.readline(MAX_BYTES + 1)
    if first.removeprefix(b"\xef\xbb\xbf").startswith(b"{"):
        pending = [first]

        def readline(size: int) -> bytes:
            return pending.pop() if pending else stream.readline(size)

        yield from rows(readline, file_id="stdin", origin="stdin", folder=PurePosixPath("stdin"))
        return
    data = first + stream.read(max(0, MAX_BYTES + 1 - len(first)))
    if data.strip():
        yield Entry(Source("stdin", "stdin", PurePosixPath("stdin")), partial(_read, data, read_plain, "stdin"))


class _Bounded(gzip.GzipFile):
    """A packed file that is no longer read once it turns out far larger than text can be packed."""

    def __init__(self, packed: BinaryIO) -> None:
        super().__init__(fileobj=packed)
        self._packed_bytes = os.fstat(packed.fileno()).st_size

    def readinto(self, buffer: Buffer) -> int:
        """Read on.

        Raises:
            OSError: what was unpacked so far is over 50 MB, and over 200 times the packed file.
        """
        size = super().readinto(buffer)
        if self.tell() > max(_NO_BOMB, _MOST_UNPACKED * self._packed_bytes):
            raise OSError(0, f"it unpacks to over {_MOST_UNPACKED} times its size")
        return size


def _unpacked(packed: BinaryIO) -> io.BufferedReader:
    return io.BufferedReader(_Bounded(packed), _BUFFER)


def _read_file(path: Path, reader: Callable[[bytes, str], ReadArticle], origin: str) -> ReadArticle:
    try:
        with _open(path) as opened:
            data = opened.read(MAX_BYTES + 1)
    except OSError as error:
        _refuse(origin, error)
    return _read(data, reader, origin)


def _read(data: bytes, reader: Callable[[bytes, str], ReadArticle], origin: str) -> ReadArticle:
    if len(data) > MAX_BYTES:
        raise ArticleError(f"{origin} is over the limit of {MAX_BYTES:,} bytes; split it into articles.")
    return with_invisible_noted(reader(data, origin))


def _open(path: Path) -> BinaryIO:
    """Open a regular file; a pipe put in its place since it was found is not waited for."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    opened = os.fdopen(descriptor, "rb")
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        opened.close()
        raise OSError(0, "it is not a regular file any more")
    return opened


def _refuse(origin: str, error: OSError) -> NoReturn:
    reason = error.strerror or str(error)
    raise ArticleError(f"{origin} cannot be read ({reason}); check the file and your rights to it.") from error
