"""Jobs, and the calls over them."""

import asyncio
import multiprocessing
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, field_validator

from summarizer.api import Job, asummarize, summarize, summarize_many
from summarizer.errors import ArticleError, NotAnArticle, RateLimited, Refused, SchemaNotFilled, UserError
from summarizer.pipeline.wanted import Wanted
from summarizer.prompts.require import Require
from summarizer.prompts.template import load_prompt
from summarizer.schema.article import Article
from summarizer.schema.grounded import Mention, Verbatim
from summarizer.schema.outcome import Outcome, Status
from summarizer.schema.summary import ArticleSummary
from summarizer.text.vocabulary import Entry, Vocabulary
from tests.scripted import Draft, ScriptedModel, summary

TEXT = (
    "The port of Sarnow will close for a week, harbour master Lena Vogt said. “We cannot wait,” she told reporters.\n"
)
ARTICLE = Article(text=TEXT, language="en")
PROMPT = load_prompt("article.v1")


def job(model: ScriptedModel) -> Job[ArticleSummary]:
    return Job(model, Wanted(ArticleSummary, PROMPT))


def test_a_result_has_words_problems_audit_and_usage() -> None:
    result = summarize(TEXT, model=ScriptedModel(summary(quotes=[{"words": "Q1", "speaker": "Lena Vogt"}])))
    words = result.summary.quotes[0].words
    assert TEXT[words.start : words.end] == words.text == "We cannot wait,"
    assert result.problems == ()
    assert (result.audit.quotations, result.audit.returned) == (1, 1)
    assert result.usage.calls == 1
    assert result.status is Status.OK
    assert result.article.language == "en"


async def _inside_a_loop() -> str:
    return summarize(TEXT, model="extractive").summary.quotes[0].words.text


def test_summarize_works_inside_a_running_loop() -> None:
    assert asyncio.run(_inside_a_loop()) == "We cannot wait,"


def test_asummarize() -> None:
    result = asyncio.run(asummarize(ARTICLE, model="extractive"))
    assert result.model == "extractive"


def test_without_a_key_the_extractive_model_answers() -> None:
    assert summarize(TEXT).model == "extractive"


def test_failures_are_raised_by_summarize_and_are_outcomes_of_many() -> None:
    with pytest.raises(Refused, match="no"):
        summarize(TEXT, model=ScriptedModel(Refused("no")))
    with pytest.raises(NotAnArticle):
        summarize("• • •", model="extractive")
    outcomes = list(summarize_many([TEXT, "• • •"], model="extractive"))
    assert [outcome.status for outcome in outcomes] == [Status.OK, Status.NOT_AN_ARTICLE]
    assert [outcome.id for outcome in outcomes] == ["1", "2"]


def test_many_in_order_with_bounded_concurrency() -> None:
    running = most = 0

    class Slow(ScriptedModel):
        async def answer(self, ask):  # type: ignore[no-untyped-def]
            nonlocal running, most
            running += 1
            most = max(most, running)
            await asyncio.sleep(0.02 if ask.name in {"1", "4"} else 0)
            running -= 1
            return await super().answer(ask)

    model = Slow(always=lambda ask: summary(headline=ask.name))
    outcomes = list(summarize_many((TEXT for _ in range(20)), model=model, concurrency=3))
    assert [outcome.id for outcome in outcomes] == [str(number) for number in range(1, 21)]
    assert most <= 3
    assert not model.closed, "a model that was handed in belongs to who handed it in"


def test_what_is_no_article_costs_only_itself() -> None:
    given: list[Any] = [TEXT, None, "half \ud800 a pair, which no file can hold. Nobody reads it.", TEXT]
    outcomes = list(summarize_many(given, model="extractive"))
    assert [outcome.status.value for outcome in outcomes] == ["ok", "failed", "failed", "ok"]
    with pytest.raises(ArticleError, match="NoneType"):
        summarize(None, model="extractive")  # type: ignore[call-overload]


def test_leaving_early_stops_the_asking() -> None:
    class Slow(ScriptedModel):
        async def answer(self, ask):  # type: ignore[no-untyped-def]
            await asyncio.sleep(0.02)
            return await super().answer(ask)

    model = Slow(always=lambda _: summary())
    for outcome in summarize_many([TEXT] * 100, model=model, concurrency=2):
        assert outcome.id == "1"
        break
    asked = len(model.asks)
    time.sleep(0.2)
    assert len(model.asks) <= asked + 2


def test_articles_are_drawn_in_the_callers_thread() -> None:
    here = threading.get_ident()
    seen: list[int] = []

    def drawn():  # type: ignore[no-untyped-def]
        for _ in range(3):
            seen.append(threading.get_ident())
            yield TEXT

    assert len(list(summarize_many(drawn(), model="extractive"))) == 3
    assert set(seen) == {here}


def test_a_call_inside_a_models_answer_is_refused_and_does_not_hang() -> None:
    class Nested(ScriptedModel):
        async def answer(self, _ask):  # type: ignore[no-untyped-def]
            summarize(TEXT, model="extractive")

    with pytest.raises(UserError, match="asummarize"):
        summarize(TEXT, model=Nested())


def test_a_forked_child_has_a_portal_of_its_own() -> None:
    summarize(TEXT, model="extractive")
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert pool.apply_async(_words).get(timeout=30) == "We cannot wait,"


def _words() -> str:
    return summarize(TEXT, model="extractive").summary.quotes[0].words.text


class Strict(BaseModel):
    by: Mention | None = None

    @field_validator("by", mode="before")
    @classmethod
    def _stripped(cls, value: str) -> str:
        return value.strip()


