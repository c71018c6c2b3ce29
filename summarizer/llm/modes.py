"""The ladder: how the schema is sent, from the surest way down to the one that every endpoint takes.

An endpoint is asked on the highest rung that it is not known to refuse. A refusal that says so takes it one rung lower,
or leaves out a field; what was learned is kept in the store, so that the next run begins where this one ended.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Protocol, runtime_checkable

from pydantic import BaseModel, Field, ValidationError

from summarizer.errors import ModelError, Unfit, UserError
from summarizer.llm.body import STRICT_MODES, Mode
from summarizer.llm.complaints import CAPS, Lesson, lesson
from summarizer.llm.strict_talk import form_of
from summarizer.schema.span import Frozen
from summarizer.store.exchange import JSON

_log = logging.getLogger("summarizer.llm")

_MOMENT = 3.0
"""Seconds within which an endpoint refuses what it does not know; who waits longer for an answer is being answered."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One way of sending the schema: a mode, strictly or not."""

    mode: Mode
    strict: bool = False

    def __str__(self) -> str:
        """The name by which it is kept, such as `json_schema strict`."""
        return f"{self.mode} strict" if self.strict else self.mode


LADDER = (Rung("json_schema", strict=True), Rung("tools"), Rung("json"), Rung("md_json"))
"""From the top: the endpoint holds the answer to the schema, … to a tool's parameters, … to JSON, … to nothing."""


@runtime_checkable
class Memory(Protocol):
    """Where facts about models are kept between runs."""

    def recall(self, provider: str, model: str) -> Mapping[str, JSON] | None:
        """What is kept of the model at this endpoint."""
        ...

    def remember(self, provider: str, model: str, facts: Mapping[str, JSON]) -> None:
        """Keep this, in place of what was kept."""
        ...


class Learned(Frozen):
    """What a model's endpoint is known to take.

    Attributes:
        begins: the rung to begin on; None where the preset says.
        refused: rungs that it does not take.
        dropped: parameters that it does not take; `strict` stands for the flag beside a strict schema.
        renamed: parameters that it takes under another name.
        swapped: whether the cap on an answer's tokens goes by its other name already, since the first was refused.
        no_effort: whether it takes tools only with a reasoning effort of `none`.
    """

    begins: str | None = None
    refused: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    renamed: Mapping[str, str] = Field(default_factory=dict)
    swapped: bool = False
    no_effort: bool = False

    def sent(self, parameters: Mapping[str, JSON], mode: Mode) -> dict[str, JSON]:
        """The parameters as the endpoint takes them."""
        effort = {"reasoning_effort": "none"} if self.no_effort and mode == "tools" else {}
        kept = {self.renamed.get(name, name): value for name, value in parameters.items() if name not in self.dropped}
        return effort | kept

    def plus(self, found: Lesson, rung: Rung) -> Learned:
        """The same, and what a refusal on this rung taught."""
        owns = {name: next((own for own, sent in self.renamed.items() if sent == name), name) for name in found.fields}
        swaps = {own: CAPS[name == CAPS[0]] for name, own in owns.items() if name in CAPS and not self.swapped}
        return Learned(
            begins=self.begins,
            refused=tuple(dict.fromkeys((*self.refused, str(rung)))) if found.mode else self.refused,
            dropped=tuple(sorted({*self.dropped, *owns.values()} - swaps.keys())),
            renamed={**self.renamed, **swaps},
            swapped=self.swapped or bool(swaps),
            no_effort=self.no_effort or found.no_effort,
        )

    def besides(self, kept: Learned) -> Learned:
        """What was known before, and what is kept of earlier runs."""
        return kept.model_copy(
            update={
                "dropped": tuple(sorted({*self.dropped, *kept.dropped})),
                "renamed": {**self.renamed, **kept.renamed},
            }
        )


@dataclass(frozen=True, slots=True)
class Manner:
    """How one question is asked: the rung, and what is sent beside it.

    Attributes:
        rung: how the schema is sent.
        parameters: as the endpoint takes them.
        flagged: whether a strict schema is sent with the flag that says so.
    """

    rung: Rung
    parameters: Mapping[str, JSON]
    flagged: bool = True


@dataclass(slots=True)
class _Gate:
    """Lets the first question of a run go alone, for as long as it may yet be refused."""

    opened: bool = False
    lessons: int = 0
    _loop: asyncio.AbstractEventLoop | None = None
    _event: asyncio.Event = field(default_factory=asyncio.Event)

    def claimed(self) -> bool:
        """Whether this is the first to come."""
        first = self._loop is None
        self._loop = self._loop or asyncio.get_running_loop()
        return first

    async def passed(self) -> None:
        """Wait for the first one, or for a moment without a lesson; in another event loop nobody waits."""
        before = -1
        while not self.opened and self._loop is asyncio.get_running_loop() and before != self.lessons:
            before = self.lessons
            with suppress(TimeoutError):
                await asyncio.wait_for(self._event.wait(), _MOMENT)

    def open(self) -> None:
        """Let all others go."""
        if not self.opened:
            self.opened = True
            self._event.set()


