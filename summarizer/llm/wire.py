"""HTTP over aiohttp, as a transport of httpx2; importing this is heavy, so only live calls do."""

from __future__ import annotations

import asyncio
import base64
import ssl
from collections.abc import AsyncGenerator, Iterator
from contextlib import contextmanager
from typing import Any

import aiohttp
import httpx2
from multidict import CIMultiDict
from yarl import URL

_IDLE = 4.0
"""Seconds that an idle connection is kept: less than the five after which many servers hang up."""
_ROUNDS = 4
"""Of the event loop before each request, so that it sees which connections a server has closed while it was busy."""
_CONNECT = 15.0
"""Seconds to find a host and to shake hands, at most; an answer may take longer."""
_LONGEST_HEADER = 100_000
"""Bytes, as much as httpx2 allows; aiohttp's own limit is 8,190."""

_MEANINGS: tuple[tuple[type[Exception], type[httpx2.TransportError]], ...] = (
    (aiohttp.ConnectionTimeoutError, httpx2.ConnectTimeout),
    (aiohttp.ServerTimeoutError, httpx2.ReadTimeout),
    (aiohttp.ClientProxyConnectionError, httpx2.ProxyError),
    (aiohttp.ClientHttpProxyError, httpx2.ProxyError),
    (aiohttp.ClientConnectorError, httpx2.ConnectError),
    (aiohttp.InvalidURL, httpx2.UnsupportedProtocol),
    (aiohttp.ServerDisconnectedError, httpx2.RemoteProtocolError),
    (aiohttp.ClientPayloadError, httpx2.RemoteProtocolError),
    (aiohttp.ClientResponseError, httpx2.RemoteProtocolError),
    (aiohttp.ClientError, httpx2.ReadError),
)
"""What aiohttp's errors are called in httpx2; the first that fits holds."""


class Client(httpx2.AsyncClient):
    """httpx2's client, with its proxies, redirects and decoding, over aiohttp."""

    def __init__(self, *, trust_env: bool) -> None:
        self._context = httpx2.create_ssl_context(trust_env=trust_env)
        self._context.set_alpn_protocols(["http/1.1"])
        super().__init__(follow_redirects=True, trust_env=trust_env)

    def _init_transport(self, *_: object, **__: object) -> httpx2.AsyncBaseTransport:
        return Wire(self._context)

    def _init_proxy_transport(self, proxy: httpx2.Proxy, *_: object, **__: object) -> httpx2.AsyncBaseTransport:
        return Wire(self._context, proxy)


class Wire(httpx2.AsyncBaseTransport):
    """One event loop's connections, to all hosts or through one proxy, as many as are asked for at once."""

    def __init__(self, context: ssl.SSLContext, proxy: httpx2.Proxy | None = None) -> None:
        self._context, self._proxy = context, proxy
        self._opened: AsyncGenerator[aiohttp.BaseConnector] | None = None
        self._connector: aiohttp.BaseConnector | None = None

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request, and read the whole answer.

        Raises:
            TransportError: of httpx2.
        """
        connector = await self._begun()
        content = await request.aread()
        for _ in range(_ROUNDS):
            await asyncio.sleep(0)
        with _told():
            async with (
                _session(connector) as session,
                session.request(
                    request.method,
                    # without name and password, of which httpx2 has made a header
                    URL(str(request.url.copy_with(userinfo=b"")), encoded=True),
                    data=content or None,
                    allow_redirects=False,
                    timeout=_timeout(request),
                    **self._headers(request),
                ) as response,
            ):
                body = await response.read()
        return httpx2.Response(
            response.status,
            headers=response.raw_headers,
            stream=httpx2.ByteStream(body),
            extensions={"http_version": b"HTTP/1.1", "reason_phrase": (response.reason or "").encode()},
        )

    async def aclose(self) -> None:
        """Close all connections."""
        opened, self._opened, self._connector = self._opened, None, None
        if opened is not None:
            await opened.aclose()

    async def _begun(self) -> aiohttp.BaseConnector:
        if self._connector is None:
            self._opened = _open(self._context)
            self._connector = await anext(self._opened)
        return self._connector

    def _headers(self, request: httpx2.Request) -> dict[str, Any]:
        """The headers for the server, and those for the proxy: it reads the former too, where nothing is encrypted."""
        headers = CIMultiDict(request.headers.multi_items())
        if self._proxy is None:
            return {"headers": headers}
        if self._proxy.url.scheme not in {"http", "https"}:
            raise httpx2.UnsupportedProtocol("the environment names a SOCKS proxy, and only those for HTTP can be used")
        for_proxy = CIMultiDict(self._proxy.headers.multi_items())
        if self._proxy.raw_auth is not None:
            for_proxy["Proxy-Authorization"] = f"Basic {base64.b64encode(b':'.join(self._proxy.raw_auth)).decode()}"
        proxy = str(self._proxy.url)
        if request.url.scheme == "http":
            return {"headers": CIMultiDict([*headers.items(), *for_proxy.items()]), "proxy": proxy}
        return {"headers": headers, "proxy": proxy, "proxy_headers": for_proxy}


class _Connector(aiohttp.TCPConnector):
    """aiohttp's, without its complaint: where nobody has closed it, that has been seen to, or its loop is gone."""

    def __del__(self, *_: object) -> None: ...


async def _open(context: ssl.SSLContext) -> AsyncGenerator[aiohttp.BaseConnector]:
    """Connections for as long as the generator is open; an event loop closes it, if nobody else does."""
    async with _Connector(
        ssl=context,
        limit=0,  # the pacer says how many at once
        keepalive_timeout=_IDLE,
        resolver=aiohttp.ThreadedResolver(),  # the system's, also where aiodns is installed
    ) as connector:
        yield connector


def _session(connector: aiohttp.BaseConnector) -> aiohttp.ClientSession:
    """A session for one request, so that none is ever left open."""
    return aiohttp.ClientSession(
        connector=connector,
        connector_owner=False,
        cookie_jar=aiohttp.DummyCookieJar(),  # httpx2's client has one
        auto_decompress=False,  # httpx2's response does it
        max_line_size=_LONGEST_HEADER,
        max_field_size=_LONGEST_HEADER,
    )


def _timeout(request: httpx2.Request) -> aiohttp.ClientTimeout:
    """The SDK's time-outs; to connect takes less, so that a host that cannot be reached is told from a slow one."""
    seconds = request.extensions.get("timeout", {})
    connect = seconds.get("connect")
    return aiohttp.ClientTimeout(connect=min(_CONNECT, (connect or 2 * _CONNECT) / 2), sock_read=seconds.get("read"))


@contextmanager
def _told() -> Iterator[None]:
    """Tell aiohttp's errors as httpx2's."""
    try:
        yield
    except aiohttp.ClientError as error:
        meaning = next(meaning for kind, meaning in _MEANINGS if isinstance(error, kind))
        raise meaning(_words(error)) from error


def _words(error: aiohttp.ClientError) -> str:
    """What the error says, in one line and without the address."""
    if isinstance(error, aiohttp.ClientPayloadError):
        return "the connection ended before the answer did"
    if isinstance(error, aiohttp.ClientHttpProxyError):
        return f"{error.status} {error.message}"
    return " ".join(str(getattr(error, "message", error)).split())
