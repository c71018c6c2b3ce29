"""Amounts as people write them: `30d`, `2GB`; and sizes as people read them."""

from __future__ import annotations

import math
import re

from summarizer.errors import UserError

_AMOUNT = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([A-Za-z]*)\s*")
_SECONDS = {"s": 1, "m": 60, "min": 60, "h": 3600, "d": 86_400, "w": 604_800, "y": 31_557_600}
_BYTES = {"": 1, "b": 1} | {
    f"{letter}{ending}": base**power
    for power, letter in enumerate("kmgt", 1)
    for ending, base in (("", 1000), ("b", 1000), ("ib", 1024))
}


def parse_duration(said: str) -> float:
    """Read a duration such as `30d`, `12h` or `2w`, in seconds.

    Raises:
        UserError: it is no such thing.
    """
    return _parse(said, _SECONDS, f"{said!r} is no duration; give one such as 30d, 12h or 2w.")


def parse_size(said: str) -> int:
    """Read a size such as `2GB`, `500MB` or `1.5GiB`, in bytes.

    Raises:
        UserError: it is no such thing.
    """
    return math.floor(_parse(said, _BYTES, f"{said!r} is no size; give one such as 2GB, 500MB or 1.5GiB."))


def size_text(size: float) -> str:
    """A size for people: `1.5 GB`."""
    for unit in ("bytes", "kB", "MB", "GB"):
        if size < 1000:
            return f"{size:,.0f} {unit}" if unit == "bytes" else f"{size:,.1f} {unit}"
        size /= 1000
    return f"{size:,.1f} TB"


def _parse(said: str, units: dict[str, int], complaint: str) -> float:
    match = _AMOUNT.fullmatch(said)
    unit = units.get(match[2].lower()) if match else None
    if match is None or unit is None:
        raise UserError(complaint)
    return float(match[1]) * unit
