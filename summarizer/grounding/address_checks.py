"""What a statement sends its reader to, or has run: addresses and markup, held against the article; any language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.grounding.article_view import Evidence
from summarizer.schema.check import Check, CheckKind, CheckVerdict

__all__ = ["check_addresses"]

_ENDINGS = (
    "com|org|net|edu|gov|int|mil|info|biz|name|pro|io|ai|app|dev|xyz|site|online|shop|store|live|news|blog|cloud|link|"
    "click|top|club|space|example|test|invalid|localhost|onion|eu|uk|us|de|fr|es|it|pt|ru|ua|pl|nl|be|ch|at|se|no|dk|fi|"
    "cz|gr|tr|cn|jp|kr|in|br|ar|mx|ca|au|nz|za|ng|ke|eg|sa|ae|ir|il|tv|me|co|cc|to|ly|gg|gl|sh"
)
_HOST = rf"(?:[\w-]{{2,63}}\.)+(?:{_ENDINGS})(?![\w-])"
_ADDRESS = re.compile(
    rf"(?P<url>(?:https?|ftp)://[^\s<>\"'“”‘’«»()\[\]{{}}，。、）」]+|(?<![\w@.])(?:www\.[\w.-]+|{_HOST})(?:/[^\s<>\"'“”«»()\[\]]*)?)"
    r"|(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<handle>(?<![\w@./])[@#][^\W\d_]\w{2,})"
    r"|(?P<phone>(?<![\w.,])(?:(?:\+|00)\d[\d ().\u00a0/-]{6,}\d|(?:1-)?\(?\d{3}\)?[-. ]\d{3}-\d{4})(?!\w))"
)
_MARKUP = re.compile(
    r"</?[a-zA-Z!][^<>]{0,300}>|<\|\w+\|>"  # HTML, the tokens of chat templates
    r"|!?\[[^\]\n]{0,200}\]\([^)\s]{1,500}\)|```"  # links, pictures and code in Markdown
    r"|\{\{.{0,200}?\}\}|\{%.{0,200}?%\}"  # templates
    r"|\b(?:javascript|data|vbscript):[^\s,;]{3,}"
    r"|(?<![\w+/])(?=[A-Za-z+/]*\d)(?=[a-z0-9+/]*[A-Z])[A-Za-z0-9+/]{32,}={0,2}(?![\w+/])"  # Base64
)
_OF_MARKUP, _LONG = ("<", "](", "```", "{{", "{%", "script:", "data:"), re.compile(r"[A-Za-z0-9+/]{32}")
_OF_ADDRESSES, _DOTTED = ("@", "#", "+", "://", "www."), re.compile(r"\.[a-z]|-\d{4}")
_ABROAD = re.compile(r"00\d(?<![\w.,]00\d)")
"""What any of these has, to be looked for first: few statements have it."""
_SHORTEST = 32
"""Characters of Base64 that are taken for it."""
_BETWEEN_DIGITS = r"[ ().\u00a0/-]{0,3}"
_SCHEME = re.compile(r"(?:https?|ftp)://(?:www\.)?|www\.", re.IGNORECASE)


def check_addresses(statement: str, evidence: Evidence) -> Iterator[Check]:
    """Hold each web address, e-mail address, handle, telephone number and piece of markup against the article.

    Args:
        statement: what is stated, in any language.
        evidence: what it is said to rest on.

    Yields:
        One check for each, in order; an address is the article's if it stands there in any case, with or without its
        scheme, or as a part of a longer one.
    """
    marked = any(sign in statement for sign in _OF_MARKUP) or _has_long_word(statement)
    addressed = (
        any(sign in statement for sign in _OF_ADDRESSES) or _DOTTED.search(statement) or _ABROAD.search(statement)
    )
    markup = [(found, CheckKind.MARKUP) for found in _MARKUP.finditer(statement)] if marked else []
    addresses = [(found, CheckKind.ADDRESS) for found in _ADDRESS.finditer(statement)] if addressed else []
    taken = [found.span() for found, _ in markup]
    for found, kind in sorted(
        [*markup, *((one, kind) for one, kind in addresses if not _inside(one, taken))],
        key=lambda pair: pair[0].start(),
    ):
        words = found[0].rstrip(".,;:!?…") if kind is CheckKind.ADDRESS else found[0]
        yield _held(words, found.start(), found.lastgroup, kind, evidence)


def _has_long_word(statement: str) -> bool:
    """Whether a word may be Base64."""
    longest = max(map(len, statement.split()), default=0)
    return longest >= _SHORTEST and _LONG.search(statement) is not None


def _inside(found: re.Match[str], taken: list[tuple[int, int]]) -> bool:
    return any(start <= found.start() < end for start, end in taken)


def _held(words: str, start: int, what: str | None, kind: CheckKind, evidence: Evidence) -> Check:
    view = evidence.view
    places = [place.span() for place in _as_the_article_has_it(words, what).finditer(view.text)]
    here = next((place for place in places if evidence.holds(*place)), None)
    missing = CheckVerdict.ELSEWHERE if places else CheckVerdict.UNSUPPORTED
    nearest = here or next(iter(places), None)
    return Check(
        kind=kind,
        words=words,
        start=start,
        end=start + len(words),
        verdict=CheckVerdict.SUPPORTED if here else missing,
        nearest=view.span(*nearest) if nearest else None,
    )


def _as_the_article_has_it(words: str, what: str | None) -> re.Pattern[str]:
    if what == "phone":
        digits = _BETWEEN_DIGITS.join(re.sub(r"\D", "", words).removeprefix("00"))
        return re.compile(rf"(?<!\d){digits}(?!\d)")
    plain = _SCHEME.sub("", words, count=1).rstrip("/")
    return re.compile(rf"(?<![\w-]){re.escape(plain)}(?![\w-])" if what else re.escape(words), re.IGNORECASE)
