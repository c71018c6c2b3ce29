"""One article's way, driven by hand."""

from typing import Any

import pytest

from summarizer.errors import NotAnArticle, NotRecorded, Truncated, Unfit
from summarizer.pipeline.wanted import Finished, Wanted
from summarizer.pipeline.way import flow
from summarizer.prompts.ask import Ask
from summarizer.prompts.messages import Repairs
from summarizer.prompts.require import Require
from summarizer.prompts.template import load_prompt
from summarizer.schema.article import Article
from summarizer.schema.problem import ProblemKind
from summarizer.schema.summary import ArticleSummary, Support
from tests.scripted import summary

TEXT = """The port of Sarnow will close for a week, harbour master Lena Vogt said on Tuesday.

“The cranes are older than I am,” Vogt told reporters. “We cannot wait.”

Union leader Tomas Reyes disagreed. “Nobody asked the dockers,” he said.
"""


ALL = [{"words": name} for name in ("Q1", "Q2", "Q3")]


def begin(text: str = TEXT) -> tuple[Any, Ask]:
    way = flow("port", Article(text=text, language="en"), Wanted(ArticleSummary, load_prompt("article.v1")))
    return way, next(way)


def end(way: Any, ask: Ask, draft: dict[str, Any]) -> Finished[ArticleSummary]:
    with pytest.raises(StopIteration) as stop:
        way.send(ask.draft.model_validate(draft))
    finished: Finished[ArticleSummary] = stop.value.value
    return finished


def test_a_draft_that_holds_needs_no_repair() -> None:
    way, ask = begin()
    first = {"words": "Q1", "speaker": "Lena Vogt", "mention": "Vogt", "cue": "told"}
    topic = {"label": "Port of Sarnow", "evidence": ["S1"]}
    finished = end(way, ask, summary(quotes=[first, {"words": "Q2"}], topics=[topic]))
    assert not finished.problems
    assert (finished.audit.quotations, finished.audit.returned) == (3, 2)
    assert [missed.text for missed in finished.audit.missed] == ["Nobody asked the dockers,"]
    assert "Reyes" in finished.audit.missed[0].speaker
    assert [paragraph.text[:12] for paragraph in finished.audit.uncovered] == ["“The cranes ", "Union leader"]


def test_failed_items_are_asked_again_once_with_their_paragraphs_only() -> None:
    way, ask = begin()
    claim = {"text": "The port closes.", "evidence": ["S1"], "source": None}
    draft = summary(claims=[claim], quotes=[{"words": "The cranes are older than she is"}, {"words": "Q3"}])
    repair = way.send(ask.draft.model_validate(draft))
    assert repair.draft is Repairs
    told = repair.messages[1]["content"]
    assert "P1 · field quotes[0].words" in told
    assert "cranes are older than I am" in told
    assert "Nobody asked" not in told
    finished = end(way, repair, {"repairs": [{"item": "P1", "answer": "Q1"}]})
    assert not finished.problems
    assert [quote.words.text for quote in finished.summary.quotes] == [
        "The cranes are older than I am,",
        "Nobody asked the dockers,",
    ]


@pytest.mark.parametrize("answer", [None, "Q77", "The cranes are older than he is"])
def test_what_a_repair_does_not_mend_stays_a_problem(answer: str | None) -> None:
    way, ask = begin()
    repair = way.send(ask.draft.model_validate(summary(quotes=[{"words": "The cranes are older than she is"}])))
    finished = end(way, repair, {"repairs": [{"item": "P1", "answer": answer}]})
    assert not finished.summary.quotes
    assert [problem.path for problem in finished.problems] == ["quotes[0].words"]


