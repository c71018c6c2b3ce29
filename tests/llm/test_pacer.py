import asyncio

import pytest

from summarizer.llm.pacer import ClosedError, Limits, Pacer


class Clock:
    """An event loop's time and the pacer's, moved on by hand."""

    def __init__(self, monkeypatch):
        self.now = 1000.0
        monkeypatch.setattr("summarizer.llm.pacer.time.monotonic", lambda: self.now)


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


async def settle():
    for _ in range(5):
        await asyncio.sleep(0)


class Crowd:
    """Attempts that wait for their turn, and end when they are told to."""

    def __init__(self, pacer, count, tokens=1):
        self.inside, self.failed, self.order = {}, [], []
        self.pacer, self.tokens, self.tasks = pacer, tokens, []
        self.join(count)

    def join(self, count=1):
        for number in range(len(self.tasks), len(self.tasks) + count):
            self.tasks.append(asyncio.create_task(self._attempt(self.pacer, number, self.tokens)))

    async def _attempt(self, pacer, number, tokens):
        end = asyncio.get_running_loop().create_future()
        try:
            async with pacer.turn(tokens) as turn:
                self.inside[number] = (turn, end)
                self.order.append(number)
                try:
                    await end
                finally:
                    del self.inside[number]
        except ClosedError as closed:
            self.failed.append(closed.seconds)

    async def end(self, number, **came):
        turn, end = self.inside[number]
        for name, value in came.items():
            setattr(turn, name, value)
        end.set_result(None)
        await settle()

    async def leave(self):
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)


def with_crowd(work, limits=None, count=40, tokens=1, **options):
    async def go():
        pacer = Pacer(limits or Limits(), **options)
        crowd = Crowd(pacer, count, tokens)
        await settle()
        try:
            await work(pacer, crowd)
        finally:
            await crowd.leave()
        assert pacer.in_flight == 0

    asyncio.run(go())


@pytest.mark.usefixtures("clock")
def test_before_the_first_answer_only_so_many_are_sent():
    async def work(_pacer, crowd):
        assert len(crowd.inside) == 16
        await crowd.end(0, headers={})
        assert len(crowd.inside) == 32

    with_crowd(work, Limits(concurrency=32))


@pytest.mark.usefixtures("clock")
def test_in_the_order_they_came():
    async def work(_pacer, crowd):
        while len(crowd.order) < 40:
            await crowd.end(min(crowd.inside), headers={})
        assert crowd.order == sorted(crowd.order)

    with_crowd(work, Limits(concurrency=3))


def test_a_volley_of_refusals_counts_once_and_closes_the_gate_for_all(clock):
    async def work(pacer, crowd):
        clock.now += 1
        for number in range(10):
            await crowd.end(number, refused=True, wait=5.0, headers={})
        assert pacer.window == 9  # 16 less two fifths, and no less for the other nine
        assert len(crowd.order) == 16
        assert pacer.closed_for == pytest.approx(5.0)
        clock.now += 5.1
        crowd.join()
        await settle()
        assert len(crowd.inside) == 9

    with_crowd(work, Limits(concurrency=16))


def test_answers_let_more_in_again(clock):
    async def work(pacer, crowd):
        clock.now += 1
        await crowd.end(0, late=True)
        assert pacer.window == 9
        for _ in range(60):
            await crowd.end(min(crowd.inside), headers={})
        assert pacer.window > 11

    with_crowd(work, Limits(concurrency=16), count=100)


def test_a_timeout_closes_no_gate(clock):
    async def work(pacer, crowd):
        clock.now += 1
        await crowd.end(0, late=True)
        assert pacer.closed_for == 0

    with_crowd(work)


def test_without_a_time_to_wait_the_pause_doubles_and_is_forgotten(clock):
    async def work(pacer, crowd):
        for pause in (1.0, 2.0, 4.0):
            await crowd.end(min(crowd.inside), refused=True)
            assert pacer.closed_for == pytest.approx(pause)
            clock.now += pause + 0.1
            crowd.join()
            await settle()
        await crowd.end(min(crowd.inside), headers={})
        await crowd.end(min(crowd.inside), refused=True)
        assert pacer.closed_for == pytest.approx(1.0)

    with_crowd(work, Limits(concurrency=1))


@pytest.mark.usefixtures("clock")
def test_beyond_all_patience_everybody_is_turned_away():
    async def work(_pacer, crowd):
        await crowd.end(0, refused=True, wait=3600.0)
        assert len(crowd.failed) == 24
        assert all(seconds == pytest.approx(3600.0) for seconds in crowd.failed)

    with_crowd(work, patience=300.0)


def test_headers_hold_back_before_anything_is_refused(clock):
    told = {
        "x-ratelimit-limit-requests": "600",
        "x-ratelimit-remaining-requests": "16",
        "x-ratelimit-reset-requests": "58.4s",
    }

    async def work(_pacer, crowd):
        await crowd.end(0, headers=told)
        assert len(crowd.order) == 16  # 16 left, 15 of them perhaps in flight: nothing to spare of 600
        clock.now += 2.0
        crowd.join()
        await settle()
        assert len(crowd.order) == 25  # twenty more, less twelve that are left alone

    with_crowd(work, Limits(concurrency=40))


@pytest.mark.parametrize(("limits", "tokens"), [(Limits(40, rpm=300), 1), (Limits(40, tpm=30_000), 100)])
def test_known_limits_are_kept_from_the_start(clock, limits, tokens):
    async def work(_pacer, crowd):
        assert len(crowd.order) == 4  # five a second, one of them left alone
        clock.now += 1.0
        crowd.join()
        await settle()
        assert len(crowd.order) == 8

    with_crowd(work, limits, tokens=tokens)


@pytest.mark.usefixtures("clock")
def test_tokens_that_were_not_used_are_given_back():
    async def work(_pacer, crowd):
        before = len(crowd.order)
        for number in list(crowd.inside):
            await crowd.end(number, headers={}, used=10)
        assert len(crowd.order) > before

    with_crowd(work, Limits(40, tpm=30_000), tokens=100)


@pytest.mark.usefixtures("clock")
def test_giving_up_a_place_costs_nobody_else():
    async def go():
        pacer = Pacer(Limits(concurrency=1))
        crowd = Crowd(pacer, 3)
        await settle()
        crowd.tasks[1].cancel()
        await settle()
        await crowd.end(0, headers={})
        assert crowd.order == [0, 2]
        await crowd.leave()
        assert pacer.in_flight == 0

    asyncio.run(go())
