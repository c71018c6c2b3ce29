"""What is wanted of each article, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic import BaseModel

from summarizer.prompts.require import Require
from summarizer.prompts.template import Prompt
from summarizer.schema.problem import Audit, Problem
from summarizer.text.vocabulary import Vocabulary, media_topics

if TYPE_CHECKING:
    from summarizer.prompts.ask import Ask

S = TypeVar("S", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Finished(Generic[S]):
    """The end of one article's way."""

    summary: S
    problems: tuple[Problem, ...]
    audit: Audit
    notes: tuple[str, ...] = ()
    """What a reader should know of how the summary came about."""


@dataclass(frozen=True, slots=True)
class Wanted(Generic[S]):
    """What is wanted of each article.

    Attributes:
        schema: the result's schema.
        prompt: the instructions; one for small asks chooses the small way.
        require: whether a repair ask is spent on quotations that the summary lacks.
        vocabulary: the subjects that topics are filed under.
        language: what to write in, ISO 639; None for the article's own.
        max_input_tokens: a longer article is asked about in parts; None for whole ones always.
        second_reading: whether the claims are read a second time, by another model.
        lead: takes headline and abstract from the article itself, for where a small model's do not hold.
        filed: gives the code of a topic by its sentences' ids, which a small model is not asked for.
    """

    schema: type[S]
    prompt: Prompt
    require: Require = Require.IMPORTANT
    vocabulary: Vocabulary = field(default_factory=media_topics)
    language: str | None = None
    max_input_tokens: int | None = None
    second_reading: bool = False
    lead: Callable[[Ask], tuple[str, str]] | None = None
    filed: Callable[[Ask, Sequence[str]], str | None] | None = None