@pytest.mark.parametrize(
    ("require", "given", "asked"),
    [
        (Require.IMPORTANT, ["Q1"], ["Q2", "Q3"]),
        (Require.IMPORTANT, ["Q1", "Q2"], []),
        (Require.ALL, ["Q1", "Q2"], ["Q3"]),
        (Require.ALL, ["Q1", "Q2", "Q3"], []),
        (Require.NONE, [], []),
    ],
)
def test_missing_quotations_are_asked_for(require: Require, given: list[str], asked: list[str]) -> None:
    way = flow("port", Article(text=TEXT, language="en"), Wanted(ArticleSummary, load_prompt("article.v1"), require))
    ask = next(way)
    draft = ask.draft.model_validate(summary(quotes=[{"words": name} for name in given]))
    if not asked:
        with pytest.raises(StopIteration):
            way.send(draft)
        return
    repair = way.send(draft)
    assert f"Missing quotations: {', '.join(asked)}" in repair.messages[1]["content"]
    finished = end(way, repair, {"quotes": [{"words": name} for name in asked]})
    assert finished.audit.returned == 3
    assert not finished.problems


def test_evidence_that_fails_is_repaired_in_its_list() -> None:
    way, ask = begin()
    claim = {"text": "The port closes.", "evidence": ["S1", "S99"], "source": None}
    repair = way.send(ask.draft.model_validate(summary(claims=[claim])))
    finished = end(way, repair, {"repairs": [{"item": "P1", "answer": "S2"}]})
    assert not finished.problems
    assert len(finished.summary.claims[0].evidence.spans) == 2


@pytest.mark.parametrize("evidence", [[], ["S99"]])
def test_a_claim_without_evidence_is_repaired_with_the_sentence_that_says_most_like_it(evidence: list[str]) -> None:
    way, ask = begin()
    claim = {"text": "Nobody asked the dockers.", "evidence": evidence, "source": None}
    repair = way.send(ask.draft.model_validate(summary(claims=[claim], quotes=ALL)))
    told = repair.messages[1]["content"]
    assert "Nobody asked the dockers" in told
    assert "The port of Sarnow" not in told


def test_a_repair_keeps_the_evidence_that_held() -> None:
    way, ask = begin()
    claim = {"text": "The port closes.", "evidence": ["S1, S99"], "source": None}
    repair = way.send(ask.draft.model_validate(summary(claims=[claim])))
    finished = end(way, repair, {"repairs": [{"item": "P1", "answer": "S2"}]})
    assert len(finished.summary.claims[0].evidence.spans) == 2


def test_an_empty_source_is_no_source_and_costs_nothing() -> None:
    way, ask = begin()
    finished = end(way, ask, summary(claims=[{"text": "It closes.", "evidence": ["S1"], "source": ""}], quotes=ALL))
    assert [claim.source for claim in finished.summary.claims] == [None]
    assert not finished.problems


@pytest.mark.parametrize(("language", "failed"), [("de", 0), ("en", 1), (None, 1)])
def test_claims_in_another_language_than_the_articles_are_not_checked(language: str | None, failed: int) -> None:
    wanted = Wanted(ArticleSummary, load_prompt("article.v1"), language=language)
    way = flow("port", Article(text=TEXT, language="en"), wanted)
    ask = next(way)
    claim = {"text": "Der Hafen Sarnow schließt für 99 Wochen.", "evidence": ["S1"], "source": None}
    draft = ask.draft.model_validate(summary(claims=[claim], quotes=ALL))
    if not failed:
        assert not end(way, ask, summary(claims=[claim], quotes=ALL)).problems
    else:
        assert "99" in way.send(draft).messages[1]["content"]


def test_a_claim_said_twice_in_other_order_is_given_once() -> None:
    way, ask = begin()
    texts = ["The port of Sarnow will close for a week.", "For a week the port of Sarnow will close."]
    claims = [{"text": text, "evidence": ["S1"], "source": None} for text in texts]
    finished = end(way, ask, summary(claims=claims, quotes=ALL))
    assert [claim.text for claim in finished.summary.claims] == texts[:1]
    assert [(problem.path, problem.kind) for problem in finished.problems] == [("claims[1]", ProblemKind.REPEATED)]


