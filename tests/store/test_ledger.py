"""A budget holds: in threads, in processes, in a resumed run, and where the file does not."""

import logging
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import UserError
from summarizer.store.cache import Cache
from summarizer.store.ledger import Ledger, Spent


@pytest.fixture
def path(tmp_path):
    return tmp_path / "cache.sqlite3"


def test_a_reservation_is_settled_by_what_was_spent(path):
    ledger = Ledger(path, "run", usd=1.0, tokens=None)
    assert ledger.reserve(0.6, 100)
    assert ledger.spent() == Spent(0.6, 100, 0.6, 100)
    assert not ledger.reserve(0.6, 100)
    ledger.settle(0.6, 100, 0.2, 30)
    assert ledger.spent() == Spent(0.2, 30)
    assert ledger.reserve(0.6, 100)
    ledger.close()


def test_the_ceiling_may_be_reached_but_not_passed(path):
    ledger = Ledger(path, "run", usd=1.0, tokens=1000)
    assert sum(ledger.reserve(0.1, 1) for _ in range(20)) == 10
    ledger = Ledger(path, "other run", usd=1.0, tokens=1000)
    assert sum(ledger.reserve(0.0, 100) for _ in range(20)) == 10
    ledger.close()


def test_what_was_spent_may_exceed_and_then_nothing_more_is_allowed(path):
    ledger = Ledger(path, "run", usd=1.0, tokens=None)
    assert ledger.reserve(0.9, 1)
    ledger.settle(0.9, 1, 1.2, 5)
    assert ledger.spent().usd == 1.2
    assert not ledger.reserve(0.0, 0)
    ledger.close()


def test_without_a_ceiling_it_only_counts(path):
    ledger = Ledger(path, "run", usd=None, tokens=None)
    assert ledger.reserve(1e6, 10**12)
    assert ledger.spent().tokens == 10**12
    ledger.close()


def test_a_ceiling_of_nothing_lets_only_what_is_free_pass(path):
    ledger = Ledger(path, "run", usd=0.0, tokens=None)
    assert ledger.reserve(0.0, 100)
    assert not ledger.reserve(0.000001, 1)
    ledger.close()


@pytest.mark.parametrize(("usd", "tokens"), [(-1.0, None), (float("nan"), None), (float("inf"), None), (None, -1)])
def test_a_ceiling_that_is_no_amount(path, usd, tokens):
    with pytest.raises(UserError, match="budget"):
        Ledger(path, "run", usd=usd, tokens=tokens)


@pytest.mark.parametrize(("usd", "tokens"), [(-1.0, 0), (float("nan"), 0), (0.0, -1)])
def test_an_amount_that_is_none_is_not_taken(path, usd, tokens):
    ledger = Ledger(path, "run", usd=1.0, tokens=None)
    with pytest.raises(ValueError, match="no amount"):
        ledger.reserve(usd, tokens)


def test_a_resumed_run_goes_on_from_what_was_spent_and_another_from_nothing(path):
    first = Ledger(path, "run", usd=1.0, tokens=None)
    assert first.reserve(0.7, 10)
    first.settle(0.7, 10, 0.7, 10)
    first.close()
    resumed = Ledger(path, "run", usd=1.0, tokens=None)
    assert not resumed.reserve(0.4, 10)
    resumed.close()
    raised = Ledger(path, "run", usd=2.0, tokens=None)
    assert raised.reserve(0.4, 10)
    raised.close()
    other = Ledger(path, "run \ud83d", usd=1.0, tokens=None)
    assert other.spent() == Spent(0.0, 0)
    assert other.reserve(0.4, 10)
    other.close()


AMOUNTS = st.tuples(st.integers(0, 400).map(lambda cents: cents / 100), st.integers(0, 400))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), AMOUNTS, AMOUNTS), max_size=25))
def test_three_ledgers_of_one_run_never_allow_more_than_the_ceiling(tmp_path_factory, steps):
    path = tmp_path_factory.mktemp("ledger") / "cache.sqlite3"
    ledgers = [Ledger(path, "run", usd=10.0, tokens=1000) for _ in range(3)]
    cents = tokens = 0
    waiting = []
    for who, asked, real in steps:
        allowed = ledgers[who].reserve(*asked)
        assert allowed == (cents + round(asked[0] * 100) <= 1000 and tokens + asked[1] <= 1000)
        if allowed:
            cents, tokens = cents + round(asked[0] * 100), tokens + asked[1]
            waiting.append((who, asked, real))
        elif waiting:
            settler, held, real_then = waiting.pop(0)
            ledgers[settler].settle(*held, *real_then)
            cents, tokens = cents + round((real_then[0] - held[0]) * 100), tokens + real_then[1] - held[1]
    for ledger in ledgers:
        assert (round(ledger.spent().usd * 100), ledger.spent().tokens) == (cents, tokens)
        ledger.close()