@dataclass(slots=True)
class Ladder:
    """The rungs of one model at one endpoint, shared by all questions: one learns, the others follow.

    Attributes:
        provider: label of the endpoint.
        model: the model's name there.
        rungs: those that may be used, from the top; one alone where it is forced.
        begins: the name of the rung to begin on, where no earlier run knows better; the first one by default.
        parameters: what is to be sent besides the question, by the names that most endpoints use.
        learned: what is known of the endpoint.
        memory: where it is kept; None where nothing is to be kept.
    """

    provider: str
    model: str
    rungs: tuple[Rung, ...] = LADDER
    begins: str = ""
    parameters: Mapping[str, JSON] = field(default_factory=dict)
    learned: Learned = field(default_factory=Learned)
    memory: Memory | None = None
    _gate: _Gate = field(default_factory=_Gate)
    _kept: Learned | None = None
    _proven: set[Rung] = field(default_factory=set)
    _told: set[str] = field(default_factory=set)

    async def manner(self, draft: type[BaseModel]) -> Manner:
        """How to ask for a draft now.

        The first question of a run goes alone, unless an earlier run has learned: the others wait until it is answered,
        or for the moment in which it would be refused.
        """
        if self._gate.claimed():
            await self._recall()
            if len(self.rungs) == 1 and not self.parameters:
                self._gate.open()  # there is nothing that could be learned
        else:
            await self._gate.passed()
        self._tell()
        rung = self._rung(draft)
        return Manner(rung, self.learned.sent(self.parameters, rung.mode), "strict" not in self.learned.dropped)

    def step(self, asked: Manner, error: ModelError) -> bool:
        """Learn from a failure; whether there is another manner to ask in.

        Args:
            asked: the manner that failed.
            error: how it failed.
        """
        found = self._lesson(asked, error)
        if found is None or (found.mode and not self._below(asked.rung)):
            return False
        still = {*self.learned.sent(self.parameters, asked.rung.mode), "strict"} - set(self.learned.dropped)
        if found.fields and not (fields := found.fields & still):
            return True  # another question has learned that in the meantime
        self._gate.lessons += 1
        self.learned = self.learned.plus(replace(found, fields=fields) if found.fields else found, asked.rung)
        if found.mode:
            _log.info("%s does not answer by %s at %s; going one rung lower", self.model, asked.rung, self.provider)
        return True

    async def stands(self, asked: Manner) -> None:
        """A question was answered in this manner: keep what is known."""
        self._proven.add(asked.rung)
        if self.memory is not None and self.learned != self._kept:
            self._kept = self.learned
            facts = self.learned.model_dump(mode="json")
            await asyncio.to_thread(self.memory.remember, self.provider, self.model, facts)

    def ended(self) -> None:
        """A question has ended, whichever way: the others need not wait for it."""
        self._gate.open()

    async def _recall(self) -> None:
        """Take on what earlier runs learned."""
        if self.memory is None:
            return
        facts = await asyncio.to_thread(self.memory.recall, self.provider, self.model)
        try:
            kept = None if facts is None else Learned.model_validate(facts)
        except ValidationError:  # of another version
            kept = None
        if kept is not None:
            self._kept = self.learned = self.learned.besides(kept)
            self._gate.open()

    def _rung(self, draft: type[BaseModel]) -> Rung:
        names = [str(rung) for rung in self.rungs]
        begins = self.learned.begins or self.begins
        first = names.index(begins) if begins in names else 0
        left = [rung for rung in self.rungs[first:] if str(rung) not in self.learned.refused] or [self.rungs[-1]]
        return next((rung for rung in (*left, *self.rungs) if not rung.strict or _has_strict_form(draft)), left[0])

    def _below(self, rung: Rung) -> bool:
        """Whether there is a rung below that is not refused."""
        lower = self.rungs[self.rungs.index(rung) + 1 :]
        return any(str(other) not in self.learned.refused for other in lower)

    def _lesson(self, asked: Manner, error: ModelError) -> Lesson | None:
        """What the endpoint says that it cannot do, or shows by answering a forced mode in prose."""
        rung = asked.rung
        if isinstance(error, Unfit):
            untried = self._kept is None and rung not in self._proven
            prose = bool(error.answer.strip()) and "{" not in error.answer
            return Lesson(mode=True) if untried and prose and rung.mode in STRICT_MODES else None
        flagged = rung.strict and asked.flagged
        return lesson(error, rung.mode, [*asked.parameters], strict=flagged)

    def _tell(self) -> None:
        """Say once which of the user's parameters are left out."""
        for name in (self.parameters.keys() & set(self.learned.dropped)) - self._told:
            self._told.add(name)
            _log.warning("%s takes no %s at %s; it is left out", self.model, name, self.provider)


def _has_strict_form(draft: type[BaseModel]) -> bool:
    try:
        form_of(draft)
    except UserError:
        return False
    return True
