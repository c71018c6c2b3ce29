"""Plan: what a run would ask and spend, without sending anything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import BaseModel

from summarizer.api import Job
from summarizer.api.why import first_request
from summarizer.articles import Entry, with_language
from summarizer.errors import ArticleError
from summarizer.llm.answering import AskedModel
from summarizer.prompts.parts import split, tokens
from summarizer.runs.writers import Writer
from summarizer.schema.article import Article
from summarizer.schema.draft import draft_type
from summarizer.store.cache import Cache
from summarizer.store.exchange import JSON, Request
from summarizer.text.reading import read

_CHARACTERS_A_TOKEN = 4.0
"""Where nothing is kept to tell: OpenAI's rule of thumb for English."""
_SECONDS_A_CALL = 8.0
"""The same for one answer: a few hundred tokens, at fifty to a hundred per second, and the wait before them."""
_TOKENS_A_FIELD = 4
"""Its name, quotation marks, colon and comma."""
_DEEPEST = 12
_REPAIRED = 0.25
"""Share of the articles that may need a second ask, in the dearest case."""


@dataclass(frozen=True, slots=True)
class Range:
    """An amount that is not known yet."""

    low: float = 0.0
    likely: float = 0.0
    high: float = 0.0

    def __add__(self, other: Range) -> Range:
        return Range(self.low + other.low, self.likely + other.likely, self.high + other.high)

    def __mul__(self, times: float) -> Range:
        return Range(self.low * times, self.likely * times, self.high * times)


@dataclass(frozen=True, slots=True)
class Limits:
    """What holds the run back.

    Attributes:
        concurrency: calls at once.
        rpm: requests per minute, None where not known.
        tpm: tokens per minute, None where not known.
    """

    concurrency: int
    rpm: float | None = None
    tpm: float | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run would ask and spend.

    Attributes:
        articles: all that were found.
        unread: those that cannot be read.
        written: those whose result is written and still holds.
        kept: those whose first answer is kept, or that are the same as another one.
        calls: requests that would be sent, repairs left out.
        input_tokens: that would be sent.
        output_tokens: that would be answered.
        usd: what these cost; None where the model's price is not known.
        seconds: how long that takes.
        from_past: whether output tokens are those of earlier answers, or guessed from the schema.
    """

    articles: int = 0
    unread: int = 0
    written: int = 0
    kept: int = 0
    calls: int = 0
    input_tokens: int = 0
    output_tokens: Range = field(default_factory=Range)
    usd: Range | None = None
    seconds: Range = field(default_factory=Range)
    from_past: bool = False


async def plan(
    entries: Iterable[Entry], job: Job[Any], cache: Cache, limits: Limits, *, written: Writer | None = None
) -> Plan:
    """Read the articles and look up what of them is answered.

    Args:
        entries: the articles, drawn as they are needed.
        job: as the run would have it; its model is not asked.
        cache: the run's.
        limits: the run's.
        written: knows which results are written already.

    Raises:
        UserError: a mistake that would meet every article.
    """
    found, seen = Plan(), set[bytes]()
    for entry in entries:
        found = replace(found, articles=found.articles + 1)
        try:
            article = entry.read().article
            if written is not None and written.finished(entry.source, job.fingerprint(article)) is not None:
                found = replace(found, written=found.written + 1)
                continue
            requests = await _requests(entry.source.id, article, job)
        except ArticleError:
            found = replace(found, unread=found.unread + 1)
            continue
        key = bytes.fromhex(requests[0].key) if requests else b""
        if not requests or key in seen or cache.has(requests[0]):
            found = replace(found, kept=found.kept + bool(requests))
            continue
        seen.add(key)
        found = _more(found, requests, cache, job)
    return _in_all(found, job, limits)


async def _requests(name: str, article: Article, job: Job[Any]) -> list[Request]:
    """What would be sent about an article, repairs left out: for a long one its whole request stands for each part."""
    if not isinstance(job.model, AskedModel):
        return []
    request = await first_request(name, article, job)
    limit = job.wanted.max_input_tokens
    if limit is None or tokens(article.text) <= limit:
        return [request]
    parts = len(split(read(article.text, with_language(article).language), limit))
    return [request] * parts


def _more(found: Plan, requests: list[Request], cache: Cache, job: Job[Any]) -> Plan:
    """The plan with one article's requests."""
    request, parts = requests[0], len(requests)
    past = cache.past_tokens(request)
    rate = (past.input_per_character if past else None) or 1 / _CHARACTERS_A_TOKEN
    frame = parts > 1  # the ask that joins the parts' answers
    schema: type[BaseModel] = job.wanted.schema
    answer = Range(past.p10, past.p50, past.p90) if past else guessed_output(draft_type(schema))
    return replace(
        found,
        calls=found.calls + parts + frame,
        input_tokens=found.input_tokens + round(request.characters * rate),
        output_tokens=found.output_tokens + answer * (parts + frame),
        from_past=past is not None,
    )


def _in_all(found: Plan, job: Job[Any], limits: Limits) -> Plan:
    """The plan with its price and its time."""
    if not isinstance(job.model, AskedModel):
        return replace(found, usd=Range())
    price = job.model.language_model.price
    sent = Range(found.input_tokens, found.input_tokens, found.input_tokens * (1 + _REPAIRED))
    out = found.output_tokens
    out = Range(out.low, out.likely, out.high * (1 + _REPAIRED))
    usd = None
    if price is not None:
        into = [round(amount) for amount in (sent.low, sent.likely, sent.high)]
        back = [round(amount) for amount in (out.low, out.likely, out.high)]
        usd = Range(*(price.of(one, other) for one, other in zip(into, back, strict=True)))
    return replace(found, output_tokens=out, usd=usd, seconds=_seconds(found.calls, sent + out, limits))


def _seconds(calls: int, used: Range, limits: Limits) -> Range:
    """How long the calls take, by whichever limit is the narrowest."""
    alone = calls * _SECONDS_A_CALL / min(limits.concurrency, max(1, calls))
    by_requests = calls * 60 / limits.rpm if limits.rpm else 0.0
    by_tokens = used * (60 / limits.tpm) if limits.tpm else Range()
    times = {"low": 0.5, "likely": 1.0, "high": 2.5}
    return Range(*(max(alone * factor, by_requests, getattr(by_tokens, name)) for name, factor in times.items()))


def guessed_output(draft: type[BaseModel]) -> Range:
    """Tokens of an answer, guessed from its schema: a few words a text, some items a list, fewer in lists of lists."""
    schema = draft.model_json_schema()
    guesses = ((5, 2, 1), (10, 6, 1.5), (18, 12, 3))
    return Range(*(_tokens(schema, schema, words, (items, inner)) for words, items, inner in guesses))


def _tokens(schema: JSON, root: JSON, words: int, items: tuple[float, float], depth: int = 0) -> float:
    if depth > _DEEPEST or not isinstance(schema, dict):
        return 0.0
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rpartition("/")[2]]
    options = [option for option in schema.get("anyOf", ()) if option.get("type") != "null"]
    if options:
        return _tokens(options[0], root, words, items, depth + 1)
    if "items" in schema:
        return items[0] * _tokens(schema["items"], root, words, (items[1], items[1]), depth + 1)
    if "properties" in schema:
        fields = schema["properties"].values()
        return sum(_TOKENS_A_FIELD + _tokens(field, root, words, items, depth + 1) for field in fields)
    return words if schema.get("type") == "string" and "enum" not in schema else 2.0
