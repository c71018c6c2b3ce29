"""What is made of single words, remembered: an article has the same few words over and over, a run even more so."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

__all__ = ["WordMemory"]

T = TypeVar("T")


class WordMemory(dict[str, T]):
    """By word, what a function makes of it; a dictionary, because a look-up in one is what each word costs.

    All is forgotten when it is more than `most` words.
    """

    def __init__(self, make: Callable[[str], T], most: int = 20_000) -> None:
        super().__init__()
        self._make = make
        self._most = most

    def __missing__(self, word: str) -> T:
        if len(self) >= self._most:
            self.clear()
        made = self[word] = self._make(word)
        return made
