"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

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
PromptName = Annotated[str, typer.Option("--prompt", help="A prompt that ships with the package, or a Markdown file.")]
SchemaName = Annotated[
    str, typer.Option("--schema", help="What to answer: 'article', or package.module:Class, or path/to/file.py:Class.")
]
ModeName = Annotated[
    Literal["tools", "json_schema", "json", "md_json"] | None,
    typer.Option("--mode", help="How structured answers are asked for.", show_default=False),
]
ReplayFolder = Annotated[
    Path | None, typer.Option(help="Answer from the recordings in this folder; nothing is sent.", show_default=False)
]
