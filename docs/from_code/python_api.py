"""The public Python names with what they take, hold and raise, from their signatures and docstrings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import griffe

import summarizer
from docs.from_code.markdown import code, page, prose, table
from summarizer.report.meanings import meanings
from summarizer.schema.span import Frozen

_INTRO = """
All names stand in the package: `from summarizer import summarize`. Nothing else is public. Offsets are code points into
`article.text`, counted from 0; an end is one past the last. Shapes are frozen Pydantic models:
`model_dump_json()` writes one, `model_validate_json()` reads it.
"""
_HIDDEN = {"model_config", *dir(Frozen), "root"}
_ORDER = ("Functions", "Grounded types", "Shapes", "Words", "Errors")
_MEANS = {
    "Functions": "",
    "Grounded types": "They may stand anywhere in [a schema of your own](../how-to/own-schema.md).",
    "Shapes": "What a result is made of.",
    "Words": "Strings with a fixed set of values; what each means is in the [vocabulary](vocabulary.md).",
    "Errors": "Each is a `SummarizerError`. In a run no error is raised for one article: its outcome has a status.",
}


def load() -> griffe.Module:
    """The package, read without running it."""
    return cast("griffe.Module", griffe.load("summarizer", resolve_aliases=False))


def member(package: griffe.Module, name: str) -> Any:  # noqa: ANN401 # a function or a class
    """A public name where it is defined."""
    value = getattr(summarizer, name)
    return package[value.__module__.removeprefix("summarizer.")][value.__name__]


def render() -> str:
    """The page."""
    package = load()
    groups: dict[str, list[str]] = {name: [] for name in _ORDER}
    for name in summarizer.__all__:
        found = member(package, name)
        if name != "Options":
            groups[_group(name, found)].append(_entry(name, found))
    groups["Functions"].append(_options(package))
    parts = [f"## {name}\n\n{_MEANS[name]}\n\n" + "\n\n".join(entries) for name, entries in groups.items()]
    return page("Python", _INTRO, *parts)


def _group(name: str, found: griffe.Function | griffe.Class) -> str:
    if found.is_function:
        return "Functions"
    value = getattr(summarizer, name)
    if issubclass(value, summarizer.SummarizerError):
        return "Errors"
    if name in {"Verbatim", "Evidence", "Mention"}:
        return "Grounded types"
    return "Words" if issubclass(value, str) else "Shapes"


def _entry(name: str, found: griffe.Function | griffe.Class) -> str:
    parts = [f"### {name}"]
    if isinstance(found, griffe.Function):
        parts += [code(signature(found)), *_sections(found)]
    else:
        parts += [*_sections(found), _fields(name, found), _methods(found)]
    return "\n\n".join(part.strip() for part in parts if part)


def signature(function: griffe.Function) -> str:
    """A function as it is called, without the annotations that repeat the table."""
    shown, star = [], False
    for parameter in function.parameters:
        kind = str(parameter.kind.value)
        if kind == "keyword-only" and not star:
            shown.append("*")
            star = True
        if parameter.name in {"self", "cls"}:
            continue
        mark = {"variadic keyword": "**", "variadic positional": "*"}.get(kind, "")
        default = "" if parameter.default is None or mark else f"={parameter.default}"
        shown.append(f"{mark}{parameter.name}{default}")
    awaited = "await " if "async" in function.labels else ""
    returned = f" → {function.returns}" if function.returns else ""
    return f"{awaited}{function.name}({', '.join(shown)}){returned}"


def _sections(found: griffe.Function | griffe.Class) -> Iterator[str]:
    if found.docstring is None:
        return
    for section in found.docstring.parse("google", returns_named_value=False, returns_multiple_items=False):
        match section.kind.value:
            case "text":
                yield from map(prose, section.value.split("\n\n"))
            case "parameters" | "attributes":
                rows = ((code(item.name), _linked(item.description)) for item in section.value)
                yield table([section.kind.value.removesuffix("s"), "meaning"], rows)
            case "returns":
                yield "Returns: " + prose(section.value[0].description)
            case "raises":
                rows = ((code(str(item.annotation)), prose(item.description)) for item in section.value)
                yield table(["raises", "when"], rows)
            case other:
                raise ValueError(f"{found.path}: the reference knows no section {other}")


def _linked(words: str) -> str:
    """What a parameter means; the options are told in one place."""
    return prose(words).replace("`open_job`", "[Options](#options)")


def _fields(name: str, found: griffe.Class) -> str:
    value = getattr(summarizer, name)
    if issubclass(value, str):
        return table(["value", "meaning"], _words(found, value))
    fields = getattr(value, "model_fields", {})
    rows = []
    for field, about in fields.items():
        if field in _HIDDEN:
            continue
        stated = _statement(found, field)
        rows.append((code(about.alias or field), code(_bare(stated.annotation)), prose(about.description)))
    return table(["field", "type", "meaning"], rows) if rows else ""


def _statement(found: griffe.Class, field: str) -> Any:  # noqa: ANN401 # an attribute, or None
    value = getattr(summarizer, found.name)
    package = found.package
    for shape in value.__mro__:
        if shape.__module__.startswith("summarizer."):
            owner = package[shape.__module__.removeprefix("summarizer.")].members.get(shape.__name__.partition("[")[0])
            if owner is not None and field in owner.members:
                return owner.members[field]
    return None


def _bare(annotation: Any) -> str:  # noqa: ANN401 # griffe's expressions
    """`Annotated[X, …]` → `X`, for the rest is for code."""
    if isinstance(annotation, griffe.ExprSubscript) and annotation.canonical_name == "Annotated":
        return str(cast("griffe.ExprTuple", annotation.slice).elements[0])
    return str(annotation).replace("SerializeAsAny[SummaryT]", "SummaryT")


def _words(found: griffe.Class, value: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 # an enumeration
    """Each value with what the report says of it, or else the code."""
    told = [{word.replace(" ", "_"): meant for word, meant in rows} for _, rows in meanings()]
    of_these = next((words for words in told if words.keys() == {str(item) for item in value}), {})
    for item in value:
        stated: Any = found.members[item.name]
        yield code(item), prose(of_these.get(item) or stated.docstring.value)


def _methods(found: griffe.Class) -> str:
    rows = []
    for name, item in found.members.items():
        if name.startswith("_") or name in _HIDDEN or item.docstring is None:
            continue
        if isinstance(item, griffe.Function):
            rows.append((code(signature(item)), prose(item.docstring.value.partition("\n")[0])))
        elif isinstance(item, griffe.Attribute) and "property" in item.labels:
            rows.append((code(name), prose(item.docstring.value.partition("\n")[0])))
    return table(["also", "gives"], rows) if rows else ""


def _options(package: griffe.Module) -> str:
    opening = package["api.opening"]
    documented = opening["open_job"].docstring.parse("google")
    meanings = {
        item.name: item.description
        for section in documented
        if section.kind.value == "parameters"
        for item in section.value
    }
    defaults = {parameter.name: str(parameter.default) for parameter in opening["open_job"].parameters}
    rows = (
        (code(name), code(str(option.annotation)), code(defaults[name]), prose(meanings[name]))
        for name, option in opening["Options"].members.items()
    )
    return (
        "### Options\n\nWhat `summarize`, `asummarize` and `summarize_many` take besides the schema, by keyword.\n\n"
        + table(["option", "type", "default", "meaning"], rows)
    )
