"""Keys taken out of text that is to be shown or written."""

from __future__ import annotations

import re

_KEY_LIKE = re.compile(r"\b(sk|pk|gsk|xai|key|api)[-_][\w*.-]{6,}|\bBearer\s+\S+", re.IGNORECASE)
_IN_A_PATH = re.compile(
    r"(?<![\w-])(?:(?:sk|pk|gsk|xai)[-_][\w-]{8,}|(?=[A-Za-z_]*\d)(?=\d*[A-Za-z_])\w{24,})(?![\w-])", re.ASCII
)
_SHORTEST_KEY = 8
_BLOT = "…"


def blotted(text: str, *keys: str) -> str:
    """Return the text without the keys and without anything that looks like one.

    Args:
        text: what an endpoint or a library said.
        keys: those known; one of fewer than 8 characters is taken for a word, which may stand anywhere.
    """
    return _KEY_LIKE.sub(_BLOT, without_keys(text, *keys))


def without_keys(text: str, *keys: str) -> str:
    """Return the text without the keys given."""
    for key in keys:
        if len(key) >= _SHORTEST_KEY:
            text = text.replace(key, _BLOT)
    return text


def path_without_keys(path: str) -> str:
    """Return an address's path without what looks like a key in it; version numbers, dates and UUIDs stay."""
    return _IN_A_PATH.sub(_BLOT, path)
