"""Every format: nothing of an article becomes something else, and nothing is written by halves."""

import csv
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import UserError
from summarizer.results.formats import Format, format_of
from summarizer.results.reading import read_results
from summarizer.results.tables import Table
from summarizer.results.writing import write_results
from summarizer.schema.outcome import Outcome
from tests.results.made import EVIL, TEXT, everything, evil, full, own, quote, summary
from tests.results.made import outcome as made

DEV = "the dev extra is not installed: pip install -e '.[dev]'"


@pytest.mark.parametrize("form", Format)
def test_everything_can_be_written(tmp_path: Path, form: Format) -> None:
    write_results(everything(), tmp_path / "out", format=form)
    assert (tmp_path / "out").stat().st_size > 100
    write_results([], tmp_path / "none", format=form)


@pytest.mark.parametrize("form", Format)
def test_written_whole_or_not_at_all(tmp_path: Path, form: Format) -> None:
    def broken() -> Iterator[Outcome[Any]]:
        yield full()
        raise UserError("row 2 is no result")

    path = tmp_path / "out"
    path.write_text("before")
    with pytest.raises(UserError, match="row 2"):
        write_results(broken(), path, format=form)
    assert path.read_text() == "before"
    assert [*tmp_path.iterdir()] == [path]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.MD", Format.MARKDOWN),
        ("a.sqlite", Format.SQLITE),
        ("a.parquet", Format.PARQUET),
        ("a.txt", None),
        ("a", None),
    ],
)
def test_the_format_is_that_of_the_ending(name: str, form: Format | None) -> None:
    assert format_of(Path(name)) is form


def test_mistakes_are_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="names no format"):
        write_results([], tmp_path / "a.txt")
    with pytest.raises(UserError, match="CSV and Parquet only"):
        write_results([], tmp_path / "a.md", table="claims")
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="Cannot write"):
        write_results([], tmp_path / "file" / "a.csv")


def test_json_lines_are_the_outcomes_as_they_are(tmp_path: Path) -> None:
    write_results(everything(), tmp_path / "a.jsonl")
    assert [*read_results(tmp_path / "a.jsonl")] == everything()


def test_half_a_surrogate_pair_is_no_end(tmp_path: Path) -> None:
    odd = full(error="half \ud83d of it")
    for form in Format:
        write_results([odd], tmp_path / "out", format=form)
    write_results([odd], tmp_path / "a.jsonl")
    assert json.loads((tmp_path / "a.jsonl").read_text("utf-8"))["error"] == "half \ufffd of it"


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [*csv.DictReader(file)]


@pytest.mark.parametrize("table", Table)
def test_no_cell_is_a_formula(tmp_path: Path, table: Table) -> None:
    write_results(everything(), tmp_path / "a.csv", table=table)
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    rows = rows_of(tmp_path / "a.csv")
    assert rows or table is Table.PROBLEMS
    for cell in (cell for row in rows for cell in row.values()):
        assert not cell.lstrip(" \t\r\n\u202e\ufeff").startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠")), cell
        assert not cell.startswith(("\t", "\r"))
        assert "\0" not in cell


@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
    | st.text("='+@-\t \r\n＝", max_size=5)
)
def test_words_can_be_had_back_from_csv(tmp_path_factory: pytest.TempPathFactory, words: str) -> None:
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    write_results([made(TEXT, summary(quotes=[quote(TEXT, "told", words)]))], path)
    cell = rows_of(path)[0]["speaker"]
    assert cell.removeprefix("'") == words
    assert cell == words or cell[0] == "'"


def test_the_tables_name_their_columns_as_the_json_does(tmp_path: Path) -> None:
    write_results([full()], tmp_path / "a.csv")
    first, second = rows_of(tmp_path / "a.csv")
    assert (first["words"], first["speaker"], first["mention"]) == ("We have no stone left,", "Ines Duarte", "Duarte")
    assert TEXT[int(first["start"]) : int(first["end"])] == first["words"]
    assert TEXT[int(first["mention_start"]) : int(first["mention_end"])] == "Duarte"
    assert (second["id"], second["path"], second["verdict"]) == ("quarry.txt", "quotes[1]", "exact")


def test_a_schema_of_ones_own_gives_its_spans_with_their_paths(tmp_path: Path) -> None:
    for table, paths in (
        ("quotes", ["holding[0]", "dissent[0]", "judge"]),
        ("claims", ["bullets[0]"]),
        ("topics", []),
    ):
        write_results([own()], tmp_path / "a.csv", table=table)
        assert [row["path"] for row in rows_of(tmp_path / "a.csv")] == paths
    write_results([own()], tmp_path / "a.csv", table="articles")
    assert json.loads(rows_of(tmp_path / "a.csv")[0]["summary"])["numbers"] == {"jobs": 212, "none": None}


