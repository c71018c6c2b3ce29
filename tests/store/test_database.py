"""Damaged files are set aside, and others' files are left alone."""

import logging
import shutil
import sqlite3
import subprocess
import sys

import pytest

from summarizer.store.cache import Cache
from summarizer.store.migrations import VERSION
from tests.store.test_cache import exchange, request

ENTRIES = 200


@pytest.fixture
def path(tmp_path):
    return tmp_path / "cache.sqlite3"


@pytest.fixture
def cache(path):
    cache = Cache(path)
    for number in range(ENTRIES):
        cache.put(exchange(number))
    cache.close()
    yield cache
    cache.close()


def garbage_after(path, place):
    content = bytearray(path.read_bytes())
    content[place:] = b"\xff" * (len(content) - place)
    path.write_bytes(content)


def garbage_page(path, page):
    content = bytearray(path.read_bytes())
    content[4096 * page : 4096 * (page + 1)] = bytes(range(256)) * 16
    path.write_bytes(content)


def sql(path, statement):
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


def page_of(path, name):
    connection = sqlite3.connect(path)
    root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]
    connection.close()
    return root - 1


DAMAGES = {
    "no database": lambda path: path.write_bytes(b"this is no database, and never was " * 100),
    "garbage in the header": lambda path: path.write_bytes(b"\0" * 16 + path.read_bytes()[16:]),
    "garbage from the third page on": lambda path: garbage_after(path, 8192),
    "a page of garbage in the table": lambda path: garbage_page(path, page_of(path, "exchanges")),
    "a page of garbage in the texts": lambda path: garbage_page(path, page_of(path, "bodies")),
    "cut to a half": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "cut in a page": lambda path: path.write_bytes(path.read_bytes()[:10_000]),
    "no JSON": lambda path: sql(path, "UPDATE bodies SET completion = '{'"),
    "no object": lambda path: sql(path, "UPDATE bodies SET completion = '[]'"),
    "no UTF-8": lambda path: sql(path, "UPDATE bodies SET completion = CAST(x'7b22ff227d' AS TEXT)"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_set_aside_and_the_run_goes_on(cache, path, damage, caplog):
    DAMAGES[damage](path)
    before = path.read_bytes()
    with caplog.at_level(logging.WARNING, "summarizer.store"):
        for number in range(ENTRIES):
            cache.get(request(number))
        cache.put(exchange(999))
    assert cache.get(request(999)) == exchange(999).completion
    assert [file.read_bytes()[:4096] for file in set_aside(path)] == [before[:4096]]
    assert str(path) in caplog.text
    assert len(caplog.records) == 1
    cache.close()
    other = Cache(path)
    assert other.get(request(999)) == exchange(999).completion
    other.close()


def set_aside(path):
    return [
        file
        for file in path.parent.iterdir()
        if "damaged" in file.name and "-wal" not in file.name and "-shm" not in file.name
    ]


def test_a_file_of_no_bytes_is_an_empty_cache(path, caplog):
    path.touch()
    cache = Cache(path)
    assert cache.get(request()) is None
    cache.put(exchange())
    assert cache.get(request()) == exchange().completion
    cache.close()
    assert not caplog.records


@pytest.mark.parametrize("left", ["-wal", "-shm"])
@pytest.mark.parametrize("beside", ["the file", "no file", "an empty file"])
def test_garbage_left_beside_the_file_is_no_harm(cache, path, left, beside, caplog):
    if beside != "the file":
        path.unlink()
    if beside == "an empty file":
        path.touch()
    path.with_name(path.name + left).write_bytes(b"left behind " * 5000)
    found = cache.get(request(3))
    assert found == (exchange(3).completion if beside == "the file" else None)
    cache.put(exchange(999))
    cache.close()
    assert cache.get(request(999)) == exchange(999).completion
    assert not caplog.records


KILLED = """
import os, sys
from pathlib import Path
from tests.store.test_cache import Cache, exchange
cache = Cache(Path(sys.argv[1]))
for number in range(1000, 1100):
    cache.put(exchange(number))
os._exit(9)
"""


def test_a_log_that_a_killed_process_left_is_taken_in(cache, path):
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], timeout=60, check=False)
    assert done.returncode == 9
    assert path.with_name(path.name + "-wal").stat().st_size
    assert cache.info().entries == ENTRIES + 100


def test_a_log_of_another_file_is_no_harm(cache, path, tmp_path, caplog):
    """As left when only the main file is copied back from a backup."""
    shutil.copy(path, tmp_path / "backup")
    subprocess.run([sys.executable, "-c", KILLED, str(path)], timeout=60, check=False)
    shutil.copy(tmp_path / "backup", path)
    for number in range(ENTRIES):
        assert cache.get(request(number)) == exchange(number).completion
    assert not caplog.records


def test_two_users_of_one_damaged_file_set_it_aside_once(cache, path):
    other = Cache(path)
    for user in (cache, other):
        user.get(request())
    DAMAGES["garbage from the third page on"](path)
    for user in (cache, other):
        for number in range(ENTRIES):
            user.get(request(number))
    cache.put(exchange(1))
    assert other.get(request(1)) == exchange(1).completion
    other.close()
    assert len(set_aside(path)) == 1


def test_the_user_of_a_file_that_another_set_aside_goes_over_to_the_new_one(cache, path):
    """And does not take the new file's log away by closing the old one."""
    other = Cache(path)
    other.put(exchange(500))
    for part in [path, *path.parent.glob("cache.sqlite3-*")]:
        part.rename(part.with_name(f"{part.name}.damaged-1"))
    cache.put(exchange(1))
    other.put(exchange(2))
    other.close()
    assert cache.get(request(1)) == exchange(1).completion
    cache.close()
    third = Cache(path)
    assert third.has_many([request(number).key for number in (1, 2, 500)]) == {request(1).key, request(2).key}
    third.close()


@pytest.mark.parametrize(
    "statement", ["PRAGMA user_version = 99", "CREATE TABLE bookmarks (url TEXT)"], ids=["newer", "another program's"]
)
def test_a_file_of_others_is_left_alone(path, statement, caplog):
    sql(path, statement)
    before = path.read_bytes()
    cache = Cache(path)
    with caplog.at_level(logging.WARNING, "summarizer.store"):
        assert cache.get(request()) is None
        cache.put(exchange())
        assert cache.get(request()) == exchange().completion
        cache.close()
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    assert len(caplog.records) == 1
    assert "SUMMARIZER_CACHE" in caplog.text
    if "99" in statement:
        assert f"version 99 and this package knows version {VERSION}" in caplog.text
