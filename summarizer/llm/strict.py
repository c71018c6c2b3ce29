"""Strict schemas: a JSON Schema as providers' strict modes take it, and the way back to what the model validates.

Strict modes constrain the answer as it is written, and take a part of JSON Schema only: closed objects, every property
required, no defaults, no free keys, no tuples, no bounds. What a schema says beyond that goes into its descriptions.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from summarizer.errors import UserError
from summarizer.llm.strict_words import told
from summarizer.store.exchange import JSON

Schema: TypeAlias = dict[str, JSON]
Back: TypeAlias = Callable[[JSON], JSON]

DEPTH = 10
"""Levels of objects and arrays that strict modes allow; what lies deeper is asked for as JSON text."""
PROPERTIES = 5_000

_TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str, "boolean": bool, "null": type(None), "array": list, "object": dict, "integer": int, "number": (int, float),
}  # fmt: skip
_NULL: Schema = {"type": "null"}
_ANYTHING = ["string", "number", "boolean", "null"]


@dataclass(frozen=True, slots=True)
class Strict:
    """A schema in its strict form.

    Attributes:
        schema: what to send; its root is a closed object.
        back: turns an answer of that form into one of the form that it was made from; what does not have the form
            stays as it is, for validation to refuse.
    """

    schema: Schema
    back: Back


def strict(schema: Mapping[str, JSON]) -> Strict:
    """Turn a JSON Schema into one that OpenAI's strict rules accept.

    Args:
        schema: as Pydantic makes it; `$ref` only into its own `$defs`.

    Raises:
        UserError: the schema contains itself, or has more properties than strict modes take.
    """
    root = _Translation(dict(schema)).of(dict(schema), 1)
    if root.schema.get("type") != "object":
        root = _wrapped(_Translation(dict(schema)).of(dict(schema), 2))
    if (count := _properties(root.schema)) > PROPERTIES:
        raise UserError(f"The schema has {count:,} properties, and strict modes take {PROPERTIES:,}; leave --strict out.")
    return root


def _same(value: JSON) -> JSON:
    return value


def _wrapped(inner: Strict) -> Strict:
    """An object around a root that is none."""
    return Strict(
        _closed({"answer": inner.schema}),
        lambda value: inner.back(value["answer"]) if isinstance(value, dict) and "answer" in value else value,
    )


def _closed(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _or_null(form: Strict) -> Strict:
    return form if fits(None, form.schema) else _union([form, Strict(_NULL, _same)])


def _union(forms: list[Strict]) -> Strict:
    """Any of the forms; the way back is that of the first which the answer fits."""

    def back(value: JSON) -> JSON:
        return next((form.back(value) for form in forms if fits(value, form.schema)), value)

    if len(forms) == 1:
        return forms[0]
    members: list[Schema] = []
    for form in forms:
        nested = form.schema["anyOf"] if "anyOf" in form.schema and "description" not in form.schema else [form.schema]
        members += [member for member in nested if member not in members]
    return Strict({"anyOf": members} if len(members) > 1 else members[0], back)


def fits(value: JSON, schema: Schema) -> bool:
    """Whether a value has the form of a strict schema."""
    if "anyOf" in schema:
        return any(fits(value, member) for member in schema["anyOf"])
    if not isinstance(value, _TYPES[schema["type"]]) or (isinstance(value, bool) and schema["type"] != "boolean"):
        return False
    if "enum" in schema:
        return value in schema["enum"]
    if isinstance(value, dict):
        properties = schema["properties"]
        return value.keys() == properties.keys() and all(fits(value[name], properties[name]) for name in properties)
    return not isinstance(value, list) or all(fits(item, schema["items"]) for item in value)


def _properties(schema: Schema) -> int:
    inner = [*schema.get("properties", {}).values(), *schema.get("anyOf", ())]
    inner += [schema["items"]] if "items" in schema else []
    return len(schema.get("properties", {})) + sum(map(_properties, inner))


class _Translation:
    """One schema's way into its strict form; `within` are the definitions that are being taken apart."""

    def __init__(self, root: Schema, within: tuple[str, ...] = ()) -> None:
        self._root = root
        self._within = within

    def of(self, schema: JSON, depth: int) -> Strict:
        """The strict form, with what strict modes do not take told in its description."""
        if not isinstance(schema, dict):  # `true` stands for anything
            return self._text({}, "")
        if "$ref" in schema:
            return self._referred(schema, depth)
        form = self._form(schema, depth)
        texts = [schema.get("description") or form.schema.get("description", ""), told(schema)]
        description = " ".join(text for text in texts if text)
        kept = {name: schema[name] for name in ("title",) if isinstance(schema.get(name), str)}
        return replace(form, schema={**form.schema, **kept, **({"description": description} if description else {})})

    def _referred(self, schema: Schema, depth: int) -> Strict:
        ref = schema["$ref"]
        if ref in self._within:
            raise UserError(f"The schema contains itself at {ref}; give it a fixed depth instead.")
        beside = {name: value for name, value in schema.items() if name != "$ref"}
        return _Translation(self._root, (*self._within, ref)).of({**self._at(ref), **beside}, depth)

    def _at(self, ref: str) -> Schema:
        found: JSON = self._root
        for step in ref.removeprefix("#").split("/")[1:]:
            found = found.get(step.replace("~1", "/").replace("~0", "~")) if isinstance(found, dict) else None
        if not ref.startswith("#") or not isinstance(found, dict):
            raise UserError(f"The schema has no definition {ref}; correct the reference.")
        return found

    def _form(self, schema: Schema, depth: int) -> Strict:
        """The form by the schema's kind."""
        kind = schema.get("type")
        if members := schema.get("anyOf") or schema.get("oneOf"):
            return _union([self.of(member, depth) for member in members])
        if members := schema.get("allOf"):
            return self.of(_merged([self._resolved(member) for member in members], schema), depth)
        if "enum" in schema or "const" in schema:
            return self._one_of(schema["enum"] if "enum" in schema else [schema["const"]])
        if isinstance(kind, list):
            return _union([self._form({**schema, "type": member}, depth) for member in kind])
        if kind in ("object", "array"):
            return self._container(schema, depth)
        return Strict({"type": kind}, _same) if kind in _TYPES else self._text({}, "")

    def _one_of(self, values: list[JSON]) -> Strict:
        if any(isinstance(value, dict | list) for value in values):
            return self._text({"enum": values}, "")
        kinds = {name: [v for v in values if fits(v, {"type": name})] for name in ("string", "integer", "boolean", "null")}
        kinds["number"] = [value for value in values if isinstance(value, float)]
        forms = [Strict({"type": name, **({} if name == "null" else {"enum": found})}, _same) for name, found in kinds.items() if found]
        return _union(forms)

    def _container(self, schema: Schema, depth: int) -> Strict:
        named = schema["type"] == "object" and "properties" in schema
        levels = 1 if named or schema["type"] == "array" else 2
        if depth + levels - 1 > DEPTH:
            return self._text(self._resolved(schema), "")
        if named:
            return self._object(schema, depth)
        if schema["type"] == "object":
            return self._dictionary(schema, depth)
        if "prefixItems" in schema:
            return self._tuple(schema, depth)
        item = self.of(schema.get("items", True), depth + 1)
        return Strict({"type": "array", "items": item.schema}, _each(item.back))
