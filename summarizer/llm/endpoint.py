"""Live calls to an OpenAI-compatible endpoint: paced, paid for, with deadlines and retries."""

from __future__ import annotations

import asyncio
import ipaddress
import json
import logging
import time
import weakref
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from summarizer.errors import OverBudget, RateLimited
from summarizer.llm.blotting import path_without_keys
from summarizer.llm.complete import Answered
from summarizer.llm.completion import broken, words
from summarizer.llm.faults import (
    Attempted,
    NotACompletionError,
    WebPageError,
    asked_to_wait,
    foreign,
    is_for_load,
    is_passing,
    is_slowness,
    translated,
    was_not_sent,
)
from summarizer.llm.pacer import ClosedError, Limits, Pacer, Turn
from summarizer.llm.purse import Bill, Purse
from summarizer.llm.transport import transport
from summarizer.store.exchange import Completion, Request, tokens

if TYPE_CHECKING:
    from openai import AsyncOpenAI
    from tenacity import RetryCallState

_log = logging.getLogger("summarizer.llm")

OPENAI = "https://api.openai.com/v1"

_BYTES_A_TOKEN = 3
"""Of UTF-8: English has four and more, Russian about four and a half, Chinese three; rather too many tokens."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One event loop's connections and queue: neither outlives the loop."""

    client: AsyncOpenAI
    pacer: Pacer


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A `Complete` that asks an endpoint over HTTP.

    Attributes:
        base_url: the address up to and with the version, such as `https://api.openai.com/v1`.
        api_key: sent in the authorization header, and nowhere else.
        timeout: seconds that one attempt may take, from connecting to the last byte.
        attempts: how often one request may fail, refusals for the rate not counted.
        patience: no attempt begins later than this many seconds after the first.
        pause: seconds before the second attempt, doubled with each further one; after a refusal for the rate the pacer
            says when.
        limits: what is known of the endpoint's limits.
        purse: the run's ceiling, if it has one.
        client: makes the SDK's client, where the endpoint needs one of its own.
        variable: the environment's variable that its key comes from, for messages.
    """

    base_url: str
    api_key: str = field(repr=False)
    timeout: float = 120.0
    attempts: int = 5
    patience: float = 300.0
    pause: float = 0.5
    limits: Limits = field(default_factory=Limits)
    purse: Purse | None = None
    client: Callable[[], AsyncOpenAI] | None = None
    variable: str = "OPENAI_API_KEY"
    _lines: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, _Line] = field(
        default_factory=weakref.WeakKeyDictionary, repr=False, compare=False
    )

    async def __call__(self, request: Request) -> Answered:
        """Ask, and ask again after failures that may pass.

        Returns:
            The completion as it came, the seconds of the attempt that brought it, and how many attempts failed before.

        Raises:
            ModelError: Rejected where asking again is of no use; RateLimited or Unavailable after all attempts;
                OverBudget where the run's ceiling does not allow the attempt.
        """
        from tenacity import AsyncRetrying, retry_if_exception  # only for live calls

        tries = _Tries(self)
        retrying = AsyncRetrying(
            stop=tries.over, wait=tries.wait, retry=retry_if_exception(is_passing), before_sleep=_report, reraise=True
        )
        try:
            return await retrying(self._attempt, request, tries)
        except ClosedError as closed:
            raise RateLimited(
                f"{request.provider} asks to wait {closed.seconds:,.0f} s before any further request; "
                "run the same command again then.",
                attempts=tries.failed,
            ) from None
        except OverBudget as error:
            error.attempts = tries.failed
            raise
        except foreign() as error:
            asked = Attempted(request.provider, request.model, self.api_key, self.variable, self.timeout, tries.failed)
            known = translated(error, asked)
            # from None: a foreign exception may hold the key, and would be printed with ours
            raise known from None

    async def close(self) -> None:
        """Close this event loop's connections."""
        line = self._lines.pop(asyncio.get_running_loop(), None)
        if line is not None:
            await line.client.close()

    async def _attempt(self, request: Request, tries: _Tries) -> Answered:
        body = json.dumps(dict(request.body), ensure_ascii=False).encode()
        line = self._line()
        async with line.pacer.turn(len(body) // _BYTES_A_TOKEN) as turn:
            if self.purse is None:
                return await self._sent(line.client, body, turn, tries)
            async with self.purse.bill(turn.tokens) as bill:
                return await self._sent(line.client, body, turn, tries, bill)

    async def _sent(
        self, client: AsyncOpenAI, body: bytes, turn: Turn, tries: _Tries, bill: Bill | None = None
    ) -> Answered:
        from httpx2 import Response  # heavy: only for live calls; the openai SDK brings it

        started = time.monotonic()
        tries.begin(started)
        try:
            # the SDK's own time-outs are for each read: an endpoint that drips would never meet them
            async with asyncio.timeout(self.timeout):
                response = await client.post(
                    "/chat/completions", cast_to=Response, content=body, options={"headers": _JSON_BODY}
                )
            turn.headers = response.headers
            completion = _completion(response.text, response.headers.get("content-type", ""))
        except Exception as error:
            tries.failed += 1
            _tell(error, turn, bill)
            raise
        sent, received = tokens(completion)
        turn.used = (sent + received) or None
        if bill is not None:
            bill.settle(sent or turn.tokens, received or _guessed(completion))
        seconds = time.monotonic() - started
        _log.debug("an answer of %d tokens in %.1f s", received, seconds)
        return Answered(completion, seconds=seconds, attempts=tries.failed + 1)

    def _line(self) -> _Line:
        loop = asyncio.get_running_loop()
        line = self._lines.get(loop)
        if line is None:
            line = self._lines[loop] = _Line((self.client or self._usual)(), self._pacer())
        return line

    def _pacer(self) -> Pacer:
        return Pacer(self.limits, pause=2 * self.pause, patience=self.patience)

    def _usual(self) -> AsyncOpenAI:
        from openai import AsyncOpenAI  # heavy: only for live calls

        return AsyncOpenAI(
            base_url=self.base_url,
            api_key=self.api_key,
            max_retries=0,
            timeout=self.timeout,
            http_client=transport(),
        )


_TOO_MANY = 429
_JSON_BODY = {"Content-Type": "application/json"}


@dataclass(slots=True)
class _Tries:
    """One request's attempts: how many failed, and when to give up."""

    endpoint: Endpoint
    begun: float | None = None
    """When the first attempt was sent: waiting for a place in the queue costs no patience."""
    failed: int = 0
    """All failed attempts."""
    _hard: int = 0
    """Those that were not refusals for the rate: the pacer sees to these, however many there are."""

    def begin(self, now: float) -> None:
        """An attempt is sent."""
        self.begun = now if self.begun is None else self.begun

    def over(self, state: RetryCallState) -> bool:
        """Whether the attempt just failed was the last one."""
        error = state.outcome.exception() if state.outcome else None
        self._hard += getattr(error, "status_code", None) != _TOO_MANY
        waited = time.monotonic() - self.begun if self.begun is not None else 0.0
        return self._hard >= self.endpoint.attempts or waited + self.wait(state) > self.endpoint.patience

    def wait(self, state: RetryCallState) -> float:
        """Seconds before the next attempt asks the pacer for a place."""
        from tenacity import wait_exponential, wait_random  # only for live calls

        error = state.outcome.exception() if state.outcome else None
        if error is not None and is_for_load(error):
            return 0.0
        pause = self.endpoint.pause
        return wait_exponential(multiplier=pause, max=30.0)(state) + wait_random(0, pause)(state)


def _tell(error: Exception, turn: Turn, bill: Bill | None) -> None:
    """Say to pacer and purse what a failure means for the others, and what it costs."""
    response = getattr(error, "response", None)
    turn.headers = getattr(response, "headers", turn.headers)
    turn.refused, turn.wait, turn.late = is_for_load(error), asked_to_wait(error), is_slowness(error)
    if bill is not None and (response is not None or was_not_sent(error)):
        bill.settle(0, 0)  # a status that refuses is not charged; anything else may have been


def _guessed(completion: Completion) -> int:
    """Tokens of an answer whose endpoint does not tell."""
    return len(words(completion).encode("utf-8", "replace")) // _BYTES_A_TOKEN + 1


def provider_label(base_url: str) -> str:
    """Return the endpoint's label: host, port and path; no user, password or query, and no key in the path."""
    parts = urlsplit(base_url)
    return (parts.netloc.rpartition("@")[2].lower() + path_without_keys(parts.path)).rstrip("/")


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
    except (ValueError, RecursionError):
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
