"""From the options of a call to a job."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import Literal, TypedDict, TypeVar

from pydantic import BaseModel

from summarizer.api.examples import check_examples
from summarizer.api.job import Job
from summarizer.errors import UserError
from summarizer.llm.limits import most_article_tokens
from summarizer.pipeline import Wanted
from summarizer.prompts import Model, Require, load_prompt
from summarizer.schema.draft import draft_type
from summarizer.schema.ready import prompt_for
from summarizer.text.vocabulary import Vocabulary, load_vocabulary, media_topics

S = TypeVar("S", bound=BaseModel)

DEFAULT_LANGUAGE_MODEL = "gpt-5.4-mini"
"""Asked when a key is set and no model is named; chosen in November 2026."""
EXTRACTIVE = "extractive"

Mode = Literal["tools", "json_schema", "json", "md_json"]


class Options(TypedDict, total=False):
    """What `summarize`, `asummarize`, `summarize_many` and `open_job` take besides the schema; see `open_job`."""

    model: str | Model | None
    base_url: str | None
    api_key: str | None
    prompt: str | None
    require_quotes: Require | str
    topics: Path | None
    language: str | None
    max_input_tokens: int | None
    check_claims: str | None
    mode: Mode | None
    strict: bool
    cache: Path | bool
    refresh: bool
    record: Path | None
    replay: Path | None
    timeout: float


def open_job(
    schema: type[S],
    *,
    model: str | Model | None = None,
    base_url: str | None = None,
    api_key: str | None = None,
    prompt: str | None = None,
    require_quotes: Require | str = Require.IMPORTANT,
    topics: Path | None = None,
    language: str | None = None,
    max_input_tokens: int | None = None,
    check_claims: str | None = None,
    mode: Mode | None = None,
    strict: bool = False,
    cache: Path | bool = True,
    refresh: bool = False,
    record: Path | None = None,
    replay: Path | None = None,
    timeout: float = 120.0,
) -> Job[S]:
    """Prepare a job.

    Args:
        schema: the result's schema.
        model: `extractive`, the name of a language model, or a model object. By default the extractive model where
            neither a key
            nor an endpoint is given, else a language model.
        base_url: an OpenAI-compatible endpoint; `OPENAI_BASE_URL` by default.
        api_key: the endpoint's key; `OPENAI_API_KEY` by default.
        prompt: a shipped prompt's name, or a Markdown file; by default the schema's own.
        require_quotes: `all`, `important` or `none`: whether a further ask is spent on quotations that the summary
            lacks; by default only where more than half are missing.
        topics: a file of the codes and labels that topics are filed under, as text, CSV or JSON; by default the 17
            top-level IPTC Media Topics.
        language: what headline, abstract, topics and claims are written in, ISO 639; by default the article's own.
        max_input_tokens: an article summary of a longer article is asked for in parts and merged; by default above what
            the model is known to take, and where an answer was cut off.
        check_claims: a language model, at the same endpoint, that reads each claim of an article summary a second time,
            with its evidence only; its verdict stands beside the checks of code.
        mode: how structured answers are asked for.
        strict: have the endpoint hold the answer to the schema, in a form that strict modes take.
        cache: whether finished exchanges are kept and used again; a path names the database.
        refresh: ask again even where an exchange is kept.
        record: a folder in which exchanges are also kept as recordings.
        replay: a folder of recordings to answer from; nothing is sent.
        timeout: seconds that one attempt may take.

    Raises:
        UserError: options that do not go together, or a missing key, with the next step.
    """
    if record and replay:
        raise UserError("Recording and replaying at once makes no sense; give one of the two folders.")
    draft_type(schema)
    opened = partial(
        _open,
        base_url=base_url,
        api_key=api_key,
        mode=mode,
        strict=strict,
        cache=cache,
        refresh=refresh,
        record=record,
        replay=replay,
        timeout=timeout,
    )
    if check_claims == EXTRACTIVE:
        raise UserError("The extractive model reads no claims; name a language model to check them.")
    owned = isinstance(model, str | None)
    if isinstance(model, str | None):
        model = opened(model or (None if replay else default_model(base_url=base_url, api_key=api_key)))
    loaded, vocabulary = load_prompt(prompt or prompt_for(schema)), _vocabulary(topics)
    check_examples(loaded, schema, vocabulary)
    wanted = Wanted(
        schema,
        loaded,
        require=_require(require_quotes),
        vocabulary=vocabulary,
        language=language,
        max_input_tokens=None if model.name == EXTRACTIVE else max_input_tokens or most_article_tokens(model.name),
        second_reading=check_claims is not None,
    )
    return Job(model, wanted, opened(check_claims) if check_claims else None, owns_model=owned)


def _vocabulary(topics: Path | None) -> Vocabulary:
    return load_vocabulary(topics) if topics else media_topics()


def _require(said: Require | str) -> Require:
    try:
        return Require(said)
    except ValueError as error:
        raise UserError(f"Quotes cannot be required as {said!r}; say all, important or none.") from error


def default_model(*, base_url: str | None, api_key: str | None) -> str:
    """The model asked when none is named.

    Raises:
        UserError: an endpoint is given, and only its user knows its models.
    """
    if base_url:
        raise UserError("Which model shall answer at this base URL? Name it: --model NAME (from Python: model='NAME').")
    if api_key or os.environ.get("OPENAI_API_KEY"):
        return DEFAULT_LANGUAGE_MODEL
    return EXTRACTIVE


def _open(
    named: str | None,
    *,
    base_url: str | None,
    api_key: str | None,
    mode: Mode | None,
    strict: bool,
    cache: Path | bool,
    refresh: bool,
    record: Path | None,
    replay: Path | None,
    timeout: float,
) -> Model:
    if named == EXTRACTIVE:
        if record or replay:
            raise UserError(
                "The extractive model exchanges nothing, so there is nothing to record or replay; name another --model."
            )
        from summarizer.extractive.model import ExtractiveModel

        return ExtractiveModel()
    from summarizer.llm.answering import AskedModel
    from summarizer.llm.model import open_model
    from summarizer.store.cache import Cache
    from summarizer.store.recordings import Recordings

    store = None if cache is False or replay else Cache(cache if isinstance(cache, Path) else None)
    language_model = open_model(
        named,
        base_url=base_url,
        api_key=api_key,
        mode=mode,
        strict=strict,
        store=store,
        recordings=Recordings(record) if record else None,
        replay=Recordings(replay) if replay else None,
        refresh=refresh,
        timeout=timeout,
    )
    return AskedModel(language_model, store)
