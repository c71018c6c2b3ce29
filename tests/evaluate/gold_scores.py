"""The figures on `fixtures/gold`: `python -m tests.evaluate.gold_scores` writes them to `fixtures/gold/scores.json`."""

import asyncio
import json
from typing import Any

from summarizer.api import Job, open_job
from summarizer.articles import find_sources
from summarizer.evaluate.gold import GoldArticle, read_gold
from summarizer.evaluate.quoted import Returned
from summarizer.evaluate.returned import returned_from
from summarizer.evaluate.scores import Scores, score
from summarizer.schema.summary import ArticleSummary
from tests.conftest import FIXTURES

GOLD = FIXTURES / "gold" / "articles.jsonl"
SCORES = FIXTURES / "gold" / "scores.json"
COMMAND = "python -m tests.evaluate.gold_scores"


def open_jobs() -> dict[str, Job[ArticleSummary]]:
    """What is scored: the built-in rules, and the recorded language model."""
    return {
        "extractive": open_job(ArticleSummary, model="extractive"),
        "recordings": open_job(ArticleSummary, replay=FIXTURES / "recordings"),
    }


async def returned_by(job: Job[ArticleSummary], gold: dict[str, GoldArticle]) -> dict[str, Returned]:
    try:
        outcomes = [
            await job.outcome(entry.source.id, entry.read().article)
            for entry in find_sources([FIXTURES / "articles"])
            if entry.source.id in gold
        ]
    finally:
        await job.close()
    return {outcome.id: returned_from(outcome, gold[outcome.id]) for outcome in outcomes}


def gold_scores() -> dict[str, Scores]:
    """Each job's scores."""
    gold = read_gold(GOLD)
    return {name: score(gold, asyncio.run(returned_by(job, gold))) for name, job in open_jobs().items()}


def committed(scores: Scores) -> dict[str, Any]:
    """What of the scores is committed: the figures, overall and by type, and how much they are of."""
    return {
        "articles": scores.articles,
        "segments": scores.counts.wanted,
        "returned": scores.counts.returned,
        "figures": scores.figures,
        "by_type": {group.name: group.figures for group in scores.by_type},
        "by_rule": {group.name: group.figures for group in scores.by_rule},
    }


if __name__ == "__main__":
    table = {name: committed(scores) for name, scores in gold_scores().items()}
    SCORES.write_text(json.dumps(table, indent=2) + "\n", "utf-8")
    print(f"{SCORES.relative_to(FIXTURES.parent)} is written; `git diff` says what changed.")
