"""What a strict mode does not take of a JSON Schema, in words for a description."""

from __future__ import annotations

import json
from collections.abc import Mapping

from summarizer.store.exchange import JSON

_SAID = {
    "minimum": "at least {}",
    "maximum": "at most {}",
    "exclusiveMinimum": "more than {}",
    "exclusiveMaximum": "less than {}",
    "multipleOf": "a multiple of {}",
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "pattern": "matching {}",
    "format": "format {}",
    "minItems": "at least {} items",
    "maxItems": "at most {} items",
    "minProperties": "at least {} entries",
    "maxProperties": "at most {} entries",
}
_FORMATS = {"date": "YYYY-MM-DD", "date-time": "ISO 8601 date and time", "time": "HH:MM:SS"}
_FORMED = frozenset(
    {"type", "properties", "required", "items", "prefixItems", "additionalProperties", "propertyNames"}
    | {"patternProperties", "anyOf", "oneOf", "allOf", "enum", "const", "discriminator", "$ref"}
    | {"description", "title", "default", "$defs", "definitions", "$schema", "$id", "$comment"}
)
"""Keywords that the strict form itself takes up, or that say nothing about the answer."""


def told(schema: Mapping[str, JSON]) -> str:
    """The bounds, formats and other keywords of one schema, such as `(at least 0, at most 9)`; or nothing."""
    counted = {"minItems", "maxItems"} if "prefixItems" in schema else set()
    order = [*(name for name in _SAID if name in schema), *(name for name in schema if name not in _SAID)]
    said = [_phrase(name, schema[name]) for name in order if name not in _FORMED | counted]
    return f"({', '.join(said)})" if said else ""


def _phrase(name: str, value: JSON) -> str:
    if name == "format" and value in _FORMATS:
        return _FORMATS[value]
    if name == "uniqueItems":
        return "each once" if value else "repeats allowed"
    shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return _SAID.get(name, f"{name} {{}}").replace("{}", shown)
