"""The fixture articles, answered by a large language model, recorded; replayed here without a network or a key."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from summarizer.api import Job
from summarizer.articles import Entry, find_sources
from summarizer.llm.answering import AskedModel
from summarizer.llm.keeping import Keeping
from summarizer.llm.model import open_model
from summarizer.pipeline.wanted import Wanted
from summarizer.prompts.template import load_prompt
from summarizer.schema.outcome import Outcome
from summarizer.schema.ready import READY, prompt_for
from summarizer.schema.summary import ArticleSummary
from summarizer.store.recordings import Recordings
from tests.conftest import FIXTURES

ENTRIES = list(find_sources([FIXTURES / "articles"]))
RECORDINGS = FIXTURES / "recordings"


OF_OTHER_SCHEMAS = {"brief": "press_release.txt", "interview": "interview.txt", "quotes": "split_curly.txt"}


def play(recordings: Recordings, schema: str, entries: list[Entry]) -> list[Outcome[Any]]:
    """Every entry's outcome, answered from the recordings."""
    wanted = Wanted(READY[schema], load_prompt(prompt_for(schema)))
    job = Job(AskedModel(open_model(None, keeping=Keeping(replay=recordings))), wanted)

    async def every() -> list[Outcome[Any]]:
        return [await job.outcome(entry.source.id, entry.read().article) for entry in entries]

    return asyncio.run(every())


@pytest.fixture(scope="module")
def recordings() -> Recordings:
    return Recordings(RECORDINGS)


@pytest.fixture(scope="module")
def replayed(recordings: Recordings) -> dict[str, Outcome[ArticleSummary]]:
    return {outcome.id: outcome for outcome in play(recordings, "article", ENTRIES)}


@pytest.fixture(scope="module")
def others(recordings: Recordings) -> dict[str, Outcome[Any]]:
    """One recorded answer for each of the other ready schemas."""
    found = {}
    for schema, name in OF_OTHER_SCHEMAS.items():
        (found[schema],) = play(recordings, schema, [entry for entry in ENTRIES if entry.source.id == name])
    return found


def test_every_article_has_an_answer_that_stands(replayed) -> None:
    assert {outcome.id: outcome.error for outcome in replayed.values() if not outcome.status.well} == {}
    assert len(replayed) == len(ENTRIES)


def test_every_recording_is_played(recordings, replayed, others) -> None:
    assert len(replayed) + len(others) == len(ENTRIES) + len(OF_OTHER_SCHEMAS)
    assert recordings.unplayed() == []


def test_a_brief_has_three_bullets_with_evidence(others) -> None:
    brief = others["brief"].summary
    assert len(brief.bullets) == 3
    assert all(bullet.evidence.spans for bullet in brief.bullets)


def test_an_interview_is_questions_and_answers_in_its_own_words(others) -> None:
    outcome = others["interview"]
    assert len(outcome.summary.exchanges) >= 10
    assert all("Sarkany" in exchange.answerer.text for exchange in outcome.summary.exchanges)
    assert not outcome.problems


def test_quotes_alone_have_their_speakers_checked(others) -> None:
    quotes = others["quotes"].summary.quotes
    assert len(quotes) == 13
    assert all(quote.check is not None and quote.check.certain for quote in quotes)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.source.id)
def test_the_summary_is_whole_and_every_span_is_the_articles(replayed, entry) -> None:
    outcome = replayed[entry.source.id]
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
    given = {quote.words.text for quote in replayed[entry.source.id].summary.quotes}
    assert len(wanted & given) >= 0.6 * len(wanted)


def test_nothing_in_the_recordings_is_a_key_or_a_header() -> None:
    for path in RECORDINGS.glob("*.json"):
        text = path.read_text("utf-8").lower()
        assert "authorization" not in text
        assert "sk-" not in text
        assert set(json.loads(text)) <= {"request", "completion", "provider", "article", "seconds"}
