"""A prompt: a Markdown file with a `# system` and a `# user` part, each a Jinja template.

It may begin with front matter, YAML between two lines `---`: name, version, a ready schema's name, examples.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from summarizer.errors import UserError
from summarizer.prompts.examples import Example, ExampleEntry, open_example
from summarizer.resources import folder
from summarizer.schema.messages import Message
from summarizer.schema.ready import READY

if TYPE_CHECKING:
    from jinja2 import Template

DEFAULT_PROMPT = "article.v1"
REPAIR_PROMPT = "repair.v1"
FRAME_PROMPT = "frame.v1"
CLAIMS_PROMPT = "claims.v1"

_PART = re.compile(r"^# (system|user)[ \t]*$", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$\n?", re.MULTILINE | re.DOTALL)


class _FrontMatter(BaseModel):
    """What may stand at the head of a prompt's file."""

    model_config = ConfigDict(extra="forbid", strict=True)

    name: str = ""
    version: int | str | None = None
    ready: str | None = Field(default=None, alias="schema")
    examples: list[ExampleEntry] = []


@dataclass(frozen=True)
class Prompt:
    """A prompt's name and its text.

    Attributes:
        name: its name with its version, as results give it.
        source: the whole file.
        schema: the ready schema it is written for, where it says so.
        examples: articles with the answers they should get, sent before each article.
    """

    name: str
    source: str
    schema: str | None = None
    examples: tuple[Example, ...] = ()

    @property
    def digest(self) -> str:
        """Changes with every change of the file or of an example's; part of a result's fingerprint."""
        read = hashlib.sha256(self.source.encode())
        for example in self.examples:
            read.update(example.text.encode())
        return read.hexdigest()[:16]

    @cached_property
    def _parts(self) -> list[tuple[str, Template]]:
        from jinja2 import Environment, StrictUndefined, TemplateSyntaxError

        environment = Environment(undefined=StrictUndefined, autoescape=False)  # noqa: S701 # messages are plain text, not HTML
        pieces = _PART.split(_body(self.source))
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
        UserError: there is no such prompt, it has no `# user` part, or its front matter cannot be used.
    """
    shipped = {path.stem: path for path in sorted(folder("prompts").glob("*.md"))}
    path = shipped.get(name_or_file, Path(name_or_file))
    try:
        source = path.read_text("utf-8-sig")
    except (OSError, ValueError) as error:
        known = ", ".join(sorted(shipped))
        raise UserError(f"There is no prompt {name_or_file}; give a Markdown file, or one of: {known}.") from error
    front = _front_matter(source, name_or_file)
    body = _body(source)
    if _PART.split(body)[0].strip():
        raise UserError(f"The prompt {name_or_file} begins with text outside its parts; begin with a line `# system`.")
    if "user" not in _PART.findall(body):
        raise UserError(f"The prompt {name_or_file} has no part that begins with a line `# user`; add one.")
    examples = (
        open_example(entry, path.parent, f"The prompt {name_or_file}, example {number}")
        for number, entry in enumerate(front.examples, 1)
    )
    return Prompt(_versioned(front.name.strip() or path.stem, front.version), source, front.ready, tuple(examples))


def _body(source: str) -> str:
    """The file without its front matter."""
    return _FRONT_MATTER.sub("", source, count=1)


def _versioned(name: str, version: int | str | None) -> str:
    """`mine`, 2 → `mine.v2`; a version in words stands as it is."""
    if version is None:
        return name
    return f"{name}.v{version}" if isinstance(version, int) else f"{name}.{version}"


def _front_matter(source: str, name: str) -> _FrontMatter:
    found = _FRONT_MATTER.match(source)
    if not found:
        if source.startswith("---\n"):
            raise UserError(f"The front matter of the prompt {name} does not end; close it with a line `---`.")
        return _FrontMatter()
    try:
        front = _FrontMatter.model_validate(_yaml(found[1], name) or {})
    except ValidationError as error:
        raise UserError(f"The front matter of the prompt {name}: {_first(error)}.") from error
    if front.ready is not None and front.ready not in READY:
        raise UserError(
            f"The front matter of the prompt {name} names a schema {front.ready}; give one of: {', '.join(READY)}."
        )
    return front


def _yaml(text: str, name: str) -> object:
    import yaml

    try:
        return yaml.safe_load(text)
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 2}" if mark else ""  # counted from 0, below the opening line
        why = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise UserError(f"The front matter of the prompt {name} is not valid YAML{line}: {why}.") from error


def _first(error: ValidationError) -> str:
    """The first mistake, in words: what, and where."""
    details = error.errors(include_url=False)[0]
    where = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in details["loc"]).lstrip(".")
    if not where:
        return f"names with values are wanted, such as `version: 2`, not {str(details['input'])[:40]!r}"
    if details["type"] == "extra_forbidden":
        known = ExampleEntry.model_fields if where.startswith("examples") else ("name", "version", "schema", "examples")
        return f"there is no {where}; there may be {', '.join(known)}"
    return f"{where}: {details['msg'][0].lower()}{details['msg'][1:]}"
