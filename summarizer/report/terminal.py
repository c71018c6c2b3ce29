"""A result as a person reads it in a terminal."""

from __future__ import annotations

from collections import Counter
from typing import Any, TextIO

from summarizer.report.paper import Ink, Paper, one_line, short
from summarizer.schema.attribution import SpeakerVerdict
from summarizer.schema.match import Change, Verdict
from summarizer.schema.outcome import Outcome, Status
from summarizer.schema.problem import Audit, Problem
from summarizer.schema.summary import ArticleSummary, Claim, Quote, Stance, Support

_LONG = 300
_DOUBTFUL = frozenset({SpeakerVerdict.CONFLICTING, SpeakerVerdict.UNSUPPORTED})


class Terminal:
    """Writes results to a stream; colours only on a terminal, and never with NO_COLOR."""

    def __init__(self, stream: TextIO) -> None:
        self._paper = Paper(stream)
        self._shown: Counter[Status] = Counter()

    def show(self, outcome: Outcome[Any]) -> None:
        """Write one result; a rule stands between it and the one before."""
        paper, summary = self._paper, outcome.summary
        if self._shown.total():
            paper.line("─" * 40, Ink.DIM)
        self._shown[outcome.status] += 1
        paper.line(one_line(f"{outcome.id} · {outcome.status.value} · {outcome.model}"), Ink.DIM)
        if outcome.error:
            paper.paragraph(outcome.error, Ink.RED)
        if isinstance(summary, ArticleSummary):
            self._article_summary(summary)
        else:
            title = outcome.article.title if outcome.article else None
            if title:
                paper.line(one_line(title), Ink.BOLD)
            if summary is not None:
                self._fields(summary.model_dump(mode="json"))
        self._problems(outcome.problems)
        if outcome.audit:
            self._audit(outcome.audit)
        for note in outcome.notes:
            paper.paragraph(f"Note: {note}", Ink.DIM)
        paper.line()

    def close(self) -> None:
        """Write the sums, if there was more than one result."""
        if self._shown.total() > 1:
            counts = ", ".join(f"{count:,} {status.value}" for status, count in self._shown.most_common())
            self._paper.line(f"{self._shown.total():,} results: {counts}")

    def _article_summary(self, summary: ArticleSummary) -> None:
        paper = self._paper
        paper.line(one_line(summary.headline), Ink.BOLD)
        paper.paragraph(summary.abstract)
        if summary.topics:
            paper.heading("Topics")
        for topic in summary.topics:
            paper.item(f"{topic.label} ({topic.code})" if topic.code else topic.label)
        if summary.claims:
            paper.heading("Claims")
        for claim in summary.claims:
            self._claim(claim)
        if summary.quotes:
            paper.heading("Quotes")
        for quote in summary.quotes:
            self._quote(quote)

    def _claim(self, claim: Claim) -> None:
        paper = self._paper
        stance = "" if claim.stance is Stance.ASSERTED else claim.stance.value
        source = f"according to: {claim.source.text}" if claim.source else ""
        told = ", ".join(filter(None, (stance, source)))
        paper.item(f"{claim.text} ({told})" if told else claim.text)
        if claim.second_reading in {Support.PARTLY, Support.NOT}:
            paper.item(claim.second_reading.value, Ink.RED, mark="second reading", indent=6)
        for fault in (check for check in claim.checks if check.verdict.is_fault):
            there = f"; the article: “{fault.nearest.text}”" if fault.nearest else ""
            said = f"“{fault.words}” ({fault.kind.value}): {fault.verdict.value}{there}"
            paper.item(said, Ink.RED, mark="check", indent=6)
        for span in claim.evidence.spans:
            paper.item(short(span.text), Ink.DIM, mark=f"{span.start}-{span.end}", indent=6)

    def _quote(self, quote: Quote) -> None:
        self._paper.item(f"“{quote.words.text}”")
        written = one_line(quote.mention.text) if quote.mention else ""
        who = quote.speaker or written or "the article does not tell who"
        as_written = f", as written: {written}" if written and quote.speaker and written != quote.speaker else ""
        verdict = "" if quote.verdict is Verdict.EXACT else f", {quote.verdict.value}"
        verdict += "".join(f", leaves out a {flag.value}" for flag in quote.words.flags)
        unsure = ""
        if quote.check and quote.check.verdict in _DOUBTFUL:
            unsure = f" [{quote.check.verdict.value}]"
        mark = f"{quote.words.start}-{quote.words.end}{verdict}"
        self._paper.item(f"{who}{as_written}{unsure}", Ink.DIM, mark=mark, indent=6)

    def _fields(self, value: dict[str, Any], indent: int = 2) -> None:
        """A summary of any schema: each field with its value, spans with their places."""
        for name, entry in value.items():
            if isinstance(entry, dict) and not _is_span(entry):
                self._paper.item("", mark=f"{name}:", indent=indent)
                self._fields(entry, indent + 2)
            elif isinstance(entry, list) and entry:
                self._paper.item("", mark=f"{name}:", indent=indent)
                self._entries(entry, indent + 2)
            else:
                self._paper.item(_value(entry), mark=f"{name}:", indent=indent)

    def _entries(self, entries: list[Any], indent: int) -> None:
        for number, entry in enumerate(entries, 1):
            if isinstance(entry, dict) and not _is_span(entry):
                self._paper.item("", mark=f"{number}.", indent=indent)
                self._fields(entry, indent + 2)
            elif isinstance(entry, list):
                self._paper.item("", mark=f"{number}.", indent=indent)
                self._entries(entry, indent + 2)
            else:
                self._paper.item(_value(entry), mark="-", indent=indent)

    def _problems(self, problems: tuple[Problem, ...]) -> None:
        if problems:
            self._paper.heading("Problems")
        for problem in problems:
            self._problem(problem)

    def _problem(self, problem: Problem) -> None:
        paper = self._paper
        paper.item(f"{problem.path or 'answer'} · {problem.kind.value}: {problem.message}", Ink.RED)
        if problem.said:
            paper.item(short(problem.said, _LONG), mark="said", indent=6)
        if problem.nearest:
            paper.item(short(problem.nearest.text, _LONG), mark="article", indent=6)
        for change in problem.diff:
            paper.item(changed(change), mark="differs", indent=6)

    def _audit(self, audit: Audit) -> None:
        paper = self._paper
        paper.heading("Audit")
        paper.line(f"Quotations of the article in the summary: {audit.returned} of {audit.quotations}")
        for missed in audit.missed:
            paper.item(f"missed: “{short(missed.text)}”" + (f" ({missed.speaker})" if missed.speaker else ""))
        if audit.uncovered:
            paper.line(f"Paragraphs on which no claim and no topic rests: {len(audit.uncovered)}")
        for paragraph in audit.uncovered:
            paper.item(short(paragraph.text), Ink.DIM, mark=f"{paragraph.start}-{paragraph.end}")


def changed(change: Change, *, before: str = "article") -> str:
    """One difference in words, what was there first first."""
    sides = (change.article, change.said) if before == "article" else (change.said, change.article)
    return f"{change.kind.value}: " + " → ".join(side or "(nothing)" for side in sides)


def _is_span(value: dict[str, Any]) -> bool:
    return {"start", "end", "text"} <= value.keys()


def _value(value: object) -> str:
    if isinstance(value, dict):
        verdict = value.get("verdict")
        how = f", {verdict}" if isinstance(verdict, str) and verdict != Verdict.EXACT else ""
        return f"“{value['text']}” ({value['start']}-{value['end']}{how})"
    return {None: "—", True: "yes", False: "no"}.get(value, str(value)) if not isinstance(value, list) else "—"  # type: ignore[call-overload]
