"""Ready schemas: summaries of other shapes, each with its own prompt."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from summarizer.schema.grounded import Evidence, Mention, Verbatim
from summarizer.schema.span import Frozen
from summarizer.schema.summary import ArticleSummary, Quote

_ARTICLE = "article"


class Bullet(Frozen):
    """One of a brief's three sentences."""

    text: str = Field(
        description="One self-contained sentence: names instead of pronouns, no more than its evidence says, "
        "figures unchanged."
    )
    evidence: Evidence = Field(
        description="The sentences it rests on, such as `S4` or `S4-S6`; the fewest that suffice."
    )


class Brief(Frozen):
    """A news article at a glance: a headline and three sentences."""

    headline: str = Field(description="One line that says what happened.")
    bullets: Annotated[list[Bullet], Field(min_length=3, max_length=3)] = Field(
        description="Exactly three, the weightiest first."
    )


class Exchange(Frozen):
    """A question and its answer."""

    question: Verbatim = Field(
        description="The question as printed, without the name before it: `S4: first words … last words`."
    )
    asker: Mention | None = Field(
        default=None,
        description="Who asks, as written nearest the question, with its sentence: `S4: Anna Brandt`; "
        "null where the article does not tell.",
    )
    answer: Verbatim = Field(
        description="The answer's most telling words in one piece, without the name before them: "
        "`S6`, `S5-S6`, or `S5: first words … last words`."
    )
    answerer: Mention | None = Field(
        default=None,
        description="Who answers, as written nearest the answer, with its sentence: `S5: Brandt`; "
        "null where the article does not tell.",
    )


class Interview(Frozen):
    """An interview's questions and answers, word for word."""

    exchanges: list[Exchange] = Field(description="Each question with its answer, in article order.")


class ReportedSpeech(Frozen):
    """What somebody says, told in the outlet's words."""

    evidence: Evidence = Field(description="The sentences that report it, such as `S4` or `S4-S6`.")
    speaker: str = Field(default="", description="Who said it: the fullest name the article gives; empty if none.")
    mention: Mention | None = Field(
        default=None,
        description="The speaker as written nearest, exactly, with its sentence: `S4: the spokesman`; "
        "null where the article does not tell.",
    )


class Quotes(Frozen):
    """Who is quoted in a news article, word for word."""

    quotes: list[Quote] = Field(description="Every direct quotation that somebody speaks or writes, in article order.")
    reported: list[ReportedSpeech] = Field(
        default=[], description="Speech reported without quotation marks; an empty list unless you are told to give it."
    )


READY: dict[str, type[BaseModel]] = {
    _ARTICLE: ArticleSummary,
    "brief": Brief,
    "interview": Interview,
    "quotes": Quotes,
}
"""Each ready schema by the name it is asked for."""


def prompt_for(schema: str | type[BaseModel]) -> str:
    """The shipped prompt for a schema.

    Args:
        schema: a ready schema or its name, or any other.

    Returns:
        The prompt's name, such as `brief.v1`; the article summary's for a schema that is not ready.
    """
    names = (name for name, ready in READY.items() if schema in (name, ready))
    return f"{next(names, _ARTICLE)}.v1"
