"""What earlier exchanges of the same form took, for a forecast of what a further one will."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

_OUTPUT = "SELECT output_tokens FROM exchanges WHERE form = ? AND output_tokens > 0 ORDER BY output_tokens"
_INPUT = "SELECT total(input_tokens), total(characters) FROM exchanges WHERE form = ? AND input_tokens > 0"


@dataclass(frozen=True, slots=True)
class PastTokens:
    """What kept exchanges of one form took.

    Attributes:
        count: how many of them report their output tokens.
        p10: output tokens that a tenth of them stayed under.
        p50: the median.
        p90: output tokens that nine tenths of them stayed under.
        input_per_character: reported input tokens (schema and all) for each code point of the messages; None where
            none reports its input.
    """

    count: int
    p10: float
    p50: float
    p90: float
    input_per_character: float | None


def past_tokens(connection: sqlite3.Connection, form: str) -> PastTokens | None:
    """Sum up the exchanges of one form; None where none of them reports its tokens."""
    outputs = [int(row[0]) for row in connection.execute(_OUTPUT, (form,))]
    if not outputs:
        return None
    sent, characters = connection.execute(_INPUT, (form,)).fetchone()
    tenth, half, ninth = (_percentile(outputs, share) for share in (0.1, 0.5, 0.9))
    return PastTokens(len(outputs), tenth, half, ninth, sent / characters if characters else None)


def _percentile(ordered: list[int], share: float) -> float:
    """The value at a share of the way through, between two neighbours in proportion (as numpy's default)."""
    place = share * (len(ordered) - 1)
    low, high = ordered[int(place)], ordered[min(int(place) + 1, len(ordered) - 1)]
    return low + (high - low) * (place - int(place))
