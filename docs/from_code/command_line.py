"""Every command with its arguments, options and exit codes, from the Typer app."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer

from docs.from_code.markdown import code, page, prose, table
from summarizer.cli import app

_GENERAL = """
Every command also takes `--help`. `summarizer --version` prints the version, and `summarizer --install-completion` sets
up completion for your shell. Results go to standard output, messages to standard error. Exit codes are the same
everywhere: see [exit codes](vocabulary.md#exit-codes).
"""


def commands() -> Iterator[tuple[str, Any, Any]]:
    """Each command that does something: its full name, the command, and a context to ask it about itself."""
    yield from _below("summarizer", typer.main.get_command(app))


def render() -> str:
    """The page."""
    return page("Command line", _GENERAL, _overview(), *(_command(*command) for command in commands()))


def _below(name: str, command: Any) -> Iterator[tuple[str, Any, Any]]:  # noqa: ANN401 # typer's own classes are private
    children = getattr(command, "commands", {})
    if not children or command.invoke_without_command:
        yield name, command, command.make_context(name, [], resilient_parsing=True)
    for word, child in children.items():
        yield from _below(f"{name} {word}", child)


def _overview() -> str:
    rows = ((f"[`{name}`](#{name.replace(' ', '-')})", prose(_first_line(command))) for name, command, _ in commands())
    return table(["command", "does"], rows)


def _first_line(command: Any) -> str:  # noqa: ANN401 # as above
    return str(command.help).partition("\n")[0]


def _command(name: str, command: Any, context: Any) -> str:  # noqa: ANN401 # as above
    usage = " ".join([name, *command.collect_usage_pieces(context)])
    parts = [f"## {name}", code(usage), *map(prose, str(command.help).split("\n\n"))]
    for kind, head in (("argument", "argument"), ("option", "option")):
        records = [
            record
            for parameter in command.params
            if parameter.param_type_name == kind and (record := parameter.get_help_record(context))
        ]
        if records:
            parts.append(table([head, "meaning"], ((code(left), prose(right)) for left, right in records)))
    return "\n\n".join(part.strip() for part in parts)
