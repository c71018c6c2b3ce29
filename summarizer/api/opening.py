"""From the options of a call to a job."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypedDict, TypeVar

from pydantic import BaseModel

from summarizer.api.exchanges import Exchanges
from summarizer.api.job import Job
from summarizer.api.models import EXTRACTIVE, Models
from summarizer.api.question import Question
from summarizer.errors import UserError
from summarizer.llm.terms import Access, Asking
from summarizer.prompts.require import Require
from summarizer.schema.draft import draft_type

if TYPE_CHECKING:
    from summarizer.llm.log import ExchangeLog
    from summarizer.prompts.ask import Model
    from summarizer.store.ledger import Ledger

S = TypeVar("S", bound=BaseModel)

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
    temperature: float | None
    seed: int | None
    max_output_tokens: int | None
    price: str | None
    budget: float | None
    max_tokens_total: int | None
    account: str | None
    rpm: float | None
    tpm: float | None
    cache: Path | bool
    refresh: bool
    record: Path | None
    replay: Path | None
    log: Path | None
    log_text: bool
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
    temperature: float | None = None,
    seed: int | None = None,
    max_output_tokens: int | None = None,
    price: str | None = None,
    budget: float | None = None,
    max_tokens_total: int | None = None,
    account: str | None = None,
    concurrency: int = 16,
    rpm: float | None = None,
    tpm: float | None = None,
    cache: Path | bool = True,
    refresh: bool = False,
    record: Path | None = None,
    replay: Path | None = None,
    log: Path | None = None,
    log_text: bool = False,
    timeout: float = 120.0,
) -> Job[S]:
    """Prepare a job.

    Args:
        schema: the result's schema.
        model: `extractive`, a language model as `provider/model` (such as `ollama/gemma3`) or by its name at the
            endpoint, or a model object. By default the extractive model where neither a key nor an endpoint is given,
            else a language model.
        base_url: an OpenAI-compatible endpoint, which is given the model's name as it is; by default the provider's, or
            that in `OPENAI_BASE_URL`.
        api_key: the endpoint's key; by default that in the provider's own variable, or in `OPENAI_API_KEY`.
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
        mode: how structured answers are asked for; by default in the surest way that the endpoint takes.
        strict: have the endpoint hold the answer to the schema, in a form that strict modes take, or not answer.
        temperature: how freely the model chooses its words; the endpoint's own by default. Left out, with a warning,
            where the model takes none.
        seed: for the same answer to the same question, where the model takes one.
        max_output_tokens: cap on the tokens of one answer, reasoning included; the model's own limit by default.
        price: `IN,OUT`, US dollars per million tokens sent and answered; by default as far as the model's is known.
        budget: US dollars that may be spent; an article that would exceed it gets the status `budget`. Reserved before
            each request from what is sent and the cap on the answer, settled after it.
        max_tokens_total: the same in tokens, sent and answered.
        account: the name under which what is spent is kept in the cache, so that further runs under it go on under the
            same ceiling; by default it holds for this job alone.
        concurrency: requests at once, at most; fewer while the endpoint turns some away.
        rpm: requests per minute, where the endpoint's answers do not tell.
        tpm: tokens per minute, the same.
        cache: whether finished exchanges are kept and used again; a path names the database.
        refresh: ask again even where an exchange is kept.
        record: a folder in which exchanges are also kept as recordings.
        replay: a folder of recordings to answer from; nothing is sent.
        log: a file to which a JSON line about each exchange is appended; no article text, and never a key.
        log_text: whether the log holds requests and answers too.
        timeout: seconds that one attempt may take.

    Raises:
        UserError: options that do not go together, or a missing key, with the next step.
    """
    exchanges = Exchanges(cache=cache, refresh=refresh, record=record, replay=replay)
    draft_type(schema)
    asking = Asking(mode, strict=strict, parameters=_parameters(temperature, seed, max_output_tokens))
    ledger = _ledger(budget, max_tokens_total, account, cache)
    access = Access(
        base_url, api_key, timeout=timeout, concurrency=concurrency, rpm=rpm, tpm=tpm, price=price, ledger=ledger
    )
    question = Question(
        schema, prompt, require_quotes, topics=topics, language=language, max_input_tokens=max_input_tokens
    )
    return _job(question, Models(access, asking, exchanges, _log(log, with_text=log_text)), model, check_claims)


def _job(question: Question[S], models: Models, model: str | Model | None, checker: str | None) -> Job[S]:
    """The job of putting a question to a model, and where there is a checker, the claims of its answer to that one."""
    if checker == EXTRACTIVE:
        raise UserError("The extractive model reads no claims; name a language model to check them.")
    owned = isinstance(model, str | None)
    asked = models.open(model) if isinstance(model, str | None) else model
    wanted = question.to(asked, second_reading=checker is not None)
    return Job(asked, wanted, models.open(checker) if checker else None, owns_model=owned)


def _parameters(
    temperature: float | None, seed: int | None, max_output_tokens: int | None
) -> Mapping[str, float] | None:
    """The fields of a request that the user set; None where none is, for a replay takes on the recorded ones then.

    Raises:
        UserError: a value that no endpoint takes.
    """
    if temperature is not None and not 0 <= temperature <= 2:
        raise UserError(f"A temperature of {temperature:g} is taken by no model; give one from 0 to 2.")
    if max_output_tokens is not None and max_output_tokens < 1:
        raise UserError(f"An answer of {max_output_tokens} tokens holds nothing; give 1 or more.")
    given = {"temperature": temperature, "seed": seed, "max_tokens": max_output_tokens}
    return {name: value for name, value in given.items() if value is not None} or None


def _log(path: Path | None, *, with_text: bool) -> ExchangeLog | None:
    if path is None:
        return None
    from summarizer.llm.log import ExchangeLog

    return ExchangeLog(path, with_text=with_text)


def _ledger(
    budget: float | None,
    max_tokens_total: int | None,
    account: str | None,
    cache: Path | bool,  # noqa: FBT001 # as it was given
) -> Ledger | None:
    """The account that both models of a job pay from; None without a ceiling."""
    if budget is None and max_tokens_total is None:
        return None
    from summarizer.store.cache import Cache
    from summarizer.store.ledger import Ledger

    kept = account is not None and cache is not False
    path = (cache if isinstance(cache, Path) else Cache().path) if kept else None
    return Ledger(path, account or "", usd=budget, tokens=max_tokens_total)
