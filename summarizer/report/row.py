"""What a page's list, filters and counts know of an article, without its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit

from summarizer.schema.attribution import SpeakerVerdict
from summarizer.schema.check import CheckVerdict
from summarizer.schema.match import Verdict
from summarizer.schema.summary import Support
from summarizer.text.vocabulary import media_topics

Data = Mapping[str, Any]

_LINE = re.compile(r":\d+$")
_FAULTS = {verdict.value for verdict in CheckVerdict if verdict.is_fault}
_VERDICTS = {verdict.value for verdict in Verdict}
_DOUBTFUL_SPEAKERS = {SpeakerVerdict.CONFLICTING.value, SpeakerVerdict.UNSUPPORTED.value}
_DOUBTFUL_READINGS = {Support.PARTLY.value, Support.NOT.value}


def row_of(outcome: Data) -> dict[str, Any]:
    """Read the row of an outcome off its plain data.

    Args:
        outcome: an Outcome as `model_dump(mode="json")` gives it, of any schema.

    Returns:
        The row: names and counts only. `quotes` holds a triple for each quote: speaker, verdict of the words, verdict
        of the speaker; `to_check` counts what an editor should look at.
    """
    article, audit = outcome["article"] or {}, outcome["audit"] or {}
    shapes = [*_shapes(outcome["summary"])]
    problems = [problem["kind"] for problem in outcome["problems"]]
    missed = [quotation["speaker"] for quotation in audit.get("missed", ())]
    topics = [shape for shape in shapes if "label" in shape and "evidence" in shape]
    return {
        "id": outcome["id"],
        "title": _title(outcome, article),
        "status": outcome["status"],
        "language": article.get("language") or "",
        "published": article.get("published") or "",
        "sources": [*_sources(outcome["source"], article.get("url"))],
        "model": outcome["model"],
        "schema": outcome["schema"],
        "quotes": [_quote(shape) for shape in shapes if _is_quote(shape)],
        "missed": missed,
        "claims": sum("stance" in shape and "evidence" in shape for shape in shapes),
        "topics": [str(topic["label"]) for topic in topics],
        "subjects": _once(subject_name(str(topic["code"])) for topic in topics if topic.get("code")),
        "verdicts": _once(_verdicts(shapes, problems)),
        "checks": _once(_failed_checks(shapes)),
        "problems": problems,
        "cost": outcome["usage"]["cost_usd"],
        "tokens": outcome["usage"]["input_tokens"] + outcome["usage"]["output_tokens"],
        "to_check": len(problems)
        + len(missed)
        + sum(shape.get("second_reading") in _DOUBTFUL_READINGS for shape in shapes)
        + (outcome["summary"] is None and not problems),
    }


def subject_name(code: str) -> str:
    """A code's label, where it is one of the Media Topics; else the code as it is."""
    entry = media_topics().find(code)
    return entry.label if entry else code


def _title(outcome: Data, article: Data) -> str:
    summary = outcome["summary"] or {}
    headline = summary.get("headline")
    return article.get("title") or (headline if isinstance(headline, str) else "") or outcome["id"]


def _sources(source: str | None, url: str | None) -> Iterator[str]:
    """Where an article is from, in ways to filter by: its folder, or its file of rows; and its site."""
    if source:
        file = _LINE.sub("", source)
        yield file if file != source else str(PurePath(file).parent)
    try:
        host = urlsplit(url or "").hostname
    except ValueError:  # such as a bracket that nothing closes
        host = None
    if host:
        yield host.removeprefix("www.")


def _shapes(value: object) -> Iterator[Data]:
    """Every object of a summary, in order."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list | tuple):
        for item in value:
            yield from _shapes(item)


def _is_quote(shape: Data) -> bool:
    words = shape.get("words")
    return isinstance(words, dict) and "start" in words and isinstance(shape.get("speaker"), str)


def _quote(shape: Data) -> tuple[str, str, str]:
    check = shape.get("check")
    return shape["speaker"], shape["words"].get("verdict", ""), check["verdict"] if isinstance(check, dict) else ""


def _verdicts(shapes: Iterable[Data], problems: Iterable[str]) -> Iterator[str]:
    for shape in shapes:
        if "start" in shape and shape.get("verdict") in _VERDICTS:
            yield shape["verdict"]
    yield from problems


def _failed_checks(shapes: Iterable[Data]) -> Iterator[str]:
    for shape in shapes:
        verdict = shape.get("verdict")
        if "kind" in shape and verdict in _FAULTS:
            yield shape["kind"]
        elif "rule" in shape and verdict in _DOUBTFUL_SPEAKERS:
            yield f"speaker {verdict}"
        elif shape.get("second_reading") in _DOUBTFUL_READINGS:
            yield "second reading"


def _once(names: Iterable[str]) -> list[str]:
    return [*dict.fromkeys(names)]
