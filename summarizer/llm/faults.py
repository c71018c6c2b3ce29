"""Foreign failures of an endpoint, told as errors of ours that say what to do; no key is ever in a message."""

from __future__ import annotations

import errno
import math
import os
import re
import socket
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, TypeVar

from summarizer.errors import Denied, ModelError, RateLimited, Rejected, Unavailable
from summarizer.llm.blotting import blotted

if TYPE_CHECKING:
    from openai import APIStatusError

_RETRIED_STATUSES = frozenset({408, 409, 429})
_LOADED = frozenset({429, 503, 529})
_FOR_ALL = frozenset({401, 402, 403, 404})
"""Statuses that any other request of the run would meet as well."""
_NO_CREDIT = frozenset({"insufficient_quota", "billing_hard_limit_reached", "billing_not_active"})
_TOO_LONG = re.compile(
    r"context.{0,10}(length|window|size)|too long|too large|too many tokens|maximum.{0,20}tokens", re.IGNORECASE
)
_SAID_LENGTH = 300
_E = TypeVar("_E", bound=BaseException)


class NotACompletionError(Exception):
    """A response with status 200 that holds no chat completion, such as one cut off on its way."""


class WebPageError(Exception):
    """A web page with status 200: most often the address is wrong, so that trying again is of no use."""


def foreign() -> tuple[type[Exception], ...]:
    """Return the exceptions that a call may end with and that `translated` knows."""
    from openai import OpenAIError  # heavy: only when a model is asked

    return OpenAIError, TimeoutError, NotACompletionError, WebPageError, UnicodeEncodeError


def is_passing(error: BaseException) -> bool:
    """Whether the failure may be gone at the next attempt."""
    from openai import APIConnectionError, APIStatusError  # heavy: only when a model is asked

    if isinstance(error, APIStatusError):
        return (error.status_code in _RETRIED_STATUSES or error.status_code >= 500) and not _is_out_of_credit(error)
    return isinstance(error, APIConnectionError | TimeoutError | NotACompletionError) and not _is_hopeless(error)


def is_for_load(error: BaseException) -> bool:
    """Whether the endpoint turned the attempt away since it has too many: everybody should wait."""
    return getattr(error, "status_code", None) in _LOADED and is_passing(error)


def is_slowness(error: BaseException) -> bool:
    """Whether no whole answer came in time."""
    from openai import APITimeoutError  # heavy: only when a model is asked

    return isinstance(error, APITimeoutError | TimeoutError)


def was_not_sent(error: BaseException) -> bool:
    """Whether no connection was made, or the request could not be written down: nothing can have been charged."""
    from httpx2 import ConnectError, ConnectTimeout, PoolTimeout, ProxyError, UnsupportedProtocol  # heavy: the same

    never_made = (UnicodeEncodeError, ConnectError, ConnectTimeout, PoolTimeout, ProxyError, UnsupportedProtocol)
    return _cause(error, *never_made) is not None


def _is_hopeless(error: BaseException) -> bool:
    """Whether the connection fails by what does not pass: a certificate, a kind of address, redirects in a ring."""
    from httpx2 import TooManyRedirects, UnsupportedProtocol  # heavy: only when a model is asked

    return _cause(error, ssl.SSLCertVerificationError, UnsupportedProtocol, TooManyRedirects) is not None


