"""Prices: what a model's tokens cost, from the data that genai-prices brings along; nothing is fetched."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from summarizer.errors import UserError
from summarizer.llm.providers import preset_at

_MILLION = Decimal(1_000_000)
_LOCAL = "local"
"""How the label of a model in this process begins."""


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars per million tokens.

    Attributes:
        input_per_million: for tokens sent.
        output_per_million: for tokens answered, those of reasoning included.
        cached_input_per_million: for those of the tokens sent that the provider still had; None where it is the same.
    """

    input_per_million: Decimal
    output_per_million: Decimal
    cached_input_per_million: Decimal | None = None

    def of(self, input_tokens: int, output_tokens: int, cached_input_tokens: int = 0) -> float:
        """US dollars for an exchange.

        Args:
            input_tokens: all that were sent.
            output_tokens: all that were answered.
            cached_input_tokens: how many of the sent ones the provider still had.
        """
        again = min(cached_input_tokens, input_tokens)
        cached = self.input_per_million if self.cached_input_per_million is None else self.cached_input_per_million
        whole = (
            (input_tokens - again) * self.input_per_million + again * cached + output_tokens * self.output_per_million
        )
        return float(whole / _MILLION)


FREE = Price(Decimal(0), Decimal(0))
"""Of models on this computer."""


def price_of(provider: str, model: str) -> Price | None:
    """The price of a model today, or None where it is not known.

    Args:
        provider: label of the endpoint, such as `api.openai.com/v1`; a label tells a local server only by its usual
            port, and what any other one costs its owner knows.
        model: its name there.

    Returns:
        The price of ordinary requests; a dearer one for very long inputs, which no article is, is left out.
    """
    if is_free(provider):
        return FREE
    from genai_prices import Usage, calc_price  # takes a quarter of a second

    try:
        found = calc_price(Usage(input_tokens=0, output_tokens=0), model, provider_api_url=f"https://{provider}")
    except LookupError:
        return None
    said = found.model_price
    into, out = _usual(said.input_mtok), _usual(said.output_mtok)
    return None if into is None or out is None else Price(into, out, _usual(said.cache_read_mtok))


def is_free(provider: str) -> bool:
    """Whether the label is that of a model in this process, or of a server at its usual port on this computer."""
    preset = preset_at(f"http://{provider}")
    return provider.partition("/")[0] == _LOCAL or (preset is not None and preset.local)


def parse_price(said: str) -> Price:
    """Read a price that a user states.

    Args:
        said: `IN,OUT` in US dollars per million tokens, such as `0.25,2`; a third number is that for cached input.

    Raises:
        UserError: it is no such thing.
    """
    try:
        numbers = [Decimal(part.strip().removeprefix("$")) for part in said.split(",")]
    except InvalidOperation:
        numbers = []
    if len(numbers) not in {2, 3} or not all(number.is_finite() and number >= 0 for number in numbers):
        raise UserError(
            f"{said!r} is no price; give US dollars per million tokens sent and answered, such as --price 0.25,2."
        )
    return Price(*numbers)


def _usual(price: object) -> Decimal | None:
    """The price itself, or the first of its tiers."""
    first = getattr(price, "base", price)
    return first if isinstance(first, Decimal) else None
