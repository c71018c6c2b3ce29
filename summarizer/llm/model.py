"""LanguageModel: what the pipeline asks for drafts, put together from endpoint, store and recordings."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import BaseModel

from summarizer.errors import ModelError, UserError
from summarizer.llm.body import MODES, RESERVED, STRICT_MODES, Mode, mode_of, parameters_of
from summarizer.llm.complete import Complete, recorded, replayed, stored
from summarizer.llm.endpoint import Endpoint, provider_label
from summarizer.llm.limits import most_output_tokens, reasons
from summarizer.llm.log import ExchangeLog, logged
from summarizer.llm.modes import LADDER, Ladder, Learned, Manner, Memory, Rung
from summarizer.llm.pacer import Limits
from summarizer.llm.prices import FREE, Price, is_free, price_of
from summarizer.llm.providers import Place, place_of
from summarizer.llm.purse import Ledger, open_purse
from summarizer.llm.strict_talk import is_flagged, is_strict
from summarizer.llm.structured import Structured, ask, prepare, spent
from summarizer.schema.messages import Message
from summarizer.schema.usage import Usage
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
        mode: how the schema is sent, where that is the user's choice; None where the ladder decides.
        parameters: further fields of each request body, by the names that most endpoints use.
        closing: gives the connections back.
        strict: whether the user wants the schema sent as providers' strict modes take it.
        named: its name as the user gave it.
        price: what its tokens cost; None where that is not known.
        output_cap: tokens that an answer can have at most, for reckoning ahead.
        ladder: the rungs that it may be asked on, and what is known of it.
    """

    complete: Complete
    provider: str
    model: str
    mode: Mode | None = None
    parameters: Mapping[str, JSON] = field(default_factory=dict)
    closing: Callable[[], Awaitable[None]] = field(default=_nothing_to_close, repr=False)
    strict: bool = False
    named: str = ""
    price: Price | None = None
    output_cap: int = 0
    ladder: Ladder = field(default=None, repr=False, compare=False)  # type: ignore[assignment] # set below

    def __post_init__(self) -> None:
        defaults = {
            "named": self.named or self.model,
            "price": self.price or (FREE if is_free(self.provider) else None),
            "output_cap": self.output_cap or most_output_tokens(self.model),
            "ladder": self.ladder
            or Ladder(self.provider, self.model, _rungs(self.mode, strict=self.strict), parameters=self.parameters),
        }
        for name, value in defaults.items():
            object.__setattr__(self, name, value)  # frozen only once it is whole

    async def answer(self, *, messages: Sequence[Message], draft: type[DraftT], article: str) -> Structured[DraftT]:
        """Ask for a draft, on a lower rung where the endpoint says that it knows no higher one.

        See `structured.ask` for what is returned and raised; the usage is that on all rungs.

        Args:
            messages: what to send.
            draft: what the answer must fit.
            article: readable name of the article, for the store and for messages.
        """
        before = Usage()
        await asyncio.to_thread(prepare)  # ahead of the ladder, where others may wait for this question to be sent
        try:
            while True:
                manner = await self.ladder.manner(draft)
                try:
                    found = await self._asked(manner, messages, draft, article)
                except ModelError as error:
                    before += spent(error)
                    if self.ladder.step(manner, error):
                        continue
                    error.usage = before  # type: ignore[attr-defined] # `errors` is below `schema`: see `spent`
                    raise
                await self.ladder.stands(manner)
                return Structured(found.answer, before + found.usage, found.seconds)
        finally:
            self.ladder.ended()

    async def _asked(
        self, manner: Manner, messages: Sequence[Message], draft: type[DraftT], article: str
    ) -> Structured[DraftT]:
        return await ask(
            self.complete,
            provider=self.provider,
            model=self.model,
            messages=messages,
            answer=draft,
            mode=manner.rung.mode,
            parameters=manner.parameters,
            article=article,
            strict=manner.rung.strict,
            flagged=manner.flagged,
            price=self.price,
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
    price: Price | None = None,
    limits: Limits | None = None,
    ledger: Ledger | None = None,
    store: Store | None = None,
    recordings: Recordings | None = None,
    replay: Recordings | None = None,
    refresh: bool = False,
    log: ExchangeLog | None = None,
    timeout: float = 120.0,
    strict: bool = False,
) -> LanguageModel:
    """Put a language model together.

    Args:
        name: `provider/model`, or the model's name at the endpoint; with `replay` it may be None, and the recorded one
            is taken.
        base_url: address of the endpoint; by default the provider's, or that in `OPENAI_BASE_URL`, or OpenAI's own.
        api_key: by default that in the provider's variable, such as `OPENAI_API_KEY`; a local endpoint needs none.
        mode: how the schema is sent; by default in the surest way that the endpoint takes, which is learned from its
            refusals and kept in the store.
        parameters: further fields of each request body, such as `temperature`; `max_tokens` is the cap on an answer.
            They are renamed or left out where the endpoint wants it so.
        price: what the model's tokens cost; by default as far as it is known.
        limits: what is known of the endpoint's limits.
        ledger: what requests are paid from, where there is a ceiling.
        store: where finished exchanges are kept and looked up, and what was learned of the model.
        recordings: where every exchange is written as well.
        replay: answer from these alone; provider, mode and parameters are the recorded ones where they are not given.
        refresh: ask anew although the store has an answer.
        log: where a line about each exchange goes.
        timeout: seconds that one attempt may take.
        strict: send the schema as strict modes take it, so that the endpoint holds the answer to it as it is written,
            and in no other way; modes `tools` and `json_schema` only.

    Raises:
        UserError: no model is named, there is no key, or an option cannot be; the message says what to do.
    """
    _check(mode, parameters)
    if strict and mode not in {None, *STRICT_MODES}:
        raise UserError(
            f"In mode {mode} the schema is no more than words; with --strict use mode tools or json_schema."
        )
    if replay is not None:
        return _replaying(name, replay, mode, parameters, strict=strict, log=log)
    if not name:
        raise UserError("Name a model with --model, or replay recordings of one with --replay DIR.")
    place = place_of(name, base_url=base_url, api_key=api_key, timeout=timeout)
    cap, price = _cap(place, parameters or {}), price or price_of(provider_label(place.base_url), place.model)
    endpoint = Endpoint(
        place.base_url,
        place.api_key,
        timeout=timeout,
        limits=limits or Limits(),
        purse=None if ledger is None else open_purse(ledger, cap, price, place.model),
        client=place.client,
        variable=(place.preset and place.preset.key) or "OPENAI_API_KEY",
    )
    complete: Complete = endpoint
    if store is not None:
        complete = stored(complete, store, refresh=refresh)
    if recordings is not None:
        complete = recorded(complete, recordings)
    if log is not None:
        log.keys = (*log.keys, place.api_key)
        complete = logged(complete, log)
    return _at(
        place,
        complete,
        endpoint.close,
        named=name,
        mode=mode,
        strict=strict,
        parameters=dict(parameters or {}) | ({} if ledger is None else {"max_tokens": cap}),
        price=price,
        memory=store if isinstance(store, Memory) else None,
    )


