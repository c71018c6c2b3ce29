"""Results read back: files, folders, lines, and what is none of them."""

import gzip
from pathlib import Path

import pytest

from summarizer.errors import UserError
from summarizer.results.reading import read_all, read_one, read_results
from tests.results.made import full, own


@pytest.fixture
def rows() -> str:
    return "".join(f"{full(id=f'a{number}.txt').model_dump_json()}\n" for number in range(3))


def ids(path: Path) -> list[str]:
    return [outcome.id for outcome in read_results(path)]


def test_lines_plain_and_gzipped(tmp_path: Path, rows: str) -> None:
    (tmp_path / "r.jsonl").write_text("\ufeff" + rows + "\n", "utf-8")
    (tmp_path / "r.jsonl.gz").write_bytes(gzip.compress(rows.encode()))
    assert ids(tmp_path / "r.jsonl") == ids(tmp_path / "r.jsonl.gz") == ["a0.txt", "a1.txt", "a2.txt"]


def test_a_folder_to_the_bottom_in_order(tmp_path: Path) -> None:
    for name in ("b.json", "a/c.json", ".hidden/d.json", ".x.json.part"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(full(id=name).model_dump_json(indent=1))
    assert ids(tmp_path) == ["a/c.json", "b.json"]


def test_rows_come_before_the_file_is_read_to_its_end(tmp_path: Path, rows: str) -> None:
    (tmp_path / "r.jsonl").write_text(rows + "nonsense\n")
    results = read_results(tmp_path / "r.jsonl")
    assert [next(results).id for _ in range(3)] == ["a0.txt", "a1.txt", "a2.txt"]
    with pytest.raises(UserError, match=r"r\.jsonl, row 4, is no result"):
        next(results)


@pytest.mark.parametrize(
    "row", ["5", "[]", "{}", '{"schema": []}', '{"id": "\\ud800"', '"\x00"', '{"schema": "ArticleSummary"}', "[" * 9999]
)
def test_a_bad_row_is_one_sentence_with_file_and_row(tmp_path: Path, rows: str, row: str) -> None:
    (tmp_path / "r.jsonl").write_text(rows + row + "\n")
    with pytest.raises(UserError, match=r"r\.jsonl, row 4,") as caught:
        [*read_results(tmp_path / "r.jsonl")]
    assert "\n" not in str(caught.value)


def test_a_cut_gzip_and_a_missing_file(tmp_path: Path, rows: str) -> None:
    (tmp_path / "r.jsonl.gz").write_bytes(gzip.compress(rows.encode())[:-20])
    (tmp_path / "x.jsonl.gz").write_bytes(b"no gzip")
    for name in ("r.jsonl.gz", "x.jsonl.gz", "none.jsonl"):
        with pytest.raises(UserError, match="Cannot read"):
            [*read_results(tmp_path / name)]
    with pytest.raises(UserError, match=r"holds no \.json"):
        [*read_results(tmp_path)]


def test_spans_of_any_schema_are_held_against_the_article(tmp_path: Path) -> None:
    row = own().model_dump_json().replace('"text":"Nobody asked the miners."', '"text":"Somebody asked the miners."')
    (tmp_path / "r.jsonl").write_text(row)
    with pytest.raises(UserError, match="row 1"):
        [*read_results(tmp_path / "r.jsonl")]


def test_one_of_several(tmp_path: Path, rows: str) -> None:
    (tmp_path / "r.jsonl").write_text(rows)
    assert read_one(tmp_path / "r.jsonl", "a1.txt").id == "a1.txt"
    for wanted in (None, "nothing"):
        with pytest.raises(UserError):
            read_one(tmp_path / "r.jsonl", wanted)
    assert len([*read_all([tmp_path / "r.jsonl"] * 2)]) == 6
