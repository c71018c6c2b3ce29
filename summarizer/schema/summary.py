"""The default summary."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, computed_field

from summarizer.schema.attribution import Rule, SpeakerVerdict
from summarizer.schema.check import Check
from summarizer.schema.draft import BY_CODE, ESSENTIAL
from summarizer.schema.grounded import Evidence, Mention, Verbatim
from summarizer.schema.match import Verdict
from summarizer.schema.span import Frozen


class Stance(StrEnum):
    """How a claim is put forward."""

    ASSERTED = "asserted"
    """Put forward as so."""
    DENIED = "denied"
    """Denied; the claim says what is denied."""
    ALLEGED = "alleged"
    """A suspicion or an accusation, not established."""
    PROMISED = "promised"
    """Announced by who is to do it."""
    PREDICTED = "predicted"
    """Expected to come."""


class Support(StrEnum):
    """How a second language model reads a claim against its evidence alone."""

    SUPPORTED = "supported"
    PARTLY = "partly"
    NOT = "not"


class Topic(Frozen):
    """What the article is about."""

    label: str = Field(description="A short noun phrase, two to six words, as a newsroom would file it.")
    gist: str = Field(default="", description="One sentence: what the article says about it.")
    evidence: Evidence = Field(
        description="The one to five sentences that show the topic best, such as `S4` or `S4-S6`."
    )
    code: str | None = Field(
        default=None, description="The code of the listed subject that fits it best; null where none does."
    )
    share: Annotated[float, BY_CODE] = Field(
        default=0.0, description="Share of the article's body in whose paragraphs the evidence stands, 0 to 1, by code."
    )


class Claim(Frozen):
    """One thing the article states."""

    text: str = Field(
        description="One self-contained sentence: names instead of pronouns, no more than its evidence says, "
        "figures unchanged."
    )
    evidence: Evidence = Field(
        description="The sentences it rests on, such as `S4` or `S4-S6`; the fewest that suffice."
    )
    source: Annotated[Mention | None, ESSENTIAL] = Field(
        default=None,
        description="Who asserts it, exactly as named in the article, with the sentence: `S4: the finance ministry`; "
        "null where the outlet says it in its own voice.",
    )
    stance: Stance = Field(
        default=Stance.ASSERTED,
        description="How the source puts it forward: asserted; denied (the claim says what is denied); "
        "alleged (not established, a suspicion or an accusation); promised; predicted.",
    )
    checks: Annotated[tuple[Check, ...], BY_CODE] = Field(
        default=(), description="Its figures, dates, names and negations held against the article, by code."
    )
    second_reading: Annotated[Support | None, BY_CODE] = Field(
        default=None,
        description="What another language model says of it and its evidence, where it was asked; beside the checks.",
    )


class SpeakerCheck(Frozen):
    """The speaker that the model gave, held against the article's own attribution."""

    verdict: SpeakerVerdict = Field(description="How the speaker stands against the article's own attribution.")
    rule: Rule = Field(description="The rule that read the article's own attribution, surest first.")
    certain: bool = Field(description="Whether a cue in the article stands behind that rule.")
    own: str = Field(description="The speaker that the article's own attribution gives, or empty.")


class Quote(Frozen):
    """Somebody's exact words."""

    words: Verbatim = Field(
        description="The reference of a listed quotation, such as `Q2`, or of a part of it, "
        "such as `S4: first words … last words`."
    )
    speaker: str = Field(
        default="",
        description="Who said it: the fullest name the article gives, with the role if that helps; "
        "empty where it does not tell.",
    )
    mention: Mention | None = Field(
        default=None,
        description="The speaker as written with the cue, exactly, with its sentence: `S4: the spokesman`, `S7: he`; "
        "null where the article does not tell.",
    )
    cue: Mention | None = Field(
        default=None,
        description="The word that says that somebody speaks, with its sentence: `S4: said`; null where there is none.",
    )
    check: Annotated[SpeakerCheck | None, BY_CODE] = Field(
        default=None, description="The speaker held against the article's own attribution, by code."
    )

    @computed_field(description="How the words stood in the article.")  # type: ignore[prop-decorator] # mypy does not know decorated properties
    @property
    def verdict(self) -> Verdict:
        """How the words stood in the article."""
        return self.words.verdict


class ArticleSummary(Frozen):
    """A news article in short: headline, abstract, topics, claims and quotes."""

    headline: str = Field(description="One line that says what happened.")
    abstract: str = Field(description="Two or three sentences that say what happened, to whom, and why it matters.")
    topics: list[Topic] = Field(description="Three to six topics, the weightiest first.")
    claims: list[Claim] = Field(description="The six to twelve weightiest claims, in article order.")
    quotes: list[Quote] = Field(description="Every direct quotation that somebody speaks or writes, in article order.")
    checks: Annotated[tuple[Check, ...], BY_CODE] = Field(
        default=(), description="What of the headline and the abstract the article does not have, by code."
    )
