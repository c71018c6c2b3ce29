"""Bytes → text, with a note where the encoding had to be guessed."""

from __future__ import annotations

import codecs
import re

from summarizer.articles.language import detect_language
from summarizer.errors import ArticleError

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS = 0.1
_SAMPLE = 50_000
"""Bytes looked at when the encoding is guessed."""
_WESTERN_MARKS = frozenset("“”‘’„‚–—…•€£§©®™°·\xa0«»¿¡ªº´½¼¾×")
_WESTERN_LETTERS = frozenset("àâäáãåæçèéêëìíîïñòóôõöøœùúûüýÿßðþÀÂÄÁÅÆÇÈÉÊËÎÏÍÑÓÔÖØŒÙÚÛÜÞ")
_WESTERN = "af br ca da de en es eu fi fo fr fy ga gl id is it lb ms nl nn no oc pt sv sw wa"
_LEAST_WESTERN = 0.95


def decode(data: bytes, origin: str) -> tuple[str, tuple[str, ...]]:
    """Decode a text file: by its byte order mark, else as UTF-8, else by a guess that a note names.

    Args:
        data: the whole file; line breaks stay as they are, a byte order mark is not text.
        origin: the article's name in error messages.

    Returns:
        The text and the notes.

    Raises:
        ArticleError: the bytes are no text, or in no encoding that could be told.
    """
    marked = decode_marked(data, origin)
    if marked is not None:
        return checked(marked, origin), ()
    if b"\0" in data:
        raise _binary(origin)
    try:
        return checked(data.decode("utf-8"), origin), ()
    except UnicodeDecodeError:
        text, name = guess(data, origin)
    return checked(text, origin), (f"decoded as {name}",)


def decode_marked(data: bytes, origin: str) -> str | None:
    """Decode by the byte order mark; None where there is none.

    Raises:
        ArticleError: the bytes are not what the mark says.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise ArticleError(
                    f"{origin} begins like {encoding.upper()} but is damaged at byte {len(mark) + error.start}; "
                    "save it again as UTF-8."
                ) from error
    return None


def guess(data: bytes, origin: str) -> tuple[str, str]:
    """Decode bytes that are not UTF-8 in the encoding they look most like; also give its name.

    Raises:
        ArticleError: they look like no text.
    """
    from charset_normalizer import from_bytes

    if (western := _western(data)) is not None:
        return western, "windows-1252"
    for match in from_bytes(data[:_SAMPLE]):
        try:
            return data.decode(match.encoding), encoding_name(match.encoding)
        except UnicodeDecodeError:
            continue
    raise _binary(origin)


def _western(data: bytes) -> str | None:
    """Decode as windows-1252 if the result reads like a Western European language; None otherwise.

    Statistics of bytes alone take one in ten of these for another Latin encoding, which spoils its quotation marks.
    """
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    special = [char for char in text[:_SAMPLE] if char > "\x7f"]
    letters = sum(char in _WESTERN_LETTERS for char in special)
    marks = sum(char in _WESTERN_MARKS for char in special)
    if letters + marks < _LEAST_WESTERN * len(special):
        return None
    return text if not letters or detect_language(text) in _WESTERN.split() else None


def encoding_name(codec: str) -> str:
    """Give a codec's common name, such as `windows-1252` for `cp1252`."""
    return re.sub(r"^cp(125\d)$", r"windows-\1", codec).replace("_", "-")


def checked(text: str, origin: str) -> str:
    """Give back the text of an article that has words to read.

    Raises:
        ArticleError: it is empty, or more than a tenth of it are control characters.
    """
    if not text.strip():
        raise ArticleError(f"{origin} has no text in it; leave it out or fill it.")
    if len(_CONTROL.findall(text)) > _MOST_CONTROLS * len(text):
        raise _binary(origin)
    return text


def _binary(origin: str) -> ArticleError:
    return ArticleError(f"{origin} looks like a binary file, not like text; convert it to UTF-8 text first.")
