"""The log of a run's exchanges: one JSON line each, of what was asked and how it ended, not of what was said."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import threading
import time
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from summarizer.errors import ModelError, NotRecorded, UserError
from summarizer.llm.blotting import without_keys
from summarizer.llm.body import mode_of
from summarizer.llm.complete import Answered, Complete
from summarizer.llm.completion import fault
from summarizer.store.exchange import JSON, Request, readable, tokens

_log = logging.getLogger("summarizer.llm")

_STORED, _LIVE = "stored", "live"


@dataclass(slots=True)
class ExchangeLog:
    """A file of JSON lines that exchanges are appended to; threads may share it.

    A line is written at once and whole. Where it cannot be written, a warning says so once, and the run goes on.

    Attributes:
        path: the file; it is made where there is none, and lines in it stay.
        with_text: whether requests, completions and messages of errors are written too, the article among them.
        keys: taken out of every line, should an endpoint or an address repeat them.

    Raises:
        UserError: the file cannot be written, said when the log is opened.
    """

    path: Path
    with_text: bool = field(default=False, kw_only=True)
    keys: Collection[str] = field(default=(), kw_only=True, repr=False)
    _file: int | None = field(init=False, repr=False)
    _lock: threading.Lock = field(init=False, repr=False, default_factory=threading.Lock)
    _warned: bool = field(init=False, repr=False, default=False)
    _torn: bool = field(init=False, repr=False, default=False)

    def __post_init__(self) -> None:
        try:
            # without waiting: a pipe that nobody reads would be waited for here
            self._file = os.open(
                self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NONBLOCK", 0), 0o666
            )
            if hasattr(os, "set_blocking"):
                os.set_blocking(self._file, True)
        except (OSError, ValueError) as error:
            reason = (error.strerror if isinstance(error, OSError) else None) or error
            raise UserError(f"The log {self.path} cannot be written ({reason}); give --log another file.") from error

    def write(self, line: JSON) -> None:
        """Append one object as a line; after `close` nothing is written."""
        data = (without_keys(readable(line), *map(_in_json, self.keys)) + "\n").encode()
        with self._lock:
            if self._file is None:
                return
            try:
                self._append(self._file, data)
            except OSError as error:
                if not self._warned:
                    self._warned = True
                    _log.warning(
                        "the log %s cannot be written (%s); going on without it", self.path, error.strerror or error
                    )

    def _append(self, file: int, data: bytes) -> None:
        if self._torn:
            data = b"\n" + data
        self._torn = True
        while data:
            data = data[os.write(file, data) :]
        self._torn = False

    def close(self) -> None:
        """Close the file; calling it twice is no error."""
        with self._lock:
            if self._file is not None:
                os.close(self._file)
                self._file = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def logged(complete: Complete, log: ExchangeLog) -> Complete:
    """Write a line for every exchange, live or stored, answered or failed.

    Around `stored` it sees what the store answers, too. A line holds `time` (ISO 8601, UTC, when it ended), `article`,
    `provider`, `model`, `mode`, `key` (hash of the request), `from` (`stored` or `live`; a replay is stored), `status`
    (`ok`, or the error's name, such as `rate_limited`; `cancelled`), `attempts`, `seconds` (waited for, retries and
    all), `finish_reason`, `input_tokens` and `output_tokens`; null stands for what is not known. `request`,
    `completion` and `error` come with `with_text` only.

    Args:
        complete: answers.
        log: where the lines go.
    """

    async def answer(request: Request) -> Answered:
        begun = time.monotonic()
        try:
            answered = await complete(request)
        except (Exception, asyncio.CancelledError) as error:
            log.write(_told(request, begun) | _failed(error) | _text(log, request, error=str(error)))
            raise
        log.write(_told(request, begun) | _ended(answered) | _text(log, request, completion=answered.completion))
        return answered

    return answer


def _in_json(key: str) -> str:
    """A key as it stands inside a JSON string."""
    return readable(key)[1:-1]


def _told(request: Request, begun: float) -> dict[str, JSON]:
    """What is known of every exchange."""
    return {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "article": request.article or None,
        "provider": request.provider,
        "model": request.model or None,
        "mode": mode_of(request.body),
        "key": request.key,
        "from": _LIVE,
        "status": "ok",
        "attempts": None,
        "seconds": round(time.monotonic() - begun, 3),
        "finish_reason": None,
        "input_tokens": None,
        "output_tokens": None,
    }


def _ended(answered: Answered) -> dict[str, JSON]:
    error = fault(answered.completion)
    sent, received = tokens(answered.completion)
    choices = answered.completion.get("choices")
    first = choices[0] if isinstance(choices, list) and choices else None
    return {
        "from": _STORED if answered.cached else _LIVE,
        "status": _name(error) if error else "ok",
        "attempts": None if answered.cached else answered.attempts,
        "finish_reason": first.get("finish_reason") if isinstance(first, dict) else None,
        "input_tokens": sent,
        "output_tokens": received,
    }


def _failed(error: BaseException) -> dict[str, JSON]:
    if isinstance(error, NotRecorded):
        return {"status": _name(error), "from": None}
    if isinstance(error, ModelError):
        return {"status": _name(error)}
    return {"status": "cancelled" if isinstance(error, asyncio.CancelledError) else "failed"}


def _text(log: ExchangeLog, request: Request, **said: JSON) -> dict[str, JSON]:
    return {"request": dict(request.body), **said} if log.with_text else {}


def _name(error: Exception) -> str:
    """`RateLimited` → `rate_limited`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(error).__name__).lower()
