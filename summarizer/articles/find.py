"""Paths as the user gives them → entries, in a fixed order."""

from __future__ import annotations

import os
import stat
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from summarizer.articles.files import file_entries, known_suffix, stdin_entries
from summarizer.articles.source import Entry, Skipped, SkipReason, Source, printable
from summarizer.errors import UserError

_STDIN = "-"

OnSkip = Callable[[Skipped], None]


@dataclass(frozen=True, slots=True)
class _Place:
    """A file or folder that was met."""

    path: Path
    """To open it."""
    real: Path
    """Without symbolic links: two paths to one file have one `real`."""
    relative: PurePosixPath
    """From the folder searched; a file given by name stands in its own folder."""

    @property
    def origin(self) -> str:
        return _shown(self.path)


class _Unique:
    """Gives each entry a place of its own: a second one of the same id or name is renamed."""

    def __init__(self) -> None:
        self.ids: set[str] = set()
        self._names: set[str] = set()
        self._next: Counter[str] = Counter()

    def __call__(self, entry: Entry) -> Entry:
        source = entry.source
        row_id = source.id if source.id not in self.ids else source.origin
        self.ids.add(row_id)
        name = source.name
        folded = str(name).casefold()
        while str(name).casefold() in self._names:
            self._next[folded] += 1
            name = source.name.with_name(f"{source.name.name}-{self._next[folded] + 1}")
        self._names.add(str(name).casefold())
        if (row_id, name) == (source.id, source.name):
            return entry
        return replace(entry, source=Source(row_id, source.origin, name))


def find_sources(
    paths: Sequence[Path | str], *, on_skip: OnSkip | None = None, stdin: BinaryIO | None = None
) -> Iterator[Entry]:
    """Find the articles of files, folders and, as `-`, of standard input.

    Folders are searched to the bottom, in the order of names; hidden files and unknown suffixes are passed over, and
    no link is followed out of a folder. A file given by name is read whatever its suffix. The rows of JSON lines are
    streamed. Ids, origins and names are unique in one search.

    Args:
        paths: what to search, in this order.
        on_skip: is told of each thing passed over, hidden files apart.
        stdin: read for `-`; standard input where not given.

    Returns:
        An iterator; it raises UserError at its end if it found no article at all.

    Raises:
        UserError: there is no such path, or it is neither a file nor a folder.
    """
    if not paths:
        raise UserError("No article was named; give a file, a folder, or - for standard input.")
    places = [_STDIN if str(path) == _STDIN else _given(path) for path in paths]
    return _found(places, on_skip or (lambda _: None), stdin)


def _found(places: Sequence[_Place | str], on_skip: OnSkip, stdin: BinaryIO | None) -> Iterator[Entry]:
    seen: set[Path] = set()
    unique = _Unique()
    for place in dict.fromkeys(places):
        if isinstance(place, str):
            entries = stdin_entries(stdin or sys.stdin.buffer)
        else:
            entries = (entry for file in _files(place, seen, on_skip) for entry in _entries(file, on_skip))
        yield from map(unique, entries)
    if not unique.ids:
        shown = ", ".join(place if isinstance(place, str) else place.origin for place in places)
        raise UserError(f"No articles in {shown}; give text, Markdown, HTML or JSON lines that are not empty.")


def _given(path: Path | str) -> _Place:
    """Look at a path of the user's before any work begins."""
    if not str(path):
        raise UserError("One of the paths is empty; give . for the folder you are in.")
    path = Path(path)
    try:
        mode = path.stat().st_mode
        real = path.resolve()
    except (OSError, ValueError, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "not a path"
        raise UserError(f"Cannot read {_shown(path)}: {reason}; check the path.") from error
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise UserError(f"{_shown(path)} is neither a file nor a folder; to read from a pipe, give - instead.")
    relative = PurePosixPath() if stat.S_ISDIR(mode) else PurePosixPath(_shown(Path(path.name)))
    return _Place(path, real, relative)


def _files(root: _Place, seen: set[Path], on_skip: OnSkip) -> Iterator[_Place]:
    """Walk down from a file or folder, in the order of names; each real file and folder once."""
    open_folders: list[Iterator[_Place]] = [iter((root,))]
    while open_folders:
        place = next(open_folders[-1], None)
        if place is None:
            open_folders.pop()
        elif place.real in seen:
            on_skip(Skipped(place.origin, SkipReason.REPEATED, f"{place.origin} was met before, by another path."))
        else:
            seen.add(place.real)
            if place.real.is_dir():
                open_folders.append(_listed(place, root.real, on_skip))
            else:
                yield place


def _listed(folder: _Place, root: Path, on_skip: OnSkip) -> Iterator[_Place]:
    """Look at what is in a folder, one thing after the other."""
    try:
        with os.scandir(folder.path) as listing:
            met = sorted(listing, key=lambda item: item.name)
    except OSError as error:
        on_skip(Skipped(folder.origin, SkipReason.UNREADABLE, f"{folder.origin} cannot be read: {error.strerror}."))
        return
    for item in met:
        found = _inside(item, folder, root, on_skip)
        if found is not None:
            yield found


def _inside(item: os.DirEntry[str], folder: _Place, root: Path, on_skip: OnSkip) -> _Place | None:
    """Look at one thing in a folder; None, and a word to `on_skip`, for what is not to be read."""
    if item.name.startswith("."):
        return None
    place = _Place(folder.path / item.name, folder.real / item.name, folder.relative / _shown(Path(item.name)))
    skip = partial(_skip, place.origin, on_skip)
    try:
        if item.is_symlink():
            place = replace(place, real=place.path.resolve(strict=True))
            if not place.real.is_relative_to(root):
                return skip(SkipReason.OUTSIDE, "leads out of the folder")
        mode = place.real.stat().st_mode
    except (OSError, RuntimeError):
        broken = item.is_symlink()
        return skip(*(SkipReason.BROKEN_LINK, "leads nowhere") if broken else (SkipReason.UNREADABLE, "cannot be read"))
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        return skip(SkipReason.NOT_A_FILE, "is a device, a pipe or a socket")
    if stat.S_ISREG(mode) and not known_suffix(item.name):
        return skip(SkipReason.UNKNOWN_SUFFIX, "has a suffix that is not known")
    return place


def _entries(file: _Place, on_skip: OnSkip) -> Iterator[Entry]:
    empty = True
    for entry in file_entries(file.path, relative=file.relative, origin=file.origin):
        empty = False
        yield entry
    if empty:
        _skip(file.origin, on_skip, SkipReason.NO_ROWS, "has no rows")


def _skip(origin: str, on_skip: OnSkip, reason: SkipReason, words: str) -> None:
    on_skip(Skipped(origin, reason, f"{origin} {words}."))


def _shown(path: Path) -> str:
    """Give a path as text that can be written anywhere: bytes that are not UTF-8 become U+FFFD."""
    return printable(str(path))[0]
