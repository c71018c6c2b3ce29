"""One article's way, without any I/O: a generator that yields asks, is sent drafts, and returns what became of them."""

from __future__ import annotations

import copy
from collections import deque
from collections.abc import Generator, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel

from summarizer.errors import ModelError, NotRecorded, Truncated, Unfit
from summarizer.grounding.audit import audit, missed_quotations
from summarizer.grounding.ground import Data, Failure, Path
from summarizer.grounding.merge import merge
from summarizer.grounding.references import split_references
from summarizer.grounding.settle import has_quotes
from summarizer.grounding.speakers import attribute
from summarizer.pipeline.holding import hold, read_article
from summarizer.pipeline.wanted import Finished, Wanted
from summarizer.prompts.ask import Ask
from summarizer.prompts.messages import ClaimReadings, Repairs, article_ask, claims_ask, frame_ask, repair_ask
from summarizer.prompts.parts import NumberedPart, halves, split, tokens, whole
from summarizer.prompts.require import Require
from summarizer.schema.article import Article, Quotation
from summarizer.schema.draft import Draft
from summarizer.schema.problem import Problem, ProblemKind
from summarizer.schema.summary import ArticleSummary
from summarizer.text.reading import Reading

S = TypeVar("S", bound=BaseModel)

_REPAIRABLE = frozenset(
    {
        ProblemKind.ALTERED,
        ProblemKind.ABSENT,
        ProblemKind.AMBIGUOUS,
        ProblemKind.SPLICED,
        ProblemKind.NO_SUCH_REFERENCE,
        ProblemKind.NO_EVIDENCE,
        ProblemKind.FAILED_CHECK,
    }
)


def flow(name: str, article: Article, wanted: Wanted[S]) -> Generator[Ask, Draft, Finished[S]]:
    """Ask for a summary, hold it against the article, and have what failed repaired once.

    Args:
        name: the article's readable name.
        article: the article, its language given or detected.
        wanted: schema, prompt and the rest.

    Yields:
        Asks; send each one's draft. Throw a `ModelError` in where there is none.

    Returns:
        The summary, its problems and its audit.

    Raises:
        NotAnArticle: the text holds no sentence to summarize.
        Unfit: what failed cannot be left out of the schema.
        ModelError: whatever was thrown in for the first ask.
    """
    ask = _first_ask(name, article, wanted)
    draft = yield from _answered(ask, wanted)
    grounded = hold(draft, ask, wanted)
    failed = [failure for failure in grounded.failures if failure.problem.kind in _REPAIRABLE]
    missing = _missing(grounded.summary, ask.reading, wanted.require)
    unanswered: tuple[Problem, ...] = ()
    if failed or missing:
        try:
            answer = yield repair_ask(ask, [failure.problem for failure in failed], missing)
        except NotRecorded:
            raise
        except ModelError as error:
            message = f"What failed was asked again, without an answer: {error}"
            unanswered = (Problem(path="", kind=ProblemKind.UNANSWERED, said="", message=message),)
        else:
            repaired = hold(_repaired(draft, failed, answer, missing), ask, wanted)
            grounded = repaired if repaired.summary is not None else grounded
    problems = (*(failure.problem for failure in grounded.failures), *unanswered)
    if grounded.summary is None:
        first = next((problem for problem in problems if problem.kind is not ProblemKind.INVALID), problems[0])
        where = f"{first.path}: " if first.path else ""
        raise Unfit(f"{name}: what the model answered does not hold ({where}{first.message})", answer=first.said)
    summary, unread = yield from read_again(grounded.summary, ask, wanted)
    return Finished(summary, (*problems, *unread), audit(summary, ask.reading, ask.attributions))


