"""Finding shapes inside shapes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from pydantic import BaseModel

T = TypeVar("T", bound=BaseModel)

_BARE = frozenset({str, int, float, bool, type(None)})
"""Types that hold nothing; most values are of one."""


def values_in(kind: type[T], *values: object) -> list[T]:
    """Every instance of a shape anywhere in the values, in order; also those inside other instances of it."""
    found: list[T] = []
    _collect(kind, values, found)
    return found


def _collect(kind: type[T], values: Iterable[object], found: list[T]) -> None:
    for value in values:
        if type(value) in _BARE:
            continue
        if isinstance(value, kind):
            found.append(value)
        if isinstance(value, BaseModel):
            _collect(kind, value.__dict__.values(), found)
            _collect(kind, (value.__pydantic_extra__ or {}).values(), found)
        elif isinstance(value, list | tuple | set | frozenset):
            _collect(kind, value, found)
        elif isinstance(value, dict):
            _collect(kind, value.values(), found)
