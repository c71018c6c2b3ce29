"""Returned quotes against gold segments: counted by hand, then against another implementation of the same figures."""

import asyncio
import gzip
import importlib.util
import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.api import open_job
from summarizer.evaluate.gold import read_gold
from summarizer.evaluate.quoted import Quoted, Returned
from summarizer.evaluate.quotes import Finding, Speaker, grouped, is_left_out, judge_quotes, total
from summarizer.evaluate.returned import read_returned
from summarizer.evaluate.scores import score
from summarizer.schema.article import Article
from summarizer.schema.summary import ArticleSummary
from tests.conftest import shared
from tests.evaluate.gold_rows import (
    COLD,
    ENGINEER,
    MAYOR,
    PLANK,
    SEE,
    TEXT,
    gold,
    gold_quote,
    place,
    quoted,
    returned,
)


def test_all_right():
    counts = total(judge_quotes(gold(), returned(quoted(COLD, MAYOR), quoted(SEE, MAYOR), quoted(PLANK, "Tor Wiik"))))
    assert (counts.wanted, counts.returned, counts.right, counts.speaker_right) == (3, 3, 3, 3)
    assert (counts.precision, counts.recall, counts.f1, counts.speakers) == (1, 1, 1, 1)


def test_marks_and_punctuation_at_the_ends_do_not_matter():
    outer = f"“{COLD}”"
    judged = judge_quotes(gold(), returned(quoted(outer), quoted(SEE[:-1])))
    assert [one.finding for one in judged] == [Finding.RIGHT, Finding.RIGHT, Finding.MISSED]


def test_what_is_missed_false_and_said_twice():
    judged = judge_quotes(gold(), returned(quoted("The pier"), quoted(PLANK, MAYOR), quoted(f"“{PLANK}”")))
    counts = total(judged)
    assert (counts.wanted, counts.returned, counts.right) == (3, 2, 1)
    assert (counts.with_speaker, counts.speaker_right) == (1, 0)
    assert {(one.text, one.finding) for one in judged} == {
        ("The pier", Finding.FALSE),
        (PLANK, Finding.RIGHT),
        (COLD.rstrip(","), Finding.MISSED),
        (SEE.rstrip("."), Finding.MISSED),
    }


@pytest.mark.parametrize(
    ("segment", "given", "finding"),
    [
        ("Nobody swims here.", COLD, Finding.MENDED),
        (COLD, "Nobody swims here.", Finding.FALSE),
        ("swims here.", COLD, Finding.FALSE),
        ("Nobody swims here.", "Nobody swims here. It is", Finding.FALSE),
        ("Nobody swims here.", f"{COLD}” said Mayor Rut Ahlberg. “{SEE}", Finding.FALSE),
    ],
)
def test_mended_is_only_what_goes_on_to_the_closing_mark(segment, given, finding):
    article = gold(quotes=[gold_quote("direct", [segment], MAYOR)])
    one, *_ = judge_quotes(article, returned(quoted(given, MAYOR)))
    assert one.finding is finding
    counts = total(judge_quotes(article, returned(quoted(given, MAYOR))))
    assert counts.f1 == 0
    assert counts.mended_f1 == (finding is Finding.MENDED)


@pytest.mark.parametrize(
    ("quote", "speaker"),
    [
        (quoted(COLD, MAYOR), Speaker.RIGHT),
        (quoted(COLD, "Rut"), Speaker.RIGHT),
        (quoted(COLD, ENGINEER), Speaker.WRONG),
        (quoted(COLD), Speaker.UNNAMED),
        (Quoted(COLD, place(COLD), None, "rut ahlberg", by_name=True), Speaker.RIGHT),
        (Quoted(COLD, place(COLD), None, "Ahlberg", by_name=True), Speaker.RIGHT),
        (Quoted(COLD, place(COLD), None, "Mayor Rut Ahlberg of Olmsund", by_name=True), Speaker.RIGHT),
        (Quoted(COLD, place(COLD), None, "Tor Wiik", by_name=True), Speaker.WRONG),
        (Quoted(COLD, place(COLD), place("Tor Wiik"), "Rut Ahlberg", by_name=False), Speaker.WRONG),
        (quoted("The pier", MAYOR), Speaker.NOT_JUDGED),
    ],
)
def test_speakers(quote, speaker):
    one, *_ = judge_quotes(gold(), returned(quote))
    assert one.speaker is speaker


