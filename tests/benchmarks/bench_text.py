"""Speed, for `pytest tests/benchmarks -o python_files='bench_*.py'`; nothing here is a test."""

import asyncio
import random

import pytest

from summarizer.api import Job
from summarizer.articles import find_sources, with_language
from summarizer.extractive.model import ExtractiveModel
from summarizer.pipeline.wanted import Wanted
from summarizer.prompts.template import load_prompt
from summarizer.schema.article import Article
from summarizer.schema.summary import ArticleSummary
from summarizer.text.match import ArticleIndex
from summarizer.text.quotations import find_quotations
from summarizer.text.reading import read
from tests.conftest import FIXTURES

ARTICLE = with_language(next(iter(find_sources([FIXTURES / "articles" / "split_curly.txt"]))).read().article)
WORDS = ARTICLE.text.split()


def long_article(words: int) -> str:
    chosen = random.Random(0)
    return " ".join(chosen.choice(WORDS) for _ in range(words))


def test_quotations(benchmark) -> None:
    benchmark(find_quotations, ARTICLE.text, "en")


def test_reading(benchmark) -> None:
    benchmark(read, ARTICLE.text, "en")


@pytest.mark.parametrize("words", [2_000, 20_000])
def test_200_needles_of_which_100_miss(benchmark, words: int) -> None:
    text = long_article(words)
    cuts = [text[at : at + 80] for at in range(0, len(text) - 80, len(text) // 200)][:200]
    needles = [cut if number % 2 else cut[:40] + " nowhere " + cut[40:] for number, cut in enumerate(cuts)]

    def match_all() -> None:
        index = ArticleIndex(text, language="en")
        for needle in needles:
            index.match(needle)

    benchmark.pedantic(match_all, rounds=3)


def test_the_whole_way_with_the_extractive_model(benchmark) -> None:
    job = Job(ExtractiveModel(), Wanted(ArticleSummary, load_prompt("article.v1")))
    article = Article(text=ARTICLE.text, language="en")
    benchmark(lambda: asyncio.run(job.outcome("a", article)))
