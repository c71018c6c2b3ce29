"""The SDK's HTTP client."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from httpx2 import AsyncClient


def transport(base_url: str) -> AsyncClient | None:
    """Make the SDK's client over aiohttp, which takes a third of the work of its usual one with many connections.

    Args:
        base_url: the endpoint's address.

    Returns:
        The client; None, for the SDK's own, where the address holds a name and password: aiohttp takes no second
        authorization beside the key's.
    """
    if urlsplit(base_url).username is not None:
        return None
    from openai import DefaultAioHttpClient  # heavy: only for live calls

    return DefaultAioHttpClient()
