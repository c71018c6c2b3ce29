"""The whole way with the built-in model: any text at all, and real articles that others annotated."""

import asyncio
import gzip
import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from summarizer import summarize
from summarizer.api import Job
from summarizer.cli import app
from summarizer.extractive.model import ExtractiveModel
from summarizer.pipeline.wanted import Wanted
from summarizer.prompts.template import load_prompt
from summarizer.schema.article import Article
from summarizer.schema.outcome import Outcome, Status
from summarizer.schema.summary import ArticleSummary
from tests.conftest import FIXTURES, shared

JOB = Job(ExtractiveModel(), Wanted(ArticleSummary, load_prompt("article.v1")))

PIECES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "“We will go,” said Ana Li.",
            '"Not "now"," he said.',
            "\n\n",
            "«Так», — сказал он.",
            "「行く」と言った。",
            "— No, dijo.",
            "''",
            "\x00",
        ]
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=12).map(" ".join), st.sampled_from([None, "en", "de", "fr", "ru", "ja", "xx"]))
def test_any_text_is_an_outcome_whose_spans_are_the_texts(text: str, language: str | None) -> None:
    text = "".join(letter for letter in text if not "\ud800" <= letter <= "\udfff")
    outcome = asyncio.run(JOB.outcome("any", Article(text=text, language=language)))
    assert outcome.status in {Status.OK, Status.PARTIAL, Status.NOT_AN_ARTICLE}, outcome.error
    assert Outcome[ArticleSummary].model_validate_json(outcome.model_dump_json()) == outcome


def test_a_wire_story_with_nested_straight_marks() -> None:
    text = shared("data", "articles", "tass_putin_macron.txt").read_text("utf-8")
    result = summarize(text)
    quotes = result.summary.quotes
    assert len(quotes) == 6
    assert "Normandy Summit" in quotes[1].words.text
    assert "Steinmeier formula" in quotes[1].words.text
    assert not {"Normandy Summit", "Steinmeier formula", "Normandy Four", "Normandy Four."} & {
        q.words.text for q in quotes
    }
    named = [quote.mention.text for quote in quotes if quote.mention]
    assert named[0] == "the press service"
    assert named[1] == named[2] == named[5] == "the statement"
    assert named[3].endswith("Gabriel Attal")
    assert "Attal" in quotes[4].speaker
    labels = " ".join(topic.label for topic in result.summary.topics)
    assert all(word in labels for word in ("Karabakh", "Ukrain", "accine"))
    assert len(result.summary.claims) >= 6
    assert all(claim.evidence.spans for claim in result.summary.claims)


def test_a_text_of_a_hundred_thousand_characters_is_quoted_to_its_end() -> None:
    interview = (FIXTURES / "articles" / "interview.txt").read_text("utf-8")
    text = "\n\n".join([interview] * 9)
    assert len(text) > 100_000
    starts = [quote.words.start for quote in summarize(text).summary.quotes]
    assert min(starts) < len(text) / 10
    assert max(starts) > len(text) * 9 / 10


def test_real_articles_are_one_outcome_each_and_a_second_run_does_nothing(tmp_path: Path) -> None:
    path = shared("data", "articles", "en_wikinews.jsonl.gz")
    out = tmp_path / "out.jsonl"
    words = ["run", str(path), "-o", str(out)]
    assert CliRunner().invoke(app, words).exit_code == 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        wanted = [json.loads(line)["id"] for line in lines]
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [row["id"] for row in rows] == wanted
    assert {row["status"] for row in rows} <= {"ok", "partial"}
    before, changed = out.read_bytes(), out.stat().st_mtime_ns
    again = CliRunner().invoke(app, words)
    assert f"{len(wanted)} kept" in again.stderr
    assert (out.read_bytes(), out.stat().st_mtime_ns) == (before, changed)