def _at(
    place: Place,
    complete: Complete,
    closing: Callable[[], Awaitable[None]],
    *,
    named: str,
    mode: Mode | None,
    strict: bool,
    parameters: Mapping[str, JSON],
    price: Price | None,
    memory: Memory | None,
) -> LanguageModel:
    """The model at its place, with the habits that are known of both."""
    label, preset = provider_label(place.base_url), place.preset
    sent = dict(parameters)
    if preset is not None:
        cap = {"max_tokens": most_output_tokens(place.model)} if preset.sends_output_cap else {}
        sent = cap | dict(preset.sends) | sent
    ladder = Ladder(
        label,
        place.model,
        _rungs(mode, strict=strict),
        begins=preset.begins if preset else "",
        parameters=sent,
        learned=Learned(
            renamed=preset.renamed if preset else {}, dropped=("temperature",) if reasons(place.model) else ()
        ),
        memory=memory,
    )
    return LanguageModel(
        complete,
        label,
        place.model,
        mode,
        sent,
        closing,
        strict,
        named=named,
        price=price,
        output_cap=_cap(place, sent),
        ladder=ladder,
    )


def _cap(place: Place, parameters: Mapping[str, JSON]) -> int:
    """Tokens that an answer can have at most."""
    return int(parameters.get("max_tokens") or most_output_tokens(place.model))


def _rungs(mode: Mode | None, *, strict: bool) -> tuple[Rung, ...]:
    """The rungs that the user leaves to the ladder."""
    if mode is not None:
        return (Rung(mode, strict and mode in STRICT_MODES),)
    return tuple(Rung(mode, strict=True) for mode in ("json_schema", "tools")) if strict else LADDER


def _replaying(
    name: str | None,
    replay: Recordings,
    mode: Mode | None,
    parameters: Mapping[str, JSON] | None,
    *,
    strict: bool,
    log: ExchangeLog | None,
) -> LanguageModel:
    request = _adopted(name, replay)
    taken_on = Rung(mode or mode_of(request.body), is_strict(request.body))
    sent = parameters if parameters is not None else parameters_of(request.body)
    complete = replayed(replay)
    return LanguageModel(
        complete if log is None else logged(complete, log),
        request.provider,
        request.model,
        mode,
        sent,
        strict=strict,
        named=name or request.model,
        ladder=Ladder(
            request.provider,
            request.model,
            (taken_on,),
            parameters=sent,
            learned=Learned(dropped=("strict",) if taken_on.strict and not is_flagged(request.body) else ()),
        ),
    )


def _adopted(name: str | None, replay: Recordings) -> Request:
    """Return the recorded request whose provider, model, mode and parameters a replay takes on."""
    asked = {name, "", None} if name is None else {name, name.partition("/")[2]}
    fitting = [request for request in replay.requests() if name in (None, "") or request.model in asked]
    if not fitting:
        wanted = f" of {name}" if name else ""
        raise UserError(
            f"{replay.folder} holds no recordings{wanted}; make some with --record {replay.folder} and a model."
        )
    models = sorted({request.model for request in fitting})
    if len(models) > 1:
        raise UserError(f"{replay.folder} holds recordings of {', '.join(models)}; name one of them with --model.")
    return fitting[0]


def _check(mode: str | None, parameters: Mapping[str, JSON] | None) -> None:
    if mode is not None and mode not in MODES:
        raise UserError(f"There is no mode {mode!r}; use one of {', '.join(MODES)}.")
    taken = sorted((RESERVED | {"stream", "n"}) & set(parameters or ()))
    if taken:
        raise UserError(f"The parameter {taken[0]!r} is set by summarizer itself; leave it out.")
