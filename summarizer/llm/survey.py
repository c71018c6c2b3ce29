"""Survey: what can answer here and now, by the keys that are set and the local servers that answer."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from summarizer.errors import UserError
from summarizer.llm.providers import AZURE, Preset, key_is_set, known
from summarizer.schema.span import Frozen
from summarizer.store.exchange import JSON

if TYPE_CHECKING:
    from httpx2 import AsyncClient

State = Literal["ready", "no key", "no server", "no model"]

_PATIENCE = 1.0
"""Seconds for a local server to say which models it has."""
_NAMED = 8
"""Models of one server that are listed in words; the JSON has all."""
_LONGEST = 4_000_000


class Found(Frozen):
    """One way to an answer.

    Attributes:
        name: what `--model` takes, up to the model's own name.
        state: whether it can be used.
        about: what it is, or what it lacks, in a few words.
        address: where it is, if it is elsewhere than in this process.
        key: the variable that its key is read from; None where it needs none.
        models: those that a local server says it has.
    """

    name: str
    state: State
    about: str
    address: str | None = None
    key: str | None = None
    models: tuple[str, ...] = ()


async def survey() -> list[Found]:
    """Look around: at the environment, and at the usual ports of local servers, all at once; nothing else is asked."""
    from httpx2 import AsyncClient  # heavy: only here and for live calls

    presets = known().presets
    # no proxy: what is asked is on this computer
    async with AsyncClient(timeout=_PATIENCE, trust_env=False, follow_redirects=False) as client:
        found = await asyncio.gather(
            *(_server(preset, client) if preset.local else _provider(preset) for preset in presets)
        )
    built_in = Found(name="extractive", state="ready", about="built in: rules, no language model, nothing sent")
    return [built_in, await asyncio.to_thread(_local), *found]


def _local() -> Found:
    """The language model in this process, if its file is here."""
    from summarizer.llm.local_files import find_model
    from summarizer.llm.local_server import check_installed

    try:
        check_installed()
        path = find_model("")
    except UserError as error:
        return Found(name="local", state="no model", about=str(error))
    return Found(name="local", state="ready", about=f"{path.stem}, in this process; nothing sent", models=(path.stem,))


async def _provider(preset: Preset) -> Found:
    """A hosted provider; it is not asked, for that would tell it something."""
    if preset.name == AZURE:
        return _azure(preset)
    ready = key_is_set(preset)
    own = os.environ.get("OPENAI_BASE_URL") if preset.name == "openai" else None
    return Found(
        name=f"{preset.name}/MODEL",
        state="ready" if ready else "no key",
        about=f"{preset.title}{' at OPENAI_BASE_URL' if own else ''}; {preset.key} is {'set' if ready else 'not set'}",
        address=None if own else preset.base_url,  # an address of the user's own may hold a secret
        key=preset.key,
    )


def _azure(preset: Preset) -> Found:
    key_set = key_is_set(preset) or bool(os.environ.get("AZURE_OPENAI_AD_TOKEN"))
    missing = [name for name in ("AZURE_OPENAI_ENDPOINT", "OPENAI_API_VERSION") if not os.environ.get(name)]
    missing += [] if key_set else [preset.key]
    about = f"{', '.join(missing)} not set" if missing else "its variables are set"
    state: State = "no key" if missing else "ready"
    return Found(name=f"{preset.name}/DEPLOYMENT", state=state, about=f"{preset.title}; {about}", key=preset.key)


async def _server(preset: Preset, client: AsyncClient) -> Found:
    """A server on this computer, and what it says that it has."""
    models = await _models(preset.base_url, client)
    port = preset.base_url.removesuffix("/v1").rpartition(":")[2]
    if models is None:
        about, state = f"{preset.title}; nothing answers at port {port}", "no server"
    else:
        more = f", and {len(models) - _NAMED} more" if len(models) > _NAMED else ""
        about, state = f"{preset.title}: {', '.join(models[:_NAMED]) or 'no model is loaded'}{more}", "ready"
    return Found.model_validate(
        {
            "name": f"{preset.name}/MODEL",
            "state": state,
            "about": about,
            "address": preset.base_url,
            "models": models or (),
        }
    )


async def _models(base_url: str, client: AsyncClient) -> tuple[str, ...] | None:
    """The names that an OpenAI-compatible server lists; None where there is no such server."""
    from httpx2 import HTTPError  # the same

    try:
        async with asyncio.timeout(2 * _PATIENCE), client.stream("GET", f"{base_url}/models") as response:
            if response.status_code != 200:
                return None
            read = bytearray()
            async for part in response.aiter_bytes():
                read += part
                if len(read) > _LONGEST:
                    return None
        return _names(bytes(read))
    except (HTTPError, TimeoutError, ValueError, RecursionError):
        return None


def _names(body: bytes) -> tuple[str, ...] | None:
    listed: JSON = json.loads(body)
    entries = listed.get("data") if isinstance(listed, Mapping) else None
    if listed and isinstance(listed, Mapping) and entries is None and listed.get("object") == "list":
        return ()  # Ollama without a model says null
    if not isinstance(entries, list):
        return None
    return tuple(entry["id"] for entry in entries if isinstance(entry, Mapping) and isinstance(entry.get("id"), str))
