"""A result as a person reads it in a terminal."""

from __future__ import annotations

import os
import textwrap
from typing import Any, TextIO

from summarizer.schema.attribution import SpeakerVerdict
from summarizer.schema.match import Verdict
from summarizer.schema.outcome import Outcome
from summarizer.schema.problem import Problem
from summarizer.schema.summary import ArticleSummary, Quote, Support
from summarizer.text.printable import printable

_WIDTH = 100
_BOLD, _DIM, _RED, _GREEN, _END = "\033[1m", "\033[2m", "\033[31m", "\033[32m", "\033[0m"


class Terminal:
    """Writes results to a stream; colours only on a terminal, and never with NO_COLOR."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._colours = stream.isatty() and not os.environ.get("NO_COLOR")

    def show(self, outcome: Outcome[Any]) -> None:
        """Write one result."""
        summary = outcome.summary
        title = outcome.article.title if outcome.article else None
        self._line(f"{outcome.id} · {outcome.status.value} · {outcome.model}", _DIM)
        if outcome.error:
            self._line(outcome.error, _RED)
        if isinstance(summary, ArticleSummary):
            self._article_summary(summary)
        elif summary is not None:
            self._line(title or "", _BOLD)
            self._line(summary.model_dump_json(indent=2))
        if outcome.problems:
            self._heading("Problems")
            for problem in outcome.problems:
                self._problem(problem)
        if outcome.audit:
            self._heading("Audit")
            self._line(
                f"Quotations of the article in the summary: {outcome.audit.returned} of {outcome.audit.quotations}"
            )
            for missed in outcome.audit.missed:
                self._item(f"missed: “{_short(missed.text)}”" + (f" ({missed.speaker})" if missed.speaker else ""))
            if outcome.audit.uncovered:
                self._line(f"Paragraphs on which no claim and no topic rests: {len(outcome.audit.uncovered)}")
            for paragraph in outcome.audit.uncovered:
                self._item(_short(paragraph.text), _DIM, mark=f"{paragraph.start}-{paragraph.end}")
        self._line("")

    def _article_summary(self, summary: ArticleSummary) -> None:
        self._line(summary.headline, _BOLD)
        self._line(summary.abstract)
        self._heading("Topics")
        for topic in summary.topics:
            self._item(f"{topic.label} ({topic.code})" if topic.code else topic.label)
        self._heading("Claims")
        for claim in summary.claims:
            self._item(claim.text + (f" (according to: {claim.source.text})" if claim.source else ""))
            if claim.second_reading in {Support.PARTLY, Support.NOT}:
                self._item(claim.second_reading.value, _RED, mark="second reading", indent=6)
            for fault in (check for check in claim.checks if check.verdict.is_fault):
                self._item(f"“{fault.words}” ({fault.kind.value}): {fault.verdict.value}", _RED, mark="check", indent=6)
            for span in claim.evidence.spans:
                self._item(_short(span.text), _DIM, mark=f"{span.start}-{span.end}", indent=6)
        self._heading("Quotes")
        for quote in summary.quotes:
            self._quote(quote)

    def _quote(self, quote: Quote) -> None:
        self._item(f"“{_one_line(quote.words.text)}”")
        who = quote.speaker or "the article does not tell who"
        as_written = (
            f", as written: {_one_line(quote.mention.text)}"
            if quote.mention and quote.mention.text != quote.speaker
            else ""
        )
        where = f"{quote.words.start}-{quote.words.end}"
        verdict = "" if quote.verdict is Verdict.EXACT else f", {quote.verdict.value}"
        verdict += "".join(f", leaves out a {flag.value}" for flag in quote.words.flags)
        unsure = ""
        if quote.check and quote.check.verdict in {SpeakerVerdict.CONFLICTING, SpeakerVerdict.UNSUPPORTED}:
            unsure = f" [{quote.check.verdict.value}]"
        self._item(f"{who}{as_written}{unsure}", _DIM, mark=f"{where}{verdict}", indent=6)

    def _problem(self, problem: Problem) -> None:
        self._item(f"{problem.path or 'answer'} · {problem.kind.value}: {problem.message}", _RED)
        if problem.said:
            self._item(_short(problem.said, 300), mark="said", indent=6)
        if problem.nearest:
            self._item(_short(problem.nearest.text, 300), mark="article", indent=6)
        for change in problem.diff:
            self._item(
                f"{change.kind.value}: {change.article or '(nothing)'} → {change.said or '(nothing)'}",
                mark="differs",
                indent=6,
            )

    def _heading(self, text: str) -> None:
        self._line("")
        self._line(text, _BOLD)

    def _item(self, text: str, colour: str = "", *, mark: str = "-", indent: int = 2) -> None:
        lead = f"{' ' * indent}{mark} "
        self._line(textwrap.fill(text, _WIDTH, initial_indent=lead, subsequent_indent=" " * (indent + 2)), colour)

    def _line(self, text: str, colour: str = "") -> None:
        text = printable(text)
        if colour and self._colours:
            text = f"{colour}{text}{_END}"
        self._stream.write(text + "\n")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _short(text: str, most: int = 160) -> str:
    text = _one_line(text)
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
