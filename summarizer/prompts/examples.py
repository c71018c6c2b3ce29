"""Examples of a prompt: an article and the answer it should get."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, JsonValue

from summarizer.errors import UserError

if TYPE_CHECKING:
    from summarizer.text.reading import Reading

_FILE = re.compile(r"[^\n]*\.(?:txt|md)")


class ExampleEntry(BaseModel):
    """An example as a prompt's front matter gives it."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    article: str
    """The text, or a `.txt` or `.md` file beside the prompt."""
    answer: dict[str, JsonValue]
    language: str | None = None


@dataclass(frozen=True)
class Example:
    """An article's text, its language (ISO 639, or None), and its answer as it would come from a model."""

    text: str
    answer: dict[str, JsonValue]
    language: str | None = None

    @cached_property
    def reading(self) -> Reading:
        """The text's sentences and quotations, numbered as the answer's references number them."""
        from summarizer.text.reading import read  # heavy: only where there are examples

        return read(self.text, self.language)


def open_example(entry: ExampleEntry, folder: Path, named: str) -> Example:
    """Read an example's article.

    Args:
        entry: the example as given.
        folder: where the prompt's file is.
        named: the example's name, for messages.

    Raises:
        UserError: its file cannot be read, or there is no text.
    """
    text = entry.article.strip()
    if _FILE.fullmatch(text):
        path = folder / text
        try:
            text = path.read_text("utf-8-sig")
        except (OSError, ValueError) as error:
            raise UserError(f"{named}: the article {path} cannot be read as UTF-8 text; check its path.") from error
    if not any(map(str.isalpha, text)):
        raise UserError(f"{named}: its article is empty; give a text, or a .txt or .md file beside the prompt.")
    return Example(text, entry.answer, entry.language)
