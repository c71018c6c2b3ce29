"""Options that several commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pydantic import BaseModel

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


def schema_for(schema: str | None, prompt: str | None) -> type[BaseModel]:
    """The schema asked for, else the one that the prompt asked for is written for, else the default.

    Raises:
        UserError: there is no such schema or prompt.
    """
    from summarizer.cli.schemas import find_schema
    from summarizer.prompts.template import load_prompt

    return find_schema(schema or (load_prompt(prompt).schema if prompt else None) or "article")
