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
    typer.Option(
        "--mode",
        help="How structured answers are asked for; the surest way that it takes by default.",
        show_default=False,
    ),
]
Strict = Annotated[
    bool, typer.Option("--strict", help="Have the endpoint hold the answer to the schema, or not answer.")
]
TopicsFile = Annotated[
    Path | None,
    typer.Option(help="Codes and labels for topics: text, CSV or JSON; IPTC's by default.", show_default=False),
]
OutputLanguage = Annotated[
    str | None,
    typer.Option(help="Write in this language, such as 'en'; the article's own by default.", show_default=False),
]
MaxInputTokens = Annotated[
    int | None,
    typer.Option(min=200, help="Ask about longer articles in parts; known for many models.", show_default=False),
]
MaxOutputTokens = Annotated[
    int | None,
    typer.Option(min=1, help="Cap on one answer, reasoning included; the model's own by default.", show_default=False),
]
Temperature = Annotated[
    float | None, typer.Option(min=0, max=2, help="How freely the model chooses its words.", show_default=False)
]
Seed = Annotated[
    int | None, typer.Option(help="For the same answer again, where the model takes one.", show_default=False)
]
PriceOption = Annotated[
    str | None,
    typer.Option(
        help="Dollars per million tokens sent and answered, where they are not known.",
        metavar="IN,OUT",
        show_default=False,
    ),
]
Concurrency = Annotated[int, typer.Option(min=1, help="How many articles are asked at once, at most.")]
RequestsPerMinute = Annotated[
    float | None,
    typer.Option("--rpm", min=0.1, help="Requests per minute, where the endpoint does not say.", show_default=False),
]
TokensPerMinute = Annotated[
    float | None,
    typer.Option("--tpm", min=1, help="Tokens per minute, where the endpoint does not say.", show_default=False),
]
ReplayFolder = Annotated[
    Path | None, typer.Option(help="Answer from the recordings in this folder; nothing is sent.", show_default=False)
]


def schema_and_prompt(schema: str | None, prompt: str | None) -> tuple[type[BaseModel], str | None]:
    """The schema asked for, else the one the prompt is written for, else the default; and the prompt asked for.

    Raises:
        UserError: there is no such schema or prompt.
    """
    from summarizer.cli.schemas import find_schema
    from summarizer.prompts.template import load_prompt

    wanted = schema or (load_prompt(prompt).schema if prompt else None) or "article"
    return find_schema(wanted), prompt
