"""Where an article is, before and after it is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from summarizer.schema.article import Article

MAX_BYTES = 10_000_000
"""Largest file, row or standard input read as one article, in bytes (10 MB)."""

_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Source:
    """One article's place: cheap, not yet read; unique in one search, all three."""

    id: str
    """A file's relative path with its suffix; a row's own id, or `<file>:<line>`; `stdin`."""
    origin: str
    """The path as the user gave it, joined; for a row, with `:` and its line number (from 1)."""
    name: PurePosixPath
    """Relative path without suffix, safe as a path under an output folder; for a row `<file stem>/<id>`."""


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article as read, and what the reader had to decide on the way."""

    article: Article
    notes: tuple[str, ...] = ()
    """Such as `decoded as windows-1252`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article that was found; `read()` gives its ReadArticle or raises ArticleError."""

    source: Source
    read: Callable[[], ReadArticle]


class SkipReason(StrEnum):
    """Why a file or folder met on the way is not an article."""

    UNKNOWN_SUFFIX = "unknown_suffix"
    OUTSIDE = "outside"
    """A symbolic link that leads out of the folder."""
    BROKEN_LINK = "broken_link"
    NOT_A_FILE = "not_a_file"
    """A device, a pipe or a socket: never opened."""
    REPEATED = "repeated"
    """The same file was met before, by another path."""
    UNREADABLE = "unreadable"
    NO_ROWS = "no_rows"


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something met on the way that is not an article."""

    origin: str
    reason: SkipReason
    message: str


def printable(text: str) -> tuple[str, int]:
    """Replace lone surrogates, which no encoding can write, by U+FFFD; also say how many there were."""
    return _SURROGATE.subn("�", text)
