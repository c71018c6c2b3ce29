"""A phrase of an article, and what is noted of it place by place."""

from __future__ import annotations

from dataclasses import dataclass, field

from summarizer.extractive.word_use import WordUse
from summarizer.extractive.words import Token

__all__ = ["Phrase"]


@dataclass(slots=True)
class Phrase:
    """A phrase and where it stands."""

    keys: tuple[str, ...]
    """Folded words, in order."""
    name: bool
    """Whether it is written as a proper name."""
    forms: dict[str, int] = field(default_factory=dict)
    """How it is written, with how often."""
    places: set[int] = field(default_factory=set)
    """Numbers of the texts it stands in."""
    whole: bool = False
    """Whether it ends a noun phrase somewhere, so that it is no adjective."""
    speaking: int = 0
    """How often a verb of saying follows it."""

    def note(self, form: str, place: int) -> None:
        """Count one occurrence: how it is written, and the number of its text."""
        self.forms[form] = self.forms.get(form, 0) + 1
        self.places.add(place)

    def note_next(self, word: Token | None, use: WordUse) -> None:
        """Note of one occurrence whether the noun phrase ends with it, and whether it is said to speak.

        Args:
            word: The word joined to it on the right, or None.
            use: How the article uses its words.
        """
        speaks = word is not None and word.low in use.verbs
        self.speaking += speaks
        low = word is not None and word.text[0].islower()
        self.whole |= word is None or speaks or not word.content or (use.nouns_have_capitals and low)

    def take(self, shorter: Phrase) -> None:
        """Count a shorter phrase's places as this one's."""
        self.places |= shorter.places
        self.speaking += shorter.speaking
        self.whole |= shorter.whole

    @property
    def label(self) -> str:
        """The commonest form, of equals the shortest; without its ending where it is as often written so."""
        commonest = min(self.forms, key=lambda form: (-self.forms[form], len(form)))
        bare = [
            form for form in self.forms if commonest.startswith(form) and self.forms[form] * 2 >= self.forms[commonest]
        ]
        return min(bare, key=len)
