"""JSON lines → entries, one a row, streamed."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePosixPath

from summarizer.articles.codes import language_code
from summarizer.articles.invisible import with_invisible_noted
from summarizer.articles.source import MAX_BYTES, Entry, ReadArticle, Source, printable
from summarizer.errors import ArticleError
from summarizer.schema.article import Article

_UNSAFE = re.compile(r"[^\w.-]|^\.+|\.+$")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LONGEST_NAME = 120
"""Bytes in UTF-8; file systems allow 255 with suffixes."""
_NEXT_STEP = "correct the row or leave it out."


def rows(readline: Callable[[int], bytes], *, file_id: str, origin: str, folder: PurePosixPath) -> Iterator[Entry]:
    """Give one entry for each line that is not empty.

    Args:
        readline: gives the next line of JSON lines in UTF-8, or as many bytes of it as asked for.
        file_id: stands for the file in the ids of rows without an id of their own.
        origin: the file's path as the user gave it.
        folder: the rows' names are under it.
    """
    number = 0
    while True:
        number += 1
        try:
            line, whole = _line(readline)
        except (OSError, EOFError, zlib.error) as error:
            place = f"{origin}:{number}"
            reason = (isinstance(error, OSError) and error.strerror) or error
            broken = f"{place} and the rows after it cannot be read ({reason}); repair or unpack the file."
            yield _failing(broken, f"{file_id}:{number}", place, folder / f"line-{number}")
            return
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line and whole:
            return
        if line.strip() or not whole:
            yield _entry(line, f"{origin}:{number}", f"{file_id}:{number}", folder, whole=whole)


def file_name(row_id: str) -> str:
    """Make an id safe as a file name on every system; a changed one gets eight digits of its hash, to stay itself."""
    safe = _UNSAFE.sub("_", row_id)
    if _RESERVED.fullmatch(safe):
        safe = f"_{safe}"
    safe = safe.encode()[:_LONGEST_NAME].decode("utf-8", "ignore")
    if safe == row_id:
        return safe
    return f"{safe}-{hashlib.sha256(row_id.encode()).hexdigest()[:8]}"


def _line(readline: Callable[[int], bytes]) -> tuple[bytes, bool]:
    """Read one line; one over the limit is read past in pieces and given cut, marked as not whole."""
    line = readline(MAX_BYTES + 1)
    whole = len(line) <= MAX_BYTES
    piece = line
    while not whole and piece and not piece.endswith(b"\n"):
        piece = readline(MAX_BYTES)
    return line if whole else b"", whole


def _entry(line: bytes, place: str, place_id: str, folder: PurePosixPath, *, whole: bool) -> Entry:
    default = folder / f"line-{place.rpartition(':')[2]}"
    if not whole:
        return _failing(f"{place} is over {MAX_BYTES:,} bytes; split it or leave it out.", place_id, place, default)
    try:
        row = _parse(line, place)
        row_id = _row_id(row, place)
    except ArticleError as error:
        return _failing(str(error), place_id, place, default)
    if row_id is None:
        return Entry(Source(place_id, place, default), partial(read_row, row, place))
    return Entry(Source(row_id, place, folder / file_name(row_id)), partial(read_row, row, place))


def _failing(message: str, row_id: str, place: str, name: PurePosixPath) -> Entry:
    def read() -> ReadArticle:
        raise ArticleError(message)

    return Entry(Source(row_id, place, name), read)


def _parse(line: bytes, place: str) -> dict[str, object]:
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ArticleError(f"{place} is not UTF-8; save the file again as UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise ArticleError(f"{place} is not valid JSON ({error}); {_NEXT_STEP}") from error
    if not isinstance(row, dict):
        raise ArticleError(f"{place} is JSON but not an object with a text field; {_NEXT_STEP}")
    return row


def _row_id(row: dict[str, object], place: str) -> str | None:
    value = row.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        try:
            return str(value)
        except ValueError as error:
            raise ArticleError(f"{place}: the field id is a number with too many digits; {_NEXT_STEP}") from error
    text = _optional(row, place, "id")
    return printable(text)[0].strip() or None if text else None


def read_row(row: dict[str, object], place: str) -> ReadArticle:
    """Read a parsed row.

    Args:
        row: `text`, and optionally `title`, `published` or `date`, `language` or `lang`, and `url`.
        place: the row's name in error messages.

    Raises:
        ArticleError: a field is missing, empty or not a string.
    """
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ArticleError(f"{place}: the field text must be a string that is not empty; {_NEXT_STEP}")
    if len(text) > MAX_BYTES:
        raise ArticleError(f"{place} is over {MAX_BYTES:,} characters; split it or leave it out.")
    text, replaced = printable(text)
    notes = [f"lone surrogates replaced by U+FFFD: {replaced:,}"] if replaced else []
    tag = _optional(row, place, "language", "lang")
    language = language_code(tag) if tag else None
    if tag and language is None:
        notes.append(f"{printable(tag)[0][:40]!r} is not a language code and was passed over")
    field = partial(_clean, row, place)
    article = Article(
        text=text, title=field("title"), language=language, published=field("published", "date"), url=field("url")
    )
    return with_invisible_noted(ReadArticle(article, tuple(notes)))


def _clean(row: dict[str, object], place: str, *names: str) -> str | None:
    value = _optional(row, place, *names)
    return printable(value)[0].strip() or None if value else None


def _optional(row: dict[str, object], place: str, *names: str) -> str | None:
    """Give the first of the fields that has a value; check that every one is a string."""
    found = None
    for name in names:
        value = row.get(name)
        if value is not None and not isinstance(value, str):
            raise ArticleError(f"{place}: the field {name} must be a string; {_NEXT_STEP}")
        found = found or value
    return found
