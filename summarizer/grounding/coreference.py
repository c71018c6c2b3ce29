"""Which fuller name in the article a speaker's mention stands for."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summarizer.grounding.frames import Kind
from summarizer.grounding.noun_phrases import PhraseReader

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.grounding.frames import Frame, Token
    from summarizer.schema.span import Span
    from summarizer.text.cues import Cues

__all__ = ["Coreference"]

_BACK = 40
"""Earlier names that a pronoun or a role is held against at most."""
_SAME = 100
"""Places of one surname that are looked through at most."""
_PARTICLES = frozenset(
    {"von", "van", "der", "den", "de", "da", "di", "del", "dos", "al", "el", "bin", "ibn", "la", "le", "ter", "zu", "."}
)


@dataclass(frozen=True, slots=True)
class _Named:
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


@dataclass(slots=True)
class Coreference:
    """Knows the names, roles and bodies of one article."""

    text: str
    cues: Cues
    people: list[_Named] = field(default_factory=list)
    bodies: list[_Named] = field(default_factory=list)
    by_surname: dict[str, list[_Named]] = field(default_factory=dict)
    _starts: list[int] = field(default_factory=list)
    _body_ends: list[int] = field(default_factory=list)
    _genders: dict[tuple[str, ...], str] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str, frames: Iterable[Frame], cues: Cues) -> Coreference:
        """Read the names off an article's frames."""
        coreference = cls(text, cues)
        for frame in frames:
            coreference._read(frame.tokens)
        coreference._starts = [named.start for named in coreference.people]
        coreference._body_ends = [named.end for named in coreference.bodies]
        return coreference

    def resolve(self, mention: Span, last_speaker: str) -> str:
        """The fullest name that the mention stands for.

        Args:
            mention: The speaker as written beside the words.
            last_speaker: Who spoke last, for words such as "the statement".

        Returns:
            The article's own words for the speaker; the mention's where nothing fuller is found; empty for a pronoun
            that nobody before it fits.
        """
        words = _words(mention.text)
        lower = [word.lower() for word in words]
        if len(lower) == 1 and lower[0] in self.cues.pronouns:
            return self._pronoun(mention.start, self.cues.pronouns[lower[0]])
        if (named := self._named_after(mention)) is not None:
            return self._shown(named)
        inside = [named for named in self._people_from(mention.start) if named.end <= mention.end]
        if inside:
            return self._name(inside[-1], mention)
        roles = {word for word in lower if self.cues.is_role(word)}
        if roles and lower[0] in self.cues.definite:
            return self._role(mention, roles)
        if any(word in self.cues.nouns for word in lower) and lower[0] in self.cues.definite:
            return self._issuer(mention, last_speaker)
        return self._body(mention, lower)

    def _named_after(self, mention: Span) -> _Named | None:
        """The name that stands beside a mention without one: "his father, Luc Martel, said"."""
        near = self._people_from(mention.start)
        if not near or near[0].start < mention.end or near[0].start > mention.end + 2:
            return None
        return near[0] if self.text[mention.end : near[0].start].strip() == "," and len(near[0].words) > 1 else None

    # reading

    def _read(self, tokens: Sequence[Token]) -> None:
        reader = PhraseReader(tokens, self.cues)
        i = 0
        while i < len(tokens):
            if tokens[i].kind is Kind.NAME and not reader.is_function(i):
                i = self._read_name(tokens, reader, i)
            else:
                if self.cues.is_institution(tokens[i].word):
                    self._read_body(tokens, reader, i)
                i += 1

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
        named = _Named(
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
        self.by_surname.setdefault(words[-1], []).append(named)
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
            _Named(place, tokens[last].end, words, frozenset(), "", place, tokens[last].end, self._speaks(tokens, last))
        )

    def _speaks(self, tokens: Sequence[Token], last: int) -> bool:
        near = tokens[last + 1 : last + 4]
        return any(token.word in self.cues.verbs for token in near)

    # resolving

    def _people_from(self, start: int) -> list[_Named]:
        i = bisect_left(self._starts, start)
        return self.people[i : i + 6]

    def _people_before(self, start: int) -> list[_Named]:
        """The last names before a place, nearest first."""
        i = bisect_left(self._starts, start)
        return self.people[max(0, i - _BACK) : i][::-1]

    def _shown(self, named: _Named) -> str:
        return self.text[named.shown_start : named.shown_end]

    def _name(self, named: _Named, mention: Span) -> str:
        """The fullest form of a name that stands in a mention: more words, or a role that the mention lacks."""
        best = self._fullest(named, mention.start)
        better = len(best.words) > len(named.words) or (best.roles and not named.roles)
        return self._shown(best) if better else mention.text

    def _fullest(self, named: _Named, before: int) -> _Named:
        known = [other for other in self.by_surname.get(named.words[-1], [])[:_SAME] if self._fits(named, other)]
        earlier = [other for other in known if other.start <= before] or known or [named]
        best = max(earlier, key=lambda other: (len(other.words), bool(other.roles), -other.start))
        rivals = {other.words for other in earlier if len(other.words) == len(best.words)}
        if len(named.words) == 1 and len(rivals) > 1:  # two people of one surname: the last one named in full
            return max(earlier, key=lambda other: (len(other.words) > 1, other.start))
        return best

    def _fits(self, named: _Named, other: _Named) -> bool:
        if named.gender and other.gender and named.gender != other.gender:
            return False
        short, long = sorted((named.words, other.words), key=len)
        return set(short) <= set(long)

    def _pronoun(self, start: int, kinds: str) -> str:
        """The last person before a pronoun that its gender fits, subjects first."""
        if not set(kinds) & {"m", "f"}:
            return self._last_body(start) if "n" in kinds else ""
        before = [named for named in self._people_before(start) if self._is_person(named)]
        genders = [self._known_gender(named) for named in before]
        for named, gender in zip(before, genders, strict=True):
            if named.leads and gender in (*kinds, ""):
                return self._shown(self._fullest(named, start))
        fitting = (named for named, gender in zip(before, genders, strict=True) if gender and gender in kinds)
        return next((self._shown(self._fullest(named, start)) for named in fitting), "")

    def _last_body(self, start: int) -> str:
        """The body that last spoke before a place."""
        return next((self._fullest_body(body) for body in self._bodies_before(start) if body.leads), "")

    def _bodies_before(self, start: int) -> list[_Named]:
        """The last bodies before a place, nearest first."""
        i = bisect_left(self._body_ends, start)
        return self.bodies[max(0, i - _BACK) : i][::-1]

    def _is_person(self, named: _Named) -> bool:
        """Whether a name is a person's: a role, a title or a first name with it, or a given name in front elsewhere."""
        if named.words[-1] in self.cues.times or self.cues.is_institution(named.words[-1]):
            return False
        known = self.by_surname.get(named.words[-1], [])[:_SAME]
        return any(other.roles or other.gender or len(other.words) > 1 for other in known)

    def _known_gender(self, named: _Named) -> str:
        """The gender shown anywhere in the article."""
        if named.gender:
            return named.gender
        if named.words not in self._genders:
            same = self.by_surname.get(named.words[-1], [])[:_SAME]
            shown = (other.gender for other in same if other.gender and self._fits(named, other))
            self._genders[named.words] = next(shown, "")
        return self._genders[named.words]

    def _role(self, mention: Span, roles: set[str]) -> str:
        """The person introduced with the role."""
        for named in self._people_before(mention.start):
            if named.roles & roles:
                return self._shown(self._fullest(named, mention.start) if len(named.words) == 1 else named)
        return mention.text

    def _issuer(self, mention: Span, last_speaker: str) -> str:
        """Who issued a statement: the body that last spoke, else the last speaker."""
        return self._last_body(mention.start) or last_speaker or mention.text

    def _body(self, mention: Span, lower: list[str]) -> str:
        """The fuller name of a body: "the press service" of "Kremlin press service"."""
        words = tuple(word for word in lower if word not in self.cues.determiners)
        if not words or lower[0] not in self.cues.definite:
            return mention.text
        for body in self._bodies_before(mention.start):
            if len(body.words) > len(words) and body.words[-len(words) :] == words:
                return self._shown(body)
        return mention.text

    def _fullest_body(self, body: _Named) -> str:
        for other in self.bodies[:_BACK]:
            if len(other.words) > len(body.words) and other.words[-len(body.words) :] == body.words:
                return self._shown(other)
        return self._shown(body)


def _words(text: str) -> list[str]:
    return [word for word in text.replace("’", "'").replace("'s", " ").split() if word]
