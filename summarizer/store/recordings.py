"""Recordings: exchanges as a folder of JSON files that a person can read, to be replayed without a model."""

from __future__ import annotations

import json
import os
import re
import threading
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
        self._paths: dict[str, Path] | None = None
        self._played: set[Path] = set()

    def get(self, request: Request) -> Completion | None:
        """Return the recorded completion of an equal request, or None; the file counts as played.

        Raises:
            UserError: a file of the folder is not a recording.
        """
        with self._lock:
            path = self._index().get(request.key)
            if path is None:
                return None
            self._played.add(path)
        return _read(path).completion

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
            path = self._index().get(request.key) or self._free_path(request.article)
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
                _write(path, readable(record, indent=1) + "\n")
            except OSError as error:
                raise UserError(
                    f"Cannot record to {self.folder} ({error.strerror}); name a folder that can be written to."
                ) from error
            self._index()[request.key] = path
            self._played.add(path)

    def close(self) -> None:
        """Nothing is held open."""

    def unplayed(self) -> list[Path]:
        """List the recordings that no request asked for, by name: left from an older prompt, schema or model."""
        with self._lock:
            return sorted(set(self._index().values()) - self._played)

    def requests(self) -> list[Request]:
        """Every recorded request, in order of the files' names."""
        with self._lock:
            return [_read(path).request for path in sorted(self._index().values())]

    def _index(self) -> dict[str, Path]:
        if self._paths is None:
            self._paths = {_read(path).request.key: path for path in sorted(self.folder.glob("*.json"))}
        return self._paths

    def _free_path(self, article: str) -> Path:
        name, number = file_name(article), 1
        while (path := self.folder / f"{name}.{number}.json").exists():
            number += 1
        return path


def file_name(article: str) -> str:
    """Return the article's name as the stem of a file name, on any system."""
    name = _UNSAFE.sub("-", article).strip("-. ")
    return name.encode("utf-8", "ignore")[:_NAME_BYTES].decode("utf-8", "ignore") or "article"


def _read(path: Path) -> Exchange:
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
