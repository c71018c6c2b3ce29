"""The narrator's insertions that only commas set off, as French has them: `loin, a dit le maire, mais beau`."""

from __future__ import annotations

import re

from summarizer.text.quotation_words import QuotationWords

_AFTER = re.compile(r"(?<=[,?!…])\s+(?=[^\W\d_])")
"""Where an insertion may begin."""
_WORD = re.compile(r"[^\W\d_]+")
_STOP = re.compile(r"(?<!\b[A-Z])(?<!\b[DP]r)(?<!\bMM)[.!?…](?=\s|$)|,\s+(?=(\S+(?:\s+\S+)?))")
"""What may end an insertion: a full stop (not that of M. or Dr.), or a comma with the two words behind it."""
_LONGEST = 160
"""Code points that an insertion takes at most."""
_MOST_BEFORE_VERB = 4
"""Words before its verb: auxiliary, t, pronoun, adverb."""


def inserted_clauses(text: str, start: int, end: int, words: QuotationWords) -> list[tuple[int, int]]:
    """Find the narrator's insertions in speech: verb before subject, as the language turns it round for that only.

    Args:
        text: the article.
        start: first code point of the speech.
        end: one past its last.
        words: the language's words.

    Returns:
        Start and end of each insertion, in order, without the comma before it.
    """
    found: list[tuple[int, int]] = []
    for match in _AFTER.finditer(text, start, end):
        left = match.end()
        if found and left < found[-1][1]:
            continue
        if _turned_round(text, left, min(end, left + _LONGEST), words) and not _is_nested(text, start, left):
            found.append((left, _end(text, left, end, words)))
    return found


def _is_nested(text: str, start: int, place: int) -> bool:
    """Tell whether inner marks are open: the insertion is then told by who speaks."""
    open_curly = text.count("“", start, place) > text.count("”", start, place)
    return open_curly or text.count('"', start, place) % 2 == 1


def _turned_round(text: str, start: int, end: int, words: QuotationWords) -> bool:
    """Tell whether a clause begins with a cue verb and its subject: `a dit le maire`, `dit-il`, `a-t-elle ajouté`."""
    clause = text[start:end].partition(",")[0]
    tokens = _WORD.findall(clause)[: _MOST_BEFORE_VERB + 3]
    if not tokens or tokens[0] not in words.inverted | words.cues:
        return False
    verb = next((place for place, word in enumerate(tokens[: _MOST_BEFORE_VERB + 1]) if word in words.cues), None)
    if verb is None:
        return False
    if not words.subjects.isdisjoint(tokens[1 : verb + 3]):
        return all(word in words.inverted | words.subjects for word in tokens[:verb])
    subject = tokens[verb + 1 : verb + 3]
    named = bool(subject) and (subject[0][0].isupper() or not words.roles.isdisjoint(subject))
    return named and all(word in words.inverted for word in tokens[:verb])


def _end(text: str, start: int, end: int, words: QuotationWords) -> int:
    """Find where the insertion ends: a comma before a name, a number, or a role goes on with its subject."""
    for match in _STOP.finditer(text, start, end):
        behind = match.group(1)
        if behind is None:
            return match.end()
        if not (behind[0].isupper() or behind[0].isdigit() or not words.roles.isdisjoint(_WORD.findall(behind))):
            return match.start()
    return end
