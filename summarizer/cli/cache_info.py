"""What `summarizer cache info` says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summarizer.store.inventory import CacheInfo, ModelEntries

_HEADS = ("model", "entries", "hits", "tokens in", "tokens out", "cost", "saved")


def lines(found: CacheInfo) -> Iterator[str]:
    """The lines for people: the whole, then each model."""
    from summarizer.cli.amounts import size_text
    from summarizer.text.printable import printable

    whole = row(found)
    yield printable(f"path     {found.path}")
    yield f"entries  {found.entries:,}"
    yield f"size     {size_text(found.bytes)}"
    yield f"hits     {found.hits:,} ({found.hit_rate:.1%} of what was asked)"
    yield f"tokens   {found.input_tokens:,} in, {found.output_tokens:,} out"
    saved_in, saved_out, dollars = (whole[f"saved_{what}"] for what in ("input_tokens", "output_tokens", "usd"))
    yield f"saved    {saved_in:,} in, {saved_out:,} out · {_dollars(dollars)}"
    if not found.models:
        return
    table = [_HEADS, *(_cells(model) for model in whole["models"])]
    widths = [max(len(cells[column]) for cells in table) for column in range(len(_HEADS))]
    yield ""
    for cells in table:
        rest = (cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True))
        yield "  ".join([cells[0].ljust(widths[0]), *rest])
    if unpriced := [model["model"] for model in whole["models"] if model["cost_usd"] is None]:
        yield printable(f"\nNo price is known for {', '.join(dict.fromkeys(unpriced))}; sums are of the others.")


def row(found: CacheInfo) -> dict[str, Any]:
    """The same for programs; dollars are at today's prices, and null where none is known."""
    models = [_model(model) for model in found.models]
    return {
        "path": str(found.path),
        "entries": found.entries,
        "bytes": found.bytes,
        "hits": found.hits,
        "hit_rate": round(found.hit_rate, 4),
        "input_tokens": found.input_tokens,
        "output_tokens": found.output_tokens,
        "saved_input_tokens": sum(model["saved_input_tokens"] for model in models),
        "saved_output_tokens": sum(model["saved_output_tokens"] for model in models),
        "cost_usd": _sum([model["cost_usd"] for model in models]),
        "saved_usd": _sum([model["saved_usd"] for model in models]),
        "models": models,
    }


def _model(model: ModelEntries) -> dict[str, Any]:
    from dataclasses import asdict
    from datetime import UTC, datetime

    from summarizer.llm.prices import price_of

    price = price_of(model.provider, model.model)
    times = {
        name: datetime.fromtimestamp(getattr(model, name), UTC).isoformat("T", "seconds") for name in ("oldest", "used")
    }
    return {
        **asdict(model),
        **times,
        "cost_usd": price and price.of(model.input_tokens, model.output_tokens),
        "saved_usd": price and price.of(model.saved_input_tokens, model.saved_output_tokens),
    }


def _cells(model: dict[str, Any]) -> tuple[str, ...]:
    from summarizer.text.printable import printable

    counts = (f"{model[name]:,}" for name in ("entries", "hits", "input_tokens", "output_tokens"))
    name = printable(f"{model['model']} at {model['provider']}")
    return (name, *counts, _dollars(model["cost_usd"]), _dollars(model["saved_usd"]))


def _sum(dollars: Sequence[float | None]) -> float | None:
    known = [each for each in dollars if each is not None]
    return sum(known) if known else None


def _dollars(dollars: float | None) -> str:
    return (
        "price unknown" if dollars is None else f"${dollars:,.2f}" if dollars >= 1 or not dollars else f"${dollars:.4f}"
    )
