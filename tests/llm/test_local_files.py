import pytest

from summarizer.errors import UserError
from summarizer.llm import local_files
from summarizer.llm.local_files import content_mark, find_model, in_folder, in_packages


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    models = tmp_path / "models"
    models.mkdir()
    monkeypatch.setenv("SUMMARIZER_MODELS", str(models))
    monkeypatch.setattr(local_files, "in_packages", list)
    return models


def gguf(path, rest=b"\x03\x00\x00\x00 weights"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"GGUF" + rest)
    return path


def test_the_one_model_of_the_folder_is_taken(folder):
    path = gguf(folder / "deep" / "tiny.gguf")
    gguf(folder / "mmproj-tiny.gguf")
    gguf(folder / "ggml-vocab-tiny.gguf")
    (folder / "notes.txt").write_text("none")
    assert find_model("") == path.resolve()


def test_the_first_file_stands_for_a_model_in_several(folder):
    first = gguf(folder / "big-00001-of-00002.gguf")
    gguf(folder / "big-00002-of-00002.gguf")
    assert in_folder(folder) == [first]


def test_a_package_carries_one(folder, monkeypatch, tmp_path):
    path = gguf(tmp_path / "site-packages" / "carrier" / "small.gguf")
    monkeypatch.setattr(local_files, "in_packages", lambda: [path])
    assert find_model("") == find_model("small") == path.resolve()
    own = gguf(folder / "own.gguf")
    assert find_model("") == own.resolve(), "the folder goes before packages"


def test_packages_are_looked_through(monkeypatch, tmp_path):
    path = gguf(tmp_path / "carrier" / "small.gguf")
    info = tmp_path / "carrier-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: carrier\nVersion: 1\n")
    (info / "RECORD").write_text("carrier/__init__.py,,\ncarrier/small.gguf,,\ncarrier-1.dist-info/RECORD,,\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert path in in_packages()


@pytest.mark.parametrize("named", ["tiny", "tiny.gguf", "{folder}/tiny.gguf"])
def test_a_model_is_named_by_its_path_or_its_name_in_the_folder(folder, named):
    path = gguf(folder / "tiny.gguf")
    gguf(folder / "other.gguf")
    assert find_model(named.format(folder=folder)) == path.resolve()


def test_without_any_the_message_says_where_to_get_one():
    with pytest.raises(UserError, match=r"no model file on this machine; put a GGUF file into .*SUMMARIZER_MODELS"):
        find_model("")


def test_of_several_one_must_be_named(folder):
    gguf(folder / "one.gguf")
    gguf(folder / "two.gguf")
    with pytest.raises(UserError, match=r"several models \(one, two\); name one: --model local:.*one\.gguf"):
        find_model("")


def test_what_is_not_there_is_said_with_what_is(folder):
    gguf(folder / "one.gguf")
    with pytest.raises(UserError, match=r"no model file missing\.gguf, also not in .*; here are one"):
        find_model("missing.gguf")


@pytest.mark.parametrize("content", [b"", b"GGU", b"PK\x03\x04zip", b"ggml old format"])
def test_a_file_of_another_format_is_refused(folder, content):
    path = folder / "model.gguf"
    path.write_bytes(content)
    for named in ("", str(path)):
        with pytest.raises(UserError, match="is no GGUF file"):
            find_model(named)


def test_the_mark_tells_contents_apart_and_not_names(tmp_path):
    one = gguf(tmp_path / "one.gguf", b"x" * 3_000_000)
    same = gguf(tmp_path / "same.gguf", b"x" * 3_000_000)
    other_end = gguf(tmp_path / "end.gguf", b"x" * 2_999_999 + b"y")
    longer = gguf(tmp_path / "longer.gguf", b"x" * 3_000_001)
    marks = [content_mark(path) for path in (one, same, other_end, longer)]
    assert marks[0] == marks[1]
    assert len(set(marks)) == 3
