"""What a job asks of each article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic import BaseModel

from summarizer.api.models import EXTRACTIVE
from summarizer.errors import UserError
from summarizer.pipeline.wanted import Wanted
from summarizer.prompts.require import Require
from summarizer.prompts.template import load_prompt
from summarizer.schema.ready import prompt_for
from summarizer.schema.summary import ArticleSummary
from summarizer.text.vocabulary import load_vocabulary, media_topics

if TYPE_CHECKING:
    from summarizer.prompts.ask import Ask, Model

S = TypeVar("S", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Question(Generic[S]):
    """What is asked of each article, as the job's user says it; see `open_job`."""

    schema: type[S]
    prompt: str | None
    require_quotes: Require | str
    _: KW_ONLY
    topics: Path | None
    language: str | None
    max_input_tokens: int | None

    def to(self, model: Model, *, second_reading: bool) -> Wanted[S]:
        """The same as a model is asked it, with what the user left open.

        Args:
            model: the one that answers.
            second_reading: whether another one reads the claims of its answer.

        Raises:
            UserError: there is no such prompt or file of topics, or the prompt's examples are wrong.
        """
        prompt = load_prompt(self.prompt or _usual_prompt(model, self.schema))
        vocabulary = load_vocabulary(self.topics) if self.topics else media_topics()
        if prompt.examples:
            from summarizer.api.examples import check_examples

            check_examples(prompt, self.schema, vocabulary)
        return Wanted(
            self.schema,
            prompt,
            require=_require(self.require_quotes),
            vocabulary=vocabulary,
            language=self.language,
            max_input_tokens=_max_input_tokens(model, self.max_input_tokens),
            second_reading=second_reading,
            lead=own_lead,
            filed=own_code,
        )


def _usual_prompt(model: Model, schema: type[BaseModel]) -> str:
    """The schema's own prompt; that for small models where one answers it."""
    if model.name != EXTRACTIVE and schema is ArticleSummary:
        from summarizer.llm.local import is_small
        from summarizer.prompts.small import SMALL_PROMPT

        if is_small(model):
            return SMALL_PROMPT
    return prompt_for(schema)


def _max_input_tokens(model: Model, given: int | None) -> int | None:
    if model.name == EXTRACTIVE:
        return None
    from summarizer.llm.limits import most_article_tokens

    return given or most_article_tokens(model.name)


def _require(said: Require | str) -> Require:
    try:
        return Require(said)
    except ValueError as error:
        raise UserError(f"Quotes cannot be required as {said!r}; say all, important or none.") from error


def own_lead(ask: Ask) -> tuple[str, str]:
    """Headline and abstract in the article's own words."""
    from summarizer.extractive.lead import abstract, headline

    reading, title = ask.reading, ask.article.title
    return headline(title, reading.sentences), abstract(
        reading.sentences, reading.language, quotations=reading.quotations, title=title
    )


def own_code(ask: Ask, evidence: Sequence[str]) -> str | None:
    """The code of a topic by the words of the sentences with these ids."""
    from summarizer.extractive.subjects import classify, code_for

    article = ask.article
    subjects = classify(ask.reading.sentences, article.language, title=article.title, vocabulary=ask.vocabulary)
    return code_for(evidence, subjects)
