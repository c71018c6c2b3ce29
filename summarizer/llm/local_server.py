"""llama.cpp's own server inside this process, on a free port of the loopback interface."""

from __future__ import annotations

import atexit
import http.client
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from summarizer.errors import UserError

LOOPBACK = "127.0.0.1"
_SILENT = -1
"""llama.cpp writes to standard error what is more urgent than this: nothing is."""
_READY_WITHIN = 600.0
"""Seconds within which a model that is loaded must take its first question."""


@dataclass(slots=True)
class LocalServer:
    """A running server for one model file.

    Attributes:
        base_url: its address up to and with the version.
        api_key: without it the server answers nobody, so that no other program of this machine asks it.
        context: tokens that a question and its answer may have together.
    """

    base_url: str
    api_key: str = field(repr=False)
    context: int
    _server: Any = field(repr=False)

    def stop(self) -> None:
        """End it, and give its memory back; calling this twice is no error."""
        atexit.unregister(self.stop)
        self._server = None  # the binding ends the server when nobody holds it any more


def start_server(path: Path, context: int) -> LocalServer:
    """Load a model and serve it.

    Args:
        path: a GGUF file.
        context: tokens that a question and its answer may have together.

    Raises:
        UserError: llama.cpp is not installed, cannot read this model, or does not start.
    """
    key = secrets.token_urlsafe(24)
    parameters = _parameters(path, context, key)
    try:
        import xllamacpp

        server = xllamacpp.Server(parameters)
    except (RuntimeError, OSError, MemoryError) as error:
        raise UserError(
            f"llama.cpp cannot serve {path} ({str(error).rstrip('.')}); the file may be damaged, of a newer format, or "
            "larger than the memory: try another model file."
        ) from error
    running = LocalServer(f"{server.listening_address}/v1", key, context, server)
    atexit.register(running.stop)
    _wait_until_ready(running, path)
    return running


def check_installed() -> None:
    """Make sure that llama.cpp can be imported, without loading it.

    Raises:
        UserError: the extra is missing.
    """
    from importlib.util import find_spec

    if find_spec("xllamacpp") is None:
        raise UserError("A local model needs llama.cpp: pip install 'summarizer[local]'.")


def _parameters(path: Path, context: int, key: str) -> Any:  # noqa: ANN401 # xllamacpp, which has no types
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(path)
    parameters.hostnames = [LOOPBACK]
    parameters.port = 0  # a free one
    parameters.api_keys = [key]
    parameters.n_ctx = context
    # one question at a time: answers that share a batch are computed in another order, and might differ by it
    parameters.n_parallel = 1
    parameters.cache_ram_mib = 0
    parameters.verbosity = _SILENT
    parameters.ui = False
    parameters.warmup = False
    threads = _free_threads()
    for processor in (parameters.cpuparams, parameters.cpuparams_batch):
        processor.n_threads = threads
    return parameters


def _free_threads() -> int:
    """The processors that nobody else keeps busy, at least one.

    llama.cpp's threads wait for each other after every step, so one that has to share its processor holds up all: two
    threads on two busy processors were twenty times slower than one.
    """
    here = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    busy = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return max(1, here - round(busy))


def _wait_until_ready(running: LocalServer, path: Path) -> None:
    """Ask it what it is doing: the answer comes from its main loop, and it may be ended only once that runs."""
    place = urlsplit(running.base_url)
    connection = http.client.HTTPConnection(place.hostname or LOOPBACK, place.port, timeout=_READY_WITHIN)
    try:
        connection.request("GET", "/slots", headers={"Authorization": f"Bearer {running.api_key}"})
        connection.getresponse().read()
    except (OSError, http.client.HTTPException) as error:
        raise UserError(f"llama.cpp started with {path}, but does not answer ({error}); try again.") from error
    finally:
        connection.close()
