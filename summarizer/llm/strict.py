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

_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
    "array": list,
    "object": dict,
}
_ONLY_TOLD = ("description", "title")


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

    Optional properties become nullable, dictionaries with free keys lists of entries, tuples objects, and what may be
    anything, or lies too deep, JSON text; definitions are written out where they are used.

    Args:
        schema: as Pydantic makes it; `$ref` only into its own `$defs`.

    Raises:
        UserError: the schema contains itself, or has more properties than strict modes take.
    """
    translation = _Translation(dict(schema))
    root = translation.of(dict(schema), 1)
    if root.schema.get("type") != "object":
        root = _wrapped(translation.of(dict(schema), 2))
    if (count := _properties(root.schema)) > PROPERTIES:
        raise UserError(
            f"The schema has {count:,} properties, and strict modes take {PROPERTIES:,}; ask without --strict."
        )
    return root


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


def _same(value: JSON) -> JSON:
    return value


def _each(back: Back) -> Back:
    return lambda value: [back(item) for item in value] if isinstance(value, list) else value


def _read(value: JSON) -> JSON:
    """What JSON text holds; words that are no JSON are the string that they are."""
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return value


def _closed(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _wrapped(inner: Strict) -> Strict:
    """An object around a root that is none."""
    return Strict(
        _closed({"answer": inner.schema}),
        lambda value: inner.back(value["answer"]) if isinstance(value, dict) and "answer" in value else value,
    )


def _text(schema: Schema) -> Strict:
    """JSON text, for what has no strict form."""
    of = f" that fits {json.dumps(schema, ensure_ascii=False)}" if schema else ""
    return Strict({"type": "string", "description": f"JSON text{of}."}, _read)


def _union(forms: list[Strict]) -> Strict:
    """Any of the forms; the way back is that of the first which the answer fits."""

    def back(value: JSON) -> JSON:
        return next((form.back(value) for form in forms if fits(value, form.schema)), value)

    members: list[Schema] = []
    for form in forms:
        nested = form.schema["anyOf"] if set(form.schema) == {"anyOf"} else [form.schema]
        members += [member for member in nested if member not in members]
    return Strict({"anyOf": members} if len(members) > 1 else members[0], back)


def _optional(form: Strict, default: JSON) -> Strict:
    """The form or null, which stands for a property left out; its description stands outside."""
    if fits(None, form.schema):
        return form
    outside = {name: form.schema[name] for name in _ONLY_TOLD if name in form.schema}
    inside = {name: value for name, value in form.schema.items() if name not in outside}
    either = _union([replace(form, schema=inside), Strict({"type": "null"}, _same)])
    if default not in (None, "", [], {}):
        said = f"null stands for {json.dumps(default, ensure_ascii=False)}"
        outside["description"] = f"{outside.get('description', '')} ({said})".strip()
    return replace(either, schema={**either.schema, **outside})


def _merged(schema: Schema, members: list[Schema]) -> Schema:
    """One schema for all of the members of `allOf`, and what stands beside it."""
    whole: Schema = {}
    for member in (*members, {name: value for name, value in schema.items() if name != "allOf"}):
        properties = {**whole.get("properties", {}), **member.get("properties", {})}
        required = [*whole.get("required", ()), *member.get("required", ())]
        whole |= member
        whole |= {"properties": properties, "required": required} if properties else {}
    return whole


class _Translation:
    """A schema's way into its strict form."""

    def __init__(self, root: Schema) -> None:
        self._root = root

    def of(self, schema: JSON, depth: int, within: tuple[str, ...] = ()) -> Strict:
        """The strict form, with what strict modes do not take told in its description.

        Args:
            schema: a part of the root.
            depth: the level that it stands at, from 1.
            within: the definitions that it stands in.
        """
        if not isinstance(schema, dict):  # `true` stands for anything
            return _text({})
        if "$ref" in schema:
            return self.of(self._referred(schema, within), depth, (*within, schema["$ref"]))
        if "allOf" in schema:
            return self.of(_merged(schema, [self._whole(member, within) for member in schema["allOf"]]), depth, within)
        form = self._form(schema, depth, within)
        said = [schema.get("description"), form.schema.get("description"), told(schema)]
        description = {"description": " ".join(filter(None, said))} if any(said) else {}
        title = {"title": schema["title"]} if isinstance(schema.get("title"), str) else {}
        return replace(form, schema={**form.schema, **title, **description})

    def _referred(self, schema: Schema, within: tuple[str, ...]) -> Schema:
        """The definition that a reference names, with what stands beside the reference put over it."""
        ref: str = schema["$ref"]
        if ref in within:
            raise UserError(f"The schema contains itself at {ref}; give it a fixed depth instead.")
        found: JSON = self._root
        for step in ref.removeprefix("#").split("/")[1:]:
            found = found.get(step.replace("~1", "/").replace("~0", "~")) if isinstance(found, dict) else None
        if not ref.startswith("#") or not isinstance(found, dict):
            raise UserError(f"The schema has no definition {ref}; correct the reference.")
        return {**found, **{name: value for name, value in schema.items() if name != "$ref"}}

    def _whole(self, schema: JSON, within: tuple[str, ...]) -> JSON:
        """The schema with its references written out, as it is."""
        if isinstance(schema, dict) and isinstance(schema.get("$ref"), str):
            return self._whole(self._referred(schema, within), (*within, schema["$ref"]))
        if isinstance(schema, dict):
            return {name: self._whole(value, within) for name, value in schema.items()}
        return [self._whole(item, within) for item in schema] if isinstance(schema, list) else schema

    def _form(self, schema: Schema, depth: int, within: tuple[str, ...]) -> Strict:
        """The form by the schema's kind, without its description."""
        kind = schema.get("type")
        if members := schema.get("anyOf") or schema.get("oneOf"):
            return _union([self.of(member, depth, within) for member in members])
        if "enum" in schema or "const" in schema:
            return self._one_of(schema["enum"] if "enum" in schema else [schema["const"]])
        if isinstance(kind, list):
            return _union([self._form({**schema, "type": member}, depth, within) for member in kind])
        if kind in {"object", "array"}:
            return self._container(schema, depth, within)
        return Strict({"type": kind}, _same) if kind in _TYPES else _text({})

    @staticmethod
    def _one_of(values: list[JSON]) -> Strict:
        """An enumeration, a member of the union for each type in it."""
        if any(isinstance(value, dict | list) for value in values):
            return _text({"enum": values})
        kinds = {
            kind: [value for value in values if fits(value, {"type": kind})]
            for kind in ("string", "integer", "boolean", "null")
        }
        kinds["number"] = [value for value in values if isinstance(value, float)]
        return _union(
            [
                Strict({"type": kind} if kind == "null" else {"type": kind, "enum": found}, _same)
                for kind, found in kinds.items()
                if found
            ]
        )

    def _container(self, schema: Schema, depth: int, within: tuple[str, ...]) -> Strict:
        array = schema["type"] == "array"
        closed = "properties" in schema or schema.get("additionalProperties") is False
        if depth + (0 if array or closed else 1) > DEPTH:
            return _text(self._whole({key: value for key, value in schema.items() if key not in _ONLY_TOLD}, within))
        if not array:
            return (self._object if closed else self._dictionary)(schema, depth, within)
        if "prefixItems" in schema:
            return self._tuple(schema, depth, within)
        item = self.of(schema.get("items", True), depth + 1, within)
        return Strict({"type": "array", "items": item.schema}, _each(item.back))

    def _object(self, schema: Schema, depth: int, within: tuple[str, ...]) -> Strict:
        properties: Schema = schema.get("properties", {})
        forms = {name: self.of(value, depth + 1, within) for name, value in properties.items()}
        optional = forms.keys() - set(schema.get("required", ()))
        left_out = {name for name in optional if not fits(None, forms[name].schema)}
        for name in left_out:
            forms[name] = _optional(
                forms[name], properties[name].get("default") if properties[name] is not True else None
            )

        def back(value: JSON) -> JSON:
            if not isinstance(value, dict):
                return value
            said = {name: item for name, item in value.items() if item is not None or name not in left_out}
            return {name: forms[name].back(item) if name in forms else item for name, item in said.items()}

        return Strict(_closed({name: form.schema for name, form in forms.items()}), back)

    def _dictionary(self, schema: Schema, depth: int, within: tuple[str, ...]) -> Strict:
        """A list of entries, in place of an object whose keys are free."""
        patterns: Schema = schema.get("patternProperties", {})
        values = next(iter(patterns.values()), schema.get("additionalProperties", True))
        names = {"pattern": next(iter(patterns))} if patterns else schema.get("propertyNames", {})
        key = self.of({"type": "string", **names}, depth + 2, within)
        entry = self.of(values, depth + 2, within)

        def back(value: JSON) -> JSON:
            pairs = isinstance(value, list) and all(
                isinstance(item, dict) and item.keys() == {"key", "value"} and isinstance(item["key"], str)
                for item in value
            )
            return {item["key"]: entry.back(item["value"]) for item in value} if pairs else value

        items = _closed({"key": key.schema, "value": entry.schema})
        return Strict({"type": "array", "items": items, "description": "Entries, each key once."}, back)

    def _tuple(self, schema: Schema, depth: int, within: tuple[str, ...]) -> Strict:
        """An object with a property for each place; the places that may be left out are nullable."""
        least: int = schema.get("minItems", 0)
        forms = {f"item_{n}": self.of(item, depth + 1, within) for n, item in enumerate(schema["prefixItems"], 1)}
        places = {
            name: form if index < least else _optional(form, None) for index, (name, form) in enumerate(forms.items())
        }
        if schema.get("items", False) is not False:
            places["rest"] = self.of({"type": "array", "items": schema["items"]}, depth + 1, within)

        def back(value: JSON) -> JSON:
            if not isinstance(value, dict) or value.keys() != places.keys():
                return value
            items = [places[name].back(value[name]) for name in forms]
            rest = places["rest"].back(value["rest"]) if "rest" in places else []
            while not rest and len(items) > least and items[-1] is None:
                items.pop()
            return items + rest if isinstance(rest, list) else value

        return Strict(_closed({name: form.schema for name, form in places.items()}), back)
