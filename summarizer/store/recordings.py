"""Recordings: exchanges as a folder of JSON files that a person can read, to be replayed without a model."""

from __future__ import annotations

import json
import os
import re
import threading
from collections.abc import Iterator
from pathlib import Path

from summarizer.errors import UserError
from summarizer.store.exchange import Completion, Exchange, Request, readable

_UNSAFE = re.compile(r"[^\w.-]+")
_NAME_BYTES = 180


class Recordings:
    """A Store in a folder: `<article>.<n>.json`, n = 1, 2 … per article, request beside completion.

    Args:
        folder: where the files are; it is created at the first `put`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._known: dict[str, Path] = {}
        """By key, what was read or written so far."""
        self._unread: dict[str, list[Path]] | None = None
        """By article, in order of their names, what was not; None before the folder is looked at."""
        self._numbers: dict[str, int] = {}
        self._played: set[Path] = set()

    def get(self, request: Request) -> Completion | None:
        """Return the recorded completion of an equal request, or None; the file counts as played.

        Raises:
            UserError: a file of the folder is not a recording.
        """
        with self._lock:
            path = self._find(request)
            if path is None:
                return None
            self._played.add(path)
        return read_recording(path).completion

    def put(self, exchange: Exchange) -> None:
        """Write the exchange, over an older one of an equal request.

        Raises:
            UserError: the folder cannot be written to.
        """
        request = exchange.request
        record = {
            "article": request.article,
            "provider": request.provider,
            "request": dict(request.body),
            "completion": exchange.completion,
            "seconds": round(exchange.seconds, 3),
        }
        with self._lock:
            path = self._find(request) or self._free_path(request.article)
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
                _write(path, readable(record, indent=1) + "\n")
            except OSError as error:
                raise UserError(
                    f"Cannot record to {self.folder} ({error.strerror}); name a folder that can be written to."
                ) from error
            self._known[request.key] = path
            self._played.add(path)

    def close(self) -> None:
        """Nothing is held open."""

    def unplayed(self) -> list[Path]:
        """List the recordings that no request asked for, by name: left from an older prompt, schema or model."""
        with self._lock:
            self._read_all()
            return sorted(set(self._known.values()) - self._played)

    def requests(self) -> Iterator[Request]:
        """Every recorded request, in order of the files' names."""
        for path in recording_paths(self.folder):
            request = read_recording(path).request
            with self._lock:
                self._note(path, request)
            yield request

    def _find(self, request: Request) -> Path | None:
        """The file of an equal request: most likely one of the same article, so those are read first."""
        if request.key not in self._known:
            self._read(file_name(request.article))
        if request.key not in self._known:
            self._read_all()
        return self._known.get(request.key)

    def _read_all(self) -> None:
        for article in list(self._waiting()):
            self._read(article)

    def _read(self, article: str) -> None:
        for path in list(self._waiting().get(article, ())):
            self._note(path, read_recording(path).request)

    def _note(self, path: Path, request: Request) -> None:
        """Take a file's key down; of two equal ones, the later name counts."""
        article = _article(path)
        if path in self._waiting().get(article, ()):
            self._waiting()[article].remove(path)
            self._known[request.key] = max(path, self._known.get(request.key, path))
        if not self._waiting().get(article):
            self._waiting().pop(article, None)

    def _waiting(self) -> dict[str, list[Path]]:
        if self._unread is None:
            self._unread = {}
            for path in recording_paths(self.folder):
                self._unread.setdefault(_article(path), []).append(path)
        return self._unread

    def _free_path(self, article: str) -> Path:
        name = file_name(article)
        number = self._numbers.get(name, 1)
        while (path := self.folder / f"{name}.{number}.json").exists():
            number += 1
        self._numbers[name] = number
        return path


def recording_paths(folder: Path) -> list[Path]:
    """The files of a folder that are, or pass for, recordings, in order of their names."""
    return sorted(folder.glob("*.json"))


def file_name(article: str) -> str:
    """Return the article's name as the stem of a file name, on any system."""
    name = _UNSAFE.sub("-", article).strip("-. ")
    return name.encode("utf-8", "ignore")[:_NAME_BYTES].decode("utf-8", "ignore") or "article"


def _article(path: Path) -> str:
    """`north.txt.2.json` → `north.txt`."""
    return path.stem.rpartition(".")[0]


def read_recording(path: Path) -> Exchange:
    """Read one file.

    Raises:
        UserError: it is no recording.
    """
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        request = Request(provider=record["provider"], body=record["request"], article=record["article"])
        return Exchange(request=request, completion=record["completion"], seconds=record["seconds"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(f"{path} is not a recording ({error}); delete it or record it again with --record.") from error


def _write(path: Path, text: str) -> None:
    """Write beside and rename, so that no reader ever sees half a file."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.replace(path)
