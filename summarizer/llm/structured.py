"""Structured answers: instructor over a `Complete`, with every way of not answering told apart."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from summarizer.errors import ModelError, Rejected, Unfit
from summarizer.llm.body import STRICT_MODES, Mode, request_body
from summarizer.llm.complete import Answered, Complete
from summarizer.llm.completion import fault, words
from summarizer.llm.door import door
from summarizer.llm.prices import Price
from summarizer.llm.strict_talk import StrictTalk, form_of
from summarizer.schema.messages import Message
from summarizer.schema.usage import Usage
from summarizer.store.exchange import JSON, Completion, Request, tokens

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletion

AnswerT = TypeVar("AnswerT", bound=BaseModel)
_SILENCE = logging.NullHandler()
"""instructor logs each failure as an error; where nobody set up logging, Python would print it."""

_SHOWN = 3
_imported: set[str] = set()
"""The heavy packages, once they are there."""
_FENCED = re.compile(r"\s*```(?:json)?\s*\n(\{.*\})\s*```\s*", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Structured(Generic[AnswerT]):
    """An answer that fits its schema, and what it took, all attempts summed."""

    answer: AnswerT
    usage: Usage
    seconds: tuple[float, ...] = ()
    """What each live call took."""


@dataclass(slots=True)
class _Talk:
    """One question with its re-asks: turns instructor's keyword arguments into requests, and keeps what came back."""

    complete: Complete
    provider: str
    article: str
    parameters: Mapping[str, JSON]
    strict: StrictTalk | None = None
    price: Price | None = None
    usage: Usage = field(default_factory=Usage)
    seconds: tuple[float, ...] = ()
    last: str = ""
    turns: int | None = None
    """Messages of the question itself, as instructor sends it; what is beyond them is re-asks."""
    error: Exception | None = None

    async def create(self, **arguments: JSON) -> ChatCompletion:
        """Stands in for `chat.completions.create`."""
        from openai.types.chat import ChatCompletion  # heavy: only when a model is asked

        try:
            completion = await self._answer(arguments)
        except Exception as error:
            self.error = error  # told apart from what instructor finds wrong with an answer
            raise
        try:
            return ChatCompletion.model_validate(completion)
        except ValidationError:  # some endpoints leave fields out; this way is slower, and takes what there is
            return ChatCompletion.construct(**completion)

    async def _answer(self, arguments: Mapping[str, JSON]) -> Completion:
        self.turns = self.turns or len(arguments["messages"])
        body = request_body({**self.parameters, **arguments}, turns=self.turns)
        body = self.strict.sent(body) if self.strict else body
        try:
            answered = await self.complete(Request(self.provider, body, self.article))
        except ModelError as failure:
            self.usage += Usage(failed_attempts=failure.attempts)
            raise
        self.usage += _usage(answered, self.price) + Usage(reasks=int(self.usage.calls > 0))
        self.seconds += () if answered.cached else (answered.seconds,)
        self.last = words(answered.completion)
        if (error := fault(answered.completion)) is not None:
            raise error
        completion = _unfenced(answered.completion)
        return self.strict.heard(completion) if self.strict else completion


async def ask(
    complete: Complete,
    *,
    provider: str,
    model: str,
    messages: Sequence[Message],
    answer: type[AnswerT],
    mode: Mode = "tools",
    reasks: int = 2,
    parameters: Mapping[str, JSON] | None = None,
    article: str = "",
    strict: bool = False,
    flagged: bool = True,
    price: Price | None = None,
) -> Structured[AnswerT]:
    """Ask a language model for an instance of `answer`.

    Args:
        complete: the way to the model.
        provider: label of the endpoint, such as `api.openai.com/v1`.
        model: the model's name at that endpoint.
        messages: what to send; nothing in them is taken for a template.
        answer: the Pydantic model that the answer must fit.
        mode: how the schema is sent.
        reasks: how often an answer that does not fit is sent back with the reasons.
        parameters: further fields of the request body, such as `temperature` or `max_tokens`.
        article: readable name of the article, for the store and for messages.
        strict: send the schema as providers' strict modes take it; modes `tools` and `json_schema` only.
        flagged: whether a strict schema goes with the flag that says so.
        price: the model's; None where it is not known.

    Returns:
        The instance, and the usage of all attempts.

    Raises:
        ModelError: Truncated, Refused or Filtered, as the completion says; Unfit where none of the answers fitted, with
            the last one in `answer`; whatever `complete` raises. Its `usage` says what was spent all the same.
    """
    await prepared()
    import instructor  # heavy: only when a model is asked
    from instructor.core import InstructorRetryException  # the same

    form = StrictTalk(form_of(answer), flagged) if strict and mode in STRICT_MODES else None
    talk = _Talk(complete, provider, article, parameters or {}, form, price)
    create: Any = instructor.patch(create=talk.create, mode=_instructor_mode(mode))
    failure: InstructorRetryException
    try:
        # no `context`: with it, instructor would render the messages, and so the article, as Jinja templates
        fitting = await create(
            response_model=door(answer), max_retries=reasks, strict=False, model=model, messages=list(messages)
        )
        return Structured(fitting.answer, talk.usage, talk.seconds)
    except InstructorRetryException as caught:
        failure = caught
    raise _meaning(talk, failure.__cause__)  # out here, for its context is what the endpoint said, and stays so


