"""The quotes in a document that any tool wrote."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from summarizer.errors import UserError

_HOLDERS = ("summary", "extractions", "quotes", "quotations")
"""Keys whose values hold quotes; where there is one, nothing else of the object is looked at."""
_WORDS = ("words", "quote", "extraction_text", "text", "content")
"""Keys under which an object may keep a quote's words, in this order."""


class Located(NamedTuple):
    """A quote, and where it was found."""

    location: str
    """Its JSON path in the document."""
    words: str
    place: tuple[int, int] | None = None
    """Where it is said to stand in the article, first code point and one past the last, where the document says so."""


def load_document(text: str) -> object:
    """Read a document: one JSON value, JSON lines, or else plain text with one quote a line.

    Returns:
        The JSON value; the list of values; or the list of lines that are not blank.
    """
    text = text.removeprefix("\ufeff")
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        pass
    lines = [line for line in text.split("\n") if line.strip()]
    try:
        return [json.loads(line) for line in lines]
    except (ValueError, RecursionError):
        if lines and lines[0].lstrip()[0] in "{[":
            raise UserError("The quotes are neither valid JSON nor JSON lines, though they begin like it.") from None
        return [line.strip() for line in lines]


def find_quotes(document: object, path: str | None = None) -> list[Located]:
    """Find the quotes of a document.

    Without a path, these shapes are known: a list of strings; objects with `quote`, `words`, `text` or `content`;
    objects that hold such under `quotes` or `quotations`; langextract's `extractions[].extraction_text`; and this
    package's rows, `summary.quotes[].words.text`.

    Args:
        document: what the JSON reader gave.
        path: a JSONPath to the quotes, such as `$.items[*].quote`.

    Returns:
        Each quote with its JSON path and, where its object has whole numbers `start` and `end`, its place in the
        article; in the document's order.

    Raises:
        UserError: the path is no JSONPath, or leads to something that is not text; or no known shape was found.
    """
    if path is not None:
        return [*_at_path(document, path)]
    found = [*_in_known_shape(document, "$")]
    if not found and document not in ([], {}) and not _holds_nothing(document):
        raise UserError("No quotes were found in the document; say where they are with a JSONPath, such as $[*].quote.")
    return found


def _in_known_shape(value: object, location: str) -> Iterator[Located]:
    if isinstance(value, str):
        yield Located(location, value)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _in_known_shape(item, f"{location}[{number}]")
    elif isinstance(value, dict):
        holders = [key for key in _HOLDERS if key in value]
        words = [key for key in _WORDS if isinstance(value.get(key), str | dict)]
        for key in holders or words[:1]:
            if isinstance(value[key], str) and key not in holders:
                yield Located(f"{location}.{key}", value[key], _place(value))
            elif value[key] is not None and not isinstance(value[key], str):
                yield from _in_known_shape(value[key], f"{location}.{key}")


def _place(holder: Mapping[str, object]) -> tuple[int, int] | None:
    start, end = holder.get("start"), holder.get("end")
    return (start, end) if type(start) is int and type(end) is int else None


def _holds_nothing(value: object) -> bool:
    """Whether a known shape is there, and empty: a row without quotes is no mistake."""
    if isinstance(value, list):
        return all(map(_holds_nothing, value))
    return isinstance(value, dict) and any(key in value for key in _HOLDERS)


def _at_path(document: object, path: str) -> Iterator[Located]:
    try:
        from jsonpath_ng.exceptions import JSONPathError
        from jsonpath_ng.ext.parser import parse
    except ImportError:
        raise UserError("JSON paths need one more package: pip install jsonpath-ng") from None
    try:
        found = parse(path).find(document)
    except (JSONPathError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise UserError(f"Not a JSONPath: {path} ({error})") from None
    for match in found:
        location = "$." + str(match.full_path).replace(".[", "[")
        if not isinstance(match.value, str):
            raise UserError(
                f"{location} is not text, but {type(match.value).__name__}; let the path go on to the words."
            )
        holder = match.context.value if match.context is not None else None
        place = _place(holder) if isinstance(holder, dict) else None
        yield Located(location.replace("$.[", "$["), match.value, place)
