"""A result as it is printed."""

import asyncio
import io
from typing import Any

import pytest

from summarizer.api import Job
from summarizer.pipeline.wanted import Wanted
from summarizer.prompts.template import load_prompt
from summarizer.report import Terminal
from summarizer.schema.article import Article
from summarizer.schema.outcome import Outcome
from summarizer.schema.summary import ArticleSummary
from tests.results.made import evil, failed, full, outcome, own, quote, unread
from tests.results.made import summary as summary_of
from tests.scripted import ScriptedModel, summary

TEXT = """The port of Sarnow will close for 12 days, harbour master Lena Vogt said on Tuesday.

“The cranes are older than I am,” Vogt told reporters. “We cannot wait.”

Nobody else spoke on that day in the town.
"""


def shown(*drafts: dict[str, Any], stream: io.StringIO | None = None) -> str:
    job = Job(ScriptedModel(*drafts), Wanted(ArticleSummary, load_prompt("article.v1")))
    outcome = asyncio.run(job.outcome("port.txt", Article(text=TEXT, language="en")))
    stream = stream or io.StringIO()
    Terminal(stream).show(outcome)
    return stream.getvalue()


GOOD = summary(
    topics=[{"label": "Port of Sarnow", "evidence": ["S1"], "code": "medtop:04000000"}],
    claims=[{"text": "The port of Sarnow will close for 12 days.", "evidence": ["S1"], "source": "S1: Lena Vogt"}],
    quotes=[{"words": "Q1", "speaker": "Lena Vogt", "mention": "S2: Vogt", "cue": "S2: told"}],
)


def test_all_parts_are_there() -> None:
    text = shown(GOOD)
    for part in (
        "port.txt · ok · scripted",
        "Port of Sarnow (medtop:04000000)",
        "The port of Sarnow will close for 12 days. (according to: Lena Vogt)",
        "“The cranes are older than I am,”",
        "Lena Vogt, as written: Vogt",
        "Quotations of the article in the summary: 1 of 2",
        "missed: “We cannot wait.” (",
        "Paragraphs on which no claim and no topic rests: 2",
    ):
        assert part in text


def test_a_claim_with_another_figure_shows_it() -> None:
    claim = {"text": "The port of Sarnow will close for 21 days.", "evidence": ["S1"], "source": None}
    text = shown(summary(claims=[claim], quotes=GOOD["quotes"]), {"repairs": []})
    assert "partial" in text
    assert "“21” (number): " in text
    assert "failed_check" in text


def test_an_altered_quote_is_shown_with_what_differs() -> None:
    quotes = [*GOOD["quotes"], {"words": "We can wait."}]
    text = shown(summary(quotes=quotes), {"repairs": []})
    assert "quotes[1].words · altered" in text
    assert "said We can wait." in text
    assert "differs negation" in text


@pytest.mark.parametrize(("name", "coloured"), [("NO_COLOR", False), ("SOMETHING_ELSE", True)])
def test_colours_only_on_a_terminal_that_wants_them(monkeypatch: pytest.MonkeyPatch, name: str, coloured: bool) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv(name, "1")
    assert ("\033[" in shown(GOOD, stream=Screen())) is coloured
    assert "\033[" not in shown(GOOD)


def printed(*outcomes: Outcome[Any]) -> str:
    stream = io.StringIO()
    terminal = Terminal(stream)
    for one in outcomes:
        terminal.show(one)
    terminal.close()
    return stream.getvalue()


def test_nothing_of_an_article_takes_the_terminal_over_or_makes_a_line_of_its_own() -> None:
    text = printed(evil())
    assert not set("\x00\x07\x1b\u202e\u202c") & set(text)
    assert text.startswith("../../etc/passwd =1 · ok · m\n=HYPERLINK(0) <b>x</b>\n")
    starts = {line.split(" ")[0] for line in text.splitlines()}
    assert not {"1.", "---", "*", "#"} & starts


def test_several_results_are_told_apart_and_counted() -> None:
    text = printed(full(), failed(), unread())
    assert text.count("─" * 40) == 2
    assert text.endswith("3 results: 2 failed, 1 ok\n")
    assert "Nothing <i>came</i>." in text
    assert "results:" not in printed(full())


def test_a_schema_of_ones_own_is_read_field_by_field() -> None:
    text = printed(own())
    assert "  outcome: closed\n" in text
    assert "  dissent:\n    - “Nobody asked the miners.” (" in text
    assert "  judge: “Ines Duarte” (" in text
    assert "  numbers:\n    jobs: 212\n    none: —\n" in text


def test_a_claim_that_is_only_alleged_says_so() -> None:
    value = full().model_dump(mode="json")
    value["summary"]["claims"][0]["stance"] = "alleged"
    assert "4 May. (alleged, according to: Ines Duarte)" in printed(Outcome[ArticleSummary].model_validate(value))


def test_a_huge_word_is_no_end() -> None:
    words = "x" * 3_000_000
    assert words in printed(outcome(words, summary_of(quotes=[quote(words, words)])))
