"""How much a model reads at once, as far as its name tells."""

from __future__ import annotations

import re

_WINDOWS = {
    r"gpt-5": 272_000,
    r"gpt-4\.1": 1_000_000,
    r"gpt-4o|gpt-4-turbo": 128_000,
    r"o[134](?:-|$)": 200_000,
    r"claude": 200_000,
    r"gemini": 1_000_000,
    r"mistral|ministral|magistral|codestral": 128_000,
    r"llama-?3\.[123]|llama-?4": 128_000,
    r"qwen-?3": 32_000,
    r"gemma-?3": 32_000,
}
"""Input tokens by the beginning of a model's name, as its maker gives them, rather too few; November 2026."""
_RESERVED = 32_000
"""Kept free for instructions, schema and answer; at most half of the window."""


def most_article_tokens(model: str) -> int | None:
    """Tokens of article text that a model takes with room for its answer; None where its name tells nothing.

    Args:
        model: its name, also with its maker before a slash.
    """
    name = model.rpartition("/")[2].lower()
    window = next((tokens for beginning, tokens in _WINDOWS.items() if re.match(beginning, name)), None)
    return None if window is None else window - min(_RESERVED, window // 2)
