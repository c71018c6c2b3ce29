"""The fixture articles, answered by a large language model, recorded; replayed here without a network or a key."""

import asyncio
import json
from pathlib import Path

import pytest

from summarizer.api import Job
from summarizer.articles import find_sources
from summarizer.llm.answering import AskedModel
from summarizer.llm.model import open_model
from summarizer.pipeline import Wanted
from summarizer.prompts import load_prompt
from summarizer.schema.outcome import Outcome
from summarizer.schema.summary import ArticleSummary
from summarizer.store.recordings import Recordings
from tests.conftest import FIXTURES

ENTRIES = list(find_sources([FIXTURES / "articles"]))
RECORDINGS = FIXTURES / "recordings"


@pytest.fixture(scope="module")
def replayed() -> tuple[Recordings, dict[str, Outcome[ArticleSummary]]]:
    recordings = Recordings(RECORDINGS)
    job = Job(AskedModel(open_model(None, replay=recordings)), Wanted(ArticleSummary, load_prompt("article.v1")))

    async def every() -> list[Outcome[ArticleSummary]]:
        return [await job.outcome(entry.source.id, entry.read().article) for entry in ENTRIES]

    return recordings, {outcome.id: outcome for outcome in asyncio.run(every())}


def test_every_article_has_an_answer_that_stands(replayed) -> None:
    _, outcomes = replayed
    assert {outcome.id: outcome.error for outcome in outcomes.values() if not outcome.status.well} == {}
    assert len(outcomes) == len(ENTRIES)


def test_every_recording_is_played(replayed) -> None:
    recordings, _ = replayed
    assert recordings.unplayed() == []


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.source.id)
def test_the_summary_is_whole_and_every_span_is_the_articles(replayed, entry) -> None:
    outcome = replayed[1][entry.source.id]
    assert outcome.summary is not None
    assert Outcome[ArticleSummary].model_validate_json(outcome.model_dump_json()) == outcome
    assert outcome.summary.headline
    assert outcome.summary.topics
    assert len(outcome.summary.claims) >= 3
    assert outcome.audit is not None
    assert outcome.audit.returned >= outcome.audit.quotations * 2 / 3


def expected(entry) -> Path:
    return FIXTURES / "expected" / entry.source.name.with_suffix(".json")


@pytest.mark.parametrize(
    "entry", [entry for entry in ENTRIES if expected(entry).exists()], ids=lambda entry: entry.source.id
)
def test_the_hand_annotated_quotations_are_found(replayed, entry) -> None:
    wanted = {quotation["text"] for quotation in json.loads(expected(entry).read_text("utf-8"))["quotations"]}
    given = {quote.words.text for quote in replayed[1][entry.source.id].summary.quotes}
    assert len(wanted & given) >= 0.6 * len(wanted)


def test_nothing_in_the_recordings_is_a_key_or_a_header() -> None:
    for path in RECORDINGS.glob("*.json"):
        text = path.read_text("utf-8").lower()
        assert "authorization" not in text
        assert "sk-" not in text
        assert set(json.loads(text)) <= {"request", "completion", "provider", "article", "seconds"}
