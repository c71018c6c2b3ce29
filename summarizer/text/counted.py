"""Numbers with the word for what is counted."""

from __future__ import annotations


def counted(number: int, one: str, more: str = "") -> str:
    """`1 article`, `1,204 articles`.

    Args:
        number: how many.
        one: the word for one.
        more: the word for another number; by default the same with an s.
    """
    return f"{number:,} {one if number == 1 else more or f'{one}s'}"
