import json
import multiprocessing
import sqlite3

import pytest

from summarizer.store import migrations
from summarizer.store.cache import Cache
from summarizer.store.exchange import Request, tokens
from tests.store.test_cache import exchange, request

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
PRAGMA user_version = 1;
PRAGMA journal_mode = WAL;
"""
ENTRIES = 300


@pytest.fixture
def path(tmp_path):
    """A database as version 1 made it."""
    path = tmp_path / "cache.sqlite3"
    connection = sqlite3.connect(path)
    connection.executescript(VERSION_1)
    for number in range(ENTRIES):
        one = exchange(number, article=f"{number}.txt")
        body, completion = (json.dumps(part, ensure_ascii=False) for part in (one.request.body, one.completion))
        row = (one.request.key, "example.org/v1", "m-1", f"{number}.txt", body, completion, 1e9 + number, 1.5)
        connection.execute("INSERT INTO exchanges VALUES (?,?,?,?,?,?,?,?,?,?,?)", (*row, *tokens(one.completion), 2))
    connection.commit()
    connection.close()
    return path


def test_a_database_of_version_1_keeps_all_it_holds(path):
    cache = Cache(path)
    for number in range(ENTRIES):
        assert cache.get(request(number)) == exchange(number).completion
    info = cache.info()
    assert (info.entries, info.hits, info.input_tokens) == (ENTRIES, 3 * ENTRIES, 10 * ENTRIES)
    assert cache.past_tokens(request(9999)).count == ENTRIES
    cache.close()
    connection = sqlite3.connect(path)
    columns = "key, article, created, seconds, form, characters, request"
    row = connection.execute(
        f"SELECT {columns} FROM exchanges JOIN bodies USING (id) WHERE article = '7.txt'"
    ).fetchone()
    assert connection.execute("PRAGMA user_version").fetchone()[0] == migrations.VERSION
    connection.close()
    seventh = request(7)
    assert row[:-1] == (seventh.key, "7.txt", 1e9 + 7, 1.5, seventh.form, seventh.characters)
    assert json.loads(row[-1]) == seventh.body


def test_a_migrated_database_has_the_tables_of_a_new_one(path, tmp_path):
    schemas = []
    for one in (path, tmp_path / "new.sqlite3"):
        cache = Cache(one)
        cache.put(exchange(9999))
        cache.close()
        connection = sqlite3.connect(one)
        schemas.append(connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall())
        connection.close()
    assert schemas[0] == schemas[1]


def test_a_row_whose_request_is_no_json_stays(path):
    connection = sqlite3.connect(path)
    connection.execute("UPDATE exchanges SET request = '{' WHERE article = '7.txt'")
    connection.commit()
    connection.close()
    cache = Cache(path)
    assert cache.get(request(7)) == exchange(7).completion
    assert cache.info().entries == ENTRIES
    cache.close()


def test_a_migration_that_fails_changes_nothing(path, monkeypatch):
    def fails(connection):
        connection.execute("CREATE TABLE half (x)")
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(migrations, "_STEPS", (*migrations._STEPS, fails))  # noqa: SLF001 # a step of a later version
    monkeypatch.setattr(migrations, "VERSION", 3)
    cache = Cache(path)
    assert cache.get(request(7)) is None
    cache.close()
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == 1
    assert connection.execute("SELECT count(*) FROM exchanges WHERE request <> ''").fetchone()[0] == ENTRIES
    assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'half'").fetchall()
    connection.close()


def read_many(path, start, numbers, found):
    start.wait(30)
    cache = Cache(path)
    found.put(sum(cache.get(request(number)) is not None for number in numbers))
    cache.close()


def test_two_processes_migrating_at_once(path):
    context = multiprocessing.get_context("spawn")
    start, found = context.Event(), context.Queue()
    workers = [context.Process(target=read_many, args=(path, start, range(ENTRIES), found)) for _ in range(2)]
    for worker in workers:
        worker.start()
    start.set()
    assert [found.get(timeout=60) for _ in workers] == [ENTRIES, ENTRIES]
    for worker in workers:
        worker.join(60)


def test_the_form_leaves_out_the_messages_alone():
    one = Request("p", {"model": "m", "messages": ["a"], "tools": [1]})
    assert one.form == Request("p", {"tools": [1], "model": "m", "messages": ["b", "c"]}).form
    assert one.form != Request("p", {"model": "m", "messages": ["a"], "tools": [2]}).form
    assert one.form != Request("q", {"model": "m", "messages": ["a"], "tools": [1]}).form
