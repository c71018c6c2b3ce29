"""Where a job's exchanges are kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.errors import UserError

if TYPE_CHECKING:
    from summarizer.llm.keeping import Keeping
    from summarizer.llm.log import ExchangeLog


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchanges:
    """Where a job's exchanges are kept, as its user says it; see `open_job`.

    Raises:
        UserError: they are to be recorded and replayed at once.
    """

    cache: Path | bool
    refresh: bool
    record: Path | None
    replay: Path | None

    def __post_init__(self) -> None:
        if self.record and self.replay:
            raise UserError("Recording and replaying at once makes no sense; give one of the two folders.")

    def opened(self, log: ExchangeLog | None) -> Keeping:
        """The same for one language model, with its own connection to the cache; its owner closes it."""
        from summarizer.llm.keeping import Keeping
        from summarizer.store.cache import Cache
        from summarizer.store.recordings import Recordings

        cached = self.cache is not False and not self.replay
        return Keeping(
            store=Cache(self.cache if isinstance(self.cache, Path) else None) if cached else None,
            refresh=self.refresh,
            recordings=Recordings(self.record) if self.record else None,
            replay=Recordings(self.replay) if self.replay else None,
            log=log,
        )
