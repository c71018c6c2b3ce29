"""Drafts of an article's parts made one: topics by label, claims by evidence and words, quotes by their reference."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from summarizer.grounding.ground import Data


def merge(drafts: Sequence[Data]) -> Data:
    """Join article summaries' drafts, in the parts' order.

    Args:
        drafts: each part's draft; references are the whole article's, so that they stay as they are.

    Returns:
        A draft without headline and abstract. What a later part says again of the head is left out.
    """
    return {
        "topics": _topics(topic for draft in drafts for topic in draft["topics"]),
        "claims": _once((claim for draft in drafts for claim in draft["claims"]), _claim_key),
        "quotes": _once((quote for draft in drafts for quote in draft["quotes"]), lambda quote: quote["words"].strip()),
    }


def _topics(topics: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    merged: dict[str, dict[str, Any]] = {}
    for topic in topics:
        known = merged.setdefault(_folded(topic["label"]), {**topic, "evidence": []})
        known["evidence"] = [*dict.fromkeys([*known["evidence"], *topic["evidence"]])]
    return list(merged.values())


def _once(items: Iterable[dict[str, Any]], key: Callable[[dict[str, Any]], object]) -> list[dict[str, Any]]:
    found: dict[object, dict[str, Any]] = {}
    for item in items:
        found.setdefault(key(item), item)
    return list(found.values())


def _claim_key(claim: dict[str, Any]) -> tuple[str, frozenset[str]]:
    return _folded(claim["text"]), frozenset(claim["evidence"])


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
