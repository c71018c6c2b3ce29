"""The parts of a JSON Schema that hold no others, as annotations: words, numbers, choices, and their bounds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any, Literal, TypeAlias
from uuid import UUID

from pydantic import AnyUrl, Field, TypeAdapter, ValidationError
from pydantic_core import SchemaError

from summarizer.errors import UserError

Annotation: TypeAlias = Any
"""Annotations have no common type."""
Schema: TypeAlias = Mapping[str, Any]

_FORMATS: Mapping[str, type] = {
    "date": date,
    "date-time": datetime,
    "time": time,
    "duration": timedelta,
    "uri": AnyUrl,
    "uuid": UUID,
}
SCALARS: Mapping[str, Annotation] = {"integer": int, "number": float, "boolean": bool, "null": None}
_BOUNDS = {
    "minimum": "ge",
    "maximum": "le",
    "exclusiveMinimum": "gt",
    "exclusiveMaximum": "lt",
    "multipleOf": "multiple_of",
    "minLength": "min_length",
    "maxLength": "max_length",
    "minItems": "min_length",
    "maxItems": "max_length",
    "pattern": "pattern",
}
_BOUNDED = {
    "string": {"minLength", "maxLength", "pattern"},
    "array": {"minItems", "maxItems"},
    "boolean": set(),
    "null": set(),
    "integer": {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"},
    "number": {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"},
}


def one_of(values: object, place: str) -> Annotation:
    """One of the values."""
    if not isinstance(values, list) or not values or any(isinstance(value, list | dict) for value in values):
        raise UserError(f"At {place}: the choices must be words, numbers, true, false or null; write them out so.")
    return Literal[tuple(values)]


def string(schema: Schema, place: str) -> Annotation:
    """Words; dates, times, addresses and UUIDs are read as what they are, other formats are only told."""
    form = schema.get("format")
    if isinstance(form, str) and form in _FORMATS:
        return _FORMATS[form]
    within = bounded(str, schema, "string", place)
    return within if form is None else Annotated[within, Field(json_schema_extra={"format": form})]


def bounded(annotation: Annotation, schema: Schema, kind: str, place: str) -> Annotation:
    """The annotation with the schema's bounds."""
    bounds: dict[str, Any] = {
        _BOUNDS[word]: schema[word] for word in _BOUNDS if word in schema and word in _BOUNDED[kind]
    }
    if not bounds:
        return annotation
    found = Annotated[annotation, Field(**bounds)]
    try:
        TypeAdapter(found)
    except (SchemaError, TypeError) as error:
        reason = str(error).strip().splitlines()[-1].strip()
        raise UserError(f"At {place}: the bounds cannot be kept ({reason}); correct them or leave them out.") from error
    return found


def checked_default(annotation: Annotation, default: object, place: str) -> object:
    """The default as the annotation reads it."""
    try:
        return TypeAdapter(annotation).validate_python(default)
    except ValidationError as error:
        raise UserError(
            f"At {place}: the default {default!r} is no such value ({error.errors()[0]['msg']}); leave it out."
        ) from error


def each_once(items: list[Any]) -> list[Any]:
    """The items, or a `ValueError` where one is there twice."""
    if any(item in items[:index] for index, item in enumerate(items)):
        raise ValueError("each item may be there once only")
    return items
