"""Complaints: what an endpoint's refusal says about the mode or a field, and what it does not say.

Providers have no common code for "this I cannot do", so that their words are read; the table of real ones is in the
tests. A refusal that is about another matter, such as the length or the key, teaches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.errors import ModelError
from summarizer.llm.body import Mode
from summarizer.store.exchange import JSON

if TYPE_CHECKING:
    from openai import APIStatusError

CAPS = ("max_tokens", "max_completion_tokens")
"""The two names that endpoints have for the cap on an answer's tokens."""

_STATUSES = frozenset({400, 404, 405, 415, 422, 500, 501})
"""Some servers call a feature that they lack a failure of their own (500)."""
_TOLD = frozenset({"message", "msg", "param", "code", "type", "loc", "detail", "error", "raw", "metadata", "reason"})
"""Where endpoints say what is wrong; other parts may repeat the article."""
_LENGTH = 600

_OTHER_MATTER = re.compile(
    r"context.{0,3}(length|window|size)|maximum context|prompt is too long|too many (input )?tokens"
    r"|reduce the length|content.{0,3}(policy|filter|management)|responsible ai|moderation|flagged"
    r"|api.?key|quota|billing|credit"
    r"|json_validate_failed|tool_use_failed|failed_generation"
    r"|model_not_found|does not exist|no such model|model.{0,80} not found|try pulling it"
)
_CANNOT = re.compile(
    r"not (be )?(supported|available|allowed|permitted|implemented|enabled|accepted)|n[o']t support|unsupported"
    r"|unavailable|unknown|unrecogni[sz]ed|unexpected|extra_forbidden|forbidden|deprecated|cannot find field"
    r"|no endpoints found|invalid|incompatible|requires|is required|must be|should be|expected|only "
    r"|failed to (parse|convert|initialize|compile)|too complex|too many states|exceed|cannot be used|can't be used"
)
_FIELD_UNKNOWN = re.compile(
    r"not (be )?(supported|available|allowed|permitted|implemented|accepted)|n[o']t support|unsupported"
    r"|unknown|unrecogni[sz]ed|unexpected|extra_forbidden|extra inputs|deprecated|cannot find field|invalid parameter"
)
_OUT_OF_RANGE = re.compile(r"too (large|small|high|low)|at most|at least|between|less than|greater than|range")
_SUBJECTS: Mapping[Mode, re.Pattern[str]] = {
    "json_schema": re.compile(
        r"response_?.?format|json.?schema|structured.?output|schema|grammar|guided|requested parameters"
    ),
    "tools": re.compile(r"tool|function|schema|grammar|requested parameters"),
    "json": re.compile(r"response_?.?format|json.?(object|mode|schema)|grammar|requested parameters"),
    "md_json": re.compile(r"(?!)"),
}
_EFFORT = re.compile(r"tools.{0,80}reasoning_effort.*none")


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a refusal teaches.

    Attributes:
        fields: those that the endpoint does not take; a cap goes by its other name first.
        no_effort: whether it takes tools only from a model told not to reason.
        mode: whether it does not take the mode.
    """

    fields: frozenset[str] = frozenset()
    no_effort: bool = False
    mode: bool = False


def lesson(error: ModelError, mode: Mode, fields: Collection[str], *, strict: bool) -> Lesson | None:
    """What a failure teaches about the mode and the fields that were sent; None where it is about something else.

    Args:
        error: the failure, with the SDK's own as its context.
        mode: how the schema was sent.
        fields: the parameters that were sent.
        strict: whether the flag for strictness was sent.
    """
    cause = _cause(error)
    said = " ".join(_told(cause.body))[: 4 * _LENGTH].lower() if cause and cause.status_code in _STATUSES else ""
    if not said or _OTHER_MATTER.search(said):
        return None
    if mode == "tools" and "reasoning_effort" not in fields and _EFFORT.search(said):
        return Lesson(no_effort=True)
    named = frozenset(field for field in fields if _is_refused(field, said))
    if named:
        return Lesson(fields=named)
    if strict and re.search(r"(^|[^a-z])strict('|\"|`|: | extra_forbidden|$)", said) and _FIELD_UNKNOWN.search(said):
        return Lesson(fields=frozenset({"strict"}))
    return Lesson(mode=True) if _SUBJECTS[mode].search(said) and _CANNOT.search(said) else None


def _is_refused(field: str, said: str) -> bool:
    named = re.search(rf"(?<![a-z_]){re.escape(field)}(?![a-z_])", said)
    return bool(named and _FIELD_UNKNOWN.search(said) and not _OUT_OF_RANGE.search(said))


def _cause(error: ModelError) -> APIStatusError | None:
    """The SDK's error that ours was made from, with the endpoint's own words."""
    from openai import APIStatusError  # heavy: only after a live call

    return error.__context__ if isinstance(error.__context__, APIStatusError) else None


def _told(body: JSON, depth: int = 0) -> Iterator[str]:
    """The words and names in an error's body."""
    if isinstance(body, str):
        yield body[:_LENGTH]
    elif isinstance(body, list | tuple) and depth < 6:
        for item in body:
            yield from _told(item, depth + 1)
    elif isinstance(body, Mapping) and depth < 6:
        for name, value in body.items():
            if name in _TOLD:
                yield from _told(value, depth + 1)
