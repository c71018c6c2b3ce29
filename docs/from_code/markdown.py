"""Markdown that both Sphinx and a code forge show alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_CODE = re.compile(r"(`[^`]*`)")
_GAPS = re.compile(r"\n{3,}")
_MARKS = re.compile(r"(?<!\\)([*<|])")


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; its cells are Markdown already, on one line each."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def prose(text: str) -> str:
    """Plain words with code in backticks as Markdown on one line; marks outside the backticks mean themselves."""
    pieces = _CODE.split(" ".join(text.split()))
    return "".join(
        piece.replace("|", "\\|") if number % 2 else _MARKS.sub(r"\\\1", piece) for number, piece in enumerate(pieces)
    )


def code(text: str) -> str:
    """Code within a line, also in a table."""
    return f"`{' '.join(text.split())}`".replace("|", "\\|") if text else ""


def page(title: str, *parts: str) -> str:
    """A page: the title, the note that it is generated, and its parts."""
    note = "<!-- Made by `python -m docs.from_code` from the code; to change it, change what the code says. -->"
    text = "\n\n".join([f"# {title}", note, *(part.strip() for part in parts if part.strip())]) + "\n"
    return _GAPS.sub("\n\n", text)
