"""Which fuller name in the article a speaker's mention stands for."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from summarizer.grounding.names import Named, NameReader

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.grounding.frames import Frame
    from summarizer.schema.span import Span
    from summarizer.text.cues import Cues

__all__ = ["Coreference"]

_BACK = 40
"""Earlier names that a pronoun or a role is held against at most."""
_SAME = 100
"""Places of one surname that are looked through at most."""


class Coreference:
    """Knows the names, roles and bodies of one article."""

    def __init__(self, text: str, frames: Iterable[Frame], cues: Cues) -> None:
        """Read the names off an article's frames."""
        names = NameReader(cues)
        for frame in frames:
            names.read(frame.tokens)
        self.text = text
        self.cues = cues
        self.people = names.people
        self.bodies = names.bodies
        self.by_surname: dict[str, list[Named]] = {}
        for named in names.people:
            self.by_surname.setdefault(named.words[-1], []).append(named)
        self._starts = [named.start for named in names.people]
        self._body_ends = [named.end for named in names.bodies]
        self._genders: dict[tuple[str, ...], str] = {}

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

    def _named_after(self, mention: Span) -> Named | None:
        """The name that stands beside a mention without one: "his father, Luc Martel, said"."""
        near = self._people_from(mention.start)
        if not near or near[0].start < mention.end or near[0].start > mention.end + 2:
            return None
        return near[0] if self.text[mention.end : near[0].start].strip() == "," and len(near[0].words) > 1 else None

    def _people_from(self, start: int) -> list[Named]:
        i = bisect_left(self._starts, start)
        return self.people[i : i + 6]

    def _people_before(self, start: int) -> list[Named]:
        """The last names before a place, nearest first."""
        i = bisect_left(self._starts, start)
        return self.people[max(0, i - _BACK) : i][::-1]

    def _shown(self, named: Named) -> str:
        return self.text[named.shown_start : named.shown_end]

    def _name(self, named: Named, mention: Span) -> str:
        """The fullest form of a name that stands in a mention: more words, or a role that the mention lacks."""
        best = self._fullest(named, mention.start)
        better = len(best.words) > len(named.words) or (best.roles and not named.roles)
        return self._shown(best) if better else mention.text

    def _fullest(self, named: Named, before: int) -> Named:
        known = [other for other in self.by_surname.get(named.words[-1], [])[:_SAME] if self._fits(named, other)]
        earlier = [other for other in known if other.start <= before] or known or [named]
        best = max(earlier, key=lambda other: (len(other.words), bool(other.roles), -other.start))
        rivals = {other.words for other in earlier if len(other.words) == len(best.words)}
        if len(named.words) == 1 and len(rivals) > 1:  # two people of one surname: the last one named in full
            return max(earlier, key=lambda other: (len(other.words) > 1, other.start))
        return best

    def _fits(self, named: Named, other: Named) -> bool:
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

    def _bodies_before(self, start: int) -> list[Named]:
        """The last bodies before a place, nearest first."""
        i = bisect_left(self._body_ends, start)
        return self.bodies[max(0, i - _BACK) : i][::-1]

    def _is_person(self, named: Named) -> bool:
        """Whether a name is a person's: a role, a title or a first name with it, or a given name in front elsewhere."""
        if named.words[-1] in self.cues.times or self.cues.is_institution(named.words[-1]):
            return False
        known = self.by_surname.get(named.words[-1], [])[:_SAME]
        return any(other.roles or other.gender or len(other.words) > 1 for other in known)

    def _known_gender(self, named: Named) -> str:
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

    def _fullest_body(self, body: Named) -> str:
        for other in self.bodies[:_BACK]:
            if len(other.words) > len(body.words) and other.words[-len(body.words) :] == body.words:
                return self._shown(other)
        return self._shown(body)


def _words(text: str) -> list[str]:
    return [word for word in text.replace("’", "'").replace("'s", " ").split() if word]
