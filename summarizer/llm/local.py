"""A language model with no key and no server to set up: llama.cpp in this process, behind the seam of every other."""

from __future__ import annotations

import asyncio
import logging
import weakref
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.llm.answering import AskedModel
from summarizer.llm.complete import Answered
from summarizer.llm.endpoint import Endpoint
from summarizer.llm.keeping import Keeping
from summarizer.llm.local_files import content_mark, find_model
from summarizer.llm.local_server import LocalServer, check_installed, start_server
from summarizer.llm.model import LanguageModel, open_model
from summarizer.llm.prices import FREE
from summarizer.llm.terms import Asking
from summarizer.llm.transport import transport
from summarizer.prompts.ask import Model
from summarizer.prompts.parts import tokens
from summarizer.store.exchange import JSON, Request

if TYPE_CHECKING:
    from openai import AsyncOpenAI

LOCAL = "local"
"""The name under which a model on this machine is asked for, also with a colon and a file."""

_log = logging.getLogger("summarizer.llm")

_PARAMETERS: Mapping[str, JSON] = {
    "temperature": 0.0,
    "seed": 0,
    "max_tokens": 2048,
    # an answer that goes on from another's computation differs in its last digits, and now and then in its words
    "cache_prompt": False,
}
"""What every request of a local model says: the same answer to the same question, and an end to it."""
_LEAST_CONTEXT = 4096


def is_local_name(named: str | None) -> bool:
    """Whether a model's name means one on this machine: `local` or `local:…`."""
    return named is not None and (named == LOCAL or named.startswith(f"{LOCAL}:"))


def is_small(model: Model) -> bool:
    """Whether a model, live or replayed, is one on this machine, and wants what helps small models."""
    return isinstance(model, AskedModel) and model.language_model.provider.startswith(f"{LOCAL}/")


_USUAL_ASKING, _NOT_KEPT = Asking(), Keeping()


def open_local(
    named: str, asking: Asking = _USUAL_ASKING, keeping: Keeping = _NOT_KEPT, *, timeout: float = 120.0
) -> LanguageModel:
    """Put a model on this machine together; it is loaded when it is first asked.

    Args:
        named: `local`, or `local:` with a file's path or its name in the model folder.
        asking: how it is asked; by default with a JSON Schema, which llama.cpp holds the answer to. Its parameters go
            before those that every local model is asked with.
        keeping: where its exchanges are kept; for a replay no model is loaded, and there need be none.
        timeout: seconds that one attempt may take.

    Raises:
        UserError: llama.cpp is not installed, or there is no such model; the message says what to do.
    """
    given = named.partition(":")[2]
    if keeping.replay is not None:
        return open_model(Path(given).stem or None, asking=asking, keeping=keeping)
    check_installed()
    path = find_model(given)
    local = _InProcess(path, timeout)
    return LanguageModel(
        keeping.around(local),
        # the file's mark, not the port: an answer is found again whatever port the server got, and only for this model
        f"{LOCAL}/{content_mark(path)}",
        path.stem,
        asking.mode or "json_schema",
        {**_PARAMETERS, **(asking.parameters or {})},
        local.close,
        asking.strict,
        price=FREE,
    )


@dataclass(slots=True)
class _InProcess:
    """A `Complete` that loads its model when it is first asked, with a context as large as the questions need."""

    path: Path
    timeout: float
    _server: LocalServer | None = None
    _endpoint: Endpoint | None = None
    _turns: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = field(
        default_factory=weakref.WeakKeyDictionary, repr=False
    )

    async def __call__(self, request: Request) -> Answered:
        """Ask, one question at a time: the time-out counts from when the model turns to it."""
        async with self._turns.setdefault(asyncio.get_running_loop(), asyncio.Lock()):
            endpoint = await self._serving(_needed(request))
            return await endpoint(request)

    async def close(self) -> None:
        """Stop the server, if there is one."""
        endpoint, server = self._endpoint, self._server
        self._endpoint = self._server = None
        if endpoint is not None:
            await endpoint.close()
        if server is not None:
            await asyncio.to_thread(server.stop)

    async def _serving(self, needed: int) -> Endpoint:
        if self._endpoint is None or self._server is None or self._server.context < needed:
            await self.close()
            server = await asyncio.to_thread(start_server, self.path, max(_LEAST_CONTEXT, needed))
            _log.info("llama.cpp serves %s with a context of %d tokens", self.path.name, server.context)
            client = partial(_client, server, self.timeout)
            self._server, self._endpoint = (
                server,
                Endpoint(server.base_url, server.api_key, self.timeout, client=client),
            )
        return self._endpoint


def _client(server: LocalServer, timeout: float) -> AsyncOpenAI:
    """A client that goes straight to this machine, whatever proxy the environment names."""
    from openai import AsyncOpenAI  # heavy: only for live calls

    return AsyncOpenAI(
        base_url=server.base_url,
        api_key=server.api_key,
        max_retries=0,
        timeout=timeout,
        http_client=transport(trust_env=False),
    )


def _needed(request: Request) -> int:
    """Tokens of context for a question and its answer, rounded up to a power of two: few restarts, if any."""
    body = request.body
    asked = sum(tokens(str(message.get("content") or "")) + 16 for message in body["messages"])
    asked += tokens(str(body.get("tools", ""))) if "tools" in body else 0
    return 1 << (asked + int(body.get("max_tokens") or 2048)).bit_length()
