"""Draft: a schema's form on the wire, derived from the schema, with every grounded field a plain string."""

from __future__ import annotations

import collections.abc
import types
import typing
from dataclasses import dataclass, is_dataclass
from functools import cache
from typing import Annotated, Any, Union, is_typeddict

from pydantic import BaseModel, ConfigDict, Field, PydanticUserError, RootModel, create_model

from summarizer.errors import UserError
from summarizer.schema.grounded import EVIDENCE_WIRE, MENTION_WIRE, VERBATIM_WIRE, Evidence, Mention, Verbatim
from summarizer.schema.span import Span

_WIRE: dict[object, Any] = {Verbatim: str, Mention: str, Evidence: list[str]}
_MEANING: dict[object, str] = {Verbatim: VERBATIM_WIRE, Mention: MENTION_WIRE, Evidence: EVIDENCE_WIRE}


@dataclass(frozen=True, slots=True)
class ByCode:
    """Marks a field that code fills: it is not asked of the model."""


BY_CODE = ByCode()


@dataclass(frozen=True, slots=True)
class Essential:
    """Marks an optional field without which its item would say something else.

    If its words do not stand, the whole item goes.
    """


ESSENTIAL = Essential()


class Draft(BaseModel):
    """What the model answers: flat strings and references, not yet trusted."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)


@cache
def draft_type(schema: type[BaseModel]) -> type[Draft]:
    """Derive the model that an answer must fit.

    Args:
        schema: any Pydantic model, with grounded types anywhere in it.

    Returns:
        A model of the same fields and descriptions, grounded types as strings, without the fields that code fills.

    Raises:
        UserError: a schema, or a field of it, that no model can answer; the message names it.
    """
    if not (isinstance(schema, type) and issubclass(schema, BaseModel)):
        raise UserError(f"{schema!r} is no schema; give a Pydantic model.")
    draft = _derive(schema, ())
    try:
        draft.model_json_schema()
    except PydanticUserError as error:
        raise UserError(f"The schema {schema.__name__} cannot be asked for as JSON: {error.message}") from error
    return draft


def _derive(schema: type[BaseModel], within: tuple[type[BaseModel], ...]) -> type[Draft]:
    if issubclass(schema, RootModel):
        raise UserError(f"The schema {schema.__name__} has no fields of its own; put what it holds into a field.")
    if schema in within:
        raise UserError(f"The schema {schema.__name__} contains itself; give it a fixed depth instead.")
    fields: dict[str, Any] = {}
    for name, field in schema.model_fields.items():
        if any(isinstance(item, ByCode) for item in field.metadata):
            continue
        annotation = field.rebuild_annotation()
        fields[name] = (_on_the_wire(annotation, (*within, schema)), _wire_field(field, _meaning(annotation)))
    return create_model(schema.__name__, __base__=Draft, __doc__=schema.__doc__, **fields)


def _meaning(annotation: Any) -> str | None:  # noqa: ANN401 # annotations have no common type
    """What to answer where the annotation holds a grounded type, for a field that does not say it itself."""
    if isinstance(annotation, type) and annotation in _MEANING:
        return _MEANING[annotation]
    return next(filter(None, map(_meaning, typing.get_args(annotation))), None)


def _wire_field(field: Any, meaning: str | None) -> Any:  # noqa: ANN401 # pydantic.fields.FieldInfo, whose constructor is not typed
    """The field without its metadata, which stands in the annotation already."""
    keep: dict[str, Any] = {"description": field.description or meaning, "title": field.title, "alias": field.alias}
    if field.default_factory is not None:
        return Field(default_factory=field.default_factory, **keep)
    return Field(... if field.is_required() else _plain(field.default), **keep)


def _cannot_be_grounded(annotation: object) -> bool:
    """Plain spans would be offsets that a model makes up; grounded types in other classes are never reached."""
    if not isinstance(annotation, type) or typing.get_args(annotation):
        return False
    if issubclass(annotation, Span | Evidence):
        return True
    fields = typing.get_type_hints(annotation) if is_dataclass(annotation) or is_typeddict(annotation) else {}
    return any(_meaning(field) for field in fields.values())


def _plain(default: object) -> object:
    """A default of the result, as the wire would have it."""
    return default.model_dump() if isinstance(default, BaseModel) else default


def _on_the_wire(annotation: Any, within: tuple[type[BaseModel], ...]) -> Any:  # noqa: ANN401 # annotations
    if isinstance(annotation, type) and annotation in _WIRE:
        return _WIRE[annotation]
    if _cannot_be_grounded(annotation):
        raise UserError(
            f"{getattr(annotation, '__name__', annotation)} cannot be a field's type in a schema: "
            "use Verbatim, Evidence or Mention, and Pydantic models around them."
        )
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is None and isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _derive(annotation, within)
    if origin in (None, typing.Literal, collections.abc.Callable):
        return annotation
    if origin is Annotated:
        return Annotated[(_on_the_wire(arguments[0], within), *annotation.__metadata__)]
    inner = tuple(_on_the_wire(argument, within) if argument is not Ellipsis else argument for argument in arguments)
    return Union[inner] if origin in (Union, types.UnionType) else origin[inner]  # noqa: UP007 # the members are only known at run time
