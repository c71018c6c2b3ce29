"""A prompt: a Markdown file with a `# system` and a `# user` part, each a Jinja template."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.errors import UserError
from summarizer.resources import folder
from summarizer.schema.messages import Message

if TYPE_CHECKING:
    from jinja2 import Template

DEFAULT_PROMPT = "article.v1"
REPAIR_PROMPT = "repair.v1"

_PART = re.compile(r"^# (system|user)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True)
class Prompt:
    """A prompt's name and its text."""

    name: str
    source: str

    @property
    def digest(self) -> str:
        """Changes with every change of the file; part of a result's fingerprint."""
        return hashlib.sha256(self.source.encode()).hexdigest()[:16]

    @cached_property
    def _parts(self) -> list[tuple[str, Template]]:
        from jinja2 import Environment, StrictUndefined, TemplateSyntaxError

        environment = Environment(undefined=StrictUndefined, autoescape=False)  # noqa: S701 # messages are plain text, not HTML
        pieces = _PART.split(self.source)
        try:
            return [
                (role, environment.from_string(body.strip()))
                for role, body in zip(pieces[1::2], pieces[2::2], strict=True)
            ]
        except TemplateSyntaxError as error:
            raise UserError(
                f"The prompt {self.name} is not a valid template, line {error.lineno}: {error.message}."
            ) from error

    def render(self, **values: object) -> tuple[Message, ...]:
        """The messages, with the article only ever a value, never a template.

        Raises:
            UserError: the prompt uses a name that is not given.
        """
        try:
            return tuple(_message(role, template.render(**values)) for role, template in self._parts)
        except UserError:
            raise
        except Exception as error:  # a template may hold any expression
            raise UserError(f"The prompt {self.name} cannot be filled: {error}.") from error


def _message(role: str, content: str) -> Message:
    return {"role": "system", "content": content} if role == "system" else {"role": "user", "content": content}


def load_prompt(name_or_file: str) -> Prompt:
    """Read a prompt that ships with the package (`article.v1`), or a file of one's own.

    Raises:
        UserError: there is no such prompt, or it has no `# user` part.
    """
    shipped = {path.stem: path for path in sorted(folder("prompts").glob("*.md"))}
    path = shipped.get(name_or_file, Path(name_or_file))
    try:
        source = path.read_text("utf-8-sig")
    except (OSError, ValueError) as error:
        known = ", ".join(sorted(shipped))
        raise UserError(f"There is no prompt {name_or_file}; give a Markdown file, or one of: {known}.") from error
    prompt = Prompt(path.stem, source)
    if _PART.split(source)[0].strip():
        raise UserError(f"The prompt {name_or_file} begins with text outside its parts; begin with a line `# system`.")
    if "user" not in _PART.findall(source):
        raise UserError(f"The prompt {name_or_file} has no part that begins with a line `# user`; add one.")
    return prompt
