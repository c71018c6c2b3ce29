"""Usage: what an answer took."""

from __future__ import annotations

from pydantic import Field

from summarizer.schema.span import Frozen


class Usage(Frozen):
    """What an article took of a model; usages add up."""

    calls: int = Field(default=0, description="Completions used, from the store or not.")
    input_tokens: int = Field(default=0, description="Tokens sent in live calls; the store costs none.")
    output_tokens: int = Field(default=0, description="Tokens answered in live calls, those of reasoning included.")
    cached_input_tokens: int = Field(
        default=0, description="How many of the tokens sent the provider still had, at a lower price."
    )
    reasoning_tokens: int = Field(default=0, description="How many of the tokens answered were reasoning.")
    cost_usd: float | None = Field(
        default=None, description="Price of the live calls in US dollars; null where it is not known."
    )
    cached: int = Field(default=0, description="How many of the calls the store answered.")
    reasks: int = Field(default=0, description="How many of the calls sent back an answer that did not fit its schema.")
    repairs: int = Field(default=0, description="How often what failed to hold was asked once more.")
    failed_attempts: int = Field(
        default=0, description="Requests that brought no completion, such as those refused for the rate."
    )

    def __add__(self, other: Usage) -> Usage:
        costs = [usage.cost_usd for usage in (self, other) if usage.cost_usd is not None]
        return Usage(
            calls=self.calls + other.calls,
            input_tokens=self.input_tokens + other.input_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
            cached_input_tokens=self.cached_input_tokens + other.cached_input_tokens,
            reasoning_tokens=self.reasoning_tokens + other.reasoning_tokens,
            cost_usd=sum(costs) if costs else None,
            cached=self.cached + other.cached,
            reasks=self.reasks + other.reasks,
            repairs=self.repairs + other.repairs,
            failed_attempts=self.failed_attempts + other.failed_attempts,
        )
