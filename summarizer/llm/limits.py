"""How much a model reads and writes at once, and whether it reasons first, as far as its name tells."""

from __future__ import annotations

import re

from summarizer.llm.providers import Family, known

_RESERVED = 32_000
"""Kept free for instructions, schema and answer; at most half of the window."""

USUAL_OUTPUT = 16_384
"""Tokens of an answer to reckon with, where the model's own limit is not known."""


def most_article_tokens(model: str) -> int | None:
    """Tokens of article text that a model takes with room for its answer; None where its name tells nothing.

    Args:
        model: its name, also with its provider or maker before slashes.
    """
    family = family_of(model)
    return None if family is None else family.window - min(_RESERVED, family.window // 2)


def most_output_tokens(model: str) -> int:
    """Tokens that an answer of the model has at most, its reasoning included; `USUAL_OUTPUT` where nothing tells."""
    family = family_of(model)
    return (family.output if family else None) or USUAL_OUTPUT


def reasons(model: str) -> bool:
    """Whether the model is known to reason before it answers: such models take no temperature."""
    family = family_of(model)
    return family is not None and family.reasons


def family_of(model: str) -> Family | None:
    """The first family whose pattern the last part of the name begins with."""
    name = model.rpartition("/")[2].lower()
    return next((family for family in known().families if re.match(family.beginning, name)), None)
