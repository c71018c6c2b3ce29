"""Files that are not what a folder of articles should hold: an article, a skip or an error with its message each."""

import gzip
import json
import os
from pathlib import Path

import pytest

from summarizer.articles import MAX_BYTES, SkipReason, files, find_sources
from summarizer.errors import ArticleError

WORDS = (
    "The ferry to Hallig Ness runs again from June, the shipping office said on Monday. It has been away for six years."
)


def read_all(folder):
    """Each entry's text, or the message of the error that it ends with."""
    found = {}
    for entry in find_sources([folder]):
        try:
            found[entry.source.id] = entry.read().article.text
        except ArticleError as error:
            found[entry.source.id] = error
    return found


@pytest.mark.parametrize(
    "name",
    [
        "two\nlines.txt",
        "tab\there.txt",
        "bell\a.txt",
        "\u202etxt.exe.txt",
        "zero\u200bwidth.txt",
        "é" * 100 + ".txt",
    ],
)
def test_any_name_a_file_can_have_is_found(tmp_path, name):
    (tmp_path / name).write_text(WORDS)
    assert read_all(tmp_path) == {name: WORDS}


def test_a_device_behind_a_link_is_passed_over(tmp_path):
    (tmp_path / "a.txt").write_text(WORDS)
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    skipped = []
    assert len(list(find_sources([tmp_path], on_skip=skipped.append))) == 1
    assert [(Path(item.origin).name, item.reason) for item in skipped] == [("zero.txt", SkipReason.OUTSIDE)]


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (WORDS.encode("utf-16"), WORDS),
        (WORDS.encode("utf-32"), WORDS),
        (WORDS.encode("utf-16-le"), "binary"),
        (WORDS.encode("utf-32-be"), "binary"),
        (WORDS.encode().replace(b"ferry", b"fer\0ry"), "binary"),
        (os.urandom(4_000) + b"\0", "binary"),
        (WORDS.replace(". ", ".\r\n").encode() + b"\rLast.\n", WORDS.replace(". ", ".\r\n") + "\rLast.\n"),
        (b"\xff\xfe\xff", "damaged"),
        (b"", "no text"),
        (b" \r\n\t" * 1000, "no text"),
        (b"a" * (MAX_BYTES + 1), "over the limit"),
        (b"word " * 1_900_000, "word " * 1_900_000),
    ],
    ids=range(12),
)
def test_any_bytes_are_an_article_or_an_error_that_says_why(tmp_path, data, wanted):
    (tmp_path / "a.txt").write_bytes(data)
    (found,) = read_all(tmp_path).values()
    if isinstance(found, ArticleError):
        assert wanted in str(found)
        assert "a.txt" in str(found)
    else:
        assert found == wanted


@pytest.mark.parametrize("line", [b"x" * 1_000_000, b'{"text": "' + b"x" * 999_990, b"\n" * 1_000_000])
def test_a_packed_bomb_ends_in_an_entry_that_fails(tmp_path, monkeypatch, line):
    monkeypatch.setattr(files, "_NO_BOMB", 3_000_000)
    with gzip.open(tmp_path / "bomb.jsonl.gz", "wb") as packed:
        packed.write(json.dumps({"text": WORDS}).encode() + b"\n")
        for _ in range(20):
            packed.write(line)
    first, last = read_all(tmp_path).values()
    assert first == WORDS
    assert "unpacks to over" in str(last) or "over 10,000,000 bytes" in str(last)


def test_a_packed_file_of_the_same_row_many_times_is_no_bomb(tmp_path):
    with gzip.open(tmp_path / "a.jsonl.gz", "wb") as packed:
        packed.write((json.dumps({"text": WORDS}).encode() + b"\n") * 20_000)
    assert set(read_all(tmp_path).values()) == {WORDS}


def test_a_file_that_grows_while_the_folder_is_read(tmp_path):
    (tmp_path / "a.txt").write_text(WORDS)
    (entry,) = find_sources([tmp_path])
    (tmp_path / "a.txt").write_text(WORDS + " More.")
    assert entry.read().article.text == WORDS + " More."


def test_a_row_with_a_deep_value_costs_itself_only(tmp_path):
    rows = ["[" * 200_000, json.dumps({"text": WORDS}), '{"text": "a", "id": ' + "9" * 5_000 + "}", '{"text": NaN}']
    (tmp_path / "a.jsonl").write_text("\n".join(rows))
    found = list(read_all(tmp_path).values())
    assert [item if isinstance(item, str) else "error" for item in found] == ["error", WORDS, "error", "error"]
