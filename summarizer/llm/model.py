"""LanguageModel: what the pipeline asks for drafts, put together from endpoint, store and recordings."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from pydantic import BaseModel

from summarizer.errors import ModelError, UserError
from summarizer.llm.body import MODES, RESERVED, STRICT_MODES, Mode, mode_of, parameters_of
from summarizer.llm.complete import Complete, replayed
from summarizer.llm.endpoint import Endpoint, provider_label
from summarizer.llm.keeping import Keeping
from summarizer.llm.limits import most_output_tokens, reasons
from summarizer.llm.modes import LADDER, Ladder, Learned, Manner, Memory, Rung
from summarizer.llm.pacer import Limits
from summarizer.llm.prices import FREE, Price, is_free, parse_price, price_of
from summarizer.llm.providers import Place, place_of
from summarizer.llm.purse import open_purse
from summarizer.llm.strict_talk import is_flagged, is_strict
from summarizer.llm.structured import Structured, ask, prepared, spent
from summarizer.llm.terms import Access, Asking
from summarizer.schema.messages import Message
from summarizer.schema.usage import Usage
from summarizer.store.exchange import JSON, Request
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
        await prepared()  # ahead of the ladder, where others may wait for this question to be sent
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


_USUAL_ACCESS, _USUAL_ASKING, _NOT_KEPT = Access(), Asking(), Keeping()


def open_model(
    name: str | None, access: Access = _USUAL_ACCESS, asking: Asking = _USUAL_ASKING, keeping: Keeping = _NOT_KEPT
) -> LanguageModel:
    """Put a language model together.

    Args:
        name: `provider/model`, or the model's name at the endpoint; for a replay it may be None, and the recorded one
            is taken.
        access: where it is.
        asking: how it is asked.
        keeping: where its exchanges are kept.

    Raises:
        UserError: no model is named, there is no key, or an option cannot be; the message says what to do.
    """
    _check(asking)
    price = parse_price(access.price) if access.price else None
    if keeping.replay is not None:
        return _replaying(name, keeping.replay, asking, keeping)
    if not name:
        raise UserError("Name a model with --model, or replay recordings of one with --replay DIR.")
    place = place_of(name, base_url=access.base_url, api_key=access.api_key, timeout=access.timeout)
    price = price or price_of(provider_label(place.base_url), place.model)
    if access.ledger is not None:
        capped = {**(asking.parameters or {}), "max_tokens": _cap(place, asking.parameters)}
        asking = replace(asking, parameters=capped)
    endpoint = _endpoint(place, access, _cap(place, asking.parameters), price)
    if keeping.log is not None:
        keeping.log.keys = (*keeping.log.keys, place.api_key)
    ladder = _ladder(place, asking, keeping.store if isinstance(keeping.store, Memory) else None)
    return LanguageModel(
        keeping.around(endpoint),
        ladder.provider,
        place.model,
        asking.mode,
        ladder.parameters,
        endpoint.close,
        asking.strict,
        named=name,
        price=price,
        output_cap=_cap(place, ladder.parameters),
        ladder=ladder,
    )


def _endpoint(place: Place, access: Access, cap: int, price: Price | None) -> Endpoint:
    """The live way to a place, paid from the ledger if there is one."""
    return Endpoint(
        place.base_url,
        place.api_key,
        timeout=access.timeout,
        limits=Limits(access.concurrency, access.rpm, access.tpm),
        purse=None if access.ledger is None else open_purse(access.ledger, cap, price, place.model),
        client=place.client,
        variable=(place.preset and place.preset.key) or "OPENAI_API_KEY",
    )


def _ladder(place: Place, asking: Asking, memory: Memory | None) -> Ladder:
    """The rungs that the user leaves, with the habits that are known of the provider and of the model."""
    preset, sent = place.preset, dict(asking.parameters or {})
    if preset is not None:
        cap = {"max_tokens": most_output_tokens(place.model)} if preset.sends_output_cap else {}
        sent = cap | dict(preset.sends) | sent
    return Ladder(
        provider_label(place.base_url),
        place.model,
        _rungs(asking.mode, strict=asking.strict),
        begins=preset.begins if preset else "",
        parameters=sent,
        learned=Learned(
            renamed=preset.renamed if preset else {}, dropped=("temperature",) if reasons(place.model) else ()
        ),
        memory=memory,
    )


def _cap(place: Place, parameters: Mapping[str, JSON] | None) -> int:
    """Tokens that an answer can have at most."""
    return int((parameters or {}).get("max_tokens") or most_output_tokens(place.model))


def _rungs(mode: Mode | None, *, strict: bool) -> tuple[Rung, ...]:
    """The rungs that the user leaves to the ladder."""
    if mode is not None:
        return (Rung(mode, strict and mode in STRICT_MODES),)
    return tuple(Rung(mode, strict=True) for mode in ("json_schema", "tools")) if strict else LADDER


def _replaying(name: str | None, replay: Recordings, asking: Asking, keeping: Keeping) -> LanguageModel:
    request = _adopted(name, replay)
    taken_on = Rung(asking.mode or mode_of(request.body), is_strict(request.body))
    sent = asking.parameters if asking.parameters is not None else parameters_of(request.body)
    return LanguageModel(
        keeping.logged(replayed(replay)),
        request.provider,
        request.model,
        asking.mode,
        sent,
        strict=asking.strict,
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


def _check(asking: Asking) -> None:
    if asking.mode is not None and asking.mode not in MODES:
        raise UserError(f"There is no mode {asking.mode!r}; use one of {', '.join(MODES)}.")
    taken = sorted((RESERVED | {"stream", "n"}) & set(asking.parameters or ()))
    if taken:
        raise UserError(f"The parameter {taken[0]!r} is set by summarizer itself; leave it out.")
    if asking.strict and asking.mode not in {None, *STRICT_MODES}:
        raise UserError(
            f"In mode {asking.mode} the schema is no more than words; with --strict use mode tools or json_schema."
        )
