"""A prompt's own examples, held against their own text before anything is sent."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from summarizer.errors import UserError
from summarizer.grounding.ground import Data, Grounded, ground, path_text
from summarizer.grounding.settle import settle
from summarizer.grounding.speakers import attribute
from summarizer.prompts.examples import Example
from summarizer.prompts.template import Prompt
from summarizer.schema.article import Article
from summarizer.schema.draft import draft_type
from summarizer.schema.problem import Problem, ProblemKind
from summarizer.text.vocabulary import Vocabulary, media_topics

S = TypeVar("S", bound=BaseModel)

_LISTED = 3
"""Problems of one example that a message names; the first ones tell enough."""


def check_examples(prompt: Prompt, schema: type[BaseModel], vocabulary: Vocabulary | None = None) -> None:
    """Hold each example's answer against its article as a model's answer would be.

    Args:
        prompt: the prompt with its examples.
        schema: the schema that answers must fit.
        vocabulary: the subjects that topics are filed under; the default ones where None.

    Raises:
        UserError: an example does not fit the schema, or does not hold; the message names it, the place and why.
    """
    for number, example in enumerate(prompt.examples, 1):
        named = f"The prompt {prompt.name}, example {number}"
        grounded = _held(_draft(example, schema, named), example, schema, vocabulary or media_topics())
        found = [failure.problem for failure in grounded.failures]
        # what the schema misses once words that do not stand are left out only follows from those
        problems = [problem for problem in found if problem.kind is not ProblemKind.INVALID] or found
        if problems:
            more = len(problems) - _LISTED
            listed = " ".join(map(_why, problems[:_LISTED])) + (f" (And {more} more.)" if more > 0 else "")
            raise UserError(f"{named} does not hold against its own article; correct it. {listed}")


def _draft(example: Example, schema: type[BaseModel], named: str) -> Data:
    try:
        draft = draft_type(schema).model_validate(example.answer, extra="forbid")
    except ValidationError as error:
        details = error.errors(include_url=False)[0]
        where = path_text(details["loc"]) or "its answer"
        raise UserError(f"{named} does not fit the schema {schema.__name__}: {where}: {details['msg']}.") from error
    return draft.model_dump(by_alias=True, warnings=False)


def _held(draft: Data, example: Example, schema: type[S], vocabulary: Vocabulary) -> Grounded[S]:
    reading = example.reading
    article = Article(text=example.text, language=example.language)
    attributions = attribute(article.text, reading.sentences, reading.marked, article.language)
    return settle(ground(draft, schema, reading), article, reading, attributions, vocabulary=vocabulary)


def _why(problem: Problem) -> str:
    """Where, why, and the words that differ."""
    told = f"{problem.path}: {problem.message}"
    if problem.diff:
        changes = (f"{_words(change.article)} where it says {_words(change.said)}" for change in problem.diff)
        told += f" The article has {', '.join(changes)}."
    elif problem.said:
        told += f" It says “{problem.said[:120]}”."
    return told


def _words(said: str) -> str:
    return f"“{said}”" if said else "nothing"
