"""Trial: one tiny question to a model on each rung of the ladder, to know what works before a run."""

from __future__ import annotations

import time
from dataclasses import replace

from pydantic import BaseModel, Field

from summarizer.errors import ModelError, Rejected, Unfit
from summarizer.llm.complaints import lesson
from summarizer.llm.model import LanguageModel, open_model
from summarizer.llm.modes import LADDER, Ladder, Memory, Rung
from summarizer.llm.structured import spent
from summarizer.llm.terms import Access
from summarizer.schema.messages import Message
from summarizer.schema.span import Frozen
from summarizer.schema.usage import Usage

_QUESTION: list[Message] = [
    {"role": "system", "content": "Read the sentence and answer in JSON: the town that it names, and how many cats."},
    {"role": "user", "content": "Lena lives in Sarnow with two cats."},
]


class _Household(BaseModel):
    """What the sentence tells."""

    town: str = Field(description="The town's name as it stands in the sentence.")
    cats: int = Field(description="How many cats there are.")


class Attempt(Frozen):
    """How one rung did.

    Attributes:
        way: its name, such as `json_schema strict`.
        works: whether an answer came that fits the schema.
        right: whether it was also the right one; a wrong one works, and says something about the model.
        seconds: from asking to the answer, re-asks included.
        usage: what it took.
        error: why it does not work.
    """

    way: str
    works: bool
    right: bool = False
    seconds: float = 0.0
    usage: Usage = Field(default_factory=Usage)
    error: str = ""


class Trial(Frozen):
    """How a model did on each rung.

    Attributes:
        model: its name as the user gave it.
        provider: label of its endpoint.
        attempts: in the order of the ladder; the later ones are missing where the endpoint takes no request at all.
        chosen: the rung that will be used from now on; None where none works.
        left_out: parameters that the endpoint does not take.
        kept: whether that is kept for later runs.
    """

    model: str
    provider: str
    attempts: tuple[Attempt, ...]
    chosen: str | None = None
    left_out: tuple[str, ...] = ()
    kept: bool = False


async def try_model(
    name: str, *, base_url: str | None = None, seconds: float = 60.0, memory: Memory | None = None
) -> Trial:
    """Ask a model on each rung; keep the highest that works.

    Args:
        name: `provider/model`, or the model's name at the endpoint.
        base_url: the endpoint, where it is not a known provider's.
        seconds: that one call may take.
        memory: where the outcome is kept for later runs.

    Raises:
        UserError: there is no such provider, or no key.
    """
    model = open_model(name, Access(base_url, timeout=seconds))
    learned, attempts = model.ladder.learned, []
    try:
        for rung in LADDER:
            ladder = Ladder(model.provider, model.model, (rung,), parameters=model.parameters, learned=learned)
            attempt, hopeless = await _attempt(replace(model, ladder=ladder), rung)
            attempts.append(attempt)
            learned = ladder.learned
            if hopeless:
                break
    finally:
        await model.close()
    working = [attempt.way for attempt in attempts if attempt.works]
    if working and memory is not None:
        kept = learned.model_copy(update={"begins": working[0]})
        memory.remember(model.provider, model.model, kept.model_dump(mode="json"))
    return Trial(
        model=name,
        provider=model.provider,
        attempts=tuple(attempts),
        chosen=working[0] if working else None,
        left_out=learned.dropped,
        kept=bool(working) and memory is not None,
    )


async def _attempt(model: LanguageModel, rung: Rung) -> tuple[Attempt, bool]:
    """Ask on one rung; also whether asking on the others is of no use."""
    begun = time.monotonic()
    try:
        found = await model.answer(messages=_QUESTION, draft=_Household, article="trial")
    except ModelError as error:
        about_the_mode = lesson(error, rung.mode, [*model.parameters], strict=rung.strict) is not None
        hopeless = not about_the_mode and not isinstance(error, Unfit) and type(error) is not Rejected
        failed = Attempt(
            way=str(rung), works=False, seconds=time.monotonic() - begun, usage=spent(error), error=str(error)
        )
        return failed, hopeless
    right = found.answer.town.strip().casefold() == "sarnow" and found.answer.cats == 2
    return Attempt(way=str(rung), works=True, right=right, seconds=time.monotonic() - begun, usage=found.usage), False
