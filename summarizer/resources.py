"""Where prompt and schema files are: in the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder(kind: str) -> Path:
    """The folder of published files of one kind.

    Args:
        kind: `prompts` or `schemas`.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    shipped = _PACKAGE / "_data" / kind
    if shipped.is_dir():
        return shipped
    if (checkout() / "pyproject.toml").is_file() and (checkout() / kind).is_dir():
        return checkout() / kind
    raise FileNotFoundError(f"{kind} are missing from this installation of summarizer; install it again")


def checkout() -> Path:
    """The folder that the package lies in: a checkout's root, where it is one."""
    return _PACKAGE.parent