def second(*verdicts: str) -> tuple[Finished[ArticleSummary] | None, Ask]:
    wanted = Wanted(ArticleSummary, load_prompt("article.v1"), second_reading=True)
    way = flow("port", Article(text=TEXT, language="en"), wanted)
    ask = next(way)
    texts = ["The port of Sarnow will close for a week.", "Union leader Tomas Reyes disagreed."]
    claims = [
        {"text": text, "evidence": [name], "source": None} for text, name in zip(texts, ("S1", "S4"), strict=True)
    ]
    reading = way.send(ask.draft.model_validate(summary(claims=claims, quotes=ALL)))
    if not verdicts:
        with pytest.raises(StopIteration) as stop:
            way.throw(Truncated("cut"))
        return stop.value.value, reading
    readings = [{"claim": f"C{number}", "verdict": verdict} for number, verdict in enumerate(verdicts, 1)]
    return end(way, reading, {"readings": readings}), reading


def test_claims_are_read_again_with_their_evidence_only() -> None:
    finished, reading = second("supported", "partly")
    assert reading.second_reading
    told = reading.messages[1]["content"]
    assert "C1: The port of Sarnow will close for a week." in told
    assert "harbour master Lena Vogt said on Tuesday" in told
    assert "cranes" not in told
    assert finished is not None
    assert [claim.second_reading for claim in finished.summary.claims] == [Support.SUPPORTED, Support.PARTLY]
    assert not finished.problems


def test_a_second_reading_without_an_answer_is_said() -> None:
    finished, _ = second()
    assert finished is not None
    assert [claim.second_reading for claim in finished.summary.claims] == [None, None]
    assert [problem.kind for problem in finished.problems] == [ProblemKind.UNANSWERED]


def test_the_outlets_own_words_are_nobodys_quote() -> None:
    way, ask = begin()
    draft = summary(quotes=[*ALL, {"words": "S1: The port of Sarnow will close", "speaker": "Lena Vogt"}])
    finished = end(way, ask, draft)
    assert len(finished.summary.quotes) == 3
    assert [problem.kind for problem in finished.problems] == [ProblemKind.NOT_SPEECH]


def test_a_claim_whose_source_does_not_stand_goes_with_it() -> None:
    way, ask = begin()
    claim = {"text": "The port closes.", "evidence": ["S1"], "source": "S1: the king"}
    repair = way.send(ask.draft.model_validate(summary(claims=[claim])))
    finished = end(way, repair, {"repairs": []})
    assert not finished.summary.claims
    assert [problem.kind for problem in finished.problems] == [ProblemKind.ABSENT]


def test_without_a_repair_the_first_answer_stands() -> None:
    way, ask = begin()
    way.send(ask.draft.model_validate(summary(quotes=[{"words": "Q9"}, {"words": "Q3"}])))
    with pytest.raises(StopIteration) as stop:
        way.throw(Truncated("too long"))
    assert len(stop.value.value.summary.quotes) == 1
    assert [problem.kind.value for problem in stop.value.value.problems] == ["no_such_reference", "unanswered"]


def test_a_repair_that_was_not_recorded_is_no_end() -> None:
    way, ask = begin()
    way.send(ask.draft.model_validate(summary(quotes=[{"words": "Q9"}])))
    with pytest.raises(NotRecorded):
        way.throw(NotRecorded("port: no recording"))


def test_an_answer_that_cannot_stand_at_all_is_unfit() -> None:
    from pydantic import BaseModel

    from summarizer.schema.grounded import Verbatim

    class One(BaseModel):
        words: Verbatim

    way = flow("port", Article(text=TEXT, language="en"), Wanted(One, load_prompt("article.v1")))
    ask = next(way)
    repair = way.send(ask.draft.model_validate({"words": "Q9"}))
    with pytest.raises(Unfit, match="words"):
        way.send(repair.draft.model_validate({"repairs": []}))


@pytest.mark.parametrize("text", ["• • •\n", "12 345\n\n6.7.\n"])
def test_nothing_to_summarize(text: str) -> None:
    with pytest.raises(NotAnArticle, match="holds no sentence"):
        begin(text)