def _cause(error: BaseException, *kinds: type[_E]) -> _E | None:
    """The error, or the first one that it was made from, of one of these kinds."""
    return next((cause for cause in _causes(error) if isinstance(cause, kinds)), None)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error, and what it was made from in turn."""
    while error is not None:
        yield error
        error = error.__cause__


def asked_to_wait(error: BaseException | None, now: datetime | None = None) -> float | None:
    """Return the seconds that the endpoint asks to wait for, by `retry-after-ms` or `retry-after`, or None."""
    from openai import APIStatusError  # heavy: only when a model is asked

    if not isinstance(error, APIStatusError):
        return None
    headers = error.response.headers
    milliseconds = _seconds(headers.get("retry-after-ms", ""))
    if milliseconds is not None:
        return milliseconds / 1000
    after = headers.get("retry-after", "")
    seconds = _seconds(after)
    return seconds if seconds is not None else _until(after, now or datetime.now(UTC))


@dataclass(frozen=True, slots=True)
class Attempted:
    """What an error's message tells of the request.

    Attributes:
        provider: label of the endpoint.
        model: the model asked for.
        api_key: to be blotted out should the endpoint repeat it.
        variable: the environment's variable that the key comes from.
        timeout: seconds that one attempt was given.
        attempts: how many there were.
    """

    provider: str
    model: str
    api_key: str = field(repr=False)
    variable: str
    timeout: float
    attempts: int

    @property
    def tries(self) -> str:
        """`3 attempts`."""
        return "1 attempt" if self.attempts == 1 else f"{self.attempts} attempts"


def translated(error: BaseException, asked: Attempted) -> ModelError:
    """Return the error to raise in place of the foreign one that the last attempt ended with."""
    known = _known(error, asked)
    known.attempts = asked.attempts
    return known


def _known(error: BaseException, asked: Attempted) -> ModelError:
    from openai import APIStatusError  # heavy: only when a model is asked

    provider, tries = asked.provider, asked.tries
    if isinstance(error, APIStatusError):
        return _of_status(error, asked)
    if is_slowness(error) and not was_not_sent(error):
        return Unavailable(
            f"{provider} gave no whole answer within {asked.timeout:g} s ({tries}); raise the time-out or try again "
            f"later."
        )
    if isinstance(error, WebPageError):
        return Unavailable(f"{provider} answered with a web page; check its address, which often ends in /v1.")
    if isinstance(error, NotACompletionError):
        return Unavailable(f"{provider} {blotted(str(error), asked.api_key)} ({tries}).")
    if isinstance(error, UnicodeEncodeError):
        return Rejected(
            "The request holds half of a surrogate pair, which cannot be sent as UTF-8; the article is damaged there."
        )
    return Unavailable(_unreached(error, asked))


def _unreached(error: BaseException, asked: Attempted) -> str:
    """Say why there is no connection, or why it did not hold, and what to do."""
    from httpx2 import ProxyError, UnsupportedProtocol  # heavy: only when a model is asked

    provider, why = asked.provider, f"({blotted(_reason(error), asked.api_key)}; {asked.tries})"
    system = _cause(error, OSError)
    if _cause(error, ssl.SSLCertVerificationError):
        return (
            f"{provider} shows a certificate that is not trusted {why}; check the address, or set SSL_CERT_FILE to a "
            "PEM file that holds the certificate of its authority."
        )
    if _cause(error, ProxyError):
        return f"{provider} cannot be reached through the proxy {why}; check HTTPS_PROXY, HTTP_PROXY and NO_PROXY."
    if _cause(error, UnsupportedProtocol):
        return f"{provider} cannot be reached {why}; correct its address, or that of the proxy."
    if system is not None and system.errno in {errno.EMFILE, errno.ENFILE}:
        return f"{provider} cannot be reached {why}; ask less at once (--concurrency), or raise ulimit -n."
    if was_not_sent(error):
        return f"{provider} cannot be reached {why}; check the address and the network."
    return f"{provider} gave no whole answer {why}; try again later."


def _reason(error: BaseException) -> str:
    """What the operating system, or else the library, says: in its own words, and without the address."""
    system = next((cause for cause in reversed([*_causes(error)]) if isinstance(cause, OSError)), None)
    if isinstance(system, ssl.SSLCertVerificationError):
        return system.verify_message
    if isinstance(system, TimeoutError):
        return "no connection in time"
    if isinstance(system, ssl.SSLError | socket.gaierror):
        return str(system.strerror)
    if system is not None:
        return os.strerror(system.errno) if system.errno else type(system).__name__
    return str(error.__cause__ or error) or type(error).__name__


def _of_status(error: APIStatusError, asked: Attempted) -> ModelError:
    status, provider, said = error.status_code, asked.provider, _said(error, asked.api_key)
    if not is_passing(error):
        kind = Denied if status in _FOR_ALL or _is_out_of_credit(error) else Rejected
        return kind(f"{provider} {_rejection(error, asked, said)}.")
    if status == 429:
        return RateLimited(
            f"{provider} refused for its rate ({asked.tries}){said}; ask less at once, or try again later."
        )
    return Unavailable(f"{provider} failed with status {status} ({asked.tries}){said}; try again later.")


def _rejection(error: APIStatusError, asked: Attempted, said: str) -> str:
    """Say what was refused, and what to do."""
    status, model = error.status_code, asked.model
    if status in {401, 403}:
        # what the endpoint says here often repeats a part of the key, so it is left out
        return f"does not accept the key (status {status}); set {asked.variable} to one that is valid there for {model}"
    if status == 407:
        return "is behind a proxy that wants a name and password (status 407); set HTTP_PROXY=http://NAME:PASSWORD@HOST"
    if status == 402 or _is_out_of_credit(error):
        return f"says that the account has no credit left (status {status}); add some, or use another key or endpoint"
    if status == 404:
        return f"knows no model {model!r} at this address (status 404){said}; check its name and the address"
    if status == 413 or _TOO_LONG.search(said):
        return f"finds the request too long for {model!r} (status {status}){said}; use a model with a larger context"
    return f"will not take the request (status {status}){said}; check the mode and the parameters for this model"


def _is_out_of_credit(error: APIStatusError) -> bool:
    return bool(_NO_CREDIT & {str(error.code), str(error.type)})


def _said(error: APIStatusError, api_key: str) -> str:
    """Quote the endpoint, ready to follow a clause; nothing where it answers in HTML."""
    body = error.body
    message = body.get("message") if isinstance(body, Mapping) else body
    if not isinstance(message, str) or message.lstrip().startswith("<"):
        return ""
    said = blotted(" ".join(message.split()), api_key)
    return f": {said[:_SAID_LENGTH].rstrip('. ')}" if said else ""


def _seconds(value: str) -> float | None:
    try:
        seconds = float(value)
    except ValueError:
        return None
    return seconds if seconds >= 0 and math.isfinite(seconds) else None


def _until(value: str, now: datetime) -> float | None:
    try:
        date = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (date.replace(tzinfo=date.tzinfo or UTC) - now).total_seconds())
