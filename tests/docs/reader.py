"""What a reader of a page has before them: the fixtures, and what the tutorial left."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tests.conftest import FIXTURES
from tests.docs.pages import Block
from tests.docs.shell import Shell

_ALONE = {"tutorial.md"}
"""Pages that make what they need; the others find the tutorial's `summaries`."""


def tutorials_summaries(folder: Path) -> Path:
    """Make the `summaries` that the tutorial's reader has at its end, in a folder; returns them."""
    shutil.copytree(FIXTURES, folder / "fixtures")
    before = Path.cwd()
    os.chdir(folder)
    try:
        shell = Shell(folder)
        said = shell.run("summarizer run fixtures/articles -o summaries --replay fixtures/recordings --quiet")
    finally:
        os.chdir(before)
    assert shell.code == 0, said
    return folder / "summaries"


def lay_out(folder: Path, page: Path, summaries: Path) -> None:
    """Put into an empty folder what the page's commands find."""
    shutil.copytree(FIXTURES, folder / "fixtures")
    if page.name not in _ALONE:
        shutil.copytree(summaries, folder / "summaries")


def save(block: Block, folder: Path) -> None:
    """Write a block to the file that its page says to save it as, if it says so."""
    if block.saved_as:
        path = folder / block.saved_as
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, "utf-8")
