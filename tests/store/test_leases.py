"""Two runs on one cache ask once, and a dead one is not waited for."""

import os
import signal
import subprocess
import sys
import threading
import time
from types import SimpleNamespace

import pytest

from summarizer.store import leases
from summarizer.store.cache import Cache
from tests.store.test_cache import exchange, request

KEY = request().key


@pytest.fixture
def path(tmp_path):
    return tmp_path / "cache.sqlite3"


@pytest.fixture
def caches(path):
    """Two holders, as two models of one run or two runs are."""
    both = Cache(path), Cache(path)
    yield both
    for cache in both:
        cache.close()


@pytest.fixture
def clock(monkeypatch):
    """A clock whose `now` a test sets, in seconds."""
    clock = SimpleNamespace(now=time.time())
    monkeypatch.setattr(leases.time, "time", lambda: clock.now)
    return clock


def test_only_one_asks(caches):
    one, other = caches
    assert one.claim(KEY)
    assert not other.claim(KEY)
    assert one.claim(KEY)
    assert other.claim("another")
    other.release(KEY)
    assert not other.claim(KEY)
    one.release(KEY)
    assert other.claim(KEY)


def test_an_answer_ends_the_lease_and_nobody_asks_again(caches):
    one, other = caches
    assert one.claim(KEY)
    one.put(exchange())
    assert not other.claim(KEY)
    assert other.get(request()) == exchange().completion
    assert other.claim(KEY, anew=True)
    assert not one.claim(KEY, anew=True)


def test_closing_ends_all_of_ones_leases(caches):
    one, other = caches
    assert one.claim(KEY)
    one.close()
    assert other.claim(KEY)


def test_a_lease_ends_by_itself_unless_it_is_renewed(caches, clock):
    one, other = caches
    assert one.claim(KEY)
    clock.now += leases.SECONDS - 1
    assert not other.claim(KEY)
    assert one.claim(KEY)
    clock.now += leases.SECONDS - 1
    assert not other.claim(KEY)
    clock.now += 2
    assert other.claim(KEY)
    assert not one.claim(KEY)


def test_any_write_renews_what_is_being_asked(caches, clock):
    one, other = caches
    assert one.claim(KEY)
    for number in range(1, 10):
        clock.now += leases.SECONDS / 2
        one.put(exchange(number))
        assert not other.claim(KEY)


def test_a_clock_that_was_set_back_blocks_nobody_for_ever(caches, clock):
    one, other = caches
    assert one.claim(KEY)
    clock.now -= 3 * leases.SECONDS
    assert other.claim(KEY)


CLAIMS = """
import sys, time
from pathlib import Path
from summarizer.store.cache import Cache
cache = Cache(Path(sys.argv[1]))
print(cache.claim(sys.argv[2]), flush=True)
time.sleep(60)
"""


def claiming(path):
    process = subprocess.Popen([sys.executable, "-c", CLAIMS, str(path), KEY], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "True\n"
    return process


def test_a_killed_process_is_not_waited_for(path):
    process = claiming(path)
    cache = Cache(path)
    try:
        assert not cache.claim(KEY)
        process.send_signal(signal.SIGKILL)
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)  # dead, but its parent has not asked for it yet
        assert cache.claim(KEY)
    finally:
        process.kill()
        process.communicate(timeout=30)
        cache.close()


def test_a_killed_process_on_another_machine_is_waited_for_a_while(path, monkeypatch):
    process = claiming(path)
    process.kill()
    process.communicate(timeout=30)
    cache = Cache(path)
    cache.database.write(lambda connection: connection.execute("UPDATE leases SET host = 'elsewhere'"))
    assert not cache.claim(KEY)
    later = time.time() + leases.SECONDS + 1
    monkeypatch.setattr(leases.time, "time", lambda: later)
    assert cache.claim(KEY)
    cache.close()


def test_who_is_alive():
    assert leases.is_alive(os.getpid())
    assert leases.is_alive(1)
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait(30)
    assert not leases.is_alive(gone.pid)


ASKS = """
import sys, time
from pathlib import Path
from tests.store.test_cache import Cache, exchange, request
cache, asked = Cache(Path(sys.argv[1])), 0
for number in range(40):
    while cache.get(request(number)) is None:
        if cache.claim(request(number).key):
            time.sleep(0.005)
            asked += 1
            cache.put(exchange(number))
        else:
            time.sleep(0.002)
cache.close()
print(asked)
"""


def test_processes_that_want_the_same_ask_once(path):
    processes = [
        subprocess.Popen([sys.executable, "-c", ASKS, str(path)], stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    asked = [int(process.communicate(timeout=120)[0]) for process in processes]
    assert sum(asked) == 40


def test_threads_of_one_holder_share_its_lease(caches):
    one, other = caches
    got = []
    threads = [threading.Thread(target=lambda: got.append(one.claim(KEY))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == [True] * 4
    assert not other.claim(KEY)
