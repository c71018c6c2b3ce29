"""A draft held against the article: what holds becomes the summary, what does not becomes a problem."""

from __future__ import annotations

import typing
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from summarizer.grounding.resolver import Resolver
from summarizer.schema.draft import Essential
from summarizer.schema.grounded import Ungrounded
from summarizer.schema.problem import Problem, ProblemKind
from summarizer.text.reading import Reading

GROUNDING_VERSION = "1"
"""Part of a result's fingerprint: raised when the same draft would give another summary."""

S = TypeVar("S", bound=BaseModel)
Path = tuple[str | int, ...]
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Failure:
    """A problem, and its place in the draft."""

    path: Path
    problem: Problem


@dataclass(frozen=True, slots=True)
class Grounded(Generic[S]):
    """What became of a draft; `summary` is None when what failed cannot be left out."""

    summary: S | None
    failures: tuple[Failure, ...]
    kept: dict[Path, list[int]]
    """For each list of the draft that lost items, the indexes of those that stayed."""


class _Pruning:
    """What is taken out of a draft so that the rest may stand."""

    def __init__(self, draft: Data, schema: type[BaseModel]) -> None:
        self._draft = draft
        self._schema = schema
        self._null: set[Path] = set()
        self._dropped: set[Path] = set()

    def take_out(self, path: Path) -> bool:
        """Leave a field empty; where that will not do, its list item; False when nothing is left to take out."""
        if path and path not in self._null and not isinstance(path[-1], int) and not _essential(self._schema, path):
            self._null.add(path)
            return True
        item = next((path[:end] for end in range(len(path), 0, -1) if isinstance(path[end - 1], int)), None)
        if item is None or item in self._dropped:
            return False
        self._dropped.add(item)
        return True

    def rest(self, value: Any = None, path: Path = ()) -> Any:  # noqa: ANN401 # JSON
        """The draft without what was taken out."""
        value = self._draft if not path else value
        if path in self._null:
            return None
        if isinstance(value, dict):
            return {key: self.rest(item, (*path, key)) for key, item in value.items()}
        if isinstance(value, list):
            return [self.rest(value[index], (*path, index)) for index in self._kept(value, path)]
        return value

    def original(self, loc: Path) -> tuple[Path, Any]:
        """Where in the draft an error of the rest is, and what stands there; a union's tags are no part of the way."""
        value: Any = self._draft
        path: Path = ()
        for key in loc:
            if isinstance(value, dict) and key in value:
                value, path = value[key], (*path, key)
            elif isinstance(value, list) and isinstance(key, int):
                index = self._kept(value, path)[key]
                value, path = value[index], (*path, index)
        return path, value

    def kept(self) -> dict[Path, list[int]]:
        """The indexes that stayed, for each list that lost items."""
        lists = {path[:-1] for path in self._dropped}
        return {path: self._kept(self._at(path), path) for path in lists}

    def _kept(self, value: list[Any], path: Path) -> list[int]:
        return [index for index in range(len(value)) if (*path, index) not in self._dropped]

    def _at(self, path: Path) -> Any:  # noqa: ANN401 # JSON
        value: Any = self._draft
        for key in path:
            value = value[key]
        return value


def ground(draft: Data, schema: type[S], reading: Reading) -> Grounded[S]:
    """Hold a draft against the article.

    Args:
        draft: what the model answered, as plain data that fits the schema's draft.
        schema: the result's schema.
        reading: the article's sentences, quotations and index.

    Returns:
        The summary with every place resolved, and one failure for each thing that does not stand. A field that fails
        is left
        empty where the schema allows it, else its list item goes; where neither is possible there is no summary.
    """
    resolver, pruning = Resolver(reading), _Pruning(draft, schema)
    failures: dict[Path, Failure] = {}
    summary: S | None = None
    while summary is None:
        try:
            summary = schema.model_validate(pruning.rest(), context=resolver)
        except ValidationError as error:
            found: dict[Path, Problem] = {}
            for details in error.errors(include_url=False):
                path, value = pruning.original(details["loc"])
                problem = _problem(details, path, value)
                if path not in found or found[path].kind is ProblemKind.INVALID:
                    found[path] = problem
            for path, problem in found.items():
                if problem.said or problem.kind is not ProblemKind.ABSENT:
                    failures.setdefault(path, Failure(path, problem))
            taken = [pruning.take_out(path) for path in found]
            if not any(taken):
                break
    return Grounded(summary, (*failures.values(), *_refused_references(resolver, draft)), pruning.kept())


def path_text(path: Path) -> str:
    """`("quotes", 2, "words")` → `quotes[2].words`."""
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path).lstrip(".")


def _problem(details: ErrorDetails, path: Path, value: object) -> Problem:
    cause = details.get("ctx", {}).get("error")
    if isinstance(cause, Ungrounded):
        return cause.problem.model_copy(update={"path": path_text(path)})
    said = value if isinstance(value, str) else "" if value is None else repr(value)
    return Problem(path=path_text(path), kind=ProblemKind.INVALID, said=said, message=details["msg"])


def _refused_references(resolver: Resolver, draft: Data) -> list[Failure]:
    """Single references that do not hold, in evidence that does otherwise."""
    return [
        Failure(path, problem.model_copy(update={"path": path_text(path)}))
        for path, value in _string_lists(draft)
        for problem in resolver.refused.get(tuple(value), ())
    ]


def _string_lists(value: object, path: Path = ()) -> typing.Iterator[tuple[Path, list[str]]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _string_lists(item, (*path, key))
    elif isinstance(value, list):
        if value and all(isinstance(item, str) for item in value):
            yield path, value
        for index, item in enumerate(value):
            yield from _string_lists(item, (*path, index))


def _essential(schema: type[BaseModel], path: Path) -> bool:
    """Whether the field at the path may not be left empty by grounding, though its type would allow it."""
    model: type[BaseModel] | None = schema
    found = False
    for name in (key for key in path if isinstance(key, str)):
        field = model.model_fields.get(name) if model else None
        if field is None:
            return False
        found = any(isinstance(item, Essential) for item in field.metadata)
        model = _model_in(field.annotation)
    return found


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and not typing.get_args(annotation) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, typing.get_args(annotation))), None)
