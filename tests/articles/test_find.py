import gzip
import io
import json
import os
import socket
from pathlib import Path, PurePosixPath

import pytest

from summarizer.articles import MAX_BYTES, SkipReason, find_sources
from summarizer.errors import ArticleError, UserError

pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes in folders")


def put(root, files):
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def lines(*rows):
    return "".join(json.dumps(row) + "\n" for row in rows)


def search(*paths, **options):
    skipped = []
    found = list(find_sources(paths, on_skip=skipped.append, **options))
    return found, [(item.origin.rpartition("/")[2], item.reason) for item in skipped]


def ids(found):
    return [entry.source.id for entry in found]


def test_a_folder_is_searched_to_the_bottom_in_order(tmp_path):
    put(tmp_path, {"b.txt": "B.", "a/z.md": "Z.", "a/rows.jsonl": lines({"text": "1."}, {"id": "r", "text": "2."})})
    put(tmp_path, {"C.TXT": "C.", "photo.jpg": b"\xff", ".hidden/x.txt": "X.", ".env.txt": "X."})
    found, skipped = search(tmp_path)
    assert ids(found) == ["C.TXT", "a/rows.jsonl:1", "r", "a/z.md", "b.txt"]
    assert [entry.source.origin for entry in found[:3]] == [
        f"{tmp_path}/C.TXT",
        f"{tmp_path}/a/rows.jsonl:1",
        f"{tmp_path}/a/rows.jsonl:2",
    ]
    assert [str(entry.source.name) for entry in found] == ["C", "a/rows/line-1", "a/rows/r", "a/z", "b"]
    assert [entry.read().article.text for entry in found] == ["C.", "1.", "2.", "Z.", "B."]
    assert skipped == [("photo.jpg", SkipReason.UNKNOWN_SUFFIX)]


def test_origins_are_paths_as_the_user_gave_them(tmp_path, monkeypatch):
    put(tmp_path, {"in/a.txt": "A."})
    monkeypatch.chdir(tmp_path)
    assert [entry.source.origin for entry in find_sources(["in"])] == [str(Path("in/a.txt"))]
    assert ids(find_sources([Path("in/a.txt")])) == ["a.txt"]


def test_a_file_given_by_name_is_read_whatever_its_suffix(tmp_path):
    put(tmp_path, {"a.story": "A.", "b": "B.", ".c.txt": "C."})
    found, _ = search(tmp_path / "a.story", tmp_path / "b", tmp_path / ".c.txt")
    assert [entry.read().article.text for entry in found] == ["A.", "B.", "C."]
    assert ids(found) == ["a.story", "b", ".c.txt"]


def test_links_are_followed_inside_only_and_once(tmp_path):
    put(tmp_path, {"out/secret.txt": "S.", "in/b.txt": "B.", "in/d/e.txt": "E.", "in/.store/x": "X."})
    for name, target in {
        "loop": ".",
        "d/up": "..",
        "out.txt": "../out/secret.txt",
        "outside": "../out",
        "a.txt": "b.txt",
        "broken.txt": "nowhere.txt",
        "self.txt": "self.txt",
        "x.txt": ".store/x",
    }.items():
        (tmp_path / "in" / name).symlink_to(target)
    found, skipped = search(tmp_path / "in")
    assert ids(found) == ["a.txt", "d/e.txt", "x.txt"]
    assert sorted(skipped) == [
        ("b.txt", SkipReason.REPEATED),
        ("broken.txt", SkipReason.BROKEN_LINK),
        ("loop", SkipReason.REPEATED),
        ("out.txt", SkipReason.OUTSIDE),
        ("outside", SkipReason.OUTSIDE),
        ("self.txt", SkipReason.BROKEN_LINK),
        ("up", SkipReason.REPEATED),
    ]


def test_a_link_given_by_name_is_followed(tmp_path):
    put(tmp_path, {"out/a.txt": "A."})
    (tmp_path / "in").symlink_to("out")
    assert ids(find_sources([tmp_path / "in"])) == ["a.txt"]


