"""Foreign failures of an endpoint, told as errors of ours that say what to do; no key is ever in a message."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from summarizer.errors import ModelError, RateLimited, Rejected, Unavailable

if TYPE_CHECKING:
    from openai import APIStatusError

_RETRIED_STATUSES = frozenset({408, 409, 429})
_NO_CREDIT = frozenset({"insufficient_quota", "billing_hard_limit_reached", "billing_not_active"})
_TOO_LONG = re.compile(
    r"context.{0,10}(length|window|size)|too long|too large|too many tokens|maximum.{0,20}tokens", re.IGNORECASE
)
_KEY_LIKE = re.compile(r"\b(sk|pk|gsk|xai|key|api)[-_][\w*.-]{6,}|\bBearer\s+\S+", re.IGNORECASE)
_SHORTEST_KEY = 8
_SAID_LENGTH = 300


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
    return isinstance(error, APIConnectionError | TimeoutError | NotACompletionError)


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


def translated(
    error: BaseException, *, provider: str, model: str, api_key: str, timeout: float, attempts: int
) -> ModelError:
    """Return the error to raise in place of a foreign one.

    Args:
        error: what the last attempt ended with.
        provider: label of the endpoint, for the message.
        model: the model asked for, for the message.
        api_key: the key, to be blotted out should the endpoint repeat it.
        timeout: seconds that one attempt was given.
        attempts: how many attempts there were.
    """
    from openai import APIStatusError, APITimeoutError  # heavy: only when a model is asked

    tries = "1 attempt" if attempts == 1 else f"{attempts} attempts"
    if isinstance(error, APIStatusError):
        return _of_status(error, provider=provider, model=model, said=_said(error, api_key), tries=tries)
    if isinstance(error, TimeoutError | APITimeoutError):
        return Unavailable(
            f"{provider} gave no whole answer within {timeout:g} s ({tries}); raise the time-out or try again later."
        )
    if isinstance(error, WebPageError):
        return Unavailable(f"{provider} answered with a web page; check OPENAI_BASE_URL, which often ends in /v1.")
    if isinstance(error, NotACompletionError):
        return Unavailable(f"{provider} {_blotted(str(error), api_key)} ({tries}).")
    if isinstance(error, UnicodeEncodeError):
        return Rejected(
            "The request holds half of a surrogate pair, which cannot be sent as UTF-8; the article is damaged there."
        )
    reason = _blotted(str(error.__cause__ or error), api_key) or type(error).__name__
    return Unavailable(f"{provider} cannot be reached ({reason}; {tries}); check the address and the network.")


def _of_status(error: APIStatusError, *, provider: str, model: str, said: str, tries: str) -> ModelError:
    status = error.status_code
    if not is_passing(error):
        return Rejected(f"{provider} {_rejection(error, model, said)}.")
    if status == 429:
        return RateLimited(f"{provider} refused for its rate ({tries}){said}; ask less at once, or try again later.")
    return Unavailable(f"{provider} failed with status {status} ({tries}){said}; try again later.")


def _rejection(error: APIStatusError, model: str, said: str) -> str:
    """Say what was refused, and what to do."""
    status = error.status_code
    if status in {401, 403}:
        # what the endpoint says here often repeats a part of the key, so it is left out
        return (
            f"does not accept the key (status {status}); set OPENAI_API_KEY to one that is valid there for this model"
        )
    if status == 402 or _is_out_of_credit(error):
        return f"says that the account has no credit left (status {status}); add some, or use another key or endpoint"
    if status == 404:
        return (
            f"knows no model {model!r} at this address (status 404){said}; check the model's name and OPENAI_BASE_URL"
        )
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
    said = _blotted(" ".join(message.split()), api_key)
    return f": {said[:_SAID_LENGTH].rstrip('. ')}" if said else ""


def _blotted(text: str, api_key: str) -> str:
    """Return the text without the key and without anything that looks like one."""
    secret = len(api_key) >= _SHORTEST_KEY  # a word given to an endpoint that reads no key may stand anywhere
    return _KEY_LIKE.sub("…", text.replace(api_key, "…") if secret else text)


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
