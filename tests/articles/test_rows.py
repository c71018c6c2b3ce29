import io
import json
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.articles import MAX_BYTES
from summarizer.articles.rows import file_name, rows
from summarizer.errors import ArticleError


def entries_of(data):
    stream = io.BytesIO(data)
    return list(rows(stream.readline, file_id="n.jsonl", origin="in/n.jsonl", folder=PurePosixPath("n")))


def only(row):
    (entry,) = entries_of(json.dumps(row).encode() if not isinstance(row, bytes) else row)
    return entry


def test_a_row_with_all_its_fields():
    row = {
        "id": "r 1",
        "text": "Words\0 here.",
        "title": " A title ",
        "published": "2024-05-01T10:00:00Z",
        "language": "en-US",
        "url": "https://example.org",
        "other": [1],
    }
    entry = only(row)
    article = entry.read().article
    assert (entry.source.id, entry.source.origin) == ("r 1", "in/n.jsonl:1")
    assert entry.source.name == PurePosixPath("n") / file_name("r 1")
    assert article.text == "Words\0 here."
    assert (article.title, article.language, article.published) == ("A title", "en", "2024-05-01T10:00:00Z")
    assert article.url == "https://example.org"


@pytest.mark.parametrize(
    ("fields", "id_"), [({}, "n.jsonl:1"), ({"id": 7}, "7"), ({"id": None}, "n.jsonl:1"), ({"id": "  "}, "n.jsonl:1")]
)
def test_ids_of_rows(fields, id_):
    assert only({"text": "Words.", **fields}).source.id == id_


@pytest.mark.parametrize(
    ("fields", "field", "value"),
    [
        ({"date": "2024-05-01"}, "published", "2024-05-01"),
        ({"published": None, "date": "2024-05-01"}, "published", "2024-05-01"),
        ({"published": "2024", "date": "2023"}, "published", "2024"),
        ({"lang": "eng"}, "language", "en"),
        ({"lang": "pcm"}, "language", "pcm"),
        ({"language": "zh_Hans_CN"}, "language", "zh"),
        ({"title": ""}, "title", None),
    ],
)
def test_other_names_and_empty_fields(fields, field, value):
    reading = only({"text": "Words.", **fields}).read()
    assert getattr(reading.article, field) == value
    assert reading.notes == ()


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"title": "No text"}, "field text"),
        ({"text": ""}, "field text"),
        ({"text": " \n"}, "field text"),
        ({"text": ["Words."]}, "field text"),
        ({"text": "Words.", "title": 3}, "field title"),
        ({"text": "Words.", "date": 20240501}, "field date"),
        ({"text": "Words.", "lang": ["en"]}, "field lang"),
        ({"text": "Words.", "url": {}}, "field url"),
        ({"text": "Words.", "id": True}, "field id"),
        ({"text": "Words.", "id": 1.5}, "field id"),
        (["Words."], "not an object"),
        (b'{"text": "Words."', "not valid JSON"),
        (b'{"text": "caf\xe9"}', "not UTF-8"),
        (b"[" * 100_000, "not valid JSON"),
        (b'{"text": "a", "id": 1' + b"0" * 5_000 + b"}", "not valid JSON|too many digits"),
    ],
)
def test_a_bad_row_says_which_and_what(row, words):
    entry = only(row)
    with pytest.raises(ArticleError, match=words) as caught:
        entry.read()
    assert "in/n.jsonl:1" in str(caught.value)


def test_the_rows_after_a_bad_one_go_on():
    found = entries_of(b'\xef\xbb\xbf{"text": "One."}\r\n\n{"text": \n{"text": "Four."}')
    assert [entry.source.origin for entry in found] == ["in/n.jsonl:1", "in/n.jsonl:3", "in/n.jsonl:4"]
    assert [found[0].read().article.text, found[2].read().article.text] == ["One.", "Four."]
    with pytest.raises(ArticleError):
        found[1].read()


def test_an_endless_line_is_refused_and_passed():
    found = entries_of(b"x" * (2 * MAX_BYTES + 5) + b'\n{"text": "Two."}\n')
    with pytest.raises(ArticleError, match="over 10,000,000 bytes"):
        found[0].read()
    assert found[1].read().article.text == "Two."
    assert len(found) == 2


def test_lone_surrogates_are_replaced_and_noted():
    reading = only(b'{"id": "\\ud800", "text": "a \\ud800 b \\udc00 \\ud83d\\ude42", "title": "\\udfff"}').read()
    assert reading.article.text == "a \ufffd b \ufffd 🙂"
    assert reading.article.title == "\ufffd"
    assert reading.notes == ("lone surrogates replaced by U+FFFD: 2",)


def test_a_language_that_is_no_code_is_noted():
    reading = only({"text": "Words.", "language": "Plain English"}).read()
    assert reading.article.language is None
    assert "Plain English" in reading.notes[0]


@pytest.mark.parametrize(
    "row_id", ["../../etc/passwd", "a/b", "a b", "CON", "nul.txt", ".", "..", "x" * 500, "é\n", "日本" * 90]
)
def test_any_id_becomes_a_safe_file_name(row_id):
    name = file_name(row_id)
    assert PurePosixPath(name).name == name
    assert name not in (".", "..")
    assert len(name.encode()) <= 130
    assert name != file_name(row_id + "!")


def test_a_plain_id_is_its_own_file_name():
    assert file_name("bbc-2024_05.01") == "bbc-2024_05.01"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["id", "text", "title", "date", "lang"]), inner),
)
ROW = st.dictionaries(st.sampled_from(["id", "text", "title", "date", "lang", "url"]), JSON)


@given(st.binary() | JSON.map(json.dumps).map(str.encode) | ROW.map(json.dumps).map(str.encode))
def test_any_line_gives_articles_or_article_errors(data):
    for entry in entries_of(data):
        assert entry.source.id.encode()
        assert str(entry.source.name).encode()
        try:
            reading = entry.read()
        except ArticleError:
            continue
        assert reading.article.text.strip()
        assert reading.article.text.encode()
