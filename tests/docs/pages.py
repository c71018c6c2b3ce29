"""The documentation's pages as its tests read them: code blocks, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

DOCS = ROOT / "docs"
_FENCE = re.compile(r"^( *)```(\S*)[^\n]*\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_SAVED = re.compile(r"[Ss]ave\s+(?:this|it|them)\s+as\s+`([^`]+)`[^\n]*:\s*$")


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block.

    Attributes:
        language: what stands behind the fence.
        text: its lines.
        line: the number of its first line in the page.
        saved_as: the file that the sentence before it says to save it as, or empty.
        indent: the white space before its fence.
    """

    language: str
    text: str
    line: int
    saved_as: str = ""
    indent: str = ""


def written_pages() -> list[Path]:
    """Every page, those made from the code as well."""
    return sorted(path for path in DOCS.rglob("*.md"))


def blocks(page: Path) -> Iterator[Block]:
    """A page's fenced blocks, in order."""
    text = page.read_text("utf-8")
    for found in _FENCE.finditer(text):
        before = text[: found.start()].rstrip()[-200:]
        saved = _SAVED.search(before)
        indent = found[1]
        lines = "".join(line.removeprefix(indent) for line in found[3].splitlines(keepends=True))
        yield Block(found[2], lines, text[: found.start()].count("\n") + 2, saved[1] if saved else "", indent)


def name(page: Path) -> str:
    """A page's name in messages."""
    return str(page.relative_to(ROOT))
