"""The parts of a request that its key is made of, each readable, to tell which of them changed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from summarizer.llm.body import mode_of, parameters_of
from summarizer.llm.strict_talk import is_strict
from summarizer.store.exchange import JSON, Request

PARTS = ("text", "prompt", "schema", "model", "parameters", "mode")
"""In this order they are told."""

_TAG = re.compile(r"</?article ([0-9a-f]{16})>")
_SENTENCE = re.compile(r"\[S\d+(?: \w+)?\] ?")
_LISTED = re.compile(r"[QT]\d+ \([S?]")
_SHOWN = 160
_BEFORE = 40
"""Characters of a long line that are shown, and how many of them stand before what changed."""


@dataclass(frozen=True, slots=True)
class RequestParts:
    """A request, taken apart: each part as lines.

    Attributes:
        text: the article as it is shown to the model, without the numbers of its sentences.
        prompt: all other words of the messages.
        schema: the JSON Schema, where the request carries it apart from the messages.
        model: the model and its endpoint.
        parameters: further fields of the body.
        mode: how the schema is sent.
    """

    text: tuple[str, ...]
    prompt: tuple[str, ...]
    schema: tuple[str, ...]
    model: tuple[str, ...]
    parameters: tuple[str, ...]
    mode: tuple[str, ...]

    def lines(self, part: str) -> tuple[str, ...]:
        """The lines of one of `PARTS`."""
        found: tuple[str, ...] = getattr(self, part)
        return found


def parts_of(request: Request) -> RequestParts:
    """Take a request apart; of a prompt that does not tag the article, its numbered sentences are the text."""
    body = request.body
    messages = [_words(message) for message in body.get("messages") or ()]
    mark = next((match[1] for match in map(_TAG.search, reversed(messages)) if match), None)
    if mark:
        messages = [message.replace(mark, "…") for message in messages]
    text, rest = _article_and_rest(messages[-1] if messages else "")
    prompt = [line for message in [*messages[:-1], rest] for line in message.splitlines() if line.strip()]
    return RequestParts(
        text=tuple(text),
        prompt=tuple(prompt),
        schema=tuple(json.dumps(_schema(body), ensure_ascii=False, indent=1).splitlines()),
        model=(f"{request.model} at {request.provider}",),
        parameters=tuple(f"{name}: {json.dumps(value)}" for name, value in sorted(parameters_of(body).items())),
        mode=(f"{mode_of(body)} strict" if is_strict(body) else mode_of(body),),
    )


def schema_title(request: Request) -> str:
    """The name of the schema that is asked for, or empty where the request has it in words only."""
    schema = _schema(request.body)
    return str(schema.get("title") or "") if isinstance(schema, dict) else ""


def difference(before: Iterable[str], now: Iterable[str]) -> Iterator[str]:
    """The lines that differ, `- ` before and `+ ` now; of long ones the surroundings of what changed."""
    old, new = list(before), list(now)
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        gone, come = old[start:end], new[new_start:new_end]
        for number in range(max(len(gone), len(come))):
            first, second = (lines[number] if number < len(lines) else None for lines in (gone, come))
            place = _first_difference(first or "", second or "")
            yield from (
                f"{sign} {_around(line, place)}" for sign, line in (("-", first), ("+", second)) if line is not None
            )


def _words(message: dict[str, JSON]) -> str:
    content = message.get("content")
    return content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)


def _article_and_rest(message: str) -> tuple[list[str], str]:
    """The article's lines in a message, without the marks that number them, and the other lines."""
    text, rest, inside = [], [], False
    for line in message.splitlines():
        if _TAG.match(line) or line.strip() in {"<article …>", "</article …>"}:
            inside = not line.startswith("</")
            rest.append(line)
        elif inside or _SENTENCE.match(line):
            text += [_SENTENCE.sub("", line, count=1)] if line.strip() else []
        elif not _LISTED.match(line):  # the list of quotations only follows from the text
            rest.append(line)
    return text, "\n".join(rest)


def _schema(body: JSON) -> JSON:
    tools, form = body.get("tools"), body.get("response_format")
    if tools:
        return tools[0].get("function", {}).get("parameters", {})
    return form.get("json_schema", {}).get("schema", {}) if isinstance(form, dict) else {}


def _first_difference(one: str, other: str) -> int:
    shorter = min(len(one), len(other))
    return next((place for place in range(shorter) if one[place] != other[place]), shorter)


def _around(line: str, place: int) -> str:
    if len(line) <= _SHOWN:
        return line
    start = max(0, min(place - _BEFORE, len(line) - _SHOWN))
    cut = line[start : start + _SHOWN]
    return f"{'…' if start else ''}{cut}{'…' if start + _SHOWN < len(line) else ''}"