SPENDS = """
import sys, time
from pathlib import Path
from summarizer.store.ledger import Ledger
ledger = Ledger(Path(sys.argv[1]), "run", usd=1.0, tokens=None)
reserved = 0
while ledger.reserve(0.01, 1):
    reserved += 1
    if sys.argv[2] == "settles":
        ledger.settle(0.01, 1, 0.005, 1)
print(reserved, flush=True)
if sys.argv[2] == "hangs":
    time.sleep(60)
"""


def spending(path, how):
    return subprocess.Popen([sys.executable, "-c", SPENDS, str(path), how], stdout=subprocess.PIPE, text=True)


def test_processes_share_one_ceiling(path):
    processes = [spending(path, "settles") for _ in range(3)]
    reserved = sum(int(process.communicate(timeout=120)[0]) for process in processes)
    ledger = Ledger(path, "run", usd=1.0, tokens=None)
    spent = ledger.spent()
    assert spent.usd == pytest.approx(reserved * 0.005)
    assert 0.99 < spent.usd <= 1.0
    assert spent.pending_usd == 0
    ledger.close()


def test_what_a_killed_process_reserved_stays_counted(path):
    process = spending(path, "hangs")
    assert process.stdout.readline() == "100\n"
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=30)
    ledger = Ledger(path, "run", usd=1.0, tokens=None)
    assert ledger.spent() == Spent(1.0, 100, 1.0, 100)
    assert not ledger.reserve(0.01, 1)
    ledger.close()


def test_threads_share_one_ceiling(path):
    ledger, got = Ledger(path, "run", usd=None, tokens=100), []
    threads = [threading.Thread(target=lambda: got.extend(ledger.reserve(0.0, 1) for _ in range(50))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(got) == 100
    ledger.close()


@pytest.mark.parametrize("where", ["in the way", "newer"])
def test_a_file_that_cannot_be_used_does_not_lift_the_ceiling(tmp_path, where, caplog):
    path = tmp_path / "file" / "cache.sqlite3"
    if where == "in the way":
        (tmp_path / "file").write_text("in the way")
    else:
        path.parent.mkdir()
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA user_version = 99")
        connection.close()
    ledger = Ledger(path, "run", usd=1.0, tokens=None)
    with caplog.at_level(logging.WARNING, "summarizer.store"):
        assert sum(ledger.reserve(0.1, 1) for _ in range(20)) == 10
        ledger.settle(0.1, 1, 0.0, 0)
        assert ledger.reserve(0.1, 1)
        assert not ledger.reserve(0.1, 1)
        assert ledger.spent().usd == 1.0
        ledger.close()
    assert len(caplog.records) == 1
    assert "run" in caplog.text


def test_a_ledger_in_memory_alone(caplog):
    ledger = Ledger(None, "run", usd=None, tokens=10)
    assert sum(ledger.reserve(0.0, 1) for _ in range(20)) == 10
    assert ledger.spent().tokens == 10
    ledger.close()
    assert not caplog.records


def test_what_a_locked_file_did_not_take_is_written_later(path, monkeypatch):
    monkeypatch.setattr("summarizer.store.database.PATIENCE", 0.1)
    ledger = Ledger(path, "run", usd=1.0, tokens=None)
    assert ledger.reserve(0.3, 1)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    ledger.settle(0.3, 1, 0.2, 1)
    assert ledger.reserve(0.3, 1)
    assert not ledger.reserve(0.6, 1)
    holder.execute("ROLLBACK")
    holder.close()
    assert ledger.reserve(0.5, 1)
    assert not ledger.reserve(0.1, 1)
    ledger.close()
    resumed = Ledger(path, "run", usd=1.0, tokens=None)
    assert resumed.spent() == Spent(1.0, 3, 0.8, 2)
    resumed.close()


@pytest.mark.parametrize("how", ["the row is deleted", "the file is deleted", "the file is damaged"])
def test_a_row_that_is_taken_away_does_not_lift_the_ceiling(path, how):
    one, other = (Ledger(path, "run", usd=1.0, tokens=None) for _ in range(2))
    assert one.reserve(0.5, 1)
    one.settle(0.5, 1, 0.5, 1)
    assert other.reserve(0.2, 1)
    taken_away(path, how)
    assert not one.reserve(0.6, 1)
    assert not other.reserve(0.4, 1)
    assert other.reserve(0.3, 1)
    assert other.spent().usd == 1.0
    assert not one.reserve(0.1, 1)
    for ledger in (one, other):
        ledger.close()


def taken_away(path: Path, how: str):
    if how == "the row is deleted":
        connection = sqlite3.connect(path)
        connection.execute("DELETE FROM ledger")
        connection.commit()
        connection.close()
    elif how == "the file is deleted":
        for part in path.parent.iterdir():
            part.unlink()
    else:
        path.write_bytes(b"\xff" * 50_000)
        path.with_name(path.name + "-wal").unlink()


def test_a_ledger_shares_the_caches_file(path):
    cache = Cache(path)
    ledger = Ledger(cache, "run", usd=1.0, tokens=None)
    assert ledger.reserve(0.5, 1)
    ledger.close()
    assert cache.claim("k")
    cache.close()
    resumed = Ledger(path, "run", usd=1.0, tokens=None)
    assert resumed.spent().usd == 0.5
    resumed.close()
