"""Results as pages in Markdown: what is said, who said it, and in footnotes what it rests on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from summarizer.articles.rows import file_name
from summarizer.results.markdown_text import code, code_block, inline, line, paragraphs
from summarizer.results.placing import replacing
from summarizer.results.plain import Data, Item, ItemKind, items_of, plain
from summarizer.results.tables import evidence_of, faults_of
from summarizer.schema.outcome import Outcome
from summarizer.schema.summary import ArticleSummary

_SUFFIX = ".md"
_HEADINGS = {
    ItemKind.TOPIC: "Topics",
    ItemKind.CLAIM: "Claims",
    ItemKind.QUOTE: "Quotes",
    ItemKind.SPAN: "In the article's words",
}


def write_markdown(outcomes: Iterable[Outcome[Any]], path: Path) -> None:
    """Write all articles into one file, one after the other."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for number, outcome in enumerate(outcomes, 1):
            file.write("\n---\n\n" if number > 1 else "")
            file.writelines(f"{one}\n" for one in _Page(plain(outcome), f"{number}-").lines())


def write_pages(outcomes: Iterable[Outcome[Any]], folder: Path) -> None:
    """Write one page an article into a folder, called as the article's id is; its slashes are folders."""
    taken: set[str] = set()
    for outcome in outcomes:
        with replacing(folder / _unique(_name(outcome.id), taken)) as new:
            new.write_text("".join(f"{one}\n" for one in _Page(plain(outcome)).lines()), "utf-8", newline="\n")


def _name(article_id: str) -> PurePosixPath:
    parts = [file_name(part) for part in article_id.split("/") if part.strip(".")] or ["_"]
    return PurePosixPath(*parts[:-1], f"{parts[-1]}{_SUFFIX}")


def _unique(name: PurePosixPath, taken: set[str]) -> PurePosixPath:
    number, found = 1, name
    while str(found).casefold() in taken:
        number += 1
        found = name.with_name(f"{name.stem}-{number}{_SUFFIX}")
    taken.add(str(found).casefold())
    return found


