"""Usage: what an answer took."""

from __future__ import annotations

from pydantic import Field

from summarizer.schema.span import Frozen


class Usage(Frozen):
    """What an article took of a model; usages add up."""

    calls: int = Field(default=0, description="Completions used, from the store or not.")
    input_tokens: int = Field(default=0, description="Tokens sent in live calls; the store costs none.")
    output_tokens: int = Field(default=0, description="Tokens answered in live calls.")
    cost_usd: float | None = Field(
        default=None, description="Price of the live calls in US dollars; null where it is not known."
    )
    cached: int = Field(default=0, description="How many of the calls the store answered.")

    def __add__(self, other: Usage) -> Usage:
        costs = [usage.cost_usd for usage in (self, other) if usage.cost_usd is not None]
        return Usage(
            calls=self.calls + other.calls,
            input_tokens=self.input_tokens + other.input_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
            cost_usd=sum(costs) if costs else None,
            cached=self.cached + other.cached,
        )