@pipes
def test_pipes_and_sockets_are_never_opened(tmp_path):
    put(tmp_path, {"a.txt": "A."})
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s.txt"))
        found, skipped = search(tmp_path)
    assert ids(found) == ["a.txt"]
    assert skipped == [("pipe.txt", SkipReason.NOT_A_FILE), ("s.txt", SkipReason.NOT_A_FILE)]
    with pytest.raises(UserError, match="neither a file nor a folder"):
        find_sources([tmp_path / "pipe.txt"])


@pipes
def test_a_pipe_put_in_a_files_place_is_not_waited_for(tmp_path):
    put(tmp_path, {"a.txt": "A."})
    (entry,) = find_sources([tmp_path])
    (tmp_path / "a.txt").unlink()
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(ArticleError, match="not a regular file"):
        entry.read()


@pytest.mark.parametrize("name", ["a.txt", "b.jsonl"])
def test_a_file_that_may_not_be_read_is_an_entry_that_fails(tmp_path, monkeypatch, name):
    put(tmp_path, {"a.txt": "A.", "b.jsonl": lines({"text": "B."})})
    real_open = os.open

    def denied(path, *arguments, **options):
        if Path(path).name == name:
            raise PermissionError(13, "Permission denied")
        return real_open(path, *arguments, **options)

    monkeypatch.setattr(os, "open", denied)
    found, _ = search(tmp_path)
    assert len(found) == 2
    failing = next(entry for entry in found if entry.source.id == name)
    with pytest.raises(ArticleError, match=rf"{name} cannot be read \(Permission denied\)"):
        failing.read()


def test_a_folder_that_may_not_be_read_is_reported(tmp_path, monkeypatch):
    put(tmp_path, {"a.txt": "A.", "closed/b.txt": "B."})
    real_scandir = os.scandir

    def denied(path):
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return real_scandir(path)

    monkeypatch.setattr(os, "scandir", denied)
    found, skipped = search(tmp_path)
    assert ids(found) == ["a.txt"]
    assert skipped == [("closed", SkipReason.UNREADABLE)]


def test_a_file_that_is_gone_when_read_fails(tmp_path):
    put(tmp_path, {"a.txt": "A."})
    (entry,) = find_sources([tmp_path])
    (tmp_path / "a.txt").unlink()
    with pytest.raises(ArticleError, match="cannot be read"):
        entry.read()


def test_a_file_over_the_limit_is_refused(tmp_path):
    put(tmp_path, {"a.txt": b"a" * (MAX_BYTES + 1), "b.txt": b"b" * MAX_BYTES})
    over, under = find_sources([tmp_path])
    with pytest.raises(ArticleError, match="over the limit of 10,000,000 bytes"):
        over.read()
    assert len(under.read().article.text) == MAX_BYTES


def test_names_and_ids_are_unique(tmp_path):
    put(tmp_path, {"one/a.txt": "1.", "one/a.md": "2.", "one/A.html": "3.", "two/a.txt": "4."})
    put(tmp_path, {"two/r.jsonl": lines(*[{"id": row_id, "text": "Words."} for row_id in ("x", "x", "X")])})
    found, _ = search(tmp_path / "one", tmp_path / "two")
    assert len(found) == 7
    assert len(set(ids(found))) == 7
    assert len({str(entry.source.name).casefold() for entry in found}) == 7
    assert [str(entry.source.name) for entry in found] == ["A", "a-2", "a-3", "a-4", "r/x", "r/x-2", "r/X-3"]
    assert ids(found)[5] == f"{tmp_path}/two/r.jsonl:2"


def test_a_path_given_twice_is_read_once(tmp_path):
    put(tmp_path, {"a.txt": "A.", "b.txt": "B."})
    found, skipped = search(tmp_path / "a.txt", tmp_path, tmp_path)
    assert ids(found) == ["a.txt", "b.txt"]
    assert skipped == [("a.txt", SkipReason.REPEATED)]


def test_a_file_name_that_is_not_utf_8_can_still_be_written(tmp_path):
    try:
        put(tmp_path, {os.fsdecode(b"caf\xe9.txt"): "A."})
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    (entry,) = find_sources([tmp_path])
    assert entry.source.id == "caf\ufffd.txt"
    assert entry.source.origin.encode()
    assert entry.read().article.text == "A."