def read_again(summary: S, ask: Ask, wanted: Wanted[S]) -> Generator[Ask, Draft, tuple[S, tuple[Problem, ...]]]:
    """Have the claims read a second time, each with its evidence only; what that says stands beside the checks."""
    if not wanted.second_reading or not isinstance(summary, ArticleSummary) or not summary.claims:
        return summary, ()
    try:
        answer = yield claims_ask(ask, summary.claims)
    except NotRecorded:
        raise
    except ModelError as error:
        message = f"The claims were to be read a second time, without an answer: {error}"
        return summary, (Problem(path="claims", kind=ProblemKind.UNANSWERED, said="", message=message),)
    said = {item.claim: item.verdict for item in answer.readings} if isinstance(answer, ClaimReadings) else {}
    claims = [
        claim.model_copy(update={"second_reading": said.get(f"C{number}")})
        for number, claim in enumerate(summary.claims, 1)
    ]
    return summary.model_copy(update={"claims": claims}), ()


def _answered(ask: Ask, wanted: Wanted[S]) -> Generator[Ask, Draft, Data]:
    """The article's draft: in one ask where it fits, else part by part, merged by code.

    An answer that was cut off is never taken for a short one: its part is asked again in halves, once.
    """
    if not issubclass(wanted.schema, ArticleSummary):
        return _plain((yield ask))
    limit = wanted.max_input_tokens
    fits = limit is None or tokens(ask.reading.text) <= limit
    parts = [whole(ask.reading)] if fits else split(ask.reading, limit or 0)
    waiting = deque((part, True) for part in parts)
    drafts: list[Data] = []
    while waiting:
        part, first_time = waiting.popleft()
        number = len(drafts) + 1
        numbered = NumberedPart(part, number, number + len(waiting))
        try:
            drafts.append(_plain((yield ask if numbered.of == 1 else _part_ask(ask, wanted, numbered))))
        except Truncated:
            both = halves(part, ask.reading)
            if not first_time or len(both) == 1:
                raise
            waiting.extendleft((half, False) for half in reversed(both))
    if len(drafts) == 1:
        return drafts[0]
    return merge(drafts) | _plain((yield frame_ask(ask, drafts, wanted.language)))


def _plain(draft: Draft) -> Data:
    return draft.model_dump(by_alias=True, warnings=False)


def _part_ask(ask: Ask, wanted: Wanted[S], part: NumberedPart) -> Ask:
    return article_ask(
        ask.name,
        ask.article,
        reading=ask.reading,
        attributions=ask.attributions,
        schema=wanted.schema,
        prompt=wanted.prompt,
        vocabulary=wanted.vocabulary,
        language=wanted.language,
        part=part,
    )


def _first_ask(name: str, article: Article, wanted: Wanted[S]) -> Ask:
    reading = read_article(name, article)
    return article_ask(
        name,
        article,
        reading=reading,
        attributions=attribute(article.text, reading.sentences, reading.marked, article.language),
        schema=wanted.schema,
        prompt=wanted.prompt,
        vocabulary=wanted.vocabulary,
        language=wanted.language,
    )


def _missing(summary: BaseModel | None, reading: Reading, require: Require) -> list[Quotation]:
    """The quotations worth another ask, where the schema has a place for them."""
    if summary is None or not has_quotes(type(summary)) or require is Require.NONE:
        return []
    missed = missed_quotations(summary, reading)
    return missed if require is Require.ALL or 2 * len(missed) > len(reading.quotations) else []


def _repaired(draft: Data, failed: Sequence[Failure], answer: Draft, missing: Sequence[Quotation]) -> Data:
    """The draft with each failed string replaced by its new reference.

    What the model gives up stays, and stays a problem.
    """
    repaired = copy.deepcopy(draft)
    if not isinstance(answer, Repairs):
        return repaired
    answers = {item.item: item.answer for item in answer.repairs}
    if missing:
        repaired["quotes"] = [*repaired["quotes"], *(quote.model_dump() for quote in answer.quotes)]
    for number, failure in enumerate(failed, 1):
        if new := answers.get(f"P{number}"):
            _replace(repaired, failure.path, failure.problem.said, new)
    return repaired


def _replace(draft: Data, path: Path, said: str, new: str) -> None:
    holder: Any = draft
    for key in path[:-1]:
        holder = holder[key]
    value = holder[path[-1]]
    if isinstance(value, list):
        parts = split_references(value)
        holder[path[-1]] = [new if part == said else part for part in parts] if said in parts else [new]
    else:
        holder[path[-1]] = new
