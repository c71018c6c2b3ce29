"""A language model as the pipeline sees it: ask in, draft out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Protocol

from summarizer.errors import ModelError
from summarizer.llm.model import LanguageModel
from summarizer.llm.structured import spent
from summarizer.prompts.ask import Answer, Ask
from summarizer.store.exchange import CAPS, Store


class Closing(Protocol):
    """Something that holds a file open."""

    def close(self) -> None:
        """Let go of it; calling it twice is no error."""
        ...


@dataclass(frozen=True, slots=True)
class AskedModel:
    """Answers asks through a language model; owns the store that its exchanges are kept in, and other open files."""

    language_model: LanguageModel
    store: Store | None = None
    files: tuple[Closing, ...] = ()

    @property
    def name(self) -> str:
        """The model's name as the user gave it."""
        return self.language_model.named

    @property
    def identity(self) -> str:
        """Provider, name, and what the user wants of mode, strictness and parameters.

        Not the rung that was reached: what an endpoint teaches in one run must not make the next one do all again.
        """
        asked = self.language_model
        parameters = {name: value for name, value in asked.parameters.items() if name not in CAPS}
        told = [asked.provider, asked.model, asked.mode, parameters, asked.strict]
        return json.dumps(told, sort_keys=True)

    async def answer(self, ask: Ask) -> Answer:
        """Answer, or give the error that took its place, with what was spent either way."""
        try:
            found = await self.language_model.answer(messages=ask.messages, draft=ask.draft, article=ask.name)
        except ModelError as error:
            return Answer(error, spent(error))
        return Answer(found.answer, found.usage, found.seconds)

    async def close(self) -> None:
        """Close connections and store."""
        await self.language_model.close()
        for held in (*self.files, *filter(None, [self.store])):
            held.close()