def test_packed_rows_are_streamed(tmp_path):
    put(tmp_path, {"a.jsonl.gz": gzip.compress(lines({"text": "1."}, {"text": "2."}).encode())})
    found, _ = search(tmp_path)
    assert [str(entry.source.name) for entry in found] == ["a/line-1", "a/line-2"]
    assert [entry.read().article.text for entry in found] == ["1.", "2."]


def test_rows_are_not_read_before_they_are_asked_for(tmp_path):
    put(tmp_path, {"a.jsonl": lines({"text": "1."}) + "x" * 1_000_000 + "\n" + lines({"text": "3."})})
    found = find_sources([tmp_path])
    assert next(found).source.id == "a.jsonl:1"
    with (tmp_path / "a.jsonl").open("a") as file:
        file.write(lines({"text": "4."}))
    assert ids(found) == ["a.jsonl:2", "a.jsonl:3", "a.jsonl:4"]


@pytest.mark.parametrize("damage", [lambda data: data[:-12], lambda data: data[:40], lambda data: b"not packed" + data])
def test_damaged_packed_rows_end_in_an_entry_that_fails(tmp_path, damage):
    put(tmp_path, {"a.jsonl.gz": damage(gzip.compress(lines(*[{"text": f"{n} words."} for n in range(50)]).encode()))})
    found, _ = search(tmp_path)
    with pytest.raises(ArticleError, match="repair or unpack"):
        found[-1].read()


def test_empty_rows_are_reported(tmp_path):
    put(tmp_path, {"a.jsonl": "\n\n", "b.txt": "B."})
    found, skipped = search(tmp_path)
    assert ids(found) == ["b.txt"]
    assert skipped == [("a.jsonl", SkipReason.NO_ROWS)]


@pytest.mark.parametrize("paths", [[], ["missing"], ["missing.txt"], ["a\0b"], [""], ["a.txt/b.txt"]])
def test_a_path_that_is_none_is_the_users_error_at_once(tmp_path, monkeypatch, paths):
    put(tmp_path, {"a.txt": "A."})
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UserError):
        find_sources(paths)


@pytest.mark.parametrize("files", [{}, {"photo.jpg": "x"}, {"a.jsonl": ""}, {"b/.c.txt": "x"}])
def test_nothing_found_is_the_users_error(tmp_path, files):
    put(tmp_path, files)
    with pytest.raises(UserError, match="No articles in"):
        list(find_sources([tmp_path]))


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (b"Plain words.\nMore.", ["Plain words.\nMore."]),
        (b'{"text": "1."}\n{"text": "2."}\n', ["1.", "2."]),
        (b'\xef\xbb\xbf{"text": "1."}', ["1."]),
        (b"\xef\xbb\xbfWords.", ["Words."]),
        (b"\x93We stay,\x94 said the mayor.", ["“We stay,” said the mayor."]),
    ],
)
def test_standard_input(data, texts):
    found, _ = search("-", stdin=io.BytesIO(data))
    assert [entry.read().article.text for entry in found] == texts


def test_standard_inputs_places():
    (text,) = find_sources(["-"], stdin=io.BytesIO(b"Words."))
    assert (text.source.id, text.source.origin, text.source.name) == ("stdin", "stdin", PurePosixPath("stdin"))
    (row,) = find_sources(["-"], stdin=io.BytesIO(b'{"text": "Words."}'))
    assert (row.source.id, row.source.origin) == ("stdin:1", "stdin:1")
    assert row.source.name == PurePosixPath("stdin/line-1")


@pytest.mark.parametrize("data", [b"", b" \n\n"])
def test_empty_standard_input_is_the_users_error(data):
    with pytest.raises(UserError, match="No articles in -"):
        list(find_sources(["-"], stdin=io.BytesIO(data)))


def test_standard_input_over_the_limit_is_refused():
    (entry,) = find_sources(["-"], stdin=io.BytesIO(b"a" * (MAX_BYTES + 9)))
    with pytest.raises(ArticleError, match="over the limit"):
        entry.read()


def test_a_deep_folder_is_searched(tmp_path):
    deep = tmp_path.joinpath(*["d"] * 300)
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text("A.")
    assert len(list(find_sources([tmp_path]))) == 1
