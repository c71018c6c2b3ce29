"""Finding shapes inside shapes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
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
        is_wanted, holds_fields, is_items = _nature(type(value), kind)  # type: ignore[arg-type] # mypy does not take a type for hashable
        if is_wanted:
            found.append(value)  # type: ignore[arg-type] # of the kind, as its type says
        if holds_fields:
            _collect(kind, value.__dict__.values(), found)
            if extra := value.__pydantic_extra__:  # type: ignore[attr-defined] # a model, as its type says
                _collect(kind, extra.values(), found)
        elif is_items:
            _collect(kind, value, found)  # type: ignore[arg-type] # a list, tuple or set, as its type says
        elif isinstance(value, dict):
            _collect(kind, value.values(), found)


@lru_cache(maxsize=1_000)
def _nature(own: type, kind: type[BaseModel]) -> tuple[bool, bool, bool]:
    """Whether a type is of a kind, a model, a collection; remembered, since pydantic takes long to say."""
    return issubclass(own, kind), issubclass(own, BaseModel), issubclass(own, (list, tuple, set, frozenset))
