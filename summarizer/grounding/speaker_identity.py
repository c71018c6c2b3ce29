"""Whether two names mean one speaker, and how an answered speaker stands against the article's own attribution."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from summarizer.schema.attribution import Attribution, SpeakerVerdict
from summarizer.text.cues import cues_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summarizer.schema.article import Quotation
    from summarizer.schema.span import Span
    from summarizer.text.cues import Cues

__all__ = ["crosses_speakers", "judge", "same_speaker"]

_WORD = re.compile(r"\w+(?:[.\-‑]\w+)*")
_POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)


def same_speaker(first: str, second: str, language: str | None = None) -> bool:
    """Whether two ways to name a speaker can mean the same one.

    Args:
        first: A name, role or body as written.
        second: Another.
        language: ISO 639 code of both, for titles and articles.

    Returns:
        True where the names agree in surname and contradict each other in nothing, or where the words of one are all
        among the other's. False for a pronoun beside a name, and for empty text.
    """
    cues = cues_for(language)
    words_one, words_two = _content(first, cues), _content(second, cues)
    if not words_one or not words_two:
        return False
    names_one, names_two = _name(first, cues), _name(second, cues)
    if names_one and names_two and names_one[-1] == names_two[-1]:
        return _compatible(names_one[:-1], names_two[:-1]) and not _contradict(first, second, cues)
    short, long = sorted((words_one, words_two), key=len)
    return set(short) <= set(long) and not (names_one and names_two and not set(names_one) & set(names_two))


def judge(mention: Span | None, name: str, own: Attribution, language: str | None = None) -> SpeakerVerdict:
    """Hold an answered speaker against the article's own attribution.

    Args:
        mention: The answered mention's place in the article, if one was found.
        name: The answered name.
        own: What code read off the article for the same quotation.
        language: The article's ISO 639 code.

    Returns:
        attributed: the mention is the article's own, and a cue stands behind it; resolved: another mention or a fuller
        name of the same speaker; conflicting: a cue names someone else; unsupported: no cue tells.
    """
    if own.mention is None:
        return SpeakerVerdict.UNSUPPORTED
    cues = cues_for(language)
    own_pronoun = own.mention.text.lower() in cues.pronouns
    answers = [text for text in (name, mention.text if mention else "") if text and text.lower() not in cues.pronouns]
    owns = [text for text in (own.speaker, "" if own_pronoun else own.mention.text) if text]
    agrees = any(same_speaker(answer, known, language) for answer in answers for known in owns)
    at_own = mention is not None and own.mention.overlaps(mention.start, mention.end)
    if at_own and (own_pronoun or not _names_another(name, owns, cues)):
        return SpeakerVerdict.ATTRIBUTED if own.rule.certain else SpeakerVerdict.UNSUPPORTED
    if agrees and not at_own:
        return SpeakerVerdict.RESOLVED if own.rule.certain else SpeakerVerdict.UNSUPPORTED
    told = own.rule.certain and bool(answers) and not own_pronoun
    return SpeakerVerdict.CONFLICTING if told else SpeakerVerdict.UNSUPPORTED


def crosses_speakers(
    start: int,
    end: int,
    attributions: Mapping[str, Attribution],
    quotations: Sequence[Quotation],
    language: str | None = None,
) -> bool:
    """Whether a span, or an elision from its first part to its last, joins words of two speakers.

    Args:
        start: First code point of the joined words.
        end: One past their last.
        attributions: The article's attributions, by the quotation's id.
        quotations: The article's quotations.
        language: The article's ISO 639 code.

    Returns:
        True where two quotations inside have speakers that the article's own cues tell apart; False where it does not
        tell.
    """
    inside = [
        quotation for quotation in quotations if quotation.speech and quotation.start < end and start < quotation.end
    ]
    told = [
        (quotation, attribution)
        for quotation in inside
        if (attribution := attributions.get(quotation.id)) is not None
        and attribution.rule.certain
        and attribution.mention
    ]
    return any(
        one.group != two.group and _differ(own_one, own_two, language)
        for (one, own_one), (two, own_two) in pairwise(told)
    )


def _names_another(name: str, owns: list[str], cues: Cues) -> bool:
    """Whether a name is given that shares no word with the names that the article has."""
    answered, known = set(_name(name, cues)), {word for text in owns for word in _name(text, cues)}
    return bool(answered) and bool(known) and answered.isdisjoint(known)


def _differ(one: Attribution, two: Attribution, language: str | None) -> bool:
    if one.mention == two.mention or not one.speaker or not two.speaker:
        return False
    return not same_speaker(one.speaker, two.speaker, language)


def _content(text: str, cues: Cues) -> list[str]:
    words = (word.lower() for word in _WORD.findall(_POSSESSIVE.sub("", text)))
    skipped = cues.determiners | cues.titles | cues.pronouns.keys() | cues.linking | cues.conjunctions
    return [word for word in words if word not in skipped]


def _name(text: str, cues: Cues) -> list[str]:
    """The first run of capitalised words, at least one of them no role: the bare name without what is said of it."""
    head = re.split(r"[,(;:–—]", _POSSESSIVE.sub("", text), maxsplit=1)[0]
    words = _WORD.findall(head)
    out: list[str] = []
    for word in reversed(words):
        lower = word.lower()
        if not word[0].isupper() or lower in cues.determiners:
            if out:
                break
            continue
        if lower in cues.titles or cues.is_role(lower) or cues.is_institution(lower):
            break
        out.insert(0, lower)
    return out


def _compatible(given_one: list[str], given_two: list[str]) -> bool:
    """Whether two lists of given names do not contradict each other: none, the same, or an initial."""
    if not given_one or not given_two:
        return True
    short, long = sorted((given_one, given_two), key=len)
    if set(short) <= set(long):
        return True
    return short[0][0] == long[0][0] and (len(short[0]) == 1 or len(long[0]) == 1)


def _contradict(first: str, second: str, cues: Cues) -> bool:
    """Whether one is named as a man and the other as a woman."""
    genders = [
        {
            "m" if word in cues.masculine else "f"
            for word in text.lower().split()
            if (word in cues.masculine) != (word in cues.feminine)
        }
        for text in (first, second)
    ]
    return bool(genders[0]) and bool(genders[1]) and genders[0].isdisjoint(genders[1])
