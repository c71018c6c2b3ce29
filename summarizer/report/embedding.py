"""Data for a page: JSON that may stand in a script element, and holds no character that a page would obey."""

from __future__ import annotations

import json
import math
import re
from typing import Any

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, overrides and isolates of direction, and halves of surrogate pairs."""
_RETURN = re.compile("\r(\n?)")
_MARKUP = re.compile("[<>&\u2028\u2029]")
_EXACT_IN_JAVASCRIPT = 2**53
_SPAN = {"start", "end", "text"}


def seen(text: str) -> str:
    """Replace what is not seen by U+FFFD, carriage returns by white space: a code point for each, so offsets stay."""
    if text.isprintable():  # so it holds none of these; most strings do
        return text
    return _UNSEEN.sub("\ufffd", _RETURN.sub(lambda found: " \n" if found[1] else "\n", text))


def embedded(value: object) -> str:
    """Write plain data as JSON for a `script` element that is not executed.

    Args:
        value: what `model_dump` gives: dicts, lists, strings, numbers, booleans and None.

    Returns:
        JSON without `<`, `>`, `&` and line separators, so that it can neither end its element nor begin another; its
        numbers are those that JavaScript holds exactly, larger ones are strings.
    """
    text = json.dumps(_plain(value), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _MARKUP.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def unrepeated(value: Any, text: str) -> Any:  # noqa: ANN401 # JSON
    """Leave out the words of spans, which the page cuts from the article again: it is a third shorter.

    Args:
        value: an outcome's plain data, or a part of it.
        text: the article's text.

    Returns:
        The same, with `false` for a span's text.
    """
    if isinstance(value, list):
        return [unrepeated(item, text) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() >= _SPAN and isinstance(value["start"], int) and isinstance(value["end"], int):
        words = value["text"]
        is_span = isinstance(words, str) and words == text[value["start"] : value["end"]]
        value = {**value, "text": False if is_span else str(words) if isinstance(words, bool) else words}
    return {key: unrepeated(item, text) for key, item in value.items()}


def _plain(value: Any) -> Any:  # noqa: ANN401 # JSON
    if isinstance(value, str):
        return seen(value)
    if isinstance(value, dict):
        return {seen(str(key)): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > _EXACT_IN_JAVASCRIPT:
        return str(value)
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value
