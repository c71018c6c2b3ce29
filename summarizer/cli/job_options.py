"""The options of a job, declared once for all commands that take them."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, Literal, get_type_hints

import typer

from summarizer.cli.options import BaseUrl, PromptName, SchemaName

ASKED = ("model", "base_url", "prompt", "schema", "mode", "strict", "topics", "language", "max_input_tokens")
"""The options that decide what is asked of whom, which also commands that ask nobody take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobOptions:
    """The schema and the options of a job, by the names that `open_job` has for them and with the same defaults."""

    model: Annotated[
        str | None,
        typer.Option(
            "--model",
            "-m",
            help="The model that answers: 'extractive' (built in, no language model), or a language model's name.",
            show_default=False,
        ),
    ] = None
    base_url: BaseUrl = None
    prompt: PromptName = None
    schema: SchemaName = None
    mode: Annotated[
        Literal["tools", "json_schema", "json", "md_json"] | None,
        typer.Option(
            "--mode",
            help="How structured answers are asked for; the surest way that it takes by default.",
            show_default=False,
        ),
    ] = None
    strict: Annotated[
        bool, typer.Option("--strict", help="Have the endpoint hold the answer to the schema, or not answer.")
    ] = False
    require_quotes: Annotated[
        Literal["all", "important", "none"],
        typer.Option(help="Ask again for quotations left out: all, only if more than half are, or never."),
    ] = "important"
    topics: Annotated[
        Path | None,
        typer.Option(help="Codes and labels for topics: text, CSV or JSON; IPTC's by default.", show_default=False),
    ] = None
    language: Annotated[
        str | None,
        typer.Option(help="Write in this language, such as 'en'; the article's own by default.", show_default=False),
    ] = None
    max_input_tokens: Annotated[
        int | None,
        typer.Option(min=200, help="Ask about longer articles in parts; known for many models.", show_default=False),
    ] = None
    max_output_tokens: Annotated[
        int | None,
        typer.Option(
            min=1, help="Cap on one answer, reasoning included; the model's own by default.", show_default=False
        ),
    ] = None
    temperature: Annotated[
        float | None, typer.Option(min=0, max=2, help="How freely the model chooses its words.", show_default=False)
    ] = None
    seed: Annotated[
        int | None, typer.Option(help="For the same answer again, where the model takes one.", show_default=False)
    ] = None
    check_claims: Annotated[
        str | None,
        typer.Option(
            help="A second language model reads each claim with its evidence only.", metavar="MODEL", show_default=False
        ),
    ] = None
    budget: Annotated[
        float | None,
        typer.Option(min=0, help="US dollars that all runs into OUT may cost together.", show_default=False),
    ] = None
    max_tokens_total: Annotated[
        int | None, typer.Option(min=0, help="The same in tokens, sent and answered.", show_default=False)
    ] = None
    price: Annotated[
        str | None,
        typer.Option(
            help="Dollars per million tokens sent and answered, where they are not known.",
            metavar="IN,OUT",
            show_default=False,
        ),
    ] = None
    rpm: Annotated[
        float | None,
        typer.Option(
            "--rpm", min=0.1, help="Requests per minute, where the endpoint does not say.", show_default=False
        ),
    ] = None
    tpm: Annotated[
        float | None,
        typer.Option("--tpm", min=1, help="Tokens per minute, where the endpoint does not say.", show_default=False),
    ] = None
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that one attempt may take.")] = 120.0
    concurrency: Annotated[int, typer.Option(min=1, help="How many articles are asked at once, at most.")] = 16
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Ask again, even where an answer is kept or a result written.")
    ] = False
    record: Annotated[
        Path | None, typer.Option(help="Also keep every exchange as a recording in this folder.", show_default=False)
    ] = None
    replay: Annotated[
        Path | None,
        typer.Option(help="Answer from the recordings in this folder; nothing is sent.", show_default=False),
    ] = None
    log: Annotated[
        Path | None,
        typer.Option(help="Append a JSON line about each exchange to this file; no article text.", show_default=False),
    ] = None
    log_text: Annotated[
        bool, typer.Option("--log-text", help="With --log: write requests and answers too, the articles in them.")
    ] = False


def with_job_options(*taken: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Have a command take options of a job on its command line, in place of its parameter `options`.

    Args:
        *taken: their names, in the order of the command's help; by default all.
    """
    defaults, types = JobOptions(), get_type_hints(JobOptions, include_extras=True)
    options = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=getattr(defaults, name), annotation=types[name])
        for name in taken or types
    ]

    def widened(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def called(**given: Any) -> None:  # noqa: ANN401 # what typer read from the command line
            command(options=JobOptions(**{option.name: given.pop(option.name) for option in options}), **given)

        parameters: list[inspect.Parameter] = []
        for parameter in inspect.signature(command, eval_str=True).parameters.values():
            own = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)]
            parameters += options if parameter.name == "options" else own
        called.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined] # what typer reads
        return called

    return widened
