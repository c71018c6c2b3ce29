"""What each stage of one article costs, without any language model; nothing here is a test.

`pytest tests/benchmarks/bench_article.py -o python_files='bench_*.py' --benchmark-columns=median,iqr`; a round is all
the example articles, each read as if it had not been seen before.
"""

import asyncio
import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from summarizer.api import Job, open_job
from summarizer.api.row import Row
from summarizer.articles import find_sources, with_language
from summarizer.errors import SummarizerError
from summarizer.extractive.model import ExtractiveModel
from summarizer.extractive.words import cut
from summarizer.grounding.article_view import view_of
from summarizer.grounding.audit import audit
from summarizer.grounding.dates import days_in
from summarizer.grounding.figures import figures_in
from summarizer.grounding.ground import Grounded, ground
from summarizer.grounding.settle import settle
from summarizer.grounding.speakers import attribute
from summarizer.grounding.stems import words_in
from summarizer.pipeline.choosing import way
from summarizer.prompts.ask import Ask
from summarizer.prompts.messages import Repairs, article_ask, repair_ask
from summarizer.schema.article import Article
from summarizer.schema.outcome import Outcome
from summarizer.schema.summary import ArticleSummary
from summarizer.text.match import ArticleIndex
from summarizer.text.reading import Reading, read
from tests.conftest import FIXTURES

JOB: Job[ArticleSummary] = open_job(ArticleSummary, model="extractive")
MODEL = ExtractiveModel()
OF_A_TEXT = (words_in, figures_in, days_in, cut, view_of)
"""What remembers texts by their words: forgotten before each round."""


@dataclass(frozen=True)
class Stages:
    """One article with what each stage makes of it."""

    article: Article
    reading: Reading
    ask: Ask
    answer: dict[str, Any]
    """The extractive model's draft."""
    poor: dict[str, Any]
    """The same with wrong references, figures, copies and altered quotes, as a weak language model's."""
    grounded: Grounded[ArticleSummary]
    outcome: Outcome[ArticleSummary]


def _stages(article: Article) -> Stages:
    ask = next(way("article", article, JOB.wanted))
    answer = asyncio.run(MODEL.answer(ask)).draft.model_dump(by_alias=True)
    outcome = asyncio.run(JOB.outcome("article", article))
    grounded = ground(answer, ArticleSummary, ask.reading)
    return Stages(article, ask.reading, ask, answer, _poor(answer, ask.reading), grounded, outcome)


def _poor(answer: dict[str, Any], reading: Reading) -> dict[str, Any]:
    poor = copy.deepcopy(answer)
    poor["topics"].append({"label": "Nothing", "gist": "", "evidence": ["S9999"], "code": "none"})
    for number, claim in enumerate(poor["claims"]):
        claim["text"] += " It cost 4,711 dollars." if number % 3 == 0 else ""
        claim["evidence"] = [claim["text"]] if number % 3 == 1 else [*claim["evidence"], "S1"]
    for number, quote in enumerate(poor["quotes"]):
        words = reading.place(quote["words"]).text.split()
        quote["words"] = " ".join([*words[:-1], "never"] if number % 2 else words)
    return poor


def _readable(articles: list[Article]) -> list[Stages]:
    stages = []
    for article in articles:
        try:
            stages.append(_stages(article))
        except (SummarizerError, StopIteration):
            continue
    return stages


@pytest.fixture(scope="module")
def corpus() -> list[Stages]:
    return _readable([with_language(entry.read().article) for entry in find_sources([FIXTURES / "articles"])])


def _again(reading: Reading) -> Reading:
    """The reading without what was remembered of it."""
    return Reading(reading.text, reading.language, reading.sentences, reading.marked)


def _settled(one: Stages, reading: Reading) -> Grounded[ArticleSummary]:
    return settle(one.grounded, one.article, reading, one.ask.attributions, vocabulary=JOB.wanted.vocabulary)


def _with_a_repair(one: Stages) -> object:
    """The whole way of a poor draft: a repair ask that is given up, all held twice."""
    going = way("article", one.article, JOB.wanted)
    ask = next(going)
    try:
        while True:
            ask = going.send(Repairs() if ask.draft is Repairs else ask.draft.model_validate(one.poor))
    except StopIteration as stop:
        return stop.value


def _asked(one: Stages) -> Ask:
    wanted = JOB.wanted
    return article_ask(
        "article",
        one.article,
        reading=one.reading,
        attributions=one.ask.attributions,
        schema=wanted.schema,
        prompt=wanted.prompt,
        vocabulary=wanted.vocabulary,
    )


STAGES: dict[str, Callable[[Stages], object]] = {
    "detect the language": lambda one: with_language(one.article.model_copy(update={"language": None})),
    "read": lambda one: read(one.article.text, one.article.language),
    "attribute": lambda one: attribute(
        one.article.text, one.reading.sentences, one.reading.marked, one.article.language
    ),
    "ask": _asked,
    "answer (extractive)": lambda one: asyncio.run(MODEL.answer(one.ask)),
    "index": lambda one: ArticleIndex(one.article.text, language=one.article.language),
    "ground": lambda one: ground(one.answer, ArticleSummary, _again(one.reading)),
    "ground a poor draft": lambda one: ground(one.poor, ArticleSummary, _again(one.reading)),
    "settle": lambda one: _settled(one, _again(one.reading)),
    "audit": lambda one: audit(one.outcome.summary, one.reading, one.ask.attributions),
    "ask for a repair": lambda one: repair_ask(one.ask, one.outcome.problems),
    "fingerprint": lambda one: JOB.fingerprint(one.article),
    "write": lambda one: Row.of(one.outcome),
    "the whole way (extractive)": lambda one: asyncio.run(JOB.outcome("article", one.article)),
    "the whole way (a poor draft and its repair)": _with_a_repair,
}


def _forget() -> None:
    for cached in OF_A_TEXT:
        cached.cache_clear()


@pytest.mark.parametrize("stage", STAGES)
def test_stage(benchmark, corpus: list[Stages], stage: str) -> None:
    work = STAGES[stage]
    benchmark.extra_info["articles"] = len(corpus)
    benchmark.pedantic(lambda: [work(one) for one in corpus], setup=_forget, rounds=7, warmup_rounds=1)
