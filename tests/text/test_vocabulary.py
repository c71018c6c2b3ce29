"""Vocabularies: what is found in them, and which files are taken."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import UserError
from summarizer.text.vocabulary import Entry, Vocabulary, load_vocabulary, media_topics


def pairs(vocabulary):
    return [(entry.code, entry.label) for entry in vocabulary.entries]


def load(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return load_vocabulary(path)


def test_seventeen_media_topics():
    assert len(media_topics().entries) == 17
    assert [entry.code for entry in media_topics().entries] == [f"medtop:{n:02}000000" for n in range(1, 18)]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("medtop:15000000", "medtop:15000000"),
        ("MEDTOP:15000000", "medtop:15000000"),
        ("15000000", "medtop:15000000"),
        ("Sport", "medtop:15000000"),
        ("  economy,  Business and\nfinance ", "medtop:04000000"),
        ("politics", "medtop:11000000"),
        ("Politics and Government", "medtop:11000000"),
        ("Wirtschaft und Finanzen", "medtop:04000000"),
        ("sante", "medtop:07000000"),
        ("EDUCACIÓN", "medtop:05000000"),
        ("sporting goods", None),
        ("15", None),
        ("", None),
    ],
)
def test_find_a_media_topic(said, code):
    found = media_topics().find(said)
    assert (found and found.code) == code


def test_a_name_of_two_entries_leads_nowhere():
    towns = Vocabulary((Entry("uk", "Boston"), Entry("us", "Boston"), Entry("de", "Köln", ("Cologne",))))
    assert towns.find("Boston") is None
    assert towns.find("us") == Entry("us", "Boston")
    assert towns.find("cologne") == towns.find("KOLN") == towns.entries[2]


def test_accents_are_folded_and_letters_are_not():
    words = Vocabulary((Entry("1", "Café"), Entry("2", "ガス"), Entry("3", "カス"), Entry("4", "Straße")))
    assert words.find("CAFE").code == words.find("cafe\u0301").code == "1"
    assert (words.find("ガス").code, words.find("カス").code) == ("2", "3")
    assert words.find("STRASSE").code == "4"


def test_a_label_goes_before_another_entrys_other_name():
    vocabulary = Vocabulary((Entry("1", "Ballet", ("Dance",)), Entry("2", "Dance")))
    assert vocabulary.find("dance").code == "2"


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("v.txt", "Harbour\n\nTown hall \n", [("Harbour", "Harbour"), ("Town hall", "Town hall")]),
        ("v.txt", "h1\tHarbour\r\nt1\tTown  hall\r\n", [("h1", "Harbour"), ("t1", "Town hall")]),
        ("v", b"\xef\xbb\xbfHarbour", [("Harbour", "Harbour")]),
        ("v.csv", 'code,label\nh1,"Harbour, ships"\nt1,Town hall\n', [("h1", "Harbour, ships"), ("t1", "Town hall")]),
        ("v.CSV", "Label;note;Code\nHarbour;x;h1\n", [("h1", "Harbour")]),
        ("v.json", '{"h1": "Harbour", "t1": "Town hall"}', [("h1", "Harbour"), ("t1", "Town hall")]),
        ("v.json", '[{"code": "h1", "label": "Harbour", "more": 1}]', [("h1", "Harbour")]),
    ],
    ids=["lines", "codes and tabs", "byte order mark", "csv", "semicolons", "object", "list"],
)
def test_files(tmp_path, name, content, expected):
    assert pairs(load(tmp_path, name, content)) == expected


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("v.txt", "", "empty"),
        ("v.txt", " \n\n", "empty"),
        ("v.txt", "h1\t\n", "without code or label"),
        ("v.txt", "Harbour\nHARBOUR\n", "twice"),
        ("v.txt", b"K\xf6ln\n", "UTF-8"),
        ("v.csv", "", "empty"),
        ("v.csv", "name,place\na,b\n", "columns code and label"),
        ("v.csv", 'code,label\nh1,"Harbour\n', "not CSV"),
        ("v.csv", "code,label\nh1\n", "without code or label"),
        ("v.json", "{", "not JSON"),
        ("v.json", "[" * 100_000, "not JSON"),
        ("v.json", '"Harbour"', "expected form"),
        ("v.json", '["Harbour"]', "expected form"),
        ("v.json", '[{"code": "h1"}]', "expected form"),
        ("v.json", '[{"code": 1, "label": "Harbour"}]', "expected form"),
        ("v.json", '{"h1": ["Harbour"]}', "expected form"),
        ("v.json", '{"h1": "Harbour", "h1": "Town hall"}', "twice"),
        ("v.json", "[]", "empty"),
        ("v.json", "{}", "empty"),
    ],
)
def test_bad_files(tmp_path, name, content, says):
    with pytest.raises(UserError, match=says) as caught:
        load(tmp_path, name, content)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_no_file(tmp_path):
    with pytest.raises(UserError, match="Cannot read"):
        load_vocabulary(tmp_path / "nowhere.txt")
    with pytest.raises(UserError, match="Cannot read"):
        load_vocabulary(tmp_path)


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=8), max_size=6))
def test_any_object_is_loaded_or_refused(tmp_path_factory, labels):
    path = tmp_path_factory.mktemp("vocabulary") / "v.json"
    path.write_text(json.dumps(labels), encoding="utf-8")
    try:
        vocabulary = load_vocabulary(path)
    except UserError:
        return
    assert len(vocabulary.entries) == len(labels) > 0
    for entry in vocabulary.entries:
        assert vocabulary.find(entry.code) == entry
