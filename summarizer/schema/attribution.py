"""Who is quoted, and how the article tells it."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from summarizer.schema.span import Frozen, Span


class Rule(StrEnum):
    """The rule that gave a speaker, surest first; below SUBJECT the article does not tell clearly."""

    AFTER = "after"
    """`"…," said NAME`: the cue and the name follow the quotation."""
    ACCORDING = "according"
    """"according to", "laut", "selon"."""
    BEFORE = "before"
    """The cue and its subject stand before the quotation."""
    COLON = "colon"
    """`Name: "…"`, also in an interview's turns."""
    CONTINUES = "continues"
    """The quotation goes on from the one before."""
    SUBJECT = "subject"
    """The subject of its own sentence, without a cue."""
    PREVIOUS = "previous"
    """The sentence before, without a cue."""
    NONE = "none"
    """The article does not tell."""

    @property
    def certain(self) -> bool:
        """Whether a cue stands behind the rule."""
        return self in _CERTAIN


_CERTAIN = frozenset({Rule.AFTER, Rule.ACCORDING, Rule.BEFORE, Rule.COLON, Rule.CONTINUES})


class Attribution(Frozen):
    """What code reads off the article about one quotation's speaker."""

    mention: Span | None = Field(default=None, description="The speaker as written nearest the words.")
    cue: Span | None = Field(default=None, description="The words that say that somebody speaks.")
    speaker: str = Field(default="", description="The mention resolved to the fullest name in the article, or empty.")
    rule: Rule = Field(default=Rule.NONE, description="The rule that read it, surest first.")


class SpeakerVerdict(StrEnum):
    """How the speaker that a model gave stands against the article's own attribution."""

    ATTRIBUTED = "attributed"
    """The article's own cue names this mention."""
    RESOLVED = "resolved"
    """The article's own cue names another mention of the same speaker."""
    CONFLICTING = "conflicting"
    """The article's own cue names someone else."""
    UNSUPPORTED = "unsupported"
    """The article does not bear it out: no cue tells, or only a pronoun, whose person code cannot be sure of."""
