import json
import logging
import multiprocessing
import os
import sqlite3
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import UserError
from summarizer.store.cache import Cache
from summarizer.store.exchange import Exchange, Request

TEXTS = st.text(st.characters(exclude_categories=()), max_size=20)  # lone surrogates too
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
BODIES = st.dictionaries(TEXTS, VALUES, max_size=4)


def request(number=0, **more):
    return Request("example.org/v1", {"model": "m-1", "messages": [{"role": "user", "content": f"“{number}”"}]}, **more)


def exchange(number=0, **more):
    completion = {"choices": [], "said": f"“{number}”", "usage": {"prompt_tokens": 10, "completion_tokens": 3}}
    return Exchange(request(number, **more), completion, seconds=1.5)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "deep" / "cache.sqlite3"


@pytest.fixture
def cache(path):
    cache = Cache(path)
    yield cache
    cache.close()


def test_what_is_put_can_be_got_again(cache):
    assert cache.get(request()) is None
    cache.put(exchange())
    assert cache.get(request()) == exchange().completion
    assert cache.get(request(1)) is None


def test_another_process_or_connection_sees_it_at_once(cache, path):
    cache.put(exchange())
    other = Cache(path)
    assert other.get(request()) == exchange().completion
    other.close()


def test_the_later_of_two_equal_requests_stays(cache):
    cache.put(Exchange(request(), {"choices": [1]}))
    cache.put(Exchange(request(), {"choices": [2]}))
    assert cache.get(request()) == {"choices": [2]}
    assert cache.info().entries == 1


@settings(max_examples=50, deadline=None)
@given(BODIES, BODIES, TEXTS)
def test_any_json_comes_back_as_it_was(body, completion, article):
    cache = Cache(Path(":memory:"))
    cache._connection = sqlite3.connect(":memory:", isolation_level=None)  # noqa: SLF001 # no file for each example
    try:
        cache._connection.execute(_table())  # noqa: SLF001 # the same
        cache.put(Exchange(Request("p", body, article), completion))
        assert json.dumps(cache.get(Request("p", body))) == json.dumps(completion)
    finally:
        cache.close()


def _table():
    from summarizer.store.cache import _TABLE

    return _TABLE


def test_no_file_before_the_first_use(cache, path):
    assert cache.info().entries == 0
    cache.close()
    assert not path.parent.exists()


def test_the_file_explains_itself(cache, path):
    cache.put(exchange(article="north.txt"))
    cache.get(request())
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    row = dict(connection.execute("SELECT * FROM exchanges").fetchone())
    mode, version = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "user_version"))
    connection.close()
    assert (mode, version) == ("wal", 1)
    assert row.pop("created") > 1.7e9
    assert json.loads(row.pop("request")) == request().body
    assert "“0”" in row.pop("completion")
    assert row == {
        "key": request().key,
        "provider": "example.org/v1",
        "model": "m-1",
        "article": "north.txt",
        "seconds": 1.5,
        "input_tokens": 10,
        "output_tokens": 3,
        "hits": 1,
    }


def test_info_adds_up(cache, path):
    for number in range(3):
        cache.put(exchange(number))
    for _ in range(2):
        cache.get(request(1))
    info = cache.info()
    assert (info.path, info.entries, info.hits, info.input_tokens, info.output_tokens) == (path, 3, 2, 30, 9)
    assert info.bytes >= path.stat().st_size > 0


def test_where_the_cache_is_is_read_when_it_is_made(monkeypatch, tmp_path):
    monkeypatch.setenv("SUMMARIZER_CACHE", str(tmp_path / "here.db"))
    assert Cache().path == tmp_path / "here.db"
    monkeypatch.delenv("SUMMARIZER_CACHE")
    assert Cache().path.parent.name == "summarizer"


def test_closing_twice_and_using_it_again(cache):
    cache.put(exchange())
    cache.close()
    cache.close()
    assert cache.get(request()) == exchange().completion


