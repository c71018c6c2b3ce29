"""Articles above a limit, and answers that were cut off: asked about in parts, merged by code."""

import asyncio
import re
from typing import Any

import pytest

from summarizer.api import Job
from summarizer.errors import Truncated
from summarizer.pipeline.wanted import Wanted
from summarizer.prompts.ask import Ask
from summarizer.prompts.messages import Frame
from summarizer.prompts.require import Require
from summarizer.prompts.template import load_prompt
from summarizer.schema.article import Article
from summarizer.schema.outcome import Outcome, Status
from summarizer.schema.summary import ArticleSummary
from tests.conftest import FIXTURES
from tests.scripted import Draft, ScriptedModel, summary

INTERVIEW = (FIXTURES / "articles" / "interview.txt").read_text("utf-8")
TEXT = "\n\n".join([INTERVIEW] * 9)


def listed(ask: Ask) -> list[str]:
    return re.findall(r"^(Q\d+) \(", ask.messages[1]["content"], re.MULTILINE)


def every_quote(ask: Ask) -> Draft:
    if ask.draft is Frame:
        return {"headline": "Interview", "abstract": "All of it."}
    return summary(quotes=[{"words": name} for name in listed(ask)])


def outcome(model: ScriptedModel, text: str = TEXT, **options: Any) -> Outcome[ArticleSummary]:
    wanted = Wanted(ArticleSummary, load_prompt("article.v1"), require=Require.NONE, **options)
    return asyncio.run(Job(model, wanted).outcome("long", Article(text=text, language="en")))


def test_a_hundred_thousand_characters_are_one_outcome_with_quotes_from_both_ends() -> None:
    model = ScriptedModel(always=every_quote)
    result = outcome(model, max_input_tokens=6_000)
    assert result.summary is not None
    assert result.status is Status.OK, result.problems
    assert len(model.asks) > 5
    assert result.summary.headline == "Interview"
    assert result.audit is not None
    assert result.audit.quotations == result.audit.returned > 50
    starts = [quote.words.start for quote in result.summary.quotes]
    assert starts == sorted(set(starts))
    assert min(starts) < len(TEXT) / 10
    assert max(starts) > len(TEXT) * 9 / 10
    assert "part 2 of" in model.asks[1].messages[1]["content"]
    assert "[S1 heading]" in model.asks[1].messages[1]["content"], "the head goes with every part"


def test_a_short_article_is_asked_as_if_there_were_no_limit() -> None:
    with_limit, without = ScriptedModel(summary()), ScriptedModel(summary())
    outcome(with_limit, "The port will close, said Ana Li. Nobody knows why.\n", max_input_tokens=6_000)
    outcome(without, "The port will close, said Ana Li. Nobody knows why.\n")
    assert with_limit.asks[0].messages == without.asks[0].messages


def test_an_answer_cut_off_is_asked_again_in_halves() -> None:
    def answer(ask: Ask) -> Draft:
        whole = "part" not in ask.messages[1]["content"].rsplit("\n\n", 1)[1]
        return Truncated("cut") if whole and ask.draft is not Frame else every_quote(ask)

    model = ScriptedModel(always=answer)
    result = outcome(model, INTERVIEW)
    assert result.status is Status.OK, (result.error, result.problems)
    assert [ask.draft is Frame for ask in model.asks] == [False, False, False, True]
    assert result.audit is not None
    assert result.audit.returned == result.audit.quotations


@pytest.mark.parametrize("text", [INTERVIEW, "One paragraph, said Ana Li. It is short.\n"])
def test_what_is_cut_off_again_is_truncated(text: str) -> None:
    model = ScriptedModel(always=lambda _: Truncated("cut"))
    assert outcome(model, text).status is Status.TRUNCATED
    assert len(model.asks) <= 2
