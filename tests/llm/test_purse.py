import asyncio

import pytest

from summarizer.errors import OverBudget, UserError
from summarizer.llm.prices import parse_price
from summarizer.llm.purse import Purse, open_purse
from summarizer.store.ledger import Ledger

PRICE = parse_price("1000000,1000000")  # a dollar a token


def purse(*, usd=None, tokens=None, cap=10, price=PRICE, ledger=None):
    return open_purse(ledger or Ledger(None, "run", usd=usd, tokens=tokens), cap, price, "m")


async def spend(held: Purse, sent: int, charged: tuple[int, int] | None, wait: float = 0.0):
    async with held.bill(sent) as bill:
        await asyncio.sleep(wait)
        if charged is not None:
            bill.settle(*charged)


@pytest.mark.parametrize(
    ("ceiling", "spent"),
    [({"usd": 15.0}, 15.0), ({"tokens": 15}, 15)],
)
def test_what_is_reserved_stays_within_the_ceiling(ceiling, spent):
    held = purse(**ceiling)
    asyncio.run(spend(held, 5, (5, 10)))
    with pytest.raises(OverBudget, match=r"\$15\.00|15 tokens"):
        asyncio.run(spend(held, 1, (1, 1)))
    after = held.ledger.spent()
    assert (after.usd if "usd" in ceiling else after.tokens) == spent


def test_what_was_not_used_is_given_back():
    held = purse(tokens=20)
    asyncio.run(spend(held, 5, (5, 1)))
    assert held.ledger.spent().tokens == 6
    asyncio.run(spend(held, 1, (0, 0)))  # refused by the endpoint: free
    assert held.ledger.spent().tokens == 6


def test_where_nothing_is_told_the_most_counts():
    held = purse(tokens=30)
    asyncio.run(spend(held, 5, None))
    assert held.ledger.spent().tokens == 15


def test_a_failed_attempt_settles_too():
    held = purse(tokens=30)

    async def go():
        async with held.bill(5) as bill:
            bill.settle(0, 0)
            raise TimeoutError

    with pytest.raises(TimeoutError):
        asyncio.run(go())
    assert held.ledger.spent().tokens == 0


def test_while_others_may_give_back_one_waits():
    """Twenty at once, each of which could take all that is left, but takes a little."""
    held = purse(tokens=25)

    async def go():
        await asyncio.gather(*(spend(held, 2, (1, 0), wait=0.001) for _ in range(14)))

    asyncio.run(go())
    assert held.ledger.spent().tokens == 14


def test_the_ceiling_is_that_of_the_account_not_of_the_process(tmp_path):
    first = purse(ledger=Ledger(tmp_path / "c.db", "out", usd=None, tokens=20))
    asyncio.run(spend(first, 5, (5, 10)))
    second = purse(ledger=Ledger(tmp_path / "c.db", "out", usd=None, tokens=20))
    with pytest.raises(OverBudget):
        asyncio.run(spend(second, 5, (1, 1)))
    other = purse(ledger=Ledger(tmp_path / "c.db", "elsewhere", usd=None, tokens=20))
    asyncio.run(spend(other, 5, (1, 1)))


def test_dollars_need_a_price():
    with pytest.raises(UserError, match="--price"):
        purse(usd=1.0, price=None)
    assert purse(tokens=10, price=None).price is None


def test_two_purses_of_one_ledger_wait_for_each_other_in_any_event_loop():
    ledger = Ledger(None, "run", usd=None, tokens=25)
    one, two = (purse(ledger=ledger) for _ in range(2))

    async def go():
        await asyncio.gather(*(spend(held, 2, (1, 0), wait=0.001) for held in (one, two) for _ in range(3)))

    asyncio.run(go())
    asyncio.run(go())
    assert ledger.spent().tokens == 12


def test_giving_up_while_it_is_settled_loses_nothing():
    held = purse(tokens=25)

    async def go():
        async def work():
            async with held.bill(5) as bill:
                bill.settle(5, 1)
            return "answer"

        task = asyncio.create_task(work())
        return await task

    assert asyncio.run(go()) == "answer"
    assert held.ledger.spent().tokens == 6
