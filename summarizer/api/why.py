"""Why an article would be asked about again: its request, made without sending it, beside the ones that are kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from summarizer.api.job import Job, preview
from summarizer.api.request_parts import PARTS, difference, parts_of, schema_title
from summarizer.errors import ModelError, NotAnArticle, Rejected, UserError
from summarizer.llm.answering import AskedModel
from summarizer.llm.complete import Answered
from summarizer.schema.article import Article
from summarizer.store import entries
from summarizer.store.cache import Cache
from summarizer.store.entries import Kept
from summarizer.store.exchange import Request

_OF_ARTICLE = 200
"""Kept requests of the article's name that are looked at, the latest first."""
_OF_ANY = 1000
"""Kept requests of any name that are looked at for a similar text."""
_SIMILAR = 50.0
"""Percent of the text that must agree, for an article of another name to be the same one."""
_AS_SIMILAR = 5.0
"""Percent by which a text may be less like it than the likest, to count as the same one."""
_LATER = frozenset({"Repairs", "Frame", "ClaimReadings"})
"""Schemas of asks that follow an article's first."""
_CHARACTERS_A_TOKEN = 4.0
"""Where nothing is kept to tell: OpenAI's rule of thumb for English."""


@dataclass(frozen=True, slots=True)
class Change:
    """A part of the request that is not as it was: its name, and the lines that differ."""

    part: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Forecast:
    """What asking would take.

    Attributes:
        input_tokens: about so many would be sent.
        output_tokens: the median of earlier answers; None where none tells.
        usd: US dollars for both; None where the price or the answer is not known.
    """

    input_tokens: int
    output_tokens: int | None
    usd: float | None


@dataclass(frozen=True, slots=True)
class Why:
    """How an article's request stands to what is kept.

    Attributes:
        kept: whether an equal request is kept, so that nothing would be asked.
        before: the kept request that is most like it; None where nothing of the article is kept.
        changes: what differs from that one.
        forecast: what asking would take; None where it is kept.
    """

    kept: bool
    before: Kept | None
    changes: tuple[Change, ...]
    forecast: Forecast | None


async def why(name: str, article: Article, job: Job[Any], cache: Cache) -> Why:
    """Say whether an article's first request is kept, and if not, what changed since it was last answered.

    Args:
        name: the article's name in a run.
        article: the article.
        job: as a run would have it.
        cache: the run's.

    Raises:
        UserError: the job's model asks nobody, or there is nothing to ask about.
    """
    request = await first_request(name, article, job)
    if cache.has(request):
        return Why(kept=True, before=None, changes=(), forecast=None)
    before = _most_alike(request, cache)
    changes = () if before is None else _changes(before.request, request)
    return Why(kept=False, before=before, changes=changes, forecast=_forecast(request, before, job, cache))


async def first_request(name: str, article: Article, job: Job[Any]) -> Request:
    """The request that a run would begin an article with; nothing is sent.

    Raises:
        UserError: as `why`.
    """
    if not isinstance(job.model, AskedModel):
        raise UserError(f"The model {job.model.name} asks nobody, so nothing of it is kept; name another with --model.")
    made: list[Request] = []

    async def keep(request: Request) -> Answered:
        made.append(request)
        raise Rejected("nothing is sent")

    try:
        ask = preview(name, article, job.wanted)
    except NotAnArticle as error:
        raise UserError(str(error)) from error
    model = replace(job.model.language_model, complete=keep)
    try:
        await model.answer(messages=ask.messages, draft=ask.draft, article=ask.name)
    except ModelError:
        if not made:
            raise
    return made[0]


def _most_alike(request: Request, cache: Cache) -> Kept | None:
    """Of the kept first requests of this article, the one for the same schema, then with the fewest changes."""
    if not cache.database.exists():
        return None
    named = cache.database.read(lambda connection: entries.of_article(connection, request.article, _OF_ARTICLE))
    candidates = _first_ones(named) or _alike(request, cache)
    title = schema_title(request)

    def distance(kept: Kept) -> tuple[bool, int, float]:
        before = kept.request
        return schema_title(before) != title, len(_changed(before, request)), -_likeness(before, request)

    return min(candidates, key=distance, default=None)


def _first_ones(found: list[Kept]) -> list[Kept]:
    return [kept for kept in found if schema_title(kept.request) not in _LATER]


def _alike(request: Request, cache: Cache) -> list[Kept]:
    """Kept requests of any name whose text is like this one's, and about as much as the likest."""
    found = _first_ones(cache.database.read(lambda connection: entries.latest(connection, _OF_ANY)))
    scores = [_likeness(kept.request, request) for kept in found]
    least = max(_SIMILAR, max(scores, default=0.0) - _AS_SIMILAR)
    return [kept for kept, score in zip(found, scores, strict=True) if score >= least]


def _changed(before: Request, now: Request) -> list[str]:
    old, new = parts_of(before), parts_of(now)
    return [part for part in PARTS if old.lines(part) != new.lines(part)]


def _changes(before: Request, now: Request) -> tuple[Change, ...]:
    old, new = parts_of(before), parts_of(now)
    found = (Change(part, tuple(difference(old.lines(part), new.lines(part)))) for part in PARTS)
    return tuple(change for change in found if change.lines)


def _likeness(before: Request, now: Request) -> float:
    from rapidfuzz.fuzz import ratio  # compiled; only for this

    return ratio(_text(before), _text(now), score_cutoff=_SIMILAR)


def _text(request: Request) -> str:
    return "\n".join(parts_of(request).text)


def _forecast(request: Request, before: Kept | None, job: Job[Any], cache: Cache) -> Forecast:
    past = cache.past_tokens(request)
    rate = (past.input_per_character if past else None) or _rate(before) or 1 / _CHARACTERS_A_TOKEN
    sent = round(request.characters * rate)
    received = round(past.p50) if past else before.output_tokens if before and before.output_tokens else None
    price = job.model.language_model.price if isinstance(job.model, AskedModel) else None
    usd = None if price is None or received is None else price.of(sent, received)
    return Forecast(sent, received, usd)


def _rate(before: Kept | None) -> float | None:
    return before.input_tokens / before.request.characters if before and before.request.characters else None
