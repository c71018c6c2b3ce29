"""Structured answers: instructor over a `Complete`, with every way of not answering told apart."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from summarizer.errors import ModelError, Rejected, Unfit
from summarizer.llm.body import STRICT_MODES, Mode, request_body
from summarizer.llm.complete import Answered, Complete
from summarizer.llm.completion import fault, words
from summarizer.llm.strict import strict as strict_form
from summarizer.llm.strict_talk import StrictTalk
from summarizer.schema.messages import Message
from summarizer.schema.usage import Usage
from summarizer.store.exchange import JSON, Completion, Request, tokens

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletion

AnswerT = TypeVar("AnswerT", bound=BaseModel)
_SILENCE = logging.NullHandler()
"""instructor logs each failure as an error; where nobody set up logging, Python would print it."""

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Structured(Generic[AnswerT]):
    """An answer that fits its schema, and what it took, all attempts summed."""

    answer: AnswerT
    usage: Usage


@dataclass(slots=True)
class _Talk:
    """One question with its re-asks: turns instructor's keyword arguments into requests, and keeps what came back."""

    complete: Complete
    provider: str
    article: str
    parameters: Mapping[str, JSON]
    strict: StrictTalk | None = None
    usage: Usage = field(default_factory=Usage)
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
        return ChatCompletion.construct(**completion)

    async def _answer(self, arguments: Mapping[str, JSON]) -> Completion:
        self.turns = self.turns or len(arguments["messages"])
        body = request_body({**self.parameters, **arguments}, turns=self.turns)
        body = self.strict.sent(body) if self.strict else body
        answered = await self.complete(Request(self.provider, body, self.article))
        self.usage += _usage(answered)
        self.last = words(answered.completion)
        if (error := fault(answered.completion)) is not None:
            raise error
        return self.strict.heard(answered.completion) if self.strict else answered.completion


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

    Returns:
        The instance, and the usage of all attempts.

    Raises:
        ModelError: Truncated, Refused or Filtered, as the completion says; Unfit where none of the answers fitted, with
            the last one in `answer`; whatever `complete` raises. Its `usage` says what was spent all the same.
    """
    await asyncio.to_thread(prepare)  # the first import takes a second, which the event loop should not wait for
    import instructor  # heavy: only when a model is asked
    from instructor.core import InstructorRetryException  # the same

    form = StrictTalk(strict_form(answer.model_json_schema())) if strict and mode in STRICT_MODES else None
    talk = _Talk(complete, provider, article, parameters or {}, form)
    create: Any = instructor.patch(create=talk.create, mode=_instructor_mode(mode))
    try:
        # no `context`: with it, instructor would render the messages, and so the article, as Jinja templates
        fitting = await create(
            response_model=answer, max_retries=reasks, strict=False, model=model, messages=list(messages)
        )
    except InstructorRetryException as failure:
        raise _meaning(talk, failure.__cause__) from None
    return Structured(_own_type(fitting, answer), talk.usage)


def prepare() -> None:
    """Import openai and instructor ahead of the first question; takes about a second, and may run in a thread."""
    import instructor  # noqa: F401 # imported for its effect
    import openai  # noqa: F401 # the same

    logging.getLogger("instructor").addHandler(_SILENCE)


def spent(error: ModelError) -> Usage:
    """Return what was used up before the error was raised."""
    usage = getattr(error, "usage", None)
    return usage if isinstance(usage, Usage) else Usage()


def _instructor_mode(mode: Mode) -> Any:  # noqa: ANN401 # instructor.Mode, which is not imported before it is needed
    from instructor import Mode as Modes  # heavy: only when a model is asked

    return {"tools": Modes.TOOLS, "json_schema": Modes.JSON_SCHEMA, "json": Modes.JSON, "md_json": Modes.MD_JSON}[mode]


def _usage(answered: Answered) -> Usage:
    if answered.cached:
        return Usage(calls=1, cached=1)
    sent, received = tokens(answered.completion)
    return Usage(calls=1, input_tokens=sent, output_tokens=received)


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
        error = copy(error)  # equal requests in flight share one failure, but not what was spent before it
        error.usage = talk.usage  # type: ignore[attr-defined] # `errors` is below `schema`: see `spent`
    return error


def _reasons(cause: BaseException | None) -> str:
    """Say in a line what did not fit."""
    if not isinstance(cause, ValidationError):
        return str(cause)
    problems = [f"{'.'.join(map(str, problem['loc'])) or 'answer'}: {problem['msg']}" for problem in cause.errors()]
    return "; ".join(problems[:_SHOWN]) + (f"; and {len(problems) - _SHOWN} more" if len(problems) > _SHOWN else "")


def _own_type(fitting: BaseModel, answer: type[AnswerT]) -> AnswerT:
    """Return the instance as one of `answer`: instructor's is of a subclass, with the raw completion in it."""
    state = fitting.__getstate__()
    own = answer.__new__(answer)
    own.__setstate__(
        {**state, "__dict__": {name: value for name, value in state["__dict__"].items() if name in answer.model_fields}}
    )
    return own
