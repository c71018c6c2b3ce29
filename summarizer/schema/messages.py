"""Message: one turn of what is sent to a language model."""

from __future__ import annotations

from typing import Literal, TypedDict


class Message(TypedDict):
    """One turn; the content is sent as it is, and nothing in it is a template."""

    role: Literal["system", "user", "assistant"]
    content: str
