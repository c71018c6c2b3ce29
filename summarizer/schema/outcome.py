"""Outcome: one article's row in a run; Result: an outcome that has a summary."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Generic, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, SerializeAsAny, model_validator

from summarizer.schema.article import Article
from summarizer.schema.problem import Audit, Problem
from summarizer.schema.span import Span
from summarizer.schema.usage import Usage
from summarizer.schema.walk import values_in

SummaryT = TypeVar("SummaryT", bound=BaseModel)


class Status(StrEnum):
    """How an article ended."""

    OK = "ok"
    PARTIAL = "partial"
    """There is a summary, and something of the draft did not make it."""
    TRUNCATED = "truncated"
    REFUSED = "refused"
    FILTERED = "filtered"
    NOT_AN_ARTICLE = "not_an_article"
    """The input holds no text to summarize."""
    BUDGET = "budget"
    RATE_LIMITED = "rate_limited"
    FAILED = "failed"

    @property
    def done(self) -> bool:
        """Whether the article is finished: a later run does not take it up again."""
        return self in _DONE

    @property
    def well(self) -> bool:
        """Whether there is a summary."""
        return self in _WELL


_WELL = frozenset({Status.OK, Status.PARTIAL})
_DONE = _WELL | {Status.NOT_AN_ARTICLE}


class Outcome(BaseModel, Generic[SummaryT]):
    """One article's row in a run; its shape is the same whatever the status."""

    model_config = ConfigDict(frozen=True, populate_by_name=True, serialize_by_alias=True)

    id: str = Field(description="The article's name in the run: the file's, or the row's `id`.")
    source: str | None = Field(description="Where the article came from: a path, or a path and a line.")
    status: Status = Field(description="How the article ended.")
    article: Article | None = Field(description="The article as read; null where it could not be read.")
    summary: SerializeAsAny[SummaryT] | None = Field(
        description="The summary, in the schema asked for; null where there is none."
    )
    problems: tuple[Problem, ...] = Field(default=(), description="What did not hold.")
    audit: Audit | None = Field(
        default=None, description="What the article has that the summary lacks; null without a summary."
    )
    model: str = Field(description="The model that answered.")
    prompt: str = Field(description="The prompt's name and version.")
    schema_name: str = Field(alias="schema", description="The schema's name.")
    fingerprint: str = Field(
        description="Hash of all that the result depends on: article, prompt, schema, model, parameters, version."
    )
    usage: Usage = Field(default=Usage(), description="What it took.")
    error: str | None = Field(
        default=None, description="What went wrong, in a sentence; null where there is a summary."
    )
    error_kind: str | None = Field(default=None, description="The error's name, such as `rejected` or `not_recorded`.")
    notes: tuple[str, ...] = Field(default=(), description="What was noticed on reading, such as a guessed encoding.")

    @model_validator(mode="after")
    def _spans_stand_in_the_article(self) -> Self:
        text = self.article.text if self.article else None
        for span in values_in(Span, self.summary, self.audit, *(problem.nearest for problem in self.problems)):
            if text is None or not span.holds_in(text):
                raise ValueError(f"the words at {span.start}-{span.end} are not the article's: {span.text[:60]!r}")
        return self


@cache
def outcome_type(schema: type[SummaryT]) -> type[Outcome[SummaryT]]:
    """The outcome of a schema's summaries, made once: pydantic forgets its own, and making one takes milliseconds."""
    return Outcome[schema]  # type: ignore[valid-type] # the schema is known at run time


class Result(Outcome[SummaryT], Generic[SummaryT]):
    """An outcome with its summary."""

    article: Article = Field(description="The article as read.")
    summary: SerializeAsAny[SummaryT] = Field(description="The summary, in the schema asked for.")
    audit: Audit = Field(description="What the article has that the summary lacks.")
