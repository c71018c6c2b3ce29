"""Anybody's words as Markdown that says just these words: no markup, no HTML, no link comes out of them."""

from __future__ import annotations

import re

from summarizer.text.printable import printable

_MARKUP = re.compile(r"[\\`*_{}\[\]<>&|~#$^=!@]|(?<=[A-Za-z]):(?=/)|(?<=[wW]{3})\.")
"""What opens emphasis, code, links, HTML, entities, tables, headings, mathematics, footnotes, or an address."""
_OPENING = re.compile(r"(?:[-+:>]|\d{1,9}(?=[.)]))")
"""What at the beginning of a line makes it a list or a quotation; a number becomes one by the mark after it."""


def inline(text: str) -> str:
    """Write words as one line, to stand inside a line of Markdown; white space becomes single spaces."""
    return _MARKUP.sub(lambda mark: f"\\{mark[0]}", " ".join(printable(text).split()))


def line(text: str) -> str:
    """Write words as a line of their own."""
    escaped = inline(text)
    opening = _OPENING.match(escaped)
    if opening is None:
        return escaped
    at = opening.end() if opening[0].isdigit() else 0
    return f"{escaped[:at]}\\{escaped[at:]}"


def paragraphs(text: str) -> list[str]:
    """Write words as paragraphs, one a line of theirs that is not blank."""
    return [line(one) for one in text.splitlines() if one.strip()]


def code(text: str) -> str:
    """Write words as code inside a line; an apostrophe for a backtick, which would end it."""
    return f"`{' '.join(printable(text).replace('`', chr(39)).split())}`"


def code_block(text: str) -> list[str]:
    """Write lines as an indented block of code."""
    return [f"    {one}" for one in printable(text).splitlines()]
