"""Which pages the reference has, and where they stand."""

from __future__ import annotations

from pathlib import Path

from docs.from_code import command_line, json_schemas, python_api, settings, vocabulary

FOLDER = Path(__file__).parents[1] / "reference"


def pages() -> dict[str, str]:
    """Each page's file name, and its Markdown as the code gives it now."""
    return {
        "cli.md": command_line.render(),
        "python.md": python_api.render(),
        "schemas.md": json_schemas.render(),
        "vocabulary.md": vocabulary.render(),
        "settings.md": settings.render(),
    }


def write() -> None:
    """Write every page."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, "utf-8")
