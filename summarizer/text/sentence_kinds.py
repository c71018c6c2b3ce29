"""What paragraphs and sentences are for: text, heading, dateline or credit, told by their shape."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.schema.article import SentenceKind

__all__ = ["dateline_end", "is_credit", "paragraph_kinds"]

TITLE_LENGTH = 160
"""Code points of a title line at most."""
HEADING_LENGTH = 80
"""Code points of a sub-heading at most."""
MOST_HEADINGS = 5
"""Lines above the first prose that can be headings; more of them are a list or table."""

_TERMINAL = re.compile(r"[.!?…。！？।۔؟።։။:;,，、：；][\"'”’“»«›)\]」』）*_]*(?:\[\d+\])*$")
_MARKDOWN = re.compile(r"#{1,6}\s+\S|(?:\*\*|__)[^*_]{2,80}(?:\*\*|__)$|={2,4}[^=]+={2,4}$")
_LIST_ITEM = re.compile(r"[-–—*•·▪‣◦+>|]|\(?\d{1,3}[.)]\s")
_MARKS = '"“”„«»「」『』'

_YEAR = r"(?:1[89]|20)\d\d"
_DATE_LINE = re.compile(
    rf"(?=.*(?<!\d){_YEAR}(?!\d))(?=.*(?<!\d)[0-3]?\d(?!\d)|{_YEAR}年)\w[\w.]*(?:[\s,/:|·–-]+\w[\w.]*){{0,7}}\W*$"
)
_DATE_LABEL = re.compile(
    r"updated|published|posted|stand|aktualisiert|veröffentlicht|publié|mis|modifié|actualizado|publicado|atualizado"
    r"|pubblicato|aggiornato|опубликовано|обновлено"
)

_AGENCY = r"\([^()\n]{2,40}\)|/[^/\s]{2,20}/|\[[^\[\]\n]{2,40}\]"
_KNOWN_AGENCY = re.compile(
    r"[(/\[](?:AP|AFP|dpa|Reuters|EFE|ANSA|Lusa|TASS|ТАСС|Xinhua|UPI|KNA|epd|sid|SDA|APA|ČTK|PAP)\b", re.IGNORECASE
)
_SEPARATOR = (
    r"\.?\s*[–—]\s*|\.\s*-{1,2}\s*|\s+-{1,2}\s+|(?<=[)\]/])\s*(?:[:.=–—-]\s*)+|\s+=\s+|：|(?<=电)\s+|(?<=電)\s+"
)
_DATELINE = re.compile(
    rf"(?P<head>(?:(?:{_AGENCY})|[^()/\[\].\n–—=]|\.(?=[\s,]*[\d(/\w-])){{1,90}}?)(?P<separator>{_SEPARATOR})(?=\S)"
)
_STOPPED_DATELINE = re.compile(r"(?P<head>[^\W\d_a-z]{3}[^.\n–—\d]{0,40}\d[^.\n–—]{0,24})\.\s+(?=\S)")
"""`LORNE, 3 May. The bridge …`: a full stop ends it, so the place must stand in capitals and a number must follow."""
_CJK_DATELINE = re.compile(
    r"(?:[（【][^（）【】\n]{2,40}[）】]|\([가-힣][^()\n]{1,40}=[^()\n]{2,40}\))(?:\s*[^\s=]{2,8}\s*기자\s*=\s*)?"
    r"|(?:新华社|中新社|中新网|路透社|法新社|美联社)[^，。\n]{1,25}?[电電](?:\s*[（(][^）)\n]{2,30}[）)])?\s*"
)
_PARTICLE = re.compile(
    r"(?:d[eauio]|des|del|la|les?|el|los|las|den|der|van|von|am|and|und|et|y|e|of|no|na|год|года|г)$"
)
_NUMBER = re.compile(r"\d{1,4}(?:st|nd|rd|th|er|º|ª)?\.?$")

_BY = r"by|von|vom|por|par|di|door|av|af|autor|auteur|автор|текст|written by|story by"
_LABELS = (
    r"photos?|pictures?|images?|video|credits?|sources?|via|copyright"
    r"|read more|read also|see also|related|more on this|follow us"
    r"|(?:additional |further )?(?:reporting|writing|editing|graphics|compiled|translated)"
    r"(?: and (?:writing|editing))? by"
    r"|advertisement"
    r"|fotos?|bild(?:er)?|quellen?|mehr zum thema|lesen sie (?:auch|mehr)|siehe auch|anzeige|werbung"
    r"|crédits?|lire aussi|à lire aussi|voir aussi|publicité|illustrations?"
    r"|fuentes?|imagen|leer más|lea también|ver también|publicidad|fontes?|imagem|leia (?:mais|também)|veja também"
    r"|fonti|fonte|leggi anche|foto di|immagine|pubblicità|bron|lees ook|lees meer|zdroj|čtěte také"
    r"|źródło|czytaj także|zdjęcie"
    r"|фото|источник|источники|читайте также|подробнее|реклама|джерело|читайте також"
    r"|图片|来源|责任编辑|编辑|记者|責任編輯|來源|写真|画像|出典|関連記事|사진|출처|المصدر|صورة|اقرأ أيضا"
)
_BYLINE = re.compile(
    rf"(?:{_BY})\s+(?P<names>[^\d\n.!?]{{3,80}}?)(?:,\s+[^\d\n.!?]{{0,12}}\d[\w ,]{{3,24}})?$", re.IGNORECASE
)
_LABELLED = re.compile(
    rf"[\[(（*_]*(?:{_LABELS})(?:\s?/\s?[\w ]{{2,20}})?(?:\s?[:：]|\s*[\])）*_]*$|(?<=by)\s)", re.IGNORECASE
)
_RIGHTS = re.compile(
    r"©|\(c\)\s*\d{4}|copyright\b.{0,40}\d{4}"
    r"|.{0,60}(?=[atв])(?:\ball rights reserved\b|alle rechte vorbehalten|tous droits réservés"
    r"|todos los derechos reservados|todos os direitos reservados|все права защищены)",
    re.IGNORECASE,
)


def paragraph_kinds(texts: Sequence[str]) -> list[SentenceKind]:
    """Tell what each paragraph of an article is for.

    Args:
        texts: The paragraphs, in article order.

    Returns:
        One kind each. Above the first paragraph of prose every short line without a full stop is a heading; below it, a
        line is one only where prose follows, so that lists stay text.
    """
    bare = [text.strip() for text in texts]
    prose = [_is_prose(text) for text in bare]
    first = next((number for number, is_prose in enumerate(prose) if is_prose), len(bare))
    stopped = any(prose[number] and _TERMINAL.search(text[-40:]) for number, text in enumerate(bare))
    kinds = []
    for number, text in enumerate(bare):
        below = number + 1 < len(bare) and (prose[number + 1] or (number + 2 < len(bare) and prose[number + 2]))
        if is_credit(text):
            kind = SentenceKind.CREDIT
        elif _MARKDOWN.match(text):
            kind = SentenceKind.HEADING
        elif _is_date(text):
            kind = SentenceKind.DATELINE
        elif number < first < len(bare):
            titled = _is_title(text) and (number == 0 or (stopped and first <= MOST_HEADINGS))
            kind = SentenceKind.HEADING if titled else SentenceKind.TEXT
        elif number > first and stopped and below and _is_sub_heading(text):
            kind = SentenceKind.HEADING
        else:
            kind = SentenceKind.TEXT
        kinds.append(kind)
    return kinds


def dateline_end(paragraph: str) -> int:
    """Find the dateline at the head of an article's first paragraph: `PARIS, May 3 (AFP) – `.

    Args:
        paragraph: The paragraph; it may begin with white space.

    Returns:
        Code points from the paragraph's start to the end of the dateline with its separator, trimmed; 0 where there is
        none.
    """
    lead = len(paragraph) - len(paragraph.lstrip())
    text = paragraph[lead : lead + 200]
    found = _CJK_DATELINE.match(text)
    if not found:
        found = _DATELINE.match(text)
        if found and not _is_place_and_date(found["head"], parenthetical=_reopened(text, found)):
            found = None
    if not found:
        found = _STOPPED_DATELINE.match(text)
        if found and not (
            _first_word(found["head"]).isupper() and _is_place_and_date(found["head"], parenthetical=True)
        ):
            found = None
    return lead + len(found[0].rstrip()) if found and found.end() < len(text) else 0


def is_credit(text: str) -> bool:
    """Whether a line or sentence names who made, owns or links something instead of telling of it.

    Args:
        text: A line or a sentence.

    Returns:
        True for bylines, photo credits, sources, rights and pointers to other articles.
    """
    if len(text) > 300:
        return False
    if _RIGHTS.match(text) or _LABELLED.match(text):
        return True
    found = _BYLINE.match(text)
    return found is not None and all(_is_name_part(word) for word in found["names"].split())


def _first_word(text: str) -> str:
    return text.split(maxsplit=1)[0]


def _is_prose(text: str) -> bool:
    return len(text) > TITLE_LENGTH or (len(text) > 60 and bool(_TERMINAL.search(text[-40:])))


def _is_date(text: str) -> bool:
    """Whether a line holds a date and nothing else: `Friday, January 4, 2019`."""
    if len(text) > 60 or not _DATE_LINE.match(text):
        return False
    words = [word.lower() for word in re.findall(r"[^\W\d_]{2,}(?:-[^\W\d_]+)*", text)]
    names = [word for word in words if not _PARTICLE.match(word)]
    labelled = bool(words) and bool(_DATE_LABEL.fullmatch(words[0]))
    return len(names) <= (4 if labelled else 2)


def _is_title(text: str) -> bool:
    return len(text) <= TITLE_LENGTH and not text.endswith((".", "。", "।", ":", "：")) and not _LIST_ITEM.match(text)


def _is_sub_heading(text: str) -> bool:
    return (
        len(text) <= HEADING_LENGTH
        and not _TERMINAL.search(text[-40:])
        and not _LIST_ITEM.match(text)
        and text[0] not in _MARKS
        and not text[0].islower()
        and any(letter.isalpha() for letter in text)
        and "\n" not in text
    )


def _is_name_part(word: str) -> bool:
    bare = word.strip(",;/&|()")
    return not bare or not bare[0].islower() or bool(_PARTICLE.match(bare))


def _reopened(text: str, found: re.Match[str]) -> bool:
    """Whether the separator comes again in the sentence, so that the pair may be a parenthesis."""
    dash = found["separator"].strip(". ")
    return bool(dash) and dash in re.split(r"[.!?]\s", text[found.end() :], maxsplit=1)[0]


def _is_place_and_date(head: str, *, parenthetical: bool) -> bool:
    """Whether the words are places, dates and agencies only, with one sure sign among them."""
    agency = bool(re.search(_AGENCY, head))
    words = re.sub(_AGENCY, " ", head).replace(",", " ").replace(";", " ").split()
    numbers = [
        word for word in words if _NUMBER.match(word) or re.fullmatch(r"\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?\.?", word)
    ]
    names = [word for word in words if word not in numbers]
    low = [word for word in names if word[0].islower() and not _PARTICLE.match(word)]
    if len(low) > len(numbers) or len(names) > 8 or not (words or agency):
        return False
    capitals = bool(names) and names[0].isupper() and len(names[0]) > 2
    sure = bool(_KNOWN_AGENCY.search(head)) or (agency and not parenthetical)
    return sure or bool(numbers and (capitals or len(names) <= 4)) or (capitals and not parenthetical)
