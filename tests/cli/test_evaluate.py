"""`summarizer eval`: gold files and judged rows, through the commands."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarizer.cli import app
from tests.conftest import FIXTURES
from tests.evaluate.gold_rows import COLD, ENGINEER, MAYOR, PLANK, SEE, gold_row

GOLD = FIXTURES / "gold" / "articles.jsonl"


def call(*words: object):  # type: ignore[no-untyped-def]
    return CliRunner().invoke(app, ["eval", *map(str, words)])


def written(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return written(tmp_path / "gold.jsonl", *(gold_row(f"pier{number}") for number in range(12)))


def tool(path: Path, *quotes: tuple[str, str], articles: range = range(12)) -> Path:
    items = [{"text": words, "speaker": speaker} for words, speaker in quotes]
    return written(path, *({"id": f"pier{number}", "quotes": items} for number in articles))


def test_a_run_is_scored_in_a_table_and_in_json(gold: Path, tmp_path: Path) -> None:
    results = tool(tmp_path / "a.jsonl", (COLD, MAYOR), (PLANK, MAYOR), ("The pier", ""))
    done = call("quotes", gold, results)
    assert done.exit_code == 0, done.stderr
    assert "12 articles" in done.stdout
    assert "as annotated      0.667   0.667  0.667     24        36    36" in done.stdout
    assert "speaker accuracy  0.500  of 24 right quotes" in done.stdout
    value = json.loads(call("quotes", gold, results, "--json").stdout)
    assert value["figures"]["F1"] == pytest.approx(2 / 3, abs=1e-4)
    assert [group["name"] for group in value["by_type"]] == ["direct", "mixed"]
    assert len(value["judged"]) == 12 * 4


def test_a_list_says_what_went_wrong_where(gold: Path, tmp_path: Path) -> None:
    listed = call("quotes", gold, tool(tmp_path / "a.jsonl", (COLD, ENGINEER), ("The pier", "")), "--list").stdout
    assert (
        "speaker pier0  30-64  “Nobody swims here. It is too cold,”  gold: Rut Ahlberg; given: The engineer" in listed
    )
    assert "false   pier0  0-8  “The pier”" in listed
    assert "missed  pier11" in listed
    right = tool(tmp_path / "b.jsonl", (COLD, MAYOR), (SEE, MAYOR), (PLANK, ENGINEER))
    assert "Nothing missed, nothing false" in call("quotes", gold, right, "--list").stdout


def test_a_run_of_the_tool_itself_is_scored_as_file_and_as_folder(tmp_path: Path) -> None:
    for out in (tmp_path / "out.jsonl", tmp_path / "out"):
        ran = CliRunner().invoke(
            app, ["run", str(FIXTURES / "articles" / "wire.jsonl"), "-o", str(out), "-m", "extractive"]
        )
        assert ran.exit_code == 0, ran.stderr
        done = call("quotes", GOLD, out, "--json")
        assert done.exit_code == 0, done.stderr
        value = json.loads(done.stdout)
        assert (value["articles"], value["without_result"]) == (14, 11)
        assert value["counts"]["right"] == 6


def test_two_runs_are_compared_in_words(gold: Path, tmp_path: Path) -> None:
    poor = tool(tmp_path / "a.jsonl", (COLD, MAYOR))
    good = tool(tmp_path / "b.jsonl", (COLD, MAYOR), (SEE, MAYOR), articles=range(11))
    done = call("compare", gold, poor, good)
    assert done.exit_code == 0, done.stderr
    assert "11 articles in both runs, 2,000 resamples (seed 0); not compared: 1 only in A" in done.stdout
    assert "B is better: +33.3 points of recall, 95% interval 33.3 to 33.3." in done.stdout
    assert "no difference in precision." in done.stdout
    value = json.loads(call("compare", gold, poor, good, "--json", "--seed", 3, "--resamples", 200).stdout)
    assert (value["seed"], value["resamples"]) == (3, 200)
    assert {one["figure"]: one["better"] for one in value["differences"]}["recall"] == "B"


CLAIM = {"article": "The port will close for six weeks.", "claim": "The port closes for 7 weeks.", "supported": False}
ROWS = {
    "claims": [CLAIM | {"dataset": "own", "edit_types": ["number"]}, CLAIM | {"supported": True}],
    "topics": [{"text": "The striker scored two goals and won the match.", "topics": ["sport"], "lang": "en", "id": 7}],
    "evidence": [CLAIM | {"supported": True, "evidence_sets": [["The port will close for six weeks."]], "lang": "en"}],
}


@pytest.mark.parametrize("kind", ROWS)
def test_judged_rows_are_measured(kind: str, tmp_path: Path) -> None:
    rows = written(tmp_path / "rows.jsonl", *ROWS[kind])
    done = call(kind, rows)
    assert done.exit_code == 0, done.stderr
    assert "100.0%" in done.stdout
    assert isinstance(json.loads(call(kind, rows, "--json").stdout), dict)


@pytest.mark.parametrize("kind", ROWS)
@pytest.mark.parametrize("row", [{}, [], "text", {"article": 3}])
def test_rows_of_another_shape_are_one_sentence(kind: str, row: object, tmp_path: Path) -> None:
    done = call(kind, written(tmp_path / "rows.jsonl", ROWS[kind][0], row))
    assert done.exit_code == 2
    assert done.stderr.startswith(f"summarizer: {tmp_path / 'rows.jsonl'}, row 2: ")
    assert done.stderr.count("\n") == 1


def test_mistakes_are_one_sentence_and_exit_2(gold: Path, tmp_path: Path) -> None:
    fine = tool(tmp_path / "a.jsonl", (COLD, MAYOR))
    strange = written(tmp_path / "strange.jsonl", {"id": "x", "quotes": []})
    apart = tool(tmp_path / "b.jsonl", articles=range(11, 12))
    first = tool(tmp_path / "c.jsonl", articles=range(3))
    for words, said in [
        (("quotes", gold, tmp_path / "none.jsonl"), "Cannot read"),
        (("quotes", tmp_path / "none.jsonl", fine), "Cannot read"),
        (("quotes", fine, fine), "text: Field required"),
        (("quotes", gold, strange), "ids must be the gold's own"),
        (("compare", gold, fine, strange), "ids must be the gold's own"),
        (("compare", gold, apart, first), "no article of the gold in common"),
    ]:
        done = call(*words)
        assert done.exit_code == 2, words
        assert said in done.stderr
        assert done.stderr.count("\n") == 1


def test_a_result_of_another_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "german.txt").write_text("Ein anderer Text. Er ist kurz.", "utf-8")
    CliRunner().invoke(
        app, ["run", str(tmp_path / "german.txt"), "-o", str(tmp_path / "out.jsonl"), "-m", "extractive"]
    )
    done = call("quotes", GOLD, tmp_path / "out.jsonl")
    assert done.exit_code == 2
    assert "german.txt was made from another text" in done.stderr


@pytest.mark.parametrize("kind", ["quotes", "compare", *ROWS])
def test_help_says_the_shape_of_a_row(kind: str) -> None:
    done = call(kind, "--help")
    assert done.exit_code == 0
    assert "row" in done.stdout.casefold()
