"""Live calls to an OpenAI-compatible endpoint, with deadlines and retries."""

from __future__ import annotations

import asyncio
import ipaddress
import json
import logging
import time
import weakref
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from summarizer.llm.complete import Answered
from summarizer.llm.completion import broken
from summarizer.llm.faults import NotACompletionError, WebPageError, asked_to_wait, foreign, is_passing, translated
from summarizer.store.exchange import Completion, Request

if TYPE_CHECKING:
    from openai import AsyncOpenAI
    from tenacity import RetryCallState

_log = logging.getLogger("summarizer.llm")

OPENAI = "https://api.openai.com/v1"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A `Complete` that asks an endpoint over HTTP.

    Attributes:
        base_url: the address up to and with the version, such as `https://api.openai.com/v1`.
        api_key: sent in the authorization header, and nowhere else.
        timeout: seconds that one attempt may take, from connecting to the last byte.
        attempts: how often one request is tried at most.
        patience: no attempt begins later than this many seconds after the first.
        pause: seconds before the second attempt, doubled with each further one, where the endpoint asks for no other.
    """

    base_url: str
    api_key: str = field(repr=False)
    timeout: float = 120.0
    attempts: int = 5
    patience: float = 300.0
    pause: float = 0.5
    _clients: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, AsyncOpenAI] = field(
        default_factory=weakref.WeakKeyDictionary, repr=False, compare=False
    )

    async def __call__(self, request: Request) -> Answered:
        """Ask, and ask again after failures that may pass.

        Returns:
            The completion as it came, and the seconds of the attempt that brought it.

        Raises:
            ModelError: Rejected where asking again is of no use; RateLimited or Unavailable after all attempts.
        """
        from tenacity import (  # only for live calls
            AsyncRetrying,
            retry_if_exception,
            stop_after_attempt,
            stop_before_delay,
        )

        retrying = AsyncRetrying(
            stop=stop_after_attempt(self.attempts) | stop_before_delay(self.patience),
            wait=self._wait,
            retry=retry_if_exception(is_passing),
            before_sleep=_report,
            reraise=True,
        )
        try:
            return await retrying(self._attempt, request)
        except foreign() as error:
            made = int(retrying.statistics.get("attempt_number", 1))
            known = translated(
                error,
                provider=request.provider,
                model=request.model,
                api_key=self.api_key,
                timeout=self.timeout,
                attempts=made,
            )
            # from None: a foreign exception may hold the key, and would be printed with ours
            raise known from None

    async def close(self) -> None:
        """Close this event loop's connections."""
        client = self._clients.pop(asyncio.get_running_loop(), None)
        if client is not None:
            await client.close()

    async def _attempt(self, request: Request) -> Answered:
        started = time.monotonic()
        fields = dict(request.body)
        # the rest goes as extra body: an endpoint may know fields that the SDK does not
        call = self._client().chat.completions.with_raw_response.create(
            model=fields.pop("model"), messages=fields.pop("messages"), extra_body=fields
        )
        # the SDK's own time-outs are for each read: an endpoint that drips would never meet them
        async with asyncio.timeout(self.timeout):
            response = await call
        completion = _completion(response.http_response.text, response.http_response.headers.get("content-type", ""))
        seconds = time.monotonic() - started
        _log.debug("%s answered for %s in %.1f s", request.provider, request.article or "a request", seconds)
        return Answered(completion, seconds=seconds)

    def _client(self) -> AsyncOpenAI:
        """One client for each event loop: connections do not outlive theirs."""
        from openai import AsyncOpenAI  # heavy: only for live calls

        loop = asyncio.get_running_loop()
        client = self._clients.get(loop)
        if client is None:
            client = AsyncOpenAI(base_url=self.base_url, api_key=self.api_key, max_retries=0, timeout=self.timeout)
            self._clients[loop] = client
        return client

    def _wait(self, state: RetryCallState) -> float:
        from tenacity import wait_exponential, wait_random  # only for live calls

        asked = asked_to_wait(state.outcome.exception() if state.outcome else None)
        if asked is None:
            return wait_exponential(multiplier=self.pause, max=30.0)(state) + wait_random(0, self.pause)(state)
        # never earlier than asked, and not all at once
        return asked + wait_random(0, min(asked / 4, 5.0))(state)


def provider_label(base_url: str) -> str:
    """Return the endpoint's label: host, port and path; no user, password or query, which may hold a key."""
    parts = urlsplit(base_url)
    return (parts.netloc.rpartition("@")[2].lower() + parts.path).rstrip("/")


def is_address(base_url: str) -> bool:
    """Whether the text is a web address that can be called."""
    try:
        parts = urlsplit(base_url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, or half an IPv6 address
        return False


def is_local(base_url: str) -> bool:
    """Whether the address is this computer's own, where no key is needed."""
    host = urlsplit(base_url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _completion(text: str, content_type: str) -> Completion:
    """Read the body as a chat completion; the content type decides nothing, for some endpoints call JSON plain text."""
    try:
        completion = json.loads(text)
    except ValueError:
        if "html" in content_type or text.lstrip().startswith("<"):
            raise WebPageError from None
        raise NotACompletionError("answered with something other than JSON") from None
    if not isinstance(completion, dict):
        raise NotACompletionError("answered with JSON that is no chat completion")
    if reason := broken(completion):
        raise NotACompletionError(reason)
    return completion


def _report(state: RetryCallState) -> None:
    error = state.outcome.exception() if state.outcome else None
    pause = state.next_action.sleep if state.next_action else 0.0
    reason = getattr(error, "status_code", None) or type(error).__name__
    _log.info("attempt %d failed (%s); trying again in %.1f s", state.attempt_number, reason, pause)