def test_a_validator_that_raises_costs_its_article_only() -> None:
    model = ScriptedModel(always=lambda _: {"by": None})
    outcomes = list(summarize_many([TEXT, TEXT], model=model, schema=Strict))
    assert [outcome.status.value for outcome in outcomes] == ["failed", "failed"]
    assert "AttributeError" in (outcomes[0].error or "")


class Words(BaseModel):
    words: list[Verbatim]


def test_a_repairs_quotes_are_no_business_of_another_schema() -> None:
    repair = {"repairs": [], "quotes": [{"words": "Q1"}]}
    model = ScriptedModel({"words": ["Q1", "Nobody asked me"]}, repair)
    result = summarize(TEXT, model=model, schema=Words)
    assert [words.text for words in result.summary.words] == ["We cannot wait,"]
    assert len(result.problems) == 1


def test_a_repair_without_an_answer_is_said_and_asked_again_later() -> None:
    model = ScriptedModel(summary(quotes=[{"words": "Q9"}]), RateLimited("too many"))
    outcome = asyncio.run(job(model).outcome("a", ARTICLE))
    assert outcome.status is Status.PARTIAL
    assert [problem.kind.value for problem in outcome.problems] == ["no_such_reference", "unanswered"]


def test_many_as_an_async_iterator() -> None:
    async def collect() -> list[str]:
        return [outcome.id async for outcome in summarize_many([TEXT, TEXT], model="extractive")]

    assert asyncio.run(collect()) == ["1", "2"]


def test_an_outcome_and_a_result_survive_the_file() -> None:
    outcome = asyncio.run(job(ScriptedModel(summary(quotes=[{"words": "Q1"}]))).outcome("a", ARTICLE, source="a.txt"))
    again = Outcome[ArticleSummary].model_validate_json(outcome.model_dump_json())
    assert again.model_dump_json() == outcome.model_dump_json()
    row = outcome.model_dump(mode="json")
    assert list(row)[:5] == ["id", "source", "status", "article", "summary"]
    assert {"problems", "audit", "model", "prompt", "schema", "fingerprint", "usage", "error"} <= set(row)
    words = row["summary"]["quotes"][0]["words"]
    assert (words["start"], words["end"], words["text"]) == (TEXT.index("We"), TEXT.index("We") + 15, "We cannot wait,")
    assert row["summary"]["quotes"][0]["verdict"] == "exact"


def test_a_row_has_the_same_shape_whatever_the_status() -> None:
    def row(draft: Draft) -> dict[str, Any]:
        return asyncio.run(job(ScriptedModel(draft)).outcome("a", ARTICLE)).model_dump(mode="json")

    good = row(summary(quotes=[{"words": "Q1"}]))
    bad = row(Refused("no", answer="I will not"))
    assert list(good) == list(bad)
    assert bad["status"] == "refused"
    assert bad["problems"][0]["said"] == "I will not"


def test_a_span_that_is_not_the_articles_slice_is_no_outcome() -> None:
    outcome = asyncio.run(job(ScriptedModel(summary(quotes=[{"words": "Q1"}]))).outcome("a", ARTICLE))
    forged = outcome.model_dump_json().replace('"text":"We cannot wait,"', '"text":"We can not wait,"')
    with pytest.raises(ValueError, match="not the article's"):
        Outcome[ArticleSummary].model_validate_json(forged)


def test_a_fingerprint_changes_with_all_that_a_result_depends_on(tmp_path: Path) -> None:
    class Other(BaseModel):
        title: str

    own = tmp_path / "own.md"
    own.write_text("# user\n\nx")
    model = ScriptedModel()
    different = ScriptedModel()
    different.identity = "scripted 2"
    base = job(model)
    prints = {
        base.fingerprint(ARTICLE),
        base.fingerprint(Article(text=TEXT + "\n", language="en")),
        base.fingerprint(Article(text=TEXT, language="en", title="T")),
        base.fingerprint(Article(text=TEXT, language="en", published="2031-01-01")),
        job(different).fingerprint(ARTICLE),
        Job(model, Wanted(Other, PROMPT)).fingerprint(ARTICLE),
        Job(model, Wanted(ArticleSummary, load_prompt(str(own)))).fingerprint(ARTICLE),
        Job(model, Wanted(ArticleSummary, PROMPT, Require.ALL)).fingerprint(ARTICLE),
        Job(model, Wanted(ArticleSummary, PROMPT, language="de")).fingerprint(ARTICLE),
        Job(model, Wanted(ArticleSummary, PROMPT, vocabulary=Vocabulary((Entry("1", "Ports"),)))).fingerprint(ARTICLE),
    }
    assert len(prints) == 10
    assert job(ScriptedModel()).fingerprint(ARTICLE) == base.fingerprint(ARTICLE)


class Ruling(BaseModel):
    outcome: str


@pytest.mark.parametrize(
    ("options", "error", "what"),
    [
        ({"schema": Ruling, "model": "extractive"}, SchemaNotFilled, "article summary only"),
        ({"base_url": "http://127.0.0.1:9/v1"}, UserError, "Name it"),
        ({"model": "gpt-x"}, UserError, "OPENAI_API_KEY"),
        ({"model": "extractive", "replay": Path("x")}, UserError, "nothing to record or replay"),
        ({"record": Path("x"), "replay": Path("x")}, UserError, "one of the two"),
        ({"model": "extractive", "prompt": "nowhere"}, UserError, "no prompt nowhere"),
    ],
)
def test_mistakes_are_told_in_a_sentence(options, error: type[Exception], what: str) -> None:
    with pytest.raises(error, match=what):
        summarize(TEXT, **options)


def test_a_concurrency_of_none() -> None:
    with pytest.raises(UserError, match="1 or more"):
        summarize_many([], concurrency=0)
