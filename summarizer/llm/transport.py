"""The SDK's HTTP client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.errors import UserError

if TYPE_CHECKING:
    from httpx2 import AsyncClient


def transport(*, trust_env: bool = True) -> AsyncClient:
    """Make the SDK's client over aiohttp: less work than its usual one, the more so the more connections there are.

    Args:
        trust_env: whether the environment's proxies and certificates are used.

    Raises:
        UserError: the environment names certificates that cannot be read, or a proxy that is none.
    """
    from httpx2 import InvalidURL  # heavy: only for live calls

    from summarizer.llm.wire import Client  # the same

    try:
        return Client(trust_env=trust_env)
    except OSError as error:  # an SSLError is one
        raise UserError(
            f"The certificates that SSL_CERT_FILE or SSL_CERT_DIR names cannot be read ({error.strerror}); "
            "set it to a PEM file, or unset it."
        ) from error
    except (ValueError, InvalidURL):
        # from None: the address may hold a password
        raise UserError(
            "HTTP_PROXY, HTTPS_PROXY or ALL_PROXY holds no address of a proxy; set it to one like http://HOST:PORT."
        ) from None
