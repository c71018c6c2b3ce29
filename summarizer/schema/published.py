"""The JSON Schemas in `schemas/`, generated from the shapes: `python -m summarizer.schema.published schemas`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from pydantic import BaseModel

from summarizer.schema.draft import draft_type
from summarizer.schema.grounded import Evidence, Mention, Verbatim
from summarizer.schema.outcome import Outcome
from summarizer.schema.summary import ArticleSummary

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def published() -> dict[str, str]:
    """Each published schema's file name and text.

    `outcome` is what a result file holds; `article` what a model must answer; the grounded types are given as results
    hold them.
    """
    results: dict[str, type[BaseModel]] = {"outcome": Outcome[ArticleSummary]} | {
        kind.__name__.lower(): kind for kind in (Verbatim, Evidence, Mention)
    }
    schemas = {name: shape.model_json_schema(mode="serialization", by_alias=True) for name, shape in results.items()}
    schemas["article"] = draft_type(ArticleSummary).model_json_schema()
    return {f"{name}.schema.json": _text(schema) for name, schema in sorted(schemas.items())}


def _text(schema: dict[str, object]) -> str:
    return json.dumps({"$schema": _DIALECT, **schema}, ensure_ascii=False, indent=2) + "\n"


def write(into: Path) -> None:
    """Write every published schema into a folder."""
    for name, text in published().items():
        (into / name).write_text(text, "utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
