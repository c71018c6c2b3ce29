"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from pydantic import BaseModel

ModelName = Annotated[
    str | None,
    typer.Option(
        "--model",
        "-m",
        help="The model that answers: 'extractive' (built in, no language model), or a language model's name.",
        show_default=False,
    ),
]
BaseUrl = Annotated[
    str | None,
    typer.Option(
        help="An OpenAI-compatible endpoint, such as http://localhost:11434/v1; OPENAI_BASE_URL by default.",
        show_default=False,
    ),
]
PromptName = Annotated[
    str | None,
    typer.Option(
        "--prompt",
        help="A prompt that ships with the package, or a Markdown file; the schema's own by default.",
        show_default=False,
    ),
]
SchemaName = Annotated[
    str | None,
    typer.Option(
        "--schema",
        help="What to answer: article (the default), brief, interview, quotes; package.module:Class, "
        "path/file.py:Class, a JSON Schema file.json; or fields: 'winner, score int, reaction verbatim list'.",
        show_default=False,
    ),
]
ModeName = Annotated[
    Literal["tools", "json_schema", "json", "md_json"] | None,
    typer.Option("--mode", help="How structured answers are asked for.", show_default=False),
]
ReplayFolder = Annotated[
    Path | None, typer.Option(help="Answer from the recordings in this folder; nothing is sent.", show_default=False)
]


def schema_and_prompt(schema: str | None, prompt: str | None) -> tuple[type[BaseModel], str]:
    """The schema asked for, else the one the prompt is written for, else the default; and a prompt that fits it.

    Raises:
        UserError: there is no such schema or prompt.
    """
    from summarizer.cli.schemas import find_schema
    from summarizer.prompts import load_prompt
    from summarizer.schema.ready import prompt_for

    wanted = schema or (load_prompt(prompt).schema if prompt else None) or "article"
    found = find_schema(wanted)
    return found, prompt or prompt_for(found)
