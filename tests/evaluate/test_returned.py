"""Results brought to places in the gold's text: of this package, of its other schemas, and of other tools."""

import asyncio
import json
from pathlib import Path

import pytest

from summarizer.api import open_job
from summarizer.errors import UserError
from summarizer.evaluate.quotes import Finding, Speaker, judge_quotes
from summarizer.evaluate.returned import read_returned, returned_from
from summarizer.schema.article import Article
from summarizer.schema.ready import Brief, Quotes
from summarizer.schema.summary import ArticleSummary
from tests.evaluate.gold_rows import COLD, MAYOR, PLANK, SEE, TEXT, gold, place

GOLD = {"pier": gold(), "other": gold("other")}


def outcome(name="pier", text=TEXT, schema=ArticleSummary):
    job = open_job(schema, model="extractive")
    return asyncio.run(job.outcome(name, Article(text=text, language="en")))


def test_an_outcome_keeps_places_evidence_and_codes():
    made = outcome()
    result = returned_from(made, GOLD["pier"])
    assert [quote.place for quote in result.quotes] == [(q.words.start, q.words.end) for q in made.summary.quotes]
    assert place(COLD) in [quote.place for quote in result.quotes]
    assert {quote.rule for quote in result.quotes} <= {"after", "before", "continues", "subject", "previous"}
    assert len(result.claims) == len(made.summary.claims) > 0


def test_a_failed_outcome_has_no_quotes():
    assert (
        returned_from(outcome(text="", name="pier").model_copy(update={"article": None}), GOLD["pier"]).quotes is None
    )


def test_a_result_of_another_text_is_refused():
    with pytest.raises(UserError, match="pier was made from another text"):
        returned_from(outcome(text=" " + TEXT), GOLD["pier"])


def written(path: Path, *rows: object) -> Path:
    path.write_text("".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows), "utf-8")
    return path


def test_files_and_folders_are_read_and_others_counted(tmp_path):
    rows = [outcome().model_dump_json(), outcome("stranger").model_dump_json()]
    results, others = read_returned(written(tmp_path / "run.jsonl", *rows), GOLD)
    assert ([*results], others) == (["pier"], 1)
    (tmp_path / "run" / "deep").mkdir(parents=True)
    written(tmp_path / "run" / "deep" / "pier.json", rows[0])
    written(tmp_path / "run" / "stranger.json", rows[1])
    assert read_returned(tmp_path / "run", GOLD) == (results, others)


def test_the_schema_of_quotes_alone_is_read(tmp_path):
    made = outcome(schema=Quotes)
    results, _ = read_returned(written(tmp_path / "run.jsonl", made.model_dump_json()), GOLD)
    assert [quote.place for quote in results["pier"].quotes] == [
        (q.words.start, q.words.end) for q in made.summary.quotes
    ]
    assert results["pier"].claims is None


def test_a_schema_without_quotes_is_refused(tmp_path):
    made = outcome()
    brief = made.model_copy(update={"summary": Brief.model_construct(headline="Shut"), "schema_name": "Brief"})
    with pytest.raises(UserError, match="pier has no quotes"):
        read_returned(written(tmp_path / "run.jsonl", brief.model_dump_json()), GOLD)


def test_rows_of_another_tool_are_looked_up(tmp_path):
    quotes = [
        {"text": f'"{COLD}"', "speaker": "Mayor Rut Ahlberg"},
        {"text": SEE, "speaker": "Tor Wiik"},
        {"text": "sad planks", "score": 0.5},
        {"text": PLANK},
    ]
    rows = [{"id": "pier", "quotes": quotes}, {"id": "stranger", "quotes": []}]
    results, others = read_returned(written(tmp_path / "tool.jsonl", *rows), GOLD)
    assert others == 1
    cold, see, planks, plank = results["pier"].quotes
    assert TEXT[slice(*cold.place)] == f"“{COLD}”"
    assert TEXT[slice(*cold.mention)] == MAYOR
    assert (planks.place, plank.place, plank.mention) == (None, place(PLANK), None)
    judged = judge_quotes(GOLD["pier"], results["pier"])
    assert [one.finding for one in judged] == [Finding.RIGHT, Finding.RIGHT, Finding.FALSE, Finding.RIGHT]
    assert [one.speaker for one in judged] == [Speaker.RIGHT, Speaker.WRONG, Speaker.NOT_JUDGED, Speaker.UNNAMED]
    assert see.by_name


def test_of_several_mentions_the_nearest_outside_the_words_is_taken(tmp_path):
    text = "Ada left early. “Ada stays,” said Ada. Ada ate."
    article = gold("ada", text=text, quotes=[])
    row = {"id": "ada", "quotes": [{"text": "Ada stays", "speaker": "Ada"}]}
    results, _ = read_returned(written(tmp_path / "tool.jsonl", row), {"ada": article})
    assert results["ada"].quotes[0].mention == (34, 37)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([{"id": "stranger", "quotes": []}], "no result of any gold article; ids must be the gold's own, such as pier"),
        ([{"id": "pier", "quotes": []}, {"id": "pier", "quotes": []}], "two results of the article pier"),
        ([{"quotes": []}], "row 1: id"),
        ([{"id": "pier", "quotes": [{"words": "sad"}]}], r"row 1: quotes\.0\.text"),
        ([{"id": "pier", "quotes": []}, "{"], "row 2, is no JSON"),
        ([{"id": "pier"}], "no result"),
        (["nonsense"], "no result"),
        ([], "no result"),
    ],
)
def test_what_cannot_be_measured_is_one_sentence(tmp_path, rows, said):
    with pytest.raises(UserError, match=said) as raised:
        read_returned(written(tmp_path / "tool.jsonl", *rows), GOLD)
    assert "\n" not in str(raised.value)


def test_an_absent_file_is_one_sentence(tmp_path):
    with pytest.raises(UserError, match="Cannot read"):
        read_returned(tmp_path / "none.jsonl", GOLD)


def test_words_that_stand_twice_are_taken_in_turn_those_in_marks_first(tmp_path):
    text = "No news today. “No news,” said Ada. “No news,” said Bo."
    article = gold("twice", text=text, quotes=[])
    row = {"id": "twice", "quotes": [{"text": "No news"}, {"text": "No news"}, {"text": "No news"}]}
    results, _ = read_returned(written(tmp_path / "tool.jsonl", row), {"twice": article})
    assert [quote.place[0] for quote in results["twice"].quotes] == [16, 37, 0]
