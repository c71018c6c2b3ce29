import json
import logging
import multiprocessing
import os
import sqlite3
import threading

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
def test_any_json_comes_back_as_it_was(tmp_path_factory, body, completion, article):
    cache = Cache(tmp_path_factory.getbasetemp() / "any.sqlite3")
    try:
        cache.put(Exchange(Request("p", body, article), completion))
        assert json.dumps(cache.get(Request("p", body))) == json.dumps(completion)
    finally:
        cache.close()


def test_no_file_before_the_first_use(cache, path):
    assert cache.info().entries == 0
    cache.close()
    assert not path.parent.exists()


def test_the_file_explains_itself(cache, path):
    cache.put(exchange(article="north.txt"))
    cache.get(request())
    cache.close()
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    row = dict(connection.execute("SELECT * FROM exchanges JOIN bodies USING (id)").fetchone())
    mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
    connection.close()
    assert mode == "wal"
    assert row.pop("used") >= row.pop("created") > 1.7e9
    request_text, completion_text = row.pop("request"), row.pop("completion")
    assert json.loads(request_text) == request().body
    assert "“0”" in completion_text
    assert row == {
        "id": 1,
        "key": request().key,
        "provider": "example.org/v1",
        "model": "m-1",
        "article": "north.txt",
        "form": request(5).form,
        "hits": 1,
        "seconds": 1.5,
        "input_tokens": 10,
        "output_tokens": 3,
        "characters": len("user“0”"),
        "bytes": len((request_text + completion_text).encode()),
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


def test_a_cache_that_cannot_be_used_does_not_stop_the_run(tmp_path, caplog):
    (tmp_path / "file").write_text("in the way")
    cache = Cache(tmp_path / "file" / "cache.sqlite3")
    with caplog.at_level(logging.WARNING, "summarizer.store"):
        assert cache.get(request()) is None
        cache.put(exchange())
        assert cache.get(request()) == exchange().completion
        assert cache.has(request())
        assert not cache.has(request(1))
        assert cache.claim("k")
        cache.release("k")
        cache.remember("p", "m", {"mode": "tools"})
        assert cache.recall("p", "m") == {"mode": "tools"}
        assert cache.past_tokens(request()) is None
        cache.close()
    assert len(caplog.records) == 1


def test_info_of_a_cache_that_cannot_be_opened(tmp_path):
    (tmp_path / "cache.sqlite3").mkdir()
    with pytest.raises(UserError, match="SUMMARIZER_CACHE"):
        Cache(tmp_path / "cache.sqlite3").info()


def test_a_full_disk_costs_no_answer(cache, path, caplog):
    cache.put(exchange())
    cache.close()
    fat = Exchange(request(1), {"said": "x" * 200_000})
    cache.database.read(lambda connection: connection.execute("PRAGMA max_page_count = 20").fetchone())
    with caplog.at_level(logging.WARNING, "summarizer.store"):
        cache.put(fat)
        cache.put(Exchange(request(2), {"said": "y" * 200_000}))
        assert cache.get(request(1)) == fat.completion
        assert cache.get(request()) == exchange().completion
    assert len(caplog.records) == 1
    assert "full" in caplog.text
    cache.database.read(lambda connection: connection.execute("PRAGMA max_page_count = 20000").fetchone())
    cache.put(exchange(3))
    cache.close()
    other = Cache(path)
    assert other.has_many([request(number).key for number in range(5)]) == {request(n).key for n in range(4)}
    other.close()


def test_the_newer_of_two_answers_that_the_disk_did_not_take_at_first_stays(cache):
    cache.put(exchange())
    cache.database.read(lambda connection: connection.execute("PRAGMA max_page_count = 20").fetchone())
    cache.put(Exchange(request(1), {"said": "x" * 200_000}))
    cache.put(Exchange(request(1), {"said": "short"}))
    assert cache.get(request(1)) == {"said": "short"}
    cache.close()
    assert cache.get(request(1)) == {"said": "short"}


def test_a_lock_that_stays_is_waited_for_once(cache, path, monkeypatch, caplog):
    monkeypatch.setattr("summarizer.store.database.PATIENCE", 0.2)
    cache.put(exchange())
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with caplog.at_level(logging.WARNING, "summarizer.store"):
        for number in range(1, 4):
            cache.put(exchange(number))
            assert cache.get(request(number)) == exchange(number).completion
        assert cache.get(request()) == exchange().completion
    assert len(caplog.records) == 1
    holder.execute("ROLLBACK")
    holder.close()
    cache.put(exchange(4))
    assert cache.info().entries == 5


def test_hits_are_counted_in_the_end(cache, path):
    for number in range(3):
        cache.put(exchange(number))
    for number in range(1000):
        cache.get(request(number % 3))
    cache.close()
    other = Cache(path)
    assert other.info().hits == 1000
    other.close()


def test_what_is_there_without_counting(cache, path):
    assert cache.has_many([]) == set()
    assert not cache.has(request())
    assert not path.exists()
    for number in range(3):
        cache.put(exchange(number))
    assert cache.has(request(2))
    many = [request(number).key for number in range(1200)]
    assert cache.has_many(many) == set(many[:3])
    assert cache.info().hits == 0


def test_what_is_remembered_of_an_endpoint(cache, path):
    assert cache.recall("p", "m") is None
    assert not path.exists()
    cache.remember("p", "m", {"mode": "tools", "said": "\ud83d"})
    cache.remember("p", "m", {"mode": "json"})
    cache.remember("p", "n", {"mode": "tools", "said": "\ud83d"})
    other = Cache(path)
    assert other.recall("p", "m") == {"mode": "json"}
    assert other.recall("p", "n") == {"mode": "tools", "said": "\ud83d"}
    assert other.recall("q", "m") is None
    other.close()


def answered(number, characters, sent, received, **body):
    asked = Request("p", {"model": "m", "messages": [{"content": "x" * characters, "n": str(number)}], **body})
    return Exchange(asked, {"usage": {"prompt_tokens": sent, "completion_tokens": received}})


def test_past_tokens_are_those_of_the_same_form(cache):
    for number in range(11):
        cache.put(answered(number, 199, 50, 100 + 10 * number) if number < 10 else answered(10, 198, 50, 200))
    cache.put(answered(11, 199, 50, 9000, temperature=1))
    cache.put(answered(12, 199, 0, 0))
    past = cache.past_tokens(answered(99, 5, 0, 0).request)
    assert (past.count, past.p10, past.p50, past.p90) == (11, 110, 150, 190)
    assert past.input_per_character == pytest.approx(0.25)
    assert cache.past_tokens(answered(99, 5, 0, 0, temperature=1).request).p10 == 9000
    assert cache.past_tokens(answered(99, 5, 0, 0, temperature=2).request) is None


@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=40))
def test_percentiles_are_those_of_the_standard_library(values):
    from statistics import quantiles

    from summarizer.store.past import _percentile  # its rounding is what is compared

    tenths = quantiles(values, n=10, method="inclusive")
    assert [_percentile(sorted(values), share) for share in (0.1, 0.5, 0.9)] == pytest.approx(
        [tenths[0], tenths[4], tenths[8]]
    )
