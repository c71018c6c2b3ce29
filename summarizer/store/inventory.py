"""What the cache holds, model by model."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from summarizer.store.database import Database

_MODELS = """
SELECT provider, model, count(*), total(hits), total(input_tokens), total(output_tokens),
  total(hits * input_tokens), total(hits * output_tokens), total(bytes), min(created), max(used)
FROM exchanges GROUP BY provider, model ORDER BY count(*) DESC, provider, model
"""


@dataclass(frozen=True, slots=True)
class ModelEntries:
    """What is kept of one model at one endpoint.

    Attributes:
        provider: label of the endpoint.
        model: its name there.
        entries: exchanges that are kept.
        hits: how often they answered in place of the model.
        input_tokens: what it reported to have read for them.
        output_tokens: what it reported to have answered.
        saved_input_tokens: the same for the times that it was not asked.
        saved_output_tokens: the same.
        bytes: length of all requests and completions.
        oldest: when the oldest was kept, in seconds since 1970.
        used: when one was last used, or kept.
    """

    provider: str
    model: str
    entries: int
    hits: int
    input_tokens: int
    output_tokens: int
    saved_input_tokens: int
    saved_output_tokens: int
    bytes: int
    oldest: float
    used: float


@dataclass(frozen=True, slots=True)
class CacheInfo:
    """What the cache holds: its file, its bytes on disk, and what is kept of each model."""

    path: Path
    bytes: int = 0
    models: tuple[ModelEntries, ...] = ()

    @property
    def entries(self) -> int:
        """Exchanges that are kept."""
        return self._total(lambda model: model.entries)

    @property
    def hits(self) -> int:
        """How often they answered in place of a model."""
        return self._total(lambda model: model.hits)

    @property
    def hit_rate(self) -> float:
        """Share of requests that the cache answered, 0 to 1, if each entry was asked for once."""
        return self.hits / (self.hits + self.entries) if self.entries else 0.0

    @property
    def input_tokens(self) -> int:
        """Tokens that went into what is kept."""
        return self._total(lambda model: model.input_tokens)

    @property
    def output_tokens(self) -> int:
        """Tokens that came back."""
        return self._total(lambda model: model.output_tokens)

    def _total(self, count: Callable[[ModelEntries], int]) -> int:
        return sum(map(count, self.models))


def inventory(database: Database) -> CacheInfo:
    """Count what the database holds; an absent file is an empty cache, and stays absent.

    Raises:
        sqlite3.Error: the file cannot be used.
        OSError: the same.
    """
    if not database.exists():
        return CacheInfo(database.path)

    def count(connection: sqlite3.Connection) -> tuple[ModelEntries, ...]:
        return tuple(ModelEntries(row[0], row[1], *map(int, row[2:9]), *row[9:]) for row in connection.execute(_MODELS))

    models = database.read(count)
    # the file of shared memory goes when the last user does
    size = sum(part.stat().st_size for part in database.parts() if not part.name.endswith("-shm"))
    return CacheInfo(database.path, size, models)
