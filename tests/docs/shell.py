"""Commands of the documentation: run as a reader would, or held against the real options."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import typer
from typer.testing import CliRunner

from summarizer.cli import app

_PLAIN = re.compile(r"summarizer(?: (?:'[^']*'|[^|><;&$`'])*)?")
"""A call that needs no shell."""
_PROGRESS = re.compile(r"^[\d,/]+ articles( ·.*)? · [\d.]+/s.*$\n?", re.MULTILINE)
_WHOLE_LINES = re.compile(r"^…$\n?", re.MULTILINE)
_COMMAND = typer.main.get_command(app)


@dataclass
class Shell:
    """A reader's terminal: a folder, and the exit code of the last command."""

    folder: Path
    code: int = field(default=0)

    def run(self, command: str) -> str:
        """What the command prints, errors as well."""
        if command == "echo $?":
            return f"{self.code}\n"
        mine, pipe, rest = command.partition(" | ")
        if not _PLAIN.fullmatch(mine):
            return self._by_bash(command)
        result = CliRunner().invoke(app, shlex.split(mine)[1:], env={"COLUMNS": "100"})
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        self.code = result.exit_code
        return result.stderr + self._by_bash(rest, result.stdout) if pipe else result.output

    def _by_bash(self, command: str, said: str = "") -> str:
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder,
            env={**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "COLUMNS": "100"},
            input=said,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=120,
            check=False,
        )
        self.code = done.returncode
        return done.stdout


def steps(block: str) -> list[tuple[str, str]]:
    """A console block's commands, each with what it shows; a command goes on after a backslash."""
    found: list[tuple[str, str]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], ""))
        elif found and found[-1][0].endswith("\\"):
            command = found[-1][0].removesuffix("\\").rstrip()
            found[-1] = (f"{command} {line.removeprefix('> ').strip()}", "")
        elif found:
            found[-1] = (found[-1][0], f"{found[-1][1]}{line}\n")
        else:
            raise AssertionError(f"a console block begins with a command: {line}")
    return found


def without_progress(printed: str) -> str:
    """What was printed, without the lines that say every few seconds how a run is going."""
    return _PROGRESS.sub("", printed)


def as_shown(shown: str, printed: str) -> bool:
    """Whether a page shows what was printed: `…` stands for anything, alone on its line for any lines."""
    printed = without_progress(printed).rstrip()
    if shown.rstrip() == printed:
        return True
    pieces = (
        r"(?:.*\n?)*?" if _WHOLE_LINES.fullmatch(part) else re.escape(part).replace("…", "[^\n]*?")
        for part in re.split(r"(^…$\n?)", shown.rstrip(), flags=re.MULTILINE)
    )
    return re.fullmatch("".join(pieces), printed) is not None


def commands_in(text: str) -> list[str]:
    """The commands of `summarizer` in a script or a workflow, without what a shell does with them."""
    joined = re.sub(r"\\\n\s*", " ", text)
    found = re.findall(r"^(?:[^#\n]*?[ /])?(summarizer (?!=)[^\n]*)$", joined, re.MULTILINE)
    return [re.split(r"\s(?:\||>|&&|\|\||;|#)", command)[0].strip() for command in found]


def parse(command: str) -> None:
    """Hold a command against the real options, without running it.

    Raises:
        Exception: whatever Typer raises for words that it does not take.
    """
    words = shlex.split(command)[1:]
    at: Any = _COMMAND
    while words and words[0] in getattr(at, "commands", {}):
        at = at.commands[words.pop(0)]
    if words and hasattr(at, "commands") and not words[0].startswith("-"):
        raise ValueError(f"there is no command {words[0]}")
    at.make_context(at.name or "summarizer", words)
