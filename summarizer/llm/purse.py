"""Purse: a run's ceiling, reserved before each attempt and settled after it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Protocol
from weakref import WeakKeyDictionary

from summarizer.errors import OverBudget, UserError

_LOOK = 0.05
"""Seconds between two looks whether others have given back enough."""


class Pricing(Protocol):
    """What tokens cost."""

    def of(self, input_tokens: int, output_tokens: int) -> float:
        """US dollars."""
        ...


class Ledger(Protocol):
    """What a run has spent, on disk: it holds for a resumed run, and for two at once."""

    @property
    def usd(self) -> float | None:
        """The ceiling in US dollars, if there is one."""
        ...

    @property
    def tokens(self) -> int | None:
        """The ceiling in tokens, if there is one."""
        ...

    def reserve(self, usd: float, tokens: int) -> bool:
        """Count these as spent, if the ceiling allows."""
        ...

    def settle(self, reserved_usd: float, reserved_tokens: int, usd: float, tokens: int) -> None:
        """Count what was spent in place of what was reserved."""
        ...


@dataclass(slots=True)
class Bill:
    """What one attempt may cost at most, and what it cost; where nothing is said, the most stands."""

    input_tokens: int
    output_tokens: int
    settled: tuple[int, int] | None = None

    def settle(self, input_tokens: int, output_tokens: int) -> None:
        """Say what was charged, in tokens."""
        self.settled = (input_tokens, output_tokens)


@dataclass(slots=True)
class _Desk:
    """Where all purses of one ledger wait for each other: how many bills are open, and a queue for each event loop."""

    open: int = 0
    _queues: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = field(default_factory=WeakKeyDictionary)

    def queue(self) -> asyncio.Lock:
        """The running event loop's: whoever holds it asks the ledger for all behind it."""
        return self._queues.setdefault(asyncio.get_running_loop(), asyncio.Lock())


_desks: WeakKeyDictionary[Ledger, _Desk] = WeakKeyDictionary()


@dataclass(slots=True)
class Purse:
    """Pays for attempts out of a ledger.

    Attributes:
        ledger: the run's account.
        output_cap: tokens that an answer can have at most.
        price: the model's; None where only tokens are counted.
        ceiling: how the ceiling is told, such as `$5.00`.
    """

    ledger: Ledger
    output_cap: int
    price: Pricing | None
    ceiling: str

    @asynccontextmanager
    async def bill(self, input_tokens: int) -> AsyncIterator[Bill]:
        """Reserve what an attempt may cost at most; wait, where others may yet give some back.

        Args:
            input_tokens: how many are sent, rather too many than too few.

        Raises:
            OverBudget: the ceiling does not allow it.
        """
        bill, desk = Bill(input_tokens, self.output_cap), _desks.setdefault(self.ledger, _Desk())
        reserved = self._usd(bill.input_tokens, bill.output_tokens), bill.input_tokens + bill.output_tokens
        async with desk.queue():
            while not self.ledger.reserve(*reserved):
                if desk.open == 0:
                    raise OverBudget(
                        f"The ceiling of {self.ceiling} does not allow this request; "
                        "raise it and run the same command again."
                    )
                await asyncio.sleep(_LOOK)
            desk.open += 1
        try:
            yield bill
        finally:
            desk.open -= 1
            charged = bill.settled or (bill.input_tokens, bill.output_tokens)
            # not awaited, so that nobody who gives up meanwhile loses the answer: it is one small write
            self.ledger.settle(*reserved, self._usd(*charged), sum(charged))

    def _usd(self, input_tokens: int, output_tokens: int) -> float:
        return 0.0 if self.price is None else self.price.of(input_tokens, output_tokens)


def open_purse(ledger: Ledger, output_cap: int, price: Pricing | None, model: str) -> Purse:
    """A model's purse.

    Raises:
        UserError: the ceiling is in dollars, and the model's price is not known.
    """
    if ledger.usd is not None and price is None:
        raise UserError(
            f"A budget in dollars needs a price, and that of {model} is not known; give --price IN,OUT in dollars per "
            f"million tokens, or --max-tokens-total in its place."
        )
    told = [] if ledger.usd is None else [_dollars(ledger.usd)]
    told += [] if ledger.tokens is None else [f"{ledger.tokens:,} tokens"]
    return Purse(ledger, output_cap, price, " and ".join(told))


def _dollars(usd: float) -> str:
    """Cents, and what there is beyond them."""
    whole, _, parts = f"{usd:,.6f}".partition(".")
    return f"${whole}.{parts.rstrip('0'):0<2}"