class _Page:
    """One article's page; its footnotes are numbered as they are needed, each sentence once."""

    def __init__(self, outcome: Data, label: str = "") -> None:
        self._outcome = outcome
        self._label = label
        self._notes: dict[tuple[int, int], tuple[str, str]] = {}

    def lines(self) -> Iterator[str]:
        outcome, summary = self._outcome, self._outcome["summary"]
        yield from _head(outcome)
        if summary:
            for paragraph in paragraphs(_text(summary, "abstract")):
                yield from (paragraph, "")
            for checked in faults_of(summary):
                yield from (f"Not in the article: {inline(checked)}", "")
            items = [*items_of(summary)]
            for kind, heading in _HEADINGS.items():
                yield from self._section(heading, [item for item in items if item.kind is kind])
        if summary and outcome["schema"] != ArticleSummary.__name__:
            yield from ("## The whole answer", "")
            yield from (*code_block(json.dumps(summary, ensure_ascii=False, indent=2)), "")
        yield from _problems(outcome["problems"])
        yield from _audit(outcome["audit"])
        yield f"*{inline(outcome['id'])} · {inline(outcome['status'])} · {inline(outcome['model'])}*"
        yield from self._footnotes()

    def _section(self, heading: str, items: list[Item]) -> Iterator[str]:
        if not items:
            return
        yield f"## {heading}"
        yield ""
        ways = {ItemKind.TOPIC: self._topic, ItemKind.CLAIM: self._claim, ItemKind.QUOTE: self._quote}
        for item in items:
            yield from ways.get(item.kind, self._span)(item)
        if items[0].kind in {ItemKind.TOPIC, ItemKind.CLAIM}:
            yield ""

    def _topic(self, item: Item) -> Iterator[str]:
        value = item.value
        code = f" ({inline(value['code'])})" if value.get("code") else ""
        gist = f": {inline(value['gist'])}" if value.get("gist") else ""
        yield f"- **{inline(value['label'])}**{code}{gist}{self._noted(value)}"

    def _claim(self, item: Item) -> Iterator[str]:
        value = item.value
        source = value.get("source")
        by = f" (according to: {inline(source['text'])})" if isinstance(source, dict) else ""
        yield f"- {line(value['text'])}{by}{self._noted(value)}"
        for checked in faults_of(value):
            yield f"    - Not in the article: {inline(checked)}"

    def _quote(self, item: Item) -> Iterator[str]:
        value = item.value
        yield from self._quoted(value["words"])
        speaker, mention = value.get("speaker"), value.get("mention")
        as_written = mention["text"] if isinstance(mention, dict) and mention.get("text") != speaker else ""
        who = inline(speaker if isinstance(speaker, str) and speaker else as_written or "the article does not tell who")
        written = f", as written: {inline(as_written)}" if as_written and speaker else ""
        yield f"> — {who}{written} ({_place(value['words'])})"
        yield ""

    def _span(self, item: Item) -> Iterator[str]:
        yield from self._quoted(item.value)
        yield f"> — {inline(item.path)} ({_place(item.value)})"
        yield ""

    def _quoted(self, words: Data) -> Iterator[str]:
        parts = paragraphs(words["text"]) or [""]
        for number, part in enumerate(parts, 1):
            yield f"> {'“' if number == 1 else ''}{part}{'”' if number == len(parts) else ''}"
            yield ">"

    def _noted(self, value: Data) -> str:
        return "".join(f"[^{self._note(span)}]" for span in evidence_of(value))

    def _note(self, span: Data) -> str:
        place = (span["start"], span["end"])
        name, _ = self._notes.setdefault(place, (f"{self._label}{len(self._notes) + 1}", span["text"]))
        return name

    def _footnotes(self) -> Iterator[str]:
        if self._notes:
            yield ""
        for (start, end), (name, text) in self._notes.items():
            yield f"[^{name}]: {line(text)} ({start}-{end})"


def _head(outcome: Data) -> Iterator[str]:
    summary, article = outcome["summary"] or {}, outcome["article"] or {}
    head = _text(summary, "headline") or article.get("title") or outcome["id"]
    yield f"# {inline(head)}"
    yield ""
    told = (article.get(name) for name in ("title", "published", "url"))
    about = [value for value in told if value and value != head]
    if about:
        yield from (line(" · ".join(about)), "")
    if outcome["error"]:
        yield from (f"**{inline(outcome['status'])}**: {inline(outcome['error'])}", "")


def _problems(problems: list[Data]) -> Iterator[str]:
    if not problems:
        return
    yield from ("## Problems", "")
    for problem in problems:
        yield f"- {code(problem['path'] or 'answer')} {inline(problem['kind'])}: {inline(problem['message'])}"
        if problem["said"]:
            yield f"    - said: {inline(problem['said'])}"
        if problem["nearest"]:
            yield f"    - article: {inline(problem['nearest']['text'])} ({_place(problem['nearest'])})"
    yield ""


def _audit(audit: Data | None) -> Iterator[str]:
    if not audit:
        return
    yield from ("## Audit", "")
    yield from (f"Quotations of the article in the summary: {audit['returned']} of {audit['quotations']}", "")
    for missed in audit["missed"]:
        by = f" — {inline(missed['speaker'])}" if missed["speaker"] else ""
        yield f"- missed: “{inline(missed['text'])}”{by} ({_place(missed)})"
    if audit["missed"]:
        yield ""


def _text(value: Data, name: str) -> str:
    """A field that holds words; a schema of one's own may have something else under its name."""
    found = value.get(name)
    return found.strip() if isinstance(found, str) else ""


def _place(span: Data) -> str:
    verdict = span.get("verdict")
    return f"{span['start']}-{span['end']}" + (f", {inline(str(verdict))}" if verdict not in {None, "exact"} else "")
