"""A web page → Article: the words a reader sees of the article itself."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from copy import deepcopy
from typing import TYPE_CHECKING

from summarizer.articles.codes import language_code
from summarizer.articles.decode import checked, decode_marked, encoding_name, guess
from summarizer.articles.hidden import remove_hidden
from summarizer.articles.invisible import smuggled
from summarizer.articles.source import ReadArticle
from summarizer.errors import ArticleError
from summarizer.schema.article import Article
from summarizer.text.counted import counted

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped] # lxml ships no types
    from trafilatura.settings import Document

_DECLARED = re.compile(
    rb"""<(?:meta[^>]{0,200}\bcharset|\?xml[^>]{0,80}\bencoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_HEAD = 4_096
"""Bytes in which the declared encoding is looked for."""
_MOST_REPLACED = 0.01
# What pages call one thing and mean another, as browsers read them.
_AS_BROWSERS_READ = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_TEXT_CODEC = re.compile(r"utf-8|ascii|iso8859|iso2022|cp\d|gb|hz|big5|euc|shift|koi8|mac|tis|johab|ptcp")
_LONGEST_FIELD = 500
_SHOWN = 60
"""Characters of hidden text that a note gives."""


def read_page(data: bytes, origin: str) -> ReadArticle:
    """Read the article of a web page: its text with one line a paragraph, title, date, address and language.

    Args:
        data: the page as it was saved.
        origin: the page's name in error messages.

    Raises:
        ArticleError: the page has no article text, or cannot be decoded.
    """
    source, notes = _decode(data, origin)
    tree = _parse(source)
    if tree is None:
        raise _no_article(origin)
    whole = deepcopy(tree)
    hidden = remove_hidden(tree)
    text, found = _extract(tree)
    unseen = _hidden_characters(hidden, whole, text)
    if unseen:
        notes = (*notes, f"hidden text left out: {counted(unseen, 'character')}, such as {_first_words(hidden, text)}")
    if found is None:
        raise _no_article(origin, unseen)
    if (kinds := smuggled(tree.text_content())) and not smuggled(text):
        notes = (*notes, f"left out of the text, since readers do not see it: {'; '.join(kinds)}")
    article = Article(
        text=text,
        title=_field(found.title),
        language=_language(tree),
        published=_field(found.date),
        url=_field(found.url),
    )
    return ReadArticle(article, notes)


def _decode(data: bytes, origin: str) -> tuple[str, tuple[str, ...]]:
    """Decode a page: by its byte order mark, as UTF-8 if it is that, as it declares, else by a guess."""
    marked = decode_marked(data, origin)
    if marked is not None:
        return checked(marked, origin), ()
    match = _DECLARED.search(data[:_HEAD])
    codec = _codec(match[1].decode("ascii", "replace")) if match else ""
    if not codec.startswith(("iso2022", "hz")):
        try:
            return checked(data.decode("utf-8"), origin), ()
        except UnicodeDecodeError:
            pass
    if codec:
        text = data.decode(codec, "replace")
        lost = text.count("�")
        if lost <= _MOST_REPLACED * len(text):
            notes = (f"what is not {encoding_name(codec)} became U+FFFD, in {counted(lost, 'place')}",) if lost else ()
            return checked(text, origin), notes
    text, name = guess(data, origin)
    return checked(text, origin), (f"decoded as {name}",)


def _codec(label: str) -> str:
    """Give the codec that a browser takes for a label; an empty string for one that is not for text."""
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return ""
    name = _AS_BROWSERS_READ.get(name, name)
    return name if _TEXT_CODEC.match(name) else ""


def _parse(source: str) -> HtmlElement | None:
    from lxml import etree, html  # type: ignore[import-untyped] # lxml ships no types

    parser = html.HTMLParser(
        collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    try:
        tree = html.document_fromstring(source.replace("\0", "").encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    etree.strip_attributes(tree, "aria-hidden")  # trafilatura would leave out what is hidden from screen readers only
    return tree


def _extract(tree: HtmlElement) -> tuple[str, Document | None]:
    """Find the article's text and metadata: strictly, or else, where nothing is left, less strictly."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    for strict in (True, False):
        try:
            found = bare_extraction(
                deepcopy(tree),
                with_metadata=True,
                favor_precision=strict,
                include_comments=False,
                include_tables=False,
            )
        except Exception:  # noqa: BLE001 - it raises errors of every kind on broken pages
            found = None
        if isinstance(found, Document) and any(map(str.isalpha, found.text or "")):
            return found.text or "", found
    return "", None


def _hidden_characters(hidden: list[str], whole: HtmlElement, seen: str) -> int:
    """Count the characters that would be in the article, had they not been taken out."""
    if not hidden:
        return 0
    from lxml import etree

    etree.strip_attributes(whole, "style", "hidden")  # trafilatura would leave out some of these by itself
    everything, _ = _extract(whole)
    return ((Counter(everything) - Counter(seen)) & Counter("".join(hidden))).total()


def _first_words(hidden: list[str], seen: str) -> str:
    """The beginning of the longest piece that was taken out, which most likely is text."""
    longest = max((piece for piece in hidden if piece not in seen), key=len, default=hidden[0])
    words = " ".join(longest.split())
    return f"“{words[:_SHOWN]}{'…' if len(words) > _SHOWN else ''}”"


def _language(tree: HtmlElement) -> str | None:
    declared = (
        tree.get("lang")
        or tree.get("xml:lang")
        or tree.xpath("string(//meta[translate(@http-equiv, 'CL', 'cl')='content-language']/@content)")
    )
    return language_code(declared) if declared else None


def _field(value: object) -> str | None:
    """Give a field of the metadata, on one line; None for what is empty or too long to be one."""
    text = " ".join(value.split()) if isinstance(value, str) else ""
    return text if 0 < len(text) <= _LONGEST_FIELD else None


def _no_article(origin: str, unseen: int = 0) -> ArticleError:
    hidden = f" ({counted(unseen, 'character is', 'characters are')} hidden)" if unseen else ""
    return ArticleError(f"No article text found in the page {origin}{hidden}; give its text in a .txt file instead.")
