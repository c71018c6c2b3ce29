"""A draft held against the article: what holds becomes the summary, what does not becomes a problem."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from summarizer.grounding.resolver import Resolver
from summarizer.schema.draft import Essential
from summarizer.schema.grounded import Evidence, Ungrounded
from summarizer.schema.problem import Problem, ProblemKind
from summarizer.text.reading import Reading

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

    def take_out(self, path: Path, *, nothing_said: bool) -> bool:
        """Leave a field empty; where that will not do, leave it out; then its list item; False when nothing is left."""
        field = (
            bool(path) and not isinstance(path[-1], int) and (nothing_said or not _is(Essential, self._schema, path))
        )
        if field and path not in self._null | self._dropped:
            self._null.add(path)
            return True
        if field and path in self._null:
            self._null.discard(path)
            self._dropped.add(path)
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
            return {
                key: self.rest(item, (*path, key)) for key, item in value.items() if (*path, key) not in self._dropped
            }
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
        lists = {path[:-1] for path in self._dropped if isinstance(path[-1], int)}
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
    draft = _listed(draft)
    resolver, pruning = Resolver(reading), _Pruning(draft, schema)
    failures: dict[Path, Failure] = {}
    while True:
        try:
            summary = schema.model_validate(pruning.rest(), context=resolver, by_alias=True, by_name=True)
            break
        except ValidationError as error:
            found = _problems(error, pruning)
        failures = {path: Failure(path, problem) for path, problem in found.items() if _tells(problem)} | failures
        taken = [pruning.take_out(path, nothing_said=not _tells(problem)) for path, problem in found.items()]
        if not any(taken):
            return Grounded(None, tuple(failures.values()), pruning.kept())
    refused = _refused_references(resolver, draft, schema)
    return Grounded(summary, (*failures.values(), *refused), pruning.kept())


def _listed(value: Any) -> Any:  # noqa: ANN401 # JSON
    """The draft with lists for tuples and sets, as JSON has them."""
    if isinstance(value, dict):
        return {key: _listed(item) for key, item in value.items()}
    return [_listed(item) for item in value] if isinstance(value, list | tuple | set | frozenset) else value


def _problems(error: ValidationError, pruning: _Pruning) -> dict[Path, Problem]:
    """What this pass refused, one problem a place; what does not stand before what only its absence would break."""
    found: dict[Path, Problem] = {}
    for details in error.errors(include_url=False):
        path, value = pruning.original(details["loc"])
        problem = _problem(details, path, value)
        if path not in found or found[path].kind is ProblemKind.INVALID:
            found[path] = problem
    ungrounded = {path: problem for path, problem in found.items() if problem.kind is not ProblemKind.INVALID}
    return ungrounded or found


def _tells(problem: Problem) -> bool:
    """An empty string where a name might be is how some models say null: nothing was said, so nothing is lost."""
    return bool(problem.said) or problem.kind is not ProblemKind.ABSENT


def path_text(path: Path) -> str:
    """`("quotes", 2, "words")` → `quotes[2].words`."""
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path).lstrip(".")


def _problem(details: ErrorDetails, path: Path, value: object) -> Problem:
    cause = details.get("ctx", {}).get("error")
    if isinstance(cause, Ungrounded):
        return cause.problem.model_copy(update={"path": path_text(path)})
    said = value if isinstance(value, str) else "" if value is None else repr(value)
    return Problem(path=path_text(path), kind=ProblemKind.INVALID, said=said, message=details["msg"])


def _refused_references(resolver: Resolver, draft: Data, schema: type[BaseModel]) -> list[Failure]:
    """Single references that do not hold, in evidence that does otherwise."""
    if not any(resolver.refused.values()):
        return []
    return [
        Failure(path, problem.model_copy(update={"path": path_text(path)}))
        for path, value in _string_lists(draft)
        if tuple(value) in resolver.refused and _is(Evidence, schema, path)
        for problem in resolver.refused[tuple(value)]
    ]


def _string_lists(value: object, path: Path = ()) -> Iterator[tuple[Path, list[str]]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _string_lists(item, (*path, key))
    elif isinstance(value, list):
        if value and all(isinstance(item, str) for item in value):
            yield path, value
        for index, item in enumerate(value):
            yield from _string_lists(item, (*path, index))


def _is(kind: type[object], schema: type[BaseModel], path: Path) -> bool:
    """Whether the field at the path is marked with, or holds, this kind."""
    return kind in _kinds_at(schema, tuple(key for key in path if isinstance(key, str)))


@lru_cache(maxsize=1_000)
def _kinds_at(schema: type[BaseModel], names: tuple[str, ...]) -> frozenset[object]:
    """The types of the marks and annotation of the field that the names lead to."""
    annotations: list[object] = [schema]
    field: FieldInfo | None = None
    for name in names:
        owners = [model for annotation in annotations for model in _models_in(annotation)]
        fields = [_field(owner, name) for owner in owners]
        known = [found for found in fields if found is not None]
        if known:  # a name that is no field is a key of a dictionary, whose values are of the type it stands in
            field, annotations = known[0], [found.annotation for found in known]
    return frozenset() if field is None else frozenset([*map(type, field.metadata), *_parts(field.annotation)])


def _field(owner: type[BaseModel], name: str) -> FieldInfo | None:
    aliased = (field for field in owner.model_fields.values() if name in (field.alias, field.validation_alias))
    return owner.model_fields.get(name) or next(aliased, None)


def _models_in(annotation: object) -> list[type[BaseModel]]:
    return [part for part in _parts(annotation) if isinstance(part, type) and issubclass(part, BaseModel)]


def _parts(annotation: object) -> Iterator[Any]:
    """The types an annotation is put together from."""
    arguments = typing.get_args(annotation)
    if not arguments:
        yield annotation
    for argument in arguments:
        yield from _parts(argument)
