"""What is measured of a result: its quotes with their speakers, its claims' evidence, its topics' codes."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.evaluate.gold import Place


@dataclass(frozen=True, slots=True)
class Quoted:
    """One quote of a result."""

    text: str
    place: Place | None
    """None where the article does not have the words."""
    mention: Place | None = None
    speaker: str = ""
    by_name: bool = False
    """Whether the result gives the speaker as a name, and the mention was only looked up."""
    rule: str = ""
    """The rule that read the article's own attribution of these words; empty where none was asked."""


@dataclass(frozen=True, slots=True)
class Returned:
    """One article's result."""

    id: str
    quotes: tuple[Quoted, ...] | None
    """None where there is no summary."""
    claims: tuple[tuple[str, tuple[Place, ...]], ...] | None = None
    """Each claim's text and the places of its evidence; None where the schema has none."""
    codes: tuple[str, ...] | None = None
    """The topics' codes, the weightiest first, once each; None where the schema has none."""