def test_many_threads(cache):
    def work(first):
        for number in range(first, first + 20):
            cache.put(exchange(number))
            assert cache.get(request(number)) == exchange(number).completion

    threads = [threading.Thread(target=work, args=(20 * part,)) for part in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert cache.info().entries == 80
    assert cache.info().hits == 80


def put_many(path, first, start):
    start.wait(30)
    cache = Cache(path)
    for number in range(first, first + 50):
        cache.put(exchange(number))
    cache.close()


def test_two_processes_writing_at_once(cache, path):
    context = multiprocessing.get_context("spawn")
    start = context.Event()
    workers = [context.Process(target=put_many, args=(path, 50 * part, start)) for part in range(2)]
    for worker in workers:
        worker.start()
    start.set()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert cache.info().entries == 100


def put_and_die(path):
    Cache(path).put(exchange())
    os._exit(9)


def test_what_was_put_outlives_a_killed_process(cache, path):
    worker = multiprocessing.get_context("spawn").Process(target=put_and_die, args=(path,))
    worker.start()
    worker.join(60)
    assert worker.exitcode == 9
    assert cache.get(request()) == exchange().completion


@pytest.mark.parametrize("damage", ["no database", "cut in the middle", "other version", "no JSON"])
def test_a_damaged_file_is_set_aside_and_the_run_goes_on(cache, path, damage, caplog):
    for number in range(200):
        cache.put(exchange(number))
    cache.close()
    damaged(path, damage)
    before = path.read_bytes()
    with caplog.at_level(logging.WARNING, "summarizer.store"):
        for number in range(200):
            cache.get(request(number))
        cache.put(exchange(999))
    assert cache.get(request(999)) == exchange(999).completion
    aside = [
        file
        for file in path.parent.iterdir()
        if "damaged" in file.name and "-wal" not in file.name and "-shm" not in file.name
    ]
    assert [file.read_bytes()[:4096] for file in aside] == [before[:4096]]
    assert str(path) in caplog.text
    assert len(caplog.records) == 1


def damaged(path, how):
    if how == "no database":
        path.write_bytes(b"this is no database, and never was " * 100)
        return
    if how == "cut in the middle":
        content = bytearray(path.read_bytes())
        content[8192:] = b"\xff" * (len(content) - 8192)
        path.write_bytes(content)
        return
    connection = sqlite3.connect(path)
    if how == "other version":
        connection.execute("PRAGMA user_version = 99")
    else:
        connection.execute("UPDATE exchanges SET completion = '{'")
        connection.commit()
    connection.close()


def test_two_users_of_one_damaged_file_set_it_aside_once(cache, path):
    other = Cache(path)
    for number in range(200):
        cache.put(exchange(number))
    cache.close()  # the last to close writes the log back into the file
    for user in (cache, other):
        user.get(request())
    damaged(path, "cut in the middle")
    for user in (cache, other):
        for number in range(200):
            user.get(request(number))
    cache.put(exchange(1))
    assert other.get(request(1)) == exchange(1).completion
    other.close()
    assert len([file for file in path.parent.iterdir() if ".sqlite3.damaged" in file.name]) == 1


def test_a_cache_that_cannot_be_used_does_not_stop_the_run(tmp_path, caplog):
    (tmp_path / "file").write_text("in the way")
    cache = Cache(tmp_path / "file" / "cache.sqlite3")
    with caplog.at_level(logging.WARNING, "summarizer.store"):
        assert cache.get(request()) is None
        cache.put(exchange())
        assert cache.get(request()) is None
    assert len(caplog.records) == 1


def test_info_of_a_cache_that_cannot_be_opened(tmp_path):
    (tmp_path / "cache.sqlite3").mkdir()
    with pytest.raises(UserError, match="SUMMARIZER_CACHE"):
        Cache(tmp_path / "cache.sqlite3").info()
