"""Each ready schema, the whole way on an article of the fixtures."""

from pathlib import Path
from typing import Any

import pytest

from summarizer import summarize
from summarizer.api.job import preview
from summarizer.errors import SchemaNotFilled, Unfit
from summarizer.pipeline.wanted import Wanted
from summarizer.prompts.ask import Ask
from summarizer.prompts.messages import Repairs
from summarizer.prompts.template import load_prompt
from summarizer.schema.article import Article
from summarizer.schema.attribution import SpeakerVerdict
from summarizer.schema.outcome import Result
from summarizer.schema.problem import ProblemKind
from summarizer.schema.ready import READY, Brief, Interview, Quotes, prompt_for
from summarizer.schema.summary import ArticleSummary
from tests.scripted import ScriptedModel, summary

ARTICLES = Path(__file__).parents[2] / "fixtures" / "articles"


def article(name: str) -> Article:
    return Article(text=(ARTICLES / f"{name}.txt").read_text("utf-8"), language="en")


def ask(name: str, schema: str) -> Ask:
    return preview(name, article(name), Wanted(READY[schema], load_prompt(prompt_for(schema))))


def filled(name: str, schema: str, *drafts: dict[str, Any]) -> Result[Any]:
    model = ScriptedModel(*drafts)
    return summarize(article(name), schema=READY[schema], model=model, prompt=prompt_for(schema), require_quotes="none")


def sentence(asked: Ask, words: str) -> str:
    return next(s.id for s in asked.reading.sentences if words in s.text)


def quotation(asked: Ask, words: str) -> str:
    return next(q.id for q in asked.reading.quotations if words in q.text)


def test_brief() -> None:
    asked = ask("split_curly", "brief")
    vote, roof, work = (sentence(asked, words) for words in ("£6.2 million", "new roof", "12 January"))
    bullets = [{"text": f"Bullet {number}.", "evidence": [s]} for number, s in enumerate((vote, roof, work))]
    result = filled("split_curly", "brief", {"headline": "Baths reopen", "bullets": bullets})
    assert not result.problems
    shown = [bullet.evidence.text for bullet in result.summary.bullets]
    assert [part in text for part, text in zip(("31 to 14", "air-source", "12 January"), shown, strict=True)] == [
        True
    ] * 3


@pytest.mark.parametrize("mended", [True, False])
def test_a_brief_has_three_bullets_or_none(mended: bool) -> None:
    bullets = [{"text": "A.", "evidence": [name]} for name in ("S3", "S4", "S999")]
    repair = {"repairs": [{"item": "P1", "answer": "S5" if mended else None}]}
    draft = {"headline": "Baths", "bullets": bullets}
    if mended:
        assert len(filled("split_curly", "brief", draft, repair).summary.bullets) == 3
        return
    with pytest.raises(Unfit, match=r"does not hold \(bullets"):
        filled("split_curly", "brief", draft, repair)


def test_interview() -> None:
    asked = ask("interview", "interview")
    question, answer = sentence(asked, "What did the table show?"), sentence(asked, "the last litre takes")
    exchange = {
        "question": f"{question}: What did … show?",
        "asker": f"{question}: Callum Reyes-Harding",
        "answer": f"{answer}: That the … first ten.",
        "answerer": f"{answer}: Ottoline Sarkany",
    }
    result = filled("interview", "interview", {"exchanges": [exchange, {"question": "S1", "answer": "S9999"}]}, {})
    (only,) = result.summary.exchanges
    assert only.question.text == "What did the table show?"
    assert only.answer.text == "That the last litre takes as long as the first ten."
    assert only.asker.end < only.question.start < only.answerer.start < only.answer.start
    assert [problem.path for problem in result.problems] == ["exchanges[1].answer"]


def test_quotes_get_the_same_speaker_checks_as_the_article_summarys() -> None:
    asked = ask("split_curly", "quotes")
    quotes = [
        {"words": quotation(asked, "by bus"), "speaker": "Margaret Osei"},
        {"words": quotation(asked, "a lovely building"), "speaker": "Samir Dhillon"},
        {"words": quotation(asked, "a lovely building"), "speaker": "Philip Arkwright"},
    ]
    reported = [{"evidence": [sentence(asked, "surveyors had found")], "speaker": "Samir Dhillon"}]
    drafts = {"quotes": {"quotes": quotes, "reported": reported}, "article": summary(quotes=quotes)}
    of_quotes, of_article = (filled("split_curly", name, draft) for name, draft in drafts.items())
    assert of_quotes.summary.quotes == of_article.summary.quotes
    assert of_quotes.problems == of_article.problems
    verdicts = [quote.check.verdict for quote in of_quotes.summary.quotes]
    assert verdicts == [SpeakerVerdict.RESOLVED, SpeakerVerdict.CONFLICTING]
    assert {problem.kind for problem in of_quotes.problems} == {ProblemKind.CONFLICTING_SPEAKER, ProblemKind.REPEATED}
    assert "no movement" in of_quotes.summary.reported[0].evidence.text


def test_missing_quotations_are_asked_for_in_any_schema_with_quotes() -> None:
    asked = ask("split_curly", "quotes")
    whole = [{"words": q.id} for q in asked.reading.quotations]
    model = ScriptedModel({"quotes": []}, {"quotes": whole})
    result = summarize(article("split_curly"), schema=Quotes, model=model, prompt="quotes.v1")
    assert model.asks[1].draft is Repairs
    assert not result.audit.missed


@pytest.mark.parametrize("name", READY)
def test_the_prompt_says_what_its_schema_has(name: str) -> None:
    system, user = (message["content"] for message in ask("split_curly", name).messages)
    assert "by bus" in user
    assert "carry the mark" in system
    assert ("Quotes:" in system) == ("quotes" in READY[name].model_fields)
    assert ("Bullets:" in system) == (name == "brief")


@pytest.mark.parametrize("schema", [ArticleSummary, Brief, Quotes])
@pytest.mark.parametrize("name", ["split_curly", "press_release", "japanese", "duplicate_lines"])
def test_the_extractive_model_fills(schema: type, name: str) -> None:
    text = (ARTICLES / f"{name}.txt").read_text("utf-8")
    result = summarize(text, schema=schema, model="extractive", prompt=prompt_for(schema))
    if schema is Brief:
        assert len({bullet.evidence.text for bullet in result.summary.bullets}) == 3
        assert result.summary.headline
    else:
        assert bool(result.summary.quotes) == bool(result.audit.quotations)
        assert not result.audit.missed


def test_the_extractive_model_does_not_fill_interviews() -> None:
    with pytest.raises(SchemaNotFilled, match="not Interview; name a language model"):
        summarize(article("interview"), schema=Interview, model="extractive", prompt="interview.v1")


def test_two_sentences_make_no_brief() -> None:
    with pytest.raises(Unfit, match="fewer than three sentences"):
        summarize("The ferry to Ostrum stops. It will be mended.", schema=Brief, model="extractive", prompt="brief.v1")
