"""A talk in a strict mode: requests carry the strict schema, answers are turned back before anybody validates them."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from pydantic import BaseModel

from summarizer.llm.strict import Strict, strict
from summarizer.store.exchange import JSON, Completion


@dataclass(frozen=True, slots=True)
class StrictTalk:
    """The strict form of one question's schema, and what was answered in it."""

    form: Strict
    flagged: bool = True
    """Whether the schema goes with the flag that says it is strict; some endpoints hold to it without knowing one."""
    _said: dict[str, str] = field(default_factory=dict)
    """Each answer as it came, by the one that it was turned into."""

    def sent(self, body: dict[str, JSON]) -> dict[str, JSON]:
        """Put the strict schema in place of the request's own, and the model's answers as it gave them."""
        body = copy.deepcopy(body)
        flag = {"strict": True} if self.flagged else {}
        for tool in body.get("tools", ()):
            tool["function"] |= {"parameters": self.form.schema, **flag}
        if "json_schema" in body.get("response_format", {}):
            body["response_format"]["json_schema"] |= {"schema": self.form.schema, **flag}
        for holder, name in _answers([said for said in body["messages"] if said.get("role") == "assistant"]):
            holder[name] = self._said.get(holder[name], holder[name])
        return body

    def heard(self, completion: Completion) -> Completion:
        """The completion with its answer as the schema has it; what is no JSON stays."""
        completion = copy.deepcopy(completion)
        for holder, name in _answers([completion["choices"][0]["message"]]):  # there is one, or it would be a fault
            holder[name] = self._turned_back(holder[name])
        return completion

    def _turned_back(self, said: str) -> str:
        try:
            turned = json.dumps(self.form.back(json.loads(said)), ensure_ascii=False)
        except ValueError:
            return said
        self._said[turned] = said
        return turned


@lru_cache(maxsize=64)
def form_of(answer: type[BaseModel]) -> Strict:
    """The strict form of a model's schema.

    Raises:
        UserError: it has none.
    """
    return strict(answer.model_json_schema())


def is_strict(body: Mapping[str, JSON]) -> bool:
    """Whether a request body carries a strict schema, with the flag that says so or without."""
    return is_flagged(body) or any(_has_strict_root(part) for part in _carriers(body))


def is_flagged(body: Mapping[str, JSON]) -> bool:
    """Whether a request body asks for a strict mode."""
    return any(part.get("strict") is True for part in _carriers(body))


def _carriers(body: Mapping[str, JSON]) -> list[dict[str, JSON]]:
    """The parts of a request body that carry the schema."""
    parts = [tool.get("function", {}) for tool in body.get("tools", ())]
    form = body.get("response_format")
    return parts + ([form["json_schema"]] if isinstance(form, dict) and "json_schema" in form else [])


def _has_strict_root(carrier: Mapping[str, JSON]) -> bool:
    """Whether the schema's root is one that `strict` makes: closed, with every property required."""
    schema = carrier.get("parameters") or carrier.get("schema") or {}
    every = sorted(schema.get("properties", {})) == sorted(schema.get("required", ()))
    return every and schema.get("additionalProperties") is False and "$defs" not in schema


def _answers(messages: list[dict[str, JSON]]) -> Iterator[tuple[dict[str, JSON], str]]:
    """Where answers stand in the assistant's messages: content, and arguments of tool calls."""
    for message in messages:
        if isinstance(message.get("content"), str):
            yield message, "content"
        for call in message.get("tool_calls") or ():
            if isinstance(call.get("function"), dict) and isinstance(call["function"].get("arguments"), str):
                yield call["function"], "arguments"