def test_a_segment_annotated_twice_has_both_speakers_and_counts_once():
    article = gold(quotes=[gold_quote("direct", [SEE], MAYOR), gold_quote("mixed", [SEE], ENGINEER)])
    for mention in (MAYOR, ENGINEER):
        counts = total(judge_quotes(article, returned(quoted(SEE, mention))))
        assert (counts.wanted, counts.right, counts.speaker_right) == (1, 1, 1)


def test_a_gold_without_speaker_judges_none():
    counts = total(judge_quotes(gold(quotes=[gold_quote("direct", [SEE])]), returned(quoted(SEE, MAYOR))))
    assert (counts.right, counts.with_speaker, counts.speakers) == (1, 0, None)


@pytest.mark.parametrize("result", [None, Returned("pier", None), returned()])
def test_without_quotes_all_are_missed(result):
    counts = total(judge_quotes(gold(), result))
    assert (counts.wanted, counts.returned, counts.precision, counts.recall) == (3, 0, None, 0)


def test_words_that_the_article_lacks_are_false():
    judged = judge_quotes(gold(), returned(Quoted("sadder plank", None)))
    assert (judged[0].finding, judged[0].start) == (Finding.FALSE, None)
    assert "nowhere" in score({"pier": gold()}, {"pier": returned(Quoted("sadder plank", None))}).listing()


def test_groups():
    judged = judge_quotes(gold(), returned(quoted(COLD, MAYOR, "after"), quoted(SEE, ENGINEER, "subject")))
    assert {name: counts.recall for name, counts in grouped(judged, "type")} == {"direct": 1, "mixed": 0}
    assert {name: counts.wanted for name, counts in grouped(judged, "cue")} == {"said": 2, "called": 1}
    assert {name: counts.speakers for name, counts in grouped(judged, "rule")} == {"after": 1, "subject": 0}


PLACES = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted).map(tuple)


@settings(deadline=None)
@given(st.lists(PLACES, max_size=8), st.randoms())
def test_counts_hold_for_any_quotes_in_any_order(places, random):
    quotes = [Quoted(TEXT[start:end], (start, end)) for start, end in places]
    counts = total(judge_quotes(gold(), returned(*quotes)))
    random.shuffle(quotes)
    assert total(judge_quotes(gold(), returned(*quotes))) == counts
    assert total(judge_quotes(gold(), returned(*quotes, *quotes))) == counts
    assert 0 <= counts.right <= min(counts.wanted, counts.returned) <= len(quotes) + counts.wanted
    assert counts.right + counts.mended <= counts.returned
    assert all(low <= high for low, high in pairwise((0, counts.f1, counts.mended_f1)))


def test_doubled_single_marks_are_left_out_and_said():
    odd = gold("odd", text=TEXT + " ''So''")
    assert is_left_out(odd)
    scores = score({"pier": gold(), "odd": odd}, {"pier": returned(quoted(COLD, MAYOR))})
    assert (scores.articles, scores.left_out, scores.counts.wanted) == (1, 1, 3)
    assert "1 more left out" in scores.table()


async def outcomes(rows):
    job = open_job(ArticleSummary, model="extractive")
    return [await job.outcome(row["id"], Article(text=row["text"], language=row["lang"])) for row in rows]


@pytest.mark.parametrize("name", ["en_polnear", "de_wikinews"])
def test_the_figures_are_those_of_another_implementation(name, tmp_path, capsys):
    """A script written apart from this package scores the same results; figures must agree to its four digits."""
    path, tool = shared("data", "quotes", f"{name}.jsonl.gz"), shared("tools", "score.py")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines][::12]
    some, results = tmp_path / "gold.jsonl", tmp_path / "results.jsonl"
    some.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    results.write_text("".join(f"{outcome.model_dump_json()}\n" for outcome in asyncio.run(outcomes(rows))), "utf-8")
    module = importlib.util.spec_from_file_location("other", tool)
    other = importlib.util.module_from_spec(module)
    module.loader.exec_module(other)
    capsys.readouterr()
    other.quotes(str(some), str(results))
    wanted = json.loads(capsys.readouterr().out)
    read = read_gold(some)
    counts = score(read, read_returned(results, read)[0]).counts
    names = {"right": counts.right, "returned": counts.returned, "gold": counts.wanted}
    names |= {"precision": counts.precision, "recall": counts.recall, "f1": counts.f1}
    assert {key: wanted["quotes"][key] for key in names} == pytest.approx(names, abs=1e-4)
    assert wanted["mended"]["f1"] == pytest.approx(counts.mended_f1, abs=1e-4)
    assert wanted["speakers"]["of"] == counts.with_speaker
    assert wanted["speakers"]["accuracy"] == pytest.approx(counts.speakers, abs=1e-4)
