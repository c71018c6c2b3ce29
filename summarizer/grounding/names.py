"""The people and bodies that an article names, with the roles that it gives them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.grounding.frames import Kind
from summarizer.grounding.noun_phrases import PhraseReader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.grounding.frames import Token
    from summarizer.text.cues import Cues

__all__ = ["NameReader", "Named"]

_PARTICLES = frozenset(
    {"von", "van", "der", "den", "de", "da", "di", "del", "dos", "al", "el", "bin", "ibn", "la", "le", "ter", "zu", "."}
)


@dataclass(frozen=True, slots=True)
class Named:
    """One place where the article names a person or a body."""

    start: int
    end: int
    words: tuple[str, ...]
    """The bare name, lower case."""
    roles: frozenset[str]
    """Roles said of it here."""
    gender: str
    """"m", "f" or empty."""
    shown_start: int
    """Where the name with its role begins."""
    shown_end: int
    leads: bool
    """Whether it is among the first words of its sentence, so probably its subject."""


class NameReader:
    """Collects the names of an article, frame by frame."""

    def __init__(self, cues: Cues) -> None:
        self.cues = cues
        self.people: list[Named] = []
        self.bodies: list[Named] = []

    def read(self, tokens: Sequence[Token]) -> None:
        """Take in one frame's names, in article order."""
        reader = PhraseReader(tokens, self.cues)
        done = 0
        for i, token in enumerate(tokens):
            if i < done:
                continue
            if token.kind is Kind.NAME and not reader.is_function(i):
                done = self._read_name(tokens, reader, i)
            elif self.cues.is_institution(token.word):
                self._read_body(tokens, reader, i)

    def _read_name(self, tokens: Sequence[Token], reader: PhraseReader, first: int) -> int:
        """Take in a run of capitalised words; returns the place after it."""
        cues, end = self.cues, first + 1
        while end < len(tokens) and end - first < 10:
            token = tokens[end]
            joins = token.word in _PARTICLES and end + 1 < len(tokens) and tokens[end + 1].kind is Kind.NAME
            if (token.kind is Kind.NAME and not reader.is_function(end)) or joins:
                end += 1
            else:
                break
        core = first
        while core < end and self._is_about(tokens[core].word):
            core += 1
        if any(cues.is_institution(tokens[i].word) for i in range(first, end)):
            self._read_body(tokens, reader, end - 1)
            if core == end or cues.is_institution(tokens[end - 1].word):
                return end
        words = tuple(tokens[i].word for i in range(core, end) if tokens[i].kind is Kind.NAME)
        if not words:
            return end
        shown = self._shown_start(tokens, reader, core, end)
        shown_end, apposed = self._apposition(tokens, reader, end)
        named = Named(
            tokens[core].start,
            tokens[end - 1].end,
            words,
            frozenset(self._roles(tokens, shown, core) | apposed),
            self._gender(tokens, shown, end),
            tokens[shown].start,
            tokens[shown_end - 1].end,
            self._leads(tokens, shown, shown_end),
        )
        self.people.append(named)
        return end

    def _shown_start(self, tokens: Sequence[Token], reader: PhraseReader, core: int, end: int) -> int:
        """Where the name begins with the role right before it: "government spokesman Luc Martel"."""
        if core == 0 or not self._is_about(tokens[core - 1].word):
            return core
        phrase = reader.before(end, max(0, core - 8), governed=True)
        shown = phrase.start if phrase else core
        while shown < core and tokens[shown].word in self.cues.determiners:
            shown += 1
        return shown

    def _leads(self, tokens: Sequence[Token], start: int, end: int) -> bool:
        """Whether a name is probably its sentence's subject: it opens it, or a verb of speech is beside it."""
        cues = self.cues
        while start > 0 and tokens[start - 1].word in cues.determiners:
            start -= 1
        if (
            start > 0
            and tokens[start - 1].word in cues.prepositions
            and tokens[start - 1].word not in cues.subordinators
        ):
            return False
        if start == 0 or (start == 1 and tokens[0].kind is not Kind.QUOTE):
            return True
        after = tokens[end].word if end < len(tokens) else ""
        if after in cues.verbs or after in cues.auxiliaries or after in cues.relatives:
            return True
        opens = tokens[start - 1].kind is Kind.COMMA or tokens[start - 1].word in cues.subordinators
        if opens and end < len(tokens) and tokens[end].kind is Kind.WORD:
            return True
        told = tokens[start - 1].word in cues.verbs
        return told and (start < 2 or tokens[start - 2].kind in (Kind.QUOTE, Kind.COMMA, Kind.DASH))

    def _is_about(self, word: str) -> bool:
        return word in self.cues.titles or self.cues.is_role(word)

    def _roles(self, tokens: Sequence[Token], start: int, end: int) -> set[str]:
        return {tokens[i].word for i in range(start, end) if self.cues.is_role(tokens[i].word)}

    def _apposition(self, tokens: Sequence[Token], reader: PhraseReader, end: int) -> tuple[int, set[str]]:
        """Where "…, a spokesman for the ministry" ends, and its roles."""
        if end + 2 >= len(tokens) or tokens[end].kind is not Kind.COMMA:
            return end, set()
        phrase = reader.at(end + 1, len(tokens))
        if (
            phrase is None
            or phrase.end >= len(tokens)
            or tokens[phrase.end].kind not in (Kind.COMMA, Kind.JOINT, Kind.STOP)
        ):
            return end, set()
        roles = self._roles(tokens, phrase.start, phrase.end)
        opens = tokens[phrase.start].word in self.cues.determiners or self.cues.is_role(tokens[phrase.start].word)
        return (phrase.end, roles) if roles and opens else (end, set())

    def _gender(self, tokens: Sequence[Token], start: int, end: int) -> str:
        for i in range(max(0, start), end):
            word = tokens[i].word
            if (word in self.cues.masculine) != (word in self.cues.feminine):
                return "m" if word in self.cues.masculine else "f"
        return ""

    def _read_body(self, tokens: Sequence[Token], reader: PhraseReader, last: int) -> None:
        phrase = reader.before(last + 1, max(0, last - 8), governed=True)
        if phrase is None:
            return
        start = phrase.start
        while start < last and tokens[start].word in self.cues.determiners:
            start += 1
        words = tuple(tokens[i].word for i in range(start, last + 1))
        place = tokens[start].start
        self.bodies.append(
            Named(place, tokens[last].end, words, frozenset(), "", place, tokens[last].end, self._speaks(tokens, last))
        )

    def _speaks(self, tokens: Sequence[Token], last: int) -> bool:
        near = tokens[last + 1 : last + 4]
        return any(token.word in self.cues.verbs for token in near)
