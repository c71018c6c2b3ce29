"""Who said what, over any number of results."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from pydantic import Field

from summarizer.grounding.stems import words_in
from summarizer.results.plain import Data, ItemKind, is_span, items_of, plain
from summarizer.results.reading import AnyOutcome
from summarizer.schema.match import Verdict
from summarizer.schema.span import Frozen, Span
from summarizer.text.borders import SPACELESS
from summarizer.text.cues import cues_for

_WORD = re.compile(r"[^\W_]+")
_SPACELESS = re.compile(f"[{SPACELESS}]")
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae", "ß": "ss", "œ": "oe"})
_SIMPLE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "ß": "ss", "œ": "oe"})


class Said(Frozen):
    """One quote that was looked for."""

    id: str = Field(description="The article's id.")
    title: str | None
    published: str | None
    url: str | None
    path: str = Field(description="Where in the summary.")
    words: Span = Field(description="Its words, with their place in the article in code points.")
    verdict: str | None
    speaker: str
    mention: Span | None = Field(description="The speaker as written nearest the words.")
    cue: Span | None = Field(description="The word that says that somebody speaks.")
    check: str | None = Field(description="How the speaker stands against the article's own attribution.")


def find_said(
    outcomes: Iterable[AnyOutcome], *, speaker: str = "", about: str = "", verdicts: Collection[Verdict] = ()
) -> Iterator[Said]:
    """Find quotes by their speaker and by what is said.

    Args:
        outcomes: results of any schema; those without quotes have none.
        speaker: a name: all of its words stand in the speaker's, or in the name as written beside the words; an initial
            stands for a name; case and accents make no difference. Where the article has the surname only, a full name
            finds that too.
        about: words that all stand in the quote, in any form that has their stem in the article's language.
        verdicts: only quotes whose words stood so; all by default.
    """
    wanted = {verdict.value for verdict in verdicts}
    for outcome in outcomes:
        row = plain(outcome)
        article = row["article"] or {}
        language = article.get("language")
        for item in items_of(row["summary"]):
            if item.kind is not ItemKind.QUOTE:
                continue
            said = _said(row, article, item.path, item.value)
            names = (said.speaker, said.mention.text if said.mention else "")
            if wanted and said.verdict not in wanted:
                continue
            if speaker and not any(names_match(speaker, name, language) for name in names):
                continue
            if about and not _is_about(about, said.words.text, language):
                continue
            yield said


def names_match(wanted: str, name: str, language: str | None = None) -> bool:
    """Whether a name that is looked for can mean the one that an article gives."""
    ours, theirs = _names(wanted), _names(name)
    if not ours or not theirs:
        return False
    if _SPACELESS.search(wanted):
        return "".join(one[0] for one in ours) in "".join(one[0] for one in theirs)
    initials = len(ours) > 1  # alone, a letter is more likely a word, such as an article
    if all(any(_same_name(one, two, initials=initials) for two in theirs) for one in ours):
        return True
    cues = cues_for(language)
    bare = [one for one in theirs if one[0] not in cues.titles | cues.determiners]
    return len(ours) > 1 and len(bare) == 1 and _same_name(bare[0], ours[-1], initials=False)


def _same_name(one: tuple[str, ...], two: tuple[str, ...], *, initials: bool) -> bool:
    """The same in one of their spellings, or one the other's initial."""
    return any(a == b or (initials and 1 in {len(a), len(b)} and a[:1] == b[:1]) for a in one for b in two)


@lru_cache(maxsize=10_000)
def _names(text: str) -> tuple[tuple[str, ...], ...]:
    """Each word of a name in its spellings: without accents, and with ä spelt ae."""
    low = unicodedata.normalize("NFC", re.sub(r"['’]s\b", "", text)).casefold()
    return tuple((_bare(word), _bare(word.translate(_SPELT_OUT))) for word in _WORD.findall(low))


def _bare(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word.translate(_SIMPLE))
    return "".join(character for character in apart if not unicodedata.combining(character))


def _is_about(about: str, words: str, language: str | None) -> bool:
    """Whether each word looked for has its stem among the quote's; function words only where there are no others."""
    if _SPACELESS.search(about):
        return all(part in words for part in about.split())
    looked_for, said = words_in(about, language), words_in(words, language)
    telling = [word for word in looked_for if word.content] or looked_for
    stems, lows = {_bare(word.stem) for word in said}, {_bare(word.low) for word in said}
    return bool(telling) and all(_bare(word.stem) in stems or _bare(word.low) in lows for word in telling)


def _said(row: Data, article: Data, path: str, value: Data) -> Said:
    speaker, check = value.get("speaker"), value.get("check")
    verdict = value["words"].get("verdict")
    return Said(
        id=row["id"],
        **{name: article.get(name) for name in ("title", "published", "url")},
        path=path,
        words=_place(value["words"]),
        verdict=verdict if isinstance(verdict, str) else None,
        speaker=speaker if isinstance(speaker, str) else "",
        mention=_span(value.get("mention")),
        cue=_span(value.get("cue")),
        check=check.get("verdict") if isinstance(check, dict) else None,
    )


def _place(value: Data) -> Span:
    return Span(start=value["start"], end=value["end"], text=value["text"])


def _span(value: object) -> Span | None:
    return _place(value) if is_span(value) else None
