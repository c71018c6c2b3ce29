"""Finding shapes inside shapes."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel

T = TypeVar("T", bound=BaseModel)


def values_in(kind: type[T], *values: object) -> list[T]:
    """Every instance of a shape anywhere in the values, in order; also those inside other instances of it."""
    found: list[T] = []
    for value in values:
        if isinstance(value, kind):
            found.append(value)
        if isinstance(value, BaseModel):
            found.extend(values_in(kind, *value.__dict__.values(), *(value.__pydantic_extra__ or {}).values()))
        elif isinstance(value, list | tuple | set | frozenset):
            found.extend(values_in(kind, *value))
        elif isinstance(value, dict):
            found.extend(values_in(kind, *value.values()))
    return found
