"""Plain text and Markdown → Article; the text stays as it is in the file."""

from __future__ import annotations

import re

from summarizer.articles.codes import language_code
from summarizer.articles.decode import checked, decode
from summarizer.articles.source import ReadArticle
from summarizer.schema.article import Article

_LONGEST_TITLE = 150
_SHORTEST_UNWRAPPED = 120
"""A line this long is a paragraph, not a piece of hard-wrapped text."""
_CLOSING = tuple(".。．।።۔։,;:،؛、，；：")
_QUOTES = "\"'”’»«“‘)]"
_HEADING = re.compile(r"#{1,6}[ \t]+(.*?)[ \t]*#*")
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n((?:[^\r\n]*\r?\n){1,100}?)---[ \t]*(?:\r?\n|\Z)")
_FIELD = re.compile(r"^([A-Za-z_]+)[ \t]*:[ \t]*(\S[^\r\n]*?)[ \t]*\r?$", re.MULTILINE)


def read_plain(data: bytes, origin: str) -> ReadArticle:
    """Read a plain text file: `text` is the decoded file, unedited.

    Raises:
        ArticleError: it cannot be decoded or has no text.
    """
    text, notes = decode(data, origin)
    return ReadArticle(Article(text=text, title=title_of(text)), notes)


def read_markdown(data: bytes, origin: str) -> ReadArticle:
    """Read a Markdown file: as plain text, but for front matter, which is left out and read as metadata.

    Raises:
        ArticleError: it cannot be decoded or has no text.
    """
    text, notes = decode(data, origin)
    match = _FRONT_MATTER.match(text)
    fields = _fields(match[1]) if match else {}
    if match is None or not fields:
        return ReadArticle(Article(text=text, title=title_of(text, markdown=True)), notes)
    body = checked(text[match.end() :], origin)
    article = Article(
        text=body,
        title=fields.get("title") or title_of(body, markdown=True),
        language=language_code(fields.get("language") or fields.get("lang") or ""),
        published=fields.get("published") or fields.get("date"),
        url=fields.get("url"),
    )
    return ReadArticle(article, (*notes, f"front matter left out: the first {match.end():,} characters of the file"))


def title_of(text: str, *, markdown: bool = False) -> str | None:
    """Give the first line that is not empty, if it looks like a title; None otherwise.

    A title is short, has no closing full stop, stands alone or before a whole paragraph, and has text after it.
    """
    first, _, rest = text.lstrip().partition("\n")
    line = first.strip()
    heading = _HEADING.fullmatch(line) if markdown else None
    if heading is not None:
        return heading[1] or None
    following = rest.partition("\n")[0].strip()
    if not rest.strip() or len(line) > _LONGEST_TITLE or line.rstrip(_QUOTES).endswith(_CLOSING):
        return None
    underlined = markdown and following.strip("=-") == ""
    if following and not underlined and len(following) < _SHORTEST_UNWRAPPED:
        return None
    return line if any(map(str.isalpha, line)) else None


def _fields(front_matter: str) -> dict[str, str]:
    """Read the plain `key: value` lines; anything richer in YAML is passed over."""
    return {key.lower(): value.strip("\"'") for key, value in _FIELD.findall(front_matter) if value[0] not in "[{|>&*!"}
