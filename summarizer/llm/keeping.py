"""Where a model's exchanges are kept, and where its answers may come from in place of a live call."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.llm.complete import Complete, recorded, stored
from summarizer.llm.log import ExchangeLog, logged
from summarizer.store.exchange import Store
from summarizer.store.recordings import Recordings


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """Where a model's exchanges are kept.

    Attributes:
        store: where finished exchanges are kept and looked up, and what was learned of the model.
        refresh: ask anew although the store has an answer.
        recordings: where every exchange is written as well.
        replay: answer from these alone; provider, mode and parameters are the recorded ones where they are not given.
        log: where a line about each exchange goes.
    """

    store: Store | None = None
    refresh: bool = False
    recordings: Recordings | None = None
    replay: Recordings | None = None
    log: ExchangeLog | None = None

    def around(self, complete: Complete) -> Complete:
        """A live `Complete` by way of the store, into the recordings and the log."""
        if self.store is not None:
            complete = stored(complete, self.store, refresh=self.refresh)
        if self.recordings is not None:
            complete = recorded(complete, self.recordings)
        return self.logged(complete)

    def logged(self, complete: Complete) -> Complete:
        """The same with a line in the log for each exchange, where there is a log."""
        return complete if self.log is None else logged(complete, self.log)
