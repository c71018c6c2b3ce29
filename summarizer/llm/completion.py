"""What a raw chat completion says: its words, and the reasons for which it is no answer."""

from __future__ import annotations

from summarizer.errors import Filtered, ModelError, Refused, Truncated, Unavailable
from summarizer.store.exchange import JSON, Completion


def words(completion: Completion) -> str:
    """Return the answer as it came: the arguments of the first tool call, or the text, or nothing."""
    message = _choice(completion).get("message", {})
    calls = message.get("tool_calls") or [{"function": message.get("function_call")}]
    call = calls[0] if isinstance(calls, list) else None
    function = call.get("function") if isinstance(call, dict) else None
    arguments = function.get("arguments") if isinstance(function, dict) else None
    return _text(arguments) or _text(message.get("content"))


def fault(completion: Completion) -> ModelError | None:
    """Say why the completion is no answer, as the error to raise; None where it may be one."""
    if reason := broken(completion):
        return Unavailable(f"The endpoint {reason}.", answer=words(completion))
    choice, answer = _choice(completion), words(completion)
    finish, refusal = choice.get("finish_reason"), _text(choice["message"].get("refusal"))
    if refusal:
        return Refused(f"The model declined: {refusal}", answer=refusal)
    if finish == "content_filter":
        return Filtered("The provider's content filter stopped the answer.", answer=answer)
    if finish == "length":
        return Truncated(
            "The answer ended at the length limit; allow more output tokens or use a shorter article.", answer=answer
        )
    return None


def broken(completion: Completion) -> str:
    """Say what the endpoint did in place of answering, as the predicate of a sentence; empty where it answered."""
    choice = _choice(completion)
    if not choice:
        return f"answered without a choice{_said(completion.get('error'))}"
    if choice.get("finish_reason") == "error" or choice.get("error"):
        return f"broke off its answer{_said(choice.get('error'))}"
    return ""


def storable(completion: Completion) -> bool:
    """Whether the completion is a whole answer, that may stand for later equal requests."""
    return fault(completion) is None and bool(words(completion))


def _choice(completion: Completion) -> dict[str, JSON]:
    """Return the first choice, or an empty one where there is none with a message."""
    choices = completion.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    return choice if isinstance(choice, dict) and isinstance(choice.get("message"), dict) else {}


def _text(value: JSON) -> str:
    return value if isinstance(value, str) else ""


def _said(error: JSON) -> str:
    """Quote the error object inside a completion, where there is one."""
    said = _text(error.get("message")) if isinstance(error, dict) else _text(error)
    return f": {said[:300]}" if said else ""
