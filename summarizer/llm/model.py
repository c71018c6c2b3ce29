"""LanguageModel: what the pipeline asks for drafts, put together from endpoint, store and recordings."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import BaseModel

from summarizer.errors import UserError
from summarizer.llm.body import MODES, RESERVED, STRICT_MODES, Mode, mode_of, parameters_of
from summarizer.llm.complete import Complete, recorded, replayed, stored
from summarizer.llm.endpoint import OPENAI, Endpoint, is_address, is_local, provider_label
from summarizer.llm.strict_talk import is_strict
from summarizer.llm.structured import Structured, ask
from summarizer.schema.messages import Message
from summarizer.store.exchange import JSON, Request, Store
from summarizer.store.recordings import Recordings

DraftT = TypeVar("DraftT", bound=BaseModel)


async def _nothing_to_close() -> None:
    """Do nothing: a replay holds no connections."""


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """A language model at an endpoint, live, stored or replayed.

    Attributes:
        complete: the way to it.
        provider: label of the endpoint, such as `api.openai.com/v1`.
        model: its name there.
        mode: how the schema is sent.
        parameters: further fields of each request body; none but the user's, for some models refuse a temperature.
        strict: whether the schema is sent as providers' strict modes take it.
    """

    complete: Complete
    provider: str
    model: str
    mode: Mode = "tools"
    parameters: Mapping[str, JSON] = field(default_factory=dict)
    closing: Callable[[], Awaitable[None]] = field(default=_nothing_to_close, repr=False)
    strict: bool = False

    async def answer(self, *, messages: Sequence[Message], draft: type[DraftT], article: str) -> Structured[DraftT]:
        """Ask for a draft; see `structured.ask` for what is returned and raised.

        Args:
            messages: what to send.
            draft: what the answer must fit.
            article: readable name of the article, for the store and for messages.
        """
        return await ask(
            self.complete,
            provider=self.provider,
            model=self.model,
            messages=messages,
            answer=draft,
            mode=self.mode,
            parameters=self.parameters,
            article=article,
            strict=self.strict,
        )

    async def close(self) -> None:
        """Close the connections; the store stays open, for its owner to close."""
        await self.closing()


def open_model(
    name: str | None,
    *,
    base_url: str | None = None,
    api_key: str | None = None,
    mode: Mode | None = None,
    parameters: Mapping[str, JSON] | None = None,
    store: Store | None = None,
    recordings: Recordings | None = None,
    replay: Recordings | None = None,
    refresh: bool = False,
    timeout: float = 120.0,
    strict: bool = False,
) -> LanguageModel:
    """Put a language model together.

    Args:
        name: the model's name at the endpoint; with `replay` it may be None, and the recorded one is taken.
        base_url: address of the endpoint; by default that in `OPENAI_BASE_URL`, or else OpenAI's own.
        api_key: by default that in `OPENAI_API_KEY`; a local endpoint needs none.
        mode: how the schema is sent; by default as a forced tool call, which most hosted endpoints know, and for a
            local endpoint as a JSON Schema: llama.cpp, Ollama, LM Studio and vLLM constrain the answer by it, while
            not all of them force a tool call.
        parameters: further fields of each request body, such as `temperature`.
        store: where finished exchanges are kept and looked up.
        recordings: where every exchange is written as well.
        replay: answer from these alone; provider, mode and parameters are the recorded ones where they are not given.
        refresh: ask anew although the store has an answer.
        timeout: seconds that one attempt may take.
        strict: send the schema as strict modes take it, so that the endpoint holds the answer to it as it is written;
            modes `tools` and `json_schema` only, and a replay is strict where its recordings are.

    Raises:
        UserError: no model is named, there is no key, or an option cannot be; the message says what to do.
    """
    _check(mode, parameters)
    if strict and mode not in {None, *STRICT_MODES}:
        raise UserError(
            f"In mode {mode} the schema is no more than words; with --strict use mode tools or json_schema."
        )
    if replay is not None:
        return _replaying(name, replay, mode, parameters)
    if not name:
        raise UserError("Name a model with --model, or replay recordings of one with --replay DIR.")
    url = _address(base_url)
    endpoint = Endpoint(url, _key(api_key, url), timeout=timeout)
    complete: Complete = endpoint
    if store is not None:
        complete = stored(complete, store, refresh=refresh)
    if recordings is not None:
        complete = recorded(complete, recordings)
    usual: Mode = "json_schema" if is_local(url) else "tools"
    return LanguageModel(complete, provider_label(url), name, mode or usual, parameters or {}, endpoint.close, strict)


def _replaying(
    name: str | None, replay: Recordings, mode: Mode | None, parameters: Mapping[str, JSON] | None
) -> LanguageModel:
    recorded_as = _adopted(name, replay)
    body = recorded_as.body
    return LanguageModel(
        replayed(replay),
        recorded_as.provider,
        recorded_as.model,
        mode or mode_of(body),
        parameters if parameters is not None else parameters_of(body),
        strict=is_strict(body),
    )


def _adopted(name: str | None, replay: Recordings) -> Request:
    """Return the recorded request whose provider, model, mode and parameters a replay takes on."""
    fitting = [request for request in replay.requests() if name in (None, "", request.model)]
    if not fitting:
        wanted = f" of {name}" if name else ""
        raise UserError(
            f"{replay.folder} holds no recordings{wanted}; make some with --record {replay.folder} and a model."
        )
    models = sorted({request.model for request in fitting})
    if len(models) > 1:
        raise UserError(f"{replay.folder} holds recordings of {', '.join(models)}; name one of them with --model.")
    return fitting[0]


def _address(base_url: str | None) -> str:
    url = base_url or os.environ.get("OPENAI_BASE_URL") or OPENAI
    if not is_address(url):
        raise UserError(
            "The endpoint's address must be like https://api.openai.com/v1; correct OPENAI_BASE_URL or --base-url."
        )
    return url


def _key(api_key: str | None, url: str) -> str:
    key = (api_key or os.environ.get("OPENAI_API_KEY") or "").strip()
    if key and not (key.isascii() and key.isprintable() and " " not in key):
        raise UserError("The key holds characters that no key has; set OPENAI_API_KEY to the key alone.")
    if key:
        return key
    if is_local(url):
        return "no-key"  # the SDK insists on a key; a local server reads none
    raise UserError(
        f"There is no key for {provider_label(url)}; set OPENAI_API_KEY (to any word, where the endpoint reads none), "
        "or use --model extractive, which needs none."
    )


def _check(mode: str | None, parameters: Mapping[str, JSON] | None) -> None:
    if mode is not None and mode not in MODES:
        raise UserError(f"There is no mode {mode!r}; use one of {', '.join(MODES)}.")
    taken = sorted((RESERVED | {"stream", "n"}) & set(parameters or ()))
    if taken:
        raise UserError(f"The parameter {taken[0]!r} is set by summarizer itself; leave it out.")
