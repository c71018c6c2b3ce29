"""Exchange: one request and its completion, the unit of the cache and of recordings."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

JSON: TypeAlias = Any
"""What `json.loads` gives; mypy has no use for the recursive type, since a body is only passed on."""

Completion: TypeAlias = dict[str, JSON]
"""A raw chat completion, as it came."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of an endpoint. No key, header or authorization belongs in here.

    Attributes:
        provider: label of the endpoint, such as `api.openai.com/v1`.
        body: the JSON body that is sent.
        article: readable name of the article it is for; not part of the key.
    """

    provider: str
    body: Mapping[str, JSON]
    article: str = ""

    @property
    def key(self) -> str:
        """Hex SHA-256 of provider and body as canonical JSON: equal requests have equal keys."""
        canonical = json.dumps(
            {"provider": self.provider, "body": dict(self.body)},
            sort_keys=True,
            ensure_ascii=False,
            separators=(",", ":"),
        )
        return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()

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


def _count(value: JSON) -> int:
    return value if isinstance(value, int) else 0


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