def test_a_database_has_keys_and_can_be_searched(tmp_path: Path) -> None:
    write_results([*everything(), full()], tmp_path / "a.db")
    database = sqlite3.connect(tmp_path / "a.db")
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert database.execute("SELECT count(*) FROM articles").fetchone() == (6,)
    found = database.execute(
        "SELECT quotes.words, quotes.speaker, id FROM quotes_fts JOIN quotes ON quote = quotes_fts.rowid "
        "JOIN articles USING (article) WHERE quotes_fts MATCH 'stone'"
    ).fetchall()
    assert found == [("We have no stone left,", "Ines Duarte", "quarry.txt")] * 2
    for start, end, text, whole in database.execute(
        "SELECT evidence.start, evidence.end, evidence.text, articles.text FROM evidence JOIN articles USING (article)"
    ):
        assert whole[start:end] == text
    assert database.execute("SELECT text FROM articles WHERE id LIKE '..%'").fetchone() == (EVIL,)
    database.close()


def test_datasette_opens_the_database(tmp_path: Path) -> None:
    pytest.importorskip("datasette", reason=DEV)
    import asyncio

    from datasette.app import Datasette

    write_results(everything(), tmp_path / "a.db")

    async def asked() -> tuple[Any, Any]:
        site = Datasette([str(tmp_path / "a.db")])
        await site.invoke_startup()
        tables = (await site.client.get("/a.json")).json()["tables"]
        hits = (await site.client.get("/a/quotes.json?_search=stone&_shape=array")).json()
        page = await site.client.get("/a/claims")
        assert page.status_code == 200
        return tables, hits

    tables, hits = asyncio.run(asked())
    named = {table["name"]: table for table in tables}
    assert {"articles", "quotes", "claims", "topics", "problems", "evidence"} <= named.keys()
    assert named["quotes"]["fts_table"] == "quotes_fts"
    assert {key["other_table"] for key in named["quotes"]["foreign_keys"]["outgoing"]} == {"articles"}
    assert [hit["words"] for hit in hits] == ["We have no stone left,"]


def test_parquet_is_nested_and_its_schema_that_of_the_types(tmp_path: Path) -> None:
    duckdb, polars = (pytest.importorskip(name, reason=DEV) for name in ("duckdb", "polars"))
    write_results(everything(), tmp_path / "a.parquet")
    write_results([], tmp_path / "none.parquet")
    frame = polars.read_parquet(tmp_path / "a.parquet")
    assert frame.schema == polars.read_parquet(tmp_path / "none.parquet").schema
    assert frame["article"].struct.field("text").to_list()[1] == EVIL
    found = duckdb.sql(
        "SELECT q.words.text, q.speaker, q.mention.start "
        f"FROM (SELECT unnest(summary.quotes) q FROM '{tmp_path}/a.parquet') WHERE q.speaker = 'Ines Duarte'"
    ).fetchall()
    assert found == [("We have no stone left,", "Ines Duarte", TEXT.index("Duarte told"))]
    ruling = frame.filter(polars.col("id") == "own.txt").to_dicts()[0]
    assert json.loads(ruling["other_summary"])["outcome"] == "closed"
    assert {place["path"] for place in ruling["spans"]} == {
        "holding[0]",
        "dissent[0]",
        "judge",
        "bullets[0].evidence[0]",
    }


@pytest.mark.parametrize("table", Table)
def test_parquet_has_the_tables_too(tmp_path: Path, table: Table) -> None:
    polars = pytest.importorskip("polars", reason=DEV)
    write_results(everything(), tmp_path / "a.parquet", table=table)
    write_results(everything(), tmp_path / "a.csv", table=table)
    frame = polars.read_parquet(tmp_path / "a.parquet")
    assert len(frame) == len(rows_of(tmp_path / "a.csv"))
    assert "id" in frame.columns


def test_parquet_is_streamed_in_row_groups(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet", reason=DEV)
    write_results((full(id=str(number)) for number in range(5_001)), tmp_path / "a.parquet")
    assert pq.ParquetFile(tmp_path / "a.parquet").num_row_groups == 2


def test_numbers_that_no_column_holds_are_left_out(tmp_path: Path) -> None:
    value = {
        "part": {"label": "x", "evidence": [], "share": "a lot"},
        "big": {"label": "y", "evidence": [], "share": 10**400},
    }
    odd = made(TEXT, value, schema="Odd")
    for name in ("a.csv", "a.parquet", "a.db"):
        write_results([odd], tmp_path / name, table=None if name == "a.db" else "topics")
    assert [row["share"] for row in rows_of(tmp_path / "a.csv")] == ["", ""]


def test_an_evil_result_keeps_its_words_in_every_table(tmp_path: Path) -> None:
    write_results([evil()], tmp_path / "a.csv", table="claims")
    assert rows_of(tmp_path / "a.csv")[0]["text"].removeprefix("'") == EVIL.replace("\0", "\ufffd")
