"""The published JSON Schemas, and those of the ready schemas, as tables."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from docs.from_code.markdown import code, page, prose, table
from summarizer.resources import folder
from summarizer.schema.draft import draft_type
from summarizer.schema.ready import READY

_INTRO = """
The files stand in `schemas/` and in the installed package; `summarizer schema NAME` prints one. They are JSON Schema,
dialect 2020-12. `outcome` is what a result file holds; `article` is what a language model must answer;
`verbatim`, `evidence` and `mention` are the [grounded types](../how-to/own-schema.md) as results hold them.

Where a meaning speaks of a reference, such as `Q2` or `S4`, it tells the model what to answer; in `outcome` the same
field holds the place in the article. A field that is not required has a default; results hold it all the same.
"""
_ASKED = """
What a language model must answer, for each ready schema. A field that holds words or places of the article is a string,
or a list of strings, of references; code turns them into places. `article` stands above.
"""


def render() -> str:
    """The page."""
    files = sorted(folder("schemas").glob("*.schema.json"))
    names = {path.name.removesuffix(".schema.json"): json.loads(path.read_text("utf-8")) for path in files}
    order = ["outcome", "article", *sorted(set(names) - {"outcome", "article"})]
    parts = [_schema(name, names[name]) for name in order]
    ready = [_schema(name, draft_type(READY[name]).model_json_schema()) for name in READY if name not in names]
    return page("JSON Schemas", _INTRO, *parts, "## Ready schemas\n\n" + _ASKED, *(_deeper(part) for part in ready))


def _schema(name: str, schema: Mapping[str, Any]) -> str:
    parts = [f"## {name}", prose(schema.get("description", ""))]
    parts += _body(schema)
    for inner, shape in sorted(schema.get("$defs", {}).items()):
        parts += [f"### {name}: {inner}", prose(shape.get("description", "")), *_body(shape)]
    return "\n\n".join(part.strip() for part in parts if part.strip())


def _body(shape: Mapping[str, Any]) -> Iterator[str]:
    if "properties" in shape:
        required = set(shape.get("required", ()))
        rows = (
            (code(field), _type(about), "yes" if field in required else "", prose(about["description"]))
            for field, about in shape["properties"].items()
        )
        yield table(["field", "type", "required", "meaning"], rows)
    else:
        yield f"Type: {_type(shape)}."


def _type(about: Mapping[str, Any]) -> str:
    if "$ref" in about:
        return code(about["$ref"].rpartition("/")[2])
    for several in ("anyOf", "oneOf", "allOf"):
        if several in about:
            return " or ".join(_type(part) for part in about[several])
    if "enum" in about:
        return "one of " + ", ".join(code(str(value)) for value in about["enum"])
    if about.get("type") == "array":
        return f"list of {_type(about['items'])}" if "items" in about else "list"
    return str(about.get("type", "anything"))


def _deeper(part: str) -> str:
    return "\n".join(f"#{line}" if line.startswith("##") else line for line in part.split("\n"))
