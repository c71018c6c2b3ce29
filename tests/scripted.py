"""A model whose drafts a test writes down."""

from collections.abc import Callable, Iterator
from typing import Any

from summarizer.errors import ModelError
from summarizer.prompts.ask import Answer, Ask
from summarizer.schema.usage import Usage

Draft = dict[str, Any] | ModelError


class ScriptedModel:
    """Answers each ask with the next draft; keeps the asks."""

    name = "scripted"
    identity = "scripted 1"

    def __init__(self, *drafts: Draft, always: Callable[[Ask], Draft] | None = None) -> None:
        self._drafts: Iterator[Draft] = iter(drafts)
        self._always = always
        self.asks: list[Ask] = []
        self.closed = False

    async def answer(self, ask: Ask) -> Answer:
        self.asks.append(ask)
        draft = self._always(ask) if self._always else next(self._drafts)
        usage = Usage(calls=1, input_tokens=10, output_tokens=2)
        return Answer(draft if isinstance(draft, ModelError) else ask.draft.model_validate(draft), usage)

    async def close(self) -> None:
        self.closed = True


def summary(**parts: object) -> dict[str, Any]:
    """An article summary's draft, empty but for what is given."""
    return {"headline": "", "abstract": "", "topics": [], "claims": [], "quotes": [], **parts}