async def prepared() -> None:
    """Have `prepare` done, in a thread: it takes a second, which the event loop should not wait for."""
    if not _imported:
        await asyncio.to_thread(prepare)


def prepare() -> None:
    """Import openai and instructor ahead of the first question; takes about a second, and may run in a thread."""
    import instructor  # noqa: F401 # imported for its effect
    import openai  # noqa: F401 # the same

    logging.getLogger("instructor").addHandler(_SILENCE)
    _imported.update(["instructor", "openai"])


def spent(error: ModelError) -> Usage:
    """Return what was used up before the error was raised."""
    usage = getattr(error, "usage", None)
    return usage if isinstance(usage, Usage) else Usage()


def _instructor_mode(mode: Mode) -> Any:  # noqa: ANN401 # instructor.Mode, which is not imported before it is needed
    from instructor import Mode as Modes  # heavy: only when a model is asked

    return {"tools": Modes.TOOLS, "json_schema": Modes.JSON_SCHEMA, "json": Modes.JSON, "md_json": Modes.MD_JSON}[mode]


def _usage(answered: Answered, price: Price | None) -> Usage:
    if answered.cached:
        return Usage(calls=1, cached=1, cost_usd=None if price is None else 0.0)
    sent, received = tokens(answered.completion)
    again = _detail(answered.completion, "prompt_tokens_details", "cached_tokens")
    return Usage(
        calls=1,
        input_tokens=sent,
        output_tokens=received,
        cached_input_tokens=again,
        failed_attempts=(answered.attempts or 1) - 1,
        reasoning_tokens=_detail(answered.completion, "completion_tokens_details", "reasoning_tokens"),
        cost_usd=None if price is None else price.of(sent, received, again),
    )


def _unfenced(completion: Completion) -> Completion:
    """The completion without the code fence around its answer, which some put there though JSON is asked for."""
    choice = completion["choices"][0]
    message = choice["message"]
    fenced = _FENCED.fullmatch(message["content"]) if isinstance(message.get("content"), str) else None
    if fenced is None:
        return completion
    return {**completion, "choices": [{**choice, "message": {**message, "content": fenced[1]}}]}


def _detail(completion: Completion, group: str, name: str) -> int:
    """A part of the tokens, where the endpoint tells it."""
    usage = completion.get("usage")
    details = usage.get(group) if isinstance(usage, dict) else None
    count = details.get(name) if isinstance(details, dict) else None
    return count if isinstance(count, int) else 0


def _meaning(talk: _Talk, cause: BaseException | None) -> Exception:
    """Return the error that instructor's failure stands for."""
    error = talk.error
    if error is None:
        error = Unfit(
            f"No answer fitted the schema in {talk.usage.calls} attempts: {_reasons(cause)}", answer=talk.last
        )
    elif isinstance(error, Rejected) and talk.usage.calls:
        # it took the question: what it will not take is the answer sent back, such as broken JSON in a tool call
        error = Unfit(
            f"The answer did not fit the schema, and the endpoint would not take it back: {error}", answer=talk.last
        )
    if isinstance(error, ModelError):
        said = error.__context__
        error = copy(error)  # equal requests in flight share one failure, but not what was spent before it
        error.__context__, error.__suppress_context__ = said, True  # the context may hold the key, and is not printed
        error.usage = talk.usage  # type: ignore[attr-defined] # `errors` is below `schema`: see `spent`
    return error


def _reasons(cause: BaseException | None) -> str:
    """Say in a line what did not fit."""
    if not isinstance(cause, ValidationError):
        return str(cause)
    problems = [f"{'.'.join(map(str, problem['loc'])) or 'answer'}: {problem['msg']}" for problem in cause.errors()]
    return "; ".join(problems[:_SHOWN]) + (f"; and {len(problems) - _SHOWN} more" if len(problems) > _SHOWN else "")
