"""On what terms a language model is asked: where it is, and how it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.llm.body import Mode
    from summarizer.store.exchange import JSON
    from summarizer.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Access:
    """Where a model is, and what is known of the endpoint there.

    Attributes:
        base_url: address of the endpoint; by default the provider's, or that in `OPENAI_BASE_URL`, or OpenAI's own.
        api_key: by default that in the provider's variable, such as `OPENAI_API_KEY`; a local endpoint needs none.
        timeout: seconds that one attempt may take.
        concurrency: attempts in flight at most.
        rpm: requests per minute, None where not known.
        tpm: tokens per minute, None where not known.
        price: what the model's tokens cost, as `parse_price` reads it; by default as far as it is known.
        ledger: what requests are paid from, where there is a ceiling.
    """

    base_url: str | None = None
    api_key: str | None = field(default=None, repr=False)
    _: KW_ONLY
    timeout: float = 120.0
    concurrency: int = 16
    rpm: float | None = None
    tpm: float | None = None
    price: str | None = None
    ledger: Ledger | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """How a model is asked.

    Attributes:
        mode: how the schema is sent; by default in the surest way that the endpoint takes, which is learned from its
            refusals and kept in the store.
        strict: send the schema as strict modes take it, so that the endpoint holds the answer to it as it is written,
            and in no other way; modes `tools` and `json_schema` only.
        parameters: further fields of each request body, such as `temperature`; `max_tokens` is the cap on an answer.
            They are renamed or left out where the endpoint wants it so.
    """

    mode: Mode | None = None
    _: KW_ONLY
    strict: bool = False
    parameters: Mapping[str, JSON] | None = None
