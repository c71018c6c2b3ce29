"""The request body: what instructor makes of a question, set right for the wire and for the store."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Literal, TypeAlias

from summarizer.store.exchange import JSON

Mode: TypeAlias = Literal["tools", "json_schema", "json", "md_json"]
"""How the schema is sent: as a forced tool call, as a JSON Schema response format, or as words in the prompt."""

MODES: tuple[Mode, ...] = ("tools", "json_schema", "json", "md_json")

STRICT_MODES: frozenset[Mode] = frozenset({"tools", "json_schema"})
"""The modes that send the schema itself, so that an endpoint can hold the answer to it."""

RESERVED = frozenset({"model", "messages", "tools", "tool_choice", "response_format"})
"""Fields of a request body that the question and its mode decide."""

_PYDANTIC_LINK = re.compile(r"\n *For further information visit https://errors\.pydantic\.dev/\S+")
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9_-]+")
_NAME_LENGTH = 64


def request_body(arguments: Mapping[str, JSON], *, turns: int) -> dict[str, JSON]:
    """Make a request body of the arguments that instructor calls with; equal arguments make equal bodies.

    Args:
        arguments: they stay as they are, for instructor goes on to add its re-asks to their list of messages.
        turns: how many of the messages are the question; what is beyond them is re-asks.
    """
    body: dict[str, JSON] = json.loads(json.dumps(dict(arguments)))
    body["messages"][turns:] = map(_without_links, body["messages"][turns:])
    for named in _named(body):
        named["name"] = _NOT_IN_NAMES.sub("_", named["name"])[:_NAME_LENGTH]
    return body


def mode_of(body: Mapping[str, JSON]) -> Mode:
    """Return the mode in which a request body was built."""
    if "tools" in body:
        return "tools"
    response_format = body.get("response_format")
    kind = response_format.get("type") if isinstance(response_format, dict) else None
    return "json_schema" if kind == "json_schema" else "json" if kind == "json_object" else "md_json"


def parameters_of(body: Mapping[str, JSON]) -> dict[str, JSON]:
    """Return the fields of a request body that neither the question nor its mode put there."""
    return {name: value for name, value in body.items() if name not in RESERVED}


def _named(body: Mapping[str, JSON]) -> list[dict[str, JSON]]:
    """List the parts that carry the schema's name: endpoints want a plain word there, and a title may be any."""
    functions = [
        tool["function"] for tool in (*body.get("tools", ()), body.get("tool_choice", {})) if "function" in tool
    ]
    formats = [form["json_schema"] for form in (body.get("response_format", {}),) if "json_schema" in form]
    return functions + formats


def _without_links(message: dict[str, JSON]) -> dict[str, JSON]:
    """Leave out pydantic's links to its documentation: no model needs them, and each release has others."""
    content = message.get("content")
    return {**message, "content": _PYDANTIC_LINK.sub("", content) if isinstance(content, str) else content}
