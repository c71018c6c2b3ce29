"""A result carried over to a corrected article: what still holds, and what does not."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError

from summarizer.errors import UserError
from summarizer.grounding.audit import audit
from summarizer.grounding.ground import Grounded
from summarizer.grounding.settle import settle
from summarizer.grounding.speakers import attribute
from summarizer.results.anchors import Anchors
from summarizer.results.carrying import Carried, Carrying
from summarizer.results.plain import Data, is_span, plain
from summarizer.results.reading import AnyOutcome, AnySummary
from summarizer.schema.article import Article
from summarizer.schema.grounded import Evidence, Verbatim
from summarizer.schema.outcome import Outcome, Status
from summarizer.schema.problem import Audit, Problem, ProblemKind
from summarizer.schema.ready import READY
from summarizer.schema.span import Frozen
from summarizer.schema.summary import ArticleSummary
from summarizer.text.reading import Reading, read
from summarizer.text.vocabulary import Entry, Vocabulary

_CHECKED_ANEW = frozenset({ProblemKind.FAILED_CHECK, ProblemKind.CONFLICTING_SPEAKER, ProblemKind.CONTRADICTORY_CLAIMS})


class Reanchored(Frozen):
    """The new result, and what became of each place of the old one."""

    outcome: Outcome[Any]
    carried: tuple[Carried, ...]
    checks: tuple[Problem, ...]
    """What code finds on checking anew that it had not found before, such as a claim whose figure was corrected."""

    @property
    def holds(self) -> bool:
        """Whether nothing was lost and nothing is contradicted."""
        return not self.checks and all(item.fate.stands for item in self.carried)


def reanchor(outcome: AnyOutcome, article: Article) -> Reanchored:
    """Carry a result over to another version of its article.

    A place holds only where the article has the same words, typography aside, at a place that is the same beyond
    doubt; whole quotations and sentences must still be whole. What does not hold becomes a problem and costs its list
    item, or the sentence of evidence, or the name beside it. Speakers, figures, dates and names are checked anew.

    Args:
        outcome: the result.
        article: the corrected article, its language given or detected; title, date and address are taken from the old
            one where it has none.

    Raises:
        UserError: the result has no summary.
    """
    if outcome.article is None or outcome.summary is None:
        raise UserError(f"{outcome.id} has no summary that could be carried over; its status is {outcome.status}.")
    old = outcome.article
    article = article.model_copy(
        update={name: getattr(article, name) or getattr(old, name) for name in ("title", "published", "url")}
    )
    reading = read(article.text, article.language)
    carrying = Carrying(Anchors(read(old.text, old.language), reading))
    value = plain(outcome)
    summary = carrying.summary(value["summary"])
    settled, failures = _settled(outcome, summary, article, reading)
    kept, more = _problems(outcome, carrying, failures)
    problems = (*kept, *carrying.problems, *more)
    row = value | {
        "article": article.model_dump(exclude={"sha256"}),
        "summary": settled.model_dump(mode="json"),
        "problems": [problem.model_dump(mode="json") for problem in problems],
        "audit": _audited(settled, article, reading).model_dump(mode="json"),
        "status": (Status.PARTIAL if problems else Status.OK).value,
        "fingerprint": _fingerprint(outcome, article),
        "notes": [*outcome.notes, f"carried over from the article with the SHA-256 {old.sha256}"],
    }
    known = {(problem.path, problem.kind, problem.said) for problem in outcome.problems}
    found = tuple(problem for problem in more if (problem.path, problem.kind, problem.said) not in known)
    shape = Outcome[ArticleSummary] if isinstance(outcome.summary, ArticleSummary) else Outcome[AnySummary]
    return Reanchored(outcome=shape.model_validate(row), carried=tuple(carrying.carried), checks=found)


def _settled(
    outcome: AnyOutcome, summary: Data, article: Article, reading: Reading
) -> tuple[BaseModel, tuple[Problem, ...]]:
    """Check speakers, figures, dates and names anew, where the schema is at hand."""
    typed = _typed(outcome, summary)
    if isinstance(typed, AnySummary):
        return typed, ()
    attributions = attribute(article.text, reading.sentences, reading.marked, article.language)
    codes = {topic.code for topic in getattr(typed, "topics", ()) if topic.code}
    vocabulary = Vocabulary(tuple(Entry(code, code) for code in sorted(codes)))
    before = outcome.summary
    unchecked = isinstance(before, ArticleSummary) and not any(claim.checks for claim in before.claims)
    grounded = settle(
        Grounded(typed, (), {}),
        article,
        reading,
        attributions,
        vocabulary=vocabulary,
        language="und" if unchecked else None,  # a summary in another language than the article's is not checked
    )
    return grounded.summary or typed, tuple(failure.problem for failure in grounded.failures)


def _typed(outcome: AnyOutcome, summary: Data) -> BaseModel:
    """The summary as its schema has it: the article summary's, a ready one's, or none that is at hand."""
    shapes = {shape.__name__: shape for shape in READY.values()}
    shape = shapes.get(outcome.schema_name, AnySummary)
    try:
        return shape.model_validate(summary)
    except ValidationError:
        return AnySummary.model_validate(summary)


def _problems(
    outcome: AnyOutcome, carrying: Carrying, failures: tuple[Problem, ...]
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """The old problems that are not checked anew, with their places carried over; and what the new check found."""
    anew = _CHECKED_ANEW if outcome.schema_name in {shape.__name__ for shape in READY.values()} else frozenset()
    kept = (problem for problem in outcome.problems if problem.kind not in anew)
    return (
        tuple(problem.model_copy(update={"nearest": carrying.nearest(problem.nearest)}) for problem in kept),
        failures,
    )


def _audited(summary: BaseModel, article: Article, reading: Reading) -> Audit:
    attributions = attribute(article.text, reading.sentences, reading.marked, article.language)
    if isinstance(summary, AnySummary):
        places = [*_grounded(summary.model_dump())]
        words = [place for place in places if isinstance(place, Verbatim)]
        evidence = [place for place in places if isinstance(place, Evidence)]
        summary = _Places(words=words, evidence=evidence)
    return audit(summary, reading, attributions)


class _Places(Frozen):
    """The places of a summary whose schema is not at hand, for the audit."""

    words: list[Verbatim]
    evidence: list[Evidence]


def _grounded(value: object) -> Iterator[Verbatim | Evidence]:
    if isinstance(value, list) and value and all(is_span(item) and "verdict" not in item for item in value):
        yield Evidence.model_validate(value)
    elif isinstance(value, list):
        yield from (place for item in value for place in _grounded(item))
    elif isinstance(value, dict) and is_span(value) and "verdict" in value:
        yield Verbatim(start=value["start"], end=value["end"], text=value["text"])
    elif isinstance(value, dict):
        yield from (place for item in value.values() for place in _grounded(item))


def _fingerprint(outcome: AnyOutcome, article: Article) -> str:
    """None that a run would give, so that a run on the corrected article asks anew."""
    return hashlib.sha256(f"carried over {outcome.fingerprint} {article.sha256}".encode()).hexdigest()[:32]
