"""Lines on a stream, made so that a terminal shows them and obeys none of them."""

from __future__ import annotations

import os
import shutil
import textwrap
from enum import StrEnum
from typing import TextIO

from summarizer.text.printable import printable

_WIDTH = 100
_NARROWEST = 20
_TOO_LONG_TO_WRAP = 20_000
_END = "\033[0m"


class Ink(StrEnum):
    """How a line is written, where there are colours."""

    PLAIN = ""
    BOLD = "\033[1m"
    DIM = "\033[2m"
    RED = "\033[31m"
    GREEN = "\033[32m"


class Paper:
    """Writes lines to a stream; colours only on a terminal, and never with NO_COLOR."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._colours = stream.isatty() and not os.environ.get("NO_COLOR")
        self._width = min(_WIDTH, shutil.get_terminal_size((_WIDTH, 0)).columns) if stream.isatty() else _WIDTH

    def line(self, text: str = "", ink: Ink = Ink.PLAIN) -> None:
        """Write one line as it is; what a terminal would obey becomes U+FFFD."""
        text = printable(text)
        if ink and self._colours:
            text = f"{ink}{text}{_END}"
        self._stream.write(text + "\n")

    def heading(self, text: str) -> None:
        """Write a heading, an empty line before it."""
        self.line()
        self.line(text, Ink.BOLD)

    def paragraph(self, text: str, ink: Ink = Ink.PLAIN) -> None:
        """Write running text, wrapped."""
        self.line(self._wrapped(text, "", ""), ink)

    def item(self, text: str, ink: Ink = Ink.PLAIN, *, mark: str = "-", indent: int = 2) -> None:
        """Write an item of a list, wrapped, with its mark before it."""
        self.line(self._wrapped(text, f"{' ' * indent}{one_line(mark)} ", " " * (indent + 2)), ink)

    def _wrapped(self, text: str, first: str, rest: str) -> str:
        text = one_line(text)
        if len(text) > _TOO_LONG_TO_WRAP:  # wrapping takes time with the square of one long word
            return first + text
        width = max(self._width, len(rest) + _NARROWEST)
        return textwrap.fill(text, width, initial_indent=first, subsequent_indent=rest) if text else first.rstrip()


def one_line(text: str) -> str:
    """Put text on one line, each run of white space a single space."""
    return " ".join(text.split())


def short(text: str, most: int = 160) -> str:
    """Cut text at so many characters, and say so by an ellipsis."""
    text = one_line(text)
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
