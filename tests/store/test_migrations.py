import json
import multiprocessing
import sqlite3
from contextlib import closing

import pytest

from summarizer.store import migrations
from summarizer.store.cache import Cache
from summarizer.store.exchange import Request
from tests.store.test_cache import exchange, request

# an old file's tables, as they were once written: frozen here, and nowhere else
VERSION_1 = """
CREATE TABLE exchanges (
  key TEXT PRIMARY KEY,
  provider TEXT NOT NULL,
  model TEXT NOT NULL,
  article TEXT NOT NULL,
  request TEXT NOT NULL,
  completion TEXT NOT NULL,
  created REAL NOT NULL,
  seconds REAL NOT NULL,
  input_tokens INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  hits INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
INSERT INTO exchanges VALUES (
  '861fc89b26c9d6a83f8d2fef8445f161a76ec419c6cb09323f40f3568a4a73a7',
  'example.org/v1',
  'm-1',
  'port.txt',
  '{"model": "m-1", "messages": [{"role": "user", "content": "What of the port?"}]}',
  '{"choices": [], "said": "“Closed.”", "usage": {"prompt_tokens": 7, "completion_tokens": 4}}',
  1000000000.0, 2.5, 7, 4, 3
);
PRAGMA user_version = 1;
PRAGMA journal_mode = WAL;
"""
PORT = Request("example.org/v1", {"model": "m-1", "messages": [{"role": "user", "content": "What of the port?"}]})
OTHERS = 300


@pytest.fixture
def path(tmp_path):
    """A database as version 1 made it, with one exchange as it wrote it and many of today's."""
    path = tmp_path / "cache.sqlite3"
    connection = sqlite3.connect(path)
    connection.executescript(VERSION_1)
    for number in range(OTHERS):
        one = exchange(number)
        body, completion = (json.dumps(part, ensure_ascii=False) for part in (one.request.body, one.completion))
        row = (one.request.key, "example.org/v1", "m-1", f"{number}.txt", body, completion, 1e9 + number, 1.5, 10, 3, 2)
        connection.execute("INSERT INTO exchanges VALUES (?,?,?,?,?,?,?,?,?,?,?)", row)
    connection.commit()
    connection.close()
    return path


def test_a_database_of_version_1_keeps_all_it_holds(path):
    cache = Cache(path)
    assert cache.get(PORT) == {
        "choices": [],
        "said": "“Closed.”",
        "usage": {"prompt_tokens": 7, "completion_tokens": 4},
    }
    for number in range(OTHERS):
        assert cache.get(request(number)) == exchange(number).completion
    info = cache.info()
    assert info.entries == OTHERS + 1
    assert (info.input_tokens, info.output_tokens) == (10 * OTHERS + 7, 3 * OTHERS + 4)
    assert info.hits == 3 * OTHERS + 4
    assert cache.past_tokens(request(9999)).count == OTHERS + 1
    cache.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        (row,) = connection.execute("SELECT * FROM exchanges JOIN bodies USING (id) WHERE article = 'port.txt'")
        assert connection.execute("PRAGMA user_version").fetchone()[0] == migrations.VERSION
    told = {
        name: row[name] for name in ("provider", "model", "created", "seconds", "hits", "input_tokens", "characters")
    }
    assert told == {
        "provider": "example.org/v1",
        "model": "m-1",
        "created": 1e9,
        "seconds": 2.5,
        "hits": 4,
        "input_tokens": 7,
        "characters": len("What of the port?") + len("user"),
    }
    assert row["form"] == PORT.form
    assert json.loads(row["request"]) == PORT.body
    assert row["bytes"] == len(row["request"].encode()) + len(row["completion"].encode())


def test_a_migrated_database_has_the_tables_of_a_new_one(path, tmp_path):
    schemas = []
    for one in (path, tmp_path / "new.sqlite3"):
        cache = Cache(one)
        cache.put(exchange(9999))
        cache.close()
        with closing(sqlite3.connect(one)) as connection:
            schemas.append(connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall())
    assert len(schemas[1]) > 5
    assert schemas[0] == schemas[1]


def test_a_row_whose_request_is_no_json_stays(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE exchanges SET request = '{' WHERE article = 'port.txt'")
        connection.commit()
    cache = Cache(path)
    assert cache.get(PORT) is not None
    assert cache.info().entries == OTHERS + 1
    cache.close()


def test_a_migration_that_fails_changes_nothing(path, monkeypatch, caplog):
    upgrade = migrations._UPGRADES[1]  # noqa: SLF001 # what is made to fail at its end

    def fails(connection):
        upgrade(connection)
        raise sqlite3.OperationalError("database or disk is full")

    def content():
        with closing(sqlite3.connect(path)) as connection:
            return list(connection.iterdump()), connection.execute("PRAGMA user_version").fetchone()

    before = content()
    monkeypatch.setitem(migrations._UPGRADES, 1, fails)  # noqa: SLF001 # the same
    cache = Cache(path)
    assert cache.get(PORT) is None
    cache.close()
    assert "database or disk is full" in caplog.text
    assert content() == before


def read_many(path, start, numbers, found):
    start.wait(30)
    cache = Cache(path)
    found.put(sum(cache.get(request(number)) is not None for number in numbers))
    cache.close()


def test_two_processes_migrating_at_once(path):
    context = multiprocessing.get_context("spawn")
    start, found = context.Event(), context.Queue()
    workers = [context.Process(target=read_many, args=(path, start, range(OTHERS), found)) for _ in range(2)]
    for worker in workers:
        worker.start()
    start.set()
    assert [found.get(timeout=60) for _ in workers] == [OTHERS, OTHERS]
    for worker in workers:
        worker.join(60)


def test_the_form_leaves_out_the_messages_alone():
    one = Request("p", {"model": "m", "messages": ["a"], "tools": [1]})
    assert one.form == Request("p", {"tools": [1], "model": "m", "messages": ["b", "c"]}).form
    assert one.form != Request("p", {"model": "m", "messages": ["a"], "tools": [2]}).form
    assert one.form != Request("q", {"model": "m", "messages": ["a"], "tools": [1]}).form
