"""Every English fixture, summarized by a real small model in this process."""

import asyncio
from itertools import combinations

import pytest

from summarizer.api.opening import open_job
from summarizer.articles import find_sources, with_language
from summarizer.errors import ArticleError
from summarizer.pipeline.small_checks import says_the_same
from summarizer.schema.grounded import Evidence
from summarizer.schema.outcome import Status
from summarizer.schema.problem import ProblemKind
from summarizer.schema.span import Span
from summarizer.schema.summary import ArticleSummary
from summarizer.schema.walk import values_in
from summarizer.text.reading import read
from tests.conftest import FIXTURES

MOST_ASKS = 21


def english():
    for entry in find_sources([str(FIXTURES / "articles")]):
        try:
            article = with_language(entry.read().article)
        except ArticleError:
            continue
        if article.language == "en":
            yield pytest.param(entry.source.id, article, id=entry.source.id)


@pytest.fixture(scope="module")
def named(small_model):
    return f"local:{small_model}"


def outcome(named, name, article):
    async def made():
        job = open_job(ArticleSummary, model=named)
        try:
            return await job.outcome(name, article)
        finally:
            await job.close()

    return asyncio.run(made())


@pytest.mark.local
@pytest.mark.parametrize(("name", "article"), list(english()))
def test_a_small_models_summary_is_as_honest_as_any(named, name, article):
    found = outcome(named, name, article)
    assert found.status in {Status.OK, Status.PARTIAL}
    assert found.usage.calls <= MOST_ASKS
    for span in values_in(Span, found.summary, found.audit, *found.problems):
        assert span.holds_in(article.text)
    sentences = {sentence.text for sentence in read(article.text, article.language).sentences}
    assert {span.text for evidence in values_in(Evidence, found.summary) for span in evidence.spans} <= sentences
    assert not {problem.kind for problem in found.problems} & {ProblemKind.NO_SUCH_REFERENCE, ProblemKind.INVALID}
    for one, two in combinations([claim.text for claim in found.summary.claims], 2):
        assert not says_the_same(one, two, "en")
    assert not any(check.verdict.is_fault for claim in found.summary.claims for check in claim.checks)
    assert found.audit.returned == found.audit.quotations
    assert found.summary.headline
    assert found.summary.abstract
    assert all(problem.said and problem.message for problem in found.problems)


@pytest.mark.local
def test_a_second_run_is_answered_from_the_store_and_says_the_same(named):
    name, article = next(iter(english())).values
    first, again = outcome(named, name, article), outcome(named, name, article)
    assert again.usage.cached == again.usage.calls == first.usage.calls
    assert again.summary == first.summary
    assert again.problems == first.problems
    assert again.fingerprint == first.fingerprint
