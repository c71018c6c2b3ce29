"""Initials: whether a single letter with a full stop belongs to the name after it, or ends a sentence.

`selon J.-P. Raffin` and `il reste le plan B. Ensuite` look alike. What tells them apart is the word after the letter,
for no name is a function word, and the one before it: plans, vitamins and groups are told apart by letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.text.cues import Cues

__all__ = ["initials"]

_REACH = 40
"""Code points before the letter that are looked at."""
_DIGRAPH = "[CDGJKPRSTZ]h|Chr|[CDS]z|[GN]y|Y[aeou]|Дж|Дз"
"""What stands for one letter: Ch. Baudelaire, Cz. Miłosz, Дж. Лондон."""
_WORD = r"[^\W\d_]+"
_STOP = re.compile(r"\.\s+")
_LETTER = re.compile(rf"(?:(?:^|[\s(\[“„«‚‘'’])|[^\W\d_]\.-)(?P<letter>[^\W\d_]|{_DIGRAPH})$")
_LONGEST = 6
"""Code points of that at most."""
_NEXT = re.compile(rf"(?P<word>(?:[^\W\d_]['’])?{_WORD})(?P<then>\.|\s+{_WORD})?")
_COUPLED = re.compile(r"[^\W\d_]\.-$")
_MEASURED = re.compile(r"[\d°]\s*$")
_ABBREVIATED = re.compile(r"(?<![^\W_])[^\W\d_A-ZÀ-ÞА-Я]\.\s*$")
"""The first half of z. B. or a. D."""
_WORD_BEFORE = re.compile(rf"(?P<word>{_WORD}[,)]?)\s+(?:[^\W\d_]\.\s+)*[\"“„«‚‘'’(]*\s*$")
"""The nearest word; other initials may stand between."""
_LETTERED = re.compile(
    r"(?:[vw]itam[ií]n|в[иі]там[иі]н|plan|план|блок|grupp|груп|hepatit|hépatit|epatit|гепатит|[ck]at[eé]gor|категор"
    r"|[ck]lass|клас|se[ck][ct]i|secci|sezion|секц|terminal|терм[иі]нал|divisi|op[ct]i|opzion|variant|вар[иі]ант"
    r"|influenza|zon)[^\W\d_]{0,4}"
    r"|blo[ck]k?|blo[ck]s|bloque|blocco|blok(?:u|ken)?|group|groupe|groep|grupo|grup[aeyę]|t[iy]pe?|tipo|typu|тип[ауе]?"
    r"|series?|gate|gleis|lini[aei]n?|линии|ligne|líneas?|linea|voie|vía|via|binario|sal[ale]+|halle|raum|scala"
    r"|wing|trakt|building|bâtiment|gebäude|edif[ií]cio|annexe?|anhang|anexo|appendix|point|punkt|spår|spor",
    re.IGNORECASE,
)
"""Nouns whose things are told apart by letters, in several languages."""
_MASK = re.compile("Xx+")
"""What stands for a quotation while sentences are cut."""
_OF_NAMES = re.compile(r"d[aeiou]|del(?:la)?|d[eo]s|van|von|l[eo]|al|ben|bin|te[nr]|den")
"""Function words that names begin with, before a capital: J. Le Goff, P. Van Dam; as does D’."""


def initials(plain: str, cues: Cues) -> Iterator[tuple[int, bool]]:
    """Judge the single letters with a full stop and a word after it.

    Args:
        plain: A piece of text.
        cues: The words of its language.

    Yields:
        Where the word after the letter begins, in code points, and whether a sentence begins there: False where the
        letter is an initial. Letters that nothing tells of are left out.
    """
    for stop in _STOP.finditer(plain):
        at = stop.start()
        if at > _LONGEST and plain[at - 4 : at].isalpha():
            continue  # a longer word, as nearly always
        letter = _LETTER.search(plain[max(0, at - _LONGEST) : at])
        following = _NEXT.match(plain, stop.end())
        if letter and following:
            before = plain[max(0, at - _REACH) : at - len(letter["letter"])]
            begins = _begins_sentence(before, letter["letter"], following, cues)
            if begins is not None:
                yield stop.end(), begins


def _begins_sentence(before: str, letter: str, following: re.Match[str], cues: Cues) -> bool | None:
    word, then = following["word"], following["then"] or ""
    if letter.lower() == letter.upper():  # no capitals in this script, where one letter is no word
        return False
    if not letter[0].isupper() or not word[0].isupper() or _MEASURED.search(before) or _ABBREVIATED.search(before):
        return None
    word_before = _WORD_BEFORE.search(before)
    if word_before and _LETTERED.fullmatch(word_before["word"]):
        return True
    if not word_before or _COUPLED.search(before) or (len(word) == 1 and then == "."):
        return False
    if _is_function(word, cues):
        return letter != "M" and (cues.capitalised_nouns or not _opens_name(word, then))
    unsure = cues.capitalised_nouns or letter.lower() in cues.pronouns or _MASK.fullmatch(word)
    return None if unsure else False


def _is_function(word: str, cues: Cues) -> bool:
    low = word.lower().replace("’", "'")
    return low[:2] in cues.elided or (low in cues.function and low not in cues.auxiliaries and low not in cues.times)


def _opens_name(word: str, then: str) -> bool:
    """Whether names begin with this word, and a capital follows."""
    low = word.lower().replace("’", "'")
    if low.startswith("d'"):
        return word[2].isupper()
    return bool(_OF_NAMES.fullmatch(low)) and then.lstrip()[:1].isupper()
