"""Outcomes of three small articles, written through a writer."""

import asyncio
import json
from pathlib import Path, PurePosixPath
from typing import Any

from summarizer.api import Job
from summarizer.api.row import Row
from summarizer.articles import Source
from summarizer.pipeline.wanted import Wanted
from summarizer.prompts.template import load_prompt
from summarizer.runs import open_writer
from summarizer.runs.writers import Writer
from summarizer.schema.article import Article
from summarizer.schema.outcome import Outcome, Status
from summarizer.schema.summary import ArticleSummary
from tests.scripted import ScriptedModel, summary

JOB = Job(ScriptedModel(always=lambda _: summary()), Wanted(ArticleSummary, load_prompt("article.v1")))


def outcome(name: str, text: str | None = None, source: str | None = None) -> Outcome[ArticleSummary]:
    article = Article(text=text or f"The port of {name} will close for a week.\n", language="en")
    return asyncio.run(JOB.outcome(name, article, source=source))


ROWS = {name: outcome(name) for name in ("a", "b", "c/d")}


def source(name: str) -> Source:
    return Source(id=name, origin=name, name=PurePosixPath(name))


def put(writer: Writer, outcome: Outcome[ArticleSummary]) -> bool:
    return writer.write(source(outcome.id), Row.of(outcome, indent=writer.indent))


def write(out: Path, *names: str, keep: tuple[str, ...] = (), complete: bool = True) -> int:
    """A run over some of the articles, of which some are there already; how many others are there besides."""
    writer = open_writer(str(out))
    for name in names:
        if name in keep:
            assert writer.finished(source(name), ROWS[name].fingerprint) is Status.OK
            writer.keep(source(name))
        else:
            assert put(writer, ROWS[name])
    return writer.close(complete=complete)


def lines(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def ids(out: Path) -> list[str]:
    return [row["id"] for row in lines(out)]
