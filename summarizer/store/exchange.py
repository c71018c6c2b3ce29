"""Exchange: one request and its completion, the unit of the cache and of recordings."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol, TypeAlias

JSON: TypeAlias = Any
"""What `json.loads` gives; mypy has no use for the recursive type, since a body is only passed on."""

CAPS = frozenset({"max_tokens", "max_completion_tokens"})
"""Fields of a request's body that bound its answer's length."""

Completion: TypeAlias = dict[str, JSON]
"""A raw chat completion, as it came."""


@dataclass(frozen=True)
class Request:
    """What is asked of an endpoint. No key, header or authorization belongs in here.

    Attributes:
        provider: label of the endpoint, such as `api.openai.com/v1`.
        body: the JSON body that is sent; it is not changed once the request is made.
        article: readable name of the article it is for; not part of the key.
    """

    provider: str
    body: Mapping[str, JSON]
    article: str = ""

    @cached_property
    def key(self) -> str:
        """Hex SHA-256 of provider and body as canonical JSON: equal requests have equal keys.

        A cap on the answer is left out: a whole answer is the same under any, and one that was cut off is not kept.
        """
        body = {name: value for name, value in self.body.items() if name not in CAPS}
        return _hash({"provider": self.provider, "body": body})

    @cached_property
    def form(self) -> str:
        """Hex SHA-256 of all but the messages: requests of one form ask the same model for the same, the same way."""
        body = {name: value for name, value in self.body.items() if name != "messages"}
        return _hash({"provider": self.provider, "body": body})

    @property
    def characters(self) -> int:
        """Code points of all text in the messages."""
        return _characters(self.body.get("messages"))

    @property
    def model(self) -> str:
        """The model that the body names, or empty."""
        return str(self.body.get("model") or "")


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request, the completion that answered it, and how many seconds that took."""

    request: Request
    completion: Completion
    seconds: float = 0.0


class Store(Protocol):
    """Exchanges on disk."""

    def get(self, request: Request) -> Completion | None:
        """Return the completion of an equal request, as it came, or None."""

    def put(self, exchange: Exchange) -> None:
        """Keep the exchange; it is on disk when this returns."""

    def close(self) -> None:
        """Let go of files; calling it twice is no error."""


def tokens(completion: Completion) -> tuple[int, int]:
    """Input and output tokens that the completion reports, 0 where it reports none."""
    usage = completion.get("usage")
    if not isinstance(usage, dict):
        return 0, 0
    return _count(usage.get("prompt_tokens")), _count(usage.get("completion_tokens"))


def _hash(value: JSON) -> str:
    canonical = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def _characters(value: JSON) -> int:
    if isinstance(value, str):
        return len(value)
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return sum(map(_characters, inner))


_IMPOSSIBLE = 2**40
"""Tokens that no exchange has; a count beyond them, or below zero, is a mistake of the endpoint's."""


def _count(value: JSON) -> int:
    told = value if isinstance(value, int) and not isinstance(value, bool) else 0
    return told if 0 <= told < _IMPOSSIBLE else 0


def readable(value: JSON, indent: int | None = None) -> str:
    """JSON in its own script; escaped throughout only where a lone surrogate could not be written as UTF-8."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return text if _is_unicode(text) else json.dumps(value, indent=indent)


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
