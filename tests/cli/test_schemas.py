"""A schema by its name on the command line."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarizer.cli import app
from summarizer.cli.schemas import find_schema
from summarizer.errors import UserError
from summarizer.schema.summary import ArticleSummary, Quote
from tests.endpoint import KEY, Script

ARTICLE = "The court sat on Monday, said Ana Li. “We reject it,” she wrote. Two judges dissented.\n"
MODULE = "from pydantic import BaseModel\nclass Ruling(BaseModel):\n    holding: str\n"


def test_every_way_of_naming_a_schema(tmp_path: Path) -> None:
    (tmp_path / "a folder").mkdir()
    (tmp_path / "a folder" / "rulings.py").write_text(MODULE)
    (tmp_path / "court_ruling.schema.json").write_text('{"properties": {"holding": {"$ref": "#Verbatim"}}}')
    (tmp_path / "7.json").write_text('\ufeff{"properties": {"holding": {}}}')
    assert find_schema("article") is ArticleSummary
    assert find_schema("summarizer.schema.summary:Quote") is Quote
    assert find_schema(f"{tmp_path}/a folder/rulings.py:Ruling").__name__ == "Ruling"
    assert find_schema(f"{tmp_path}/court_ruling.schema.json").__name__ == "CourtRuling"
    assert find_schema(f"{tmp_path}/7.json").__name__ == "Answer"
    assert set(find_schema('who mention, note "what: it says"').model_fields) == {"who", "note"}
    assert set(find_schema("winner?").model_fields) == {"winner"}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("artcle", "There is no schema 'artcle'"),
        ("absent.json", "absent.json cannot be read"),
        ("broken.json", "line 2, column 1"),
        ("latin.json", "UTF-8"),
        ("list.json", "must be an object"),
        ("wrong.json", "wrong.json: At #/properties/a: there is no type 'text'"),
        ("absent_module:Ruling", "cannot be loaded"),
        ("summarizer.schema.summary:Nothing", "no Pydantic model"),
        ("who menton", "character 5"),
    ],
)
def test_a_mistake_is_one_sentence(name: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("broken.json").write_text('{"properties":\n')
    Path("latin.json").write_bytes('{"title": "é"}'.encode("latin-1"))
    Path("list.json").write_text("[]")
    Path("wrong.json").write_text('{"properties": {"a": {"type": "text"}}}')
    with pytest.raises(UserError) as raised:
        find_schema(name)
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("named", ["file", "line"])
def test_the_whole_way(named: str, script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    (tmp_path / "court.txt").write_text(ARTICLE)
    properties = {"judge": {"$ref": "#Mention"}, "words": {"type": "array", "items": {"$ref": "#Verbatim"}}}
    (tmp_path / "ruling.json").write_text(json.dumps({"properties": {**properties, "when": {"format": "date"}}}))
    script.will(Script.text(json.dumps({"judge": "S1: Ana Li", "words": ["Q1", "We accept it"], "when": None})))
    name = str(tmp_path / "ruling.json") if named == "file" else "judge mention, words verbatim list, when date?"
    words = ["run", str(tmp_path / "court.txt"), "-o", str(tmp_path / "out"), "--model", "m", "--mode", "json_schema"]
    done = CliRunner().invoke(app, [*words, "--base-url", script.base_url, "--schema", name])
    row = json.loads((tmp_path / "out" / "court.json").read_text())
    assert row["schema"] == ("Ruling" if named == "file" else "Answer"), done.stderr
    assert row["summary"]["judge"]["text"] == "Ana Li"
    assert [words["text"] for words in row["summary"]["words"]] == ["We reject it,"]
    assert row["summary"]["when"] is None
    assert row["problems"][0]["path"] == "words[1]"
