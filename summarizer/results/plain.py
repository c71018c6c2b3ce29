"""An outcome as plain data, and what of it a table can show."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeGuard

from pydantic_core import PydanticSerializationError, from_json

from summarizer.schema.outcome import Outcome

Data = dict[str, Any]

_SURROGATE = re.compile("[\ud800-\udfff]")
_SPAN = frozenset({"start", "end", "text"})
_CHECK = frozenset({"kind", "words", "start", "end", "verdict", "nearest"})


class ItemKind(StrEnum):
    """What an object of a summary is, by its shape, whatever the schema and the field are called."""

    QUOTE = "quote"
    """`words` with a verdict."""
    CLAIM = "claim"
    """`text` with `evidence`."""
    TOPIC = "topic"
    """`label` with `evidence`."""
    SPAN = "span"
    """A place in the article that belongs to none of these."""


_OWN = {
    ItemKind.QUOTE: frozenset({"words", "mention", "cue"}),
    ItemKind.CLAIM: frozenset({"evidence", "source"}),
    ItemKind.TOPIC: frozenset({"evidence"}),
}
"""The fields whose spans belong to the item itself."""


@dataclass(frozen=True, slots=True)
class Item:
    """One quote, claim, topic or other span of a summary."""

    kind: ItemKind
    path: str
    """Where in the summary, such as `quotes[2]`."""
    value: Data


def plain(outcome: Outcome[Any]) -> Data:
    """Give an outcome as its JSON has it; half a surrogate pair, which no file can hold, becomes U+FFFD."""
    try:
        value: Data = from_json(outcome.model_dump_json())
    except PydanticSerializationError:
        value = _whole(outcome.model_dump(mode="json"))
    return value


def json_line(outcome: Outcome[Any]) -> bytes:
    """Give an outcome as one line of JSON."""
    try:
        return outcome.model_dump_json().encode() + b"\n"
    except PydanticSerializationError:
        return json.dumps(plain(outcome), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _whole(value: Any) -> Any:  # noqa: ANN401 # JSON
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {_SURROGATE.sub("\ufffd", str(key)): _whole(item) for key, item in value.items()}
    return [_whole(item) for item in value] if isinstance(value, list | tuple) else value


def items_of(value: object, path: str = "") -> Iterator[Item]:
    """Find the quotes, claims, topics and other spans of a summary of any schema, in its own order."""
    if isinstance(value, list):
        for number, entry in enumerate(value):
            yield from items_of(entry, f"{path}[{number}]")
    elif isinstance(value, dict) and not is_check(value):
        kind = _kind(value)
        if kind is not None:
            yield Item(kind, path, value)
        if kind is not ItemKind.SPAN:
            for key in value if kind is None else [key for key in value if key not in _OWN[kind]]:
                yield from items_of(value[key], f"{path}.{key}" if path else key)


def is_span(value: object) -> TypeGuard[Data]:
    """Whether this is a place in the article."""
    if not (isinstance(value, dict) and value.keys() >= _SPAN):
        return False
    return isinstance(value["text"], str) and all(type(value[name]) is int for name in ("start", "end"))


def is_check(value: object) -> TypeGuard[Data]:
    """Whether this is what code found of one figure or name, whose places are no part of the answer."""
    return isinstance(value, dict) and value.keys() >= _CHECK


def _kind(value: Data) -> ItemKind | None:
    if is_span(value):
        return ItemKind.SPAN
    if is_span(value.get("words")):
        return ItemKind.QUOTE
    evidence = value.get("evidence")
    if isinstance(evidence, list) and all(map(is_span, evidence)):
        if isinstance(value.get("text"), str):
            return ItemKind.CLAIM
        if isinstance(value.get("label"), str):
            return ItemKind.TOPIC
    return None


def fields_of(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Find what a summary says outside of its quotes, claims, topics and spans: path and value of each single field."""
    if isinstance(value, list):
        for number, entry in enumerate(value):
            yield from fields_of(entry, f"{path}[{number}]")
    elif isinstance(value, dict):
        if _kind(value) is None and not is_check(value):
            for key, entry in value.items():
                yield from fields_of(entry, f"{path}.{key}" if path else key)
    elif value is not None:
        yield path, value if isinstance(value, str) else json.dumps(value)


def spans_of(value: object, path: str = "") -> Iterator[Item]:
    """Find every place in the article that a summary of any schema holds, in its own order; not those of checks."""
    if isinstance(value, list):
        for number, entry in enumerate(value):
            yield from spans_of(entry, f"{path}[{number}]")
    elif isinstance(value, dict) and is_span(value):
        yield Item(ItemKind.SPAN, path, value)
    elif isinstance(value, dict) and not is_check(value):
        for key, entry in value.items():
            yield from spans_of(entry, f"{path}.{key}" if path else key)
