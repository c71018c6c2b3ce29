"""Every word with a fixed meaning: statuses, verdicts, kinds, errors, exit codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import griffe

from docs.from_code.command_line import commands
from docs.from_code.markdown import code, page, prose, table
from docs.from_code.python_api import load
from summarizer.report.meanings import meanings

_INTRO = "Each of these words stands in the JSON of a result, in what the commands print and in the HTML report."
_CODES = """
What a command says to the shell. `0` is what was wanted, and `2` a mistake in the call, an option, a file or a setting;
its message is one sentence on standard error. `130` is an interruption (Ctrl-C); a run that is told to end (SIGTERM)
stops in the same way. The commands below say more.
"""
_ENUMERATIONS = {
    "What a check looks at": ("schema.check", "CheckKind"),
    "Rules that read a speaker": ("schema.attribution", "Rule"),
    "How a claim is put forward": ("schema.summary", "Stance"),
    "What an altered word is about": ("schema.match", "ChangeKind"),
    "What an elision leaps over": ("schema.match", "Flag"),
}
_CODE = re.compile(r"Exit codes:\s*(.*?)(?:\n\n|$)", re.DOTALL)


def render() -> str:
    """The page."""
    package = load()
    tables = [
        f"## {heading}\n\n" + table(["word", "meaning"], ((_word(name), prose(words)) for name, words in rows))
        for heading, rows in meanings()
    ]
    tables += [_enumeration(package, heading, *where) for heading, where in _ENUMERATIONS.items()]
    return page("Vocabulary", _INTRO, *tables, _errors(package), f"## Exit codes\n\n{_CODES}\n" + _exit_codes())


def _word(name: str) -> str:
    """A word as JSON has it; the report writes a space for the underscore."""
    return code(name.replace(" ", "_"))


def _enumeration(package: griffe.Module, heading: str, module: str, name: str) -> str:
    rows = [
        (code(str(item.value).strip("'")), prose(_docstring(item)))
        for item in package[module][name].members.values()
        if isinstance(item, griffe.Attribute) and "property" not in item.labels
    ]
    about = prose(_docstring(package[module][name]))
    shown = "" if about == f"{heading}." else about
    return f"## {heading}\n\n{shown}\n\n" + table(["word", "meaning"], rows)


def _docstring(item: Any) -> str:  # noqa: ANN401 # griffe's objects
    return str(item.docstring.value)


def _errors(package: griffe.Module) -> str:
    errors = {item.name: item for item in package["errors"].members.values() if isinstance(item, griffe.Class)}
    rows = [
        (code(_kind(name)), code(_status(errors, item)), prose(_docstring(item).partition("\n")[0]))
        for name, item in errors.items()
        if _status(errors, item)
    ]
    words = (
        "`error_kind` of an outcome without a summary, and the status that it has. From Python, `summarize` raises the "
        "same error, in CamelCase: `rate_limited` is `RateLimited`."
    )
    return f"## Errors\n\n{words}\n\n" + table(["error_kind", "status", "meaning"], rows)


def _kind(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def _status(errors: dict[str, Any], item: griffe.Class) -> str:
    """The status that an error becomes: its own, or its base's."""
    own: Any = item.members.get("status")
    if own is not None and own.value is not None:
        return str(own.value).strip("'\"")
    for base in item.bases:
        if str(base) in errors:
            return _status(errors, errors[str(base)])
    return ""


def _exit_codes() -> str:
    return table(["command", "exit codes"], _stated())


def _stated() -> Iterator[tuple[str, str]]:
    for name, command, _ in commands():
        said = _CODE.search(str(command.help))
        if said:
            yield f"[{code(name)}](cli.md#{name.replace(' ', '-')})", prose(said[1])
