"""Looking without asking: show, prompt, schema, models, cache."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarizer.cli import app
from tests.conftest import FIXTURES
from tests.endpoint import Reply, Script

ARTICLE = (
    "The port of Sarnow will close for a week, harbour master Lena Vogt said. “We cannot wait,” she told reporters.\n"
)


def call(*words: object):  # type: ignore[no-untyped-def]
    return CliRunner().invoke(app, [*map(str, words)])


@pytest.fixture
def result(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text(ARTICLE)
    call("run", tmp_path / "one.txt", "-o", tmp_path / "out.jsonl")
    return tmp_path / "out.jsonl"


def test_show_is_readable_and_plain_when_piped(result: Path) -> None:
    shown = call("show", result)
    assert shown.exit_code == 0
    assert "“We cannot wait,”" in shown.stdout
    assert "Lena Vogt, as written: she" in shown.stdout
    assert "in the summary: 1 of 1" in shown.stdout
    assert "\033" not in shown.stdout


def test_show_one_of_many(result: Path) -> None:
    assert call("show", result, "--id", "one.txt").exit_code == 0
    missing = call("show", result, "--id", "two.txt")
    assert missing.exit_code == 2
    assert "two.txt" in missing.stderr


def test_show_says_no_control_character(tmp_path: Path) -> None:
    (tmp_path / "evil.txt").write_text(
        "\x1b[31mRed\x1b[0m harbour closes, she said. “We \x07 cannot wait,” said Lena \x9bVogt.\n"
    )
    call("run", tmp_path / "evil.txt", "-o", tmp_path / "out")
    shown = call("show", tmp_path / "out" / "evil.json").stdout
    assert not {"\x1b", "\x07", "\x9b"} & set(shown)


@pytest.mark.parametrize("text", ["", "nonsense", '{"id": 1}', '{"schema": "ArticleSummary"}'])
def test_show_of_something_else_is_one_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text)
    done = call("show", tmp_path / "x.json")
    assert done.exit_code == 2
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_show_refuses_a_span_that_is_not_the_articles(result: Path) -> None:
    row = json.loads(result.read_text())
    row["summary"]["quotes"][0]["words"]["text"] = "We can wait,"
    result.write_text(json.dumps(row))
    assert "not the article's" in call("show", result).stderr


def test_prompt_shows_messages_and_schema_and_sends_nothing(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(ARTICLE)
    shown = call("prompt", tmp_path / "one.txt")
    assert shown.exit_code == 0
    assert "## system" in shown.stdout
    assert "[S1] The port of Sarnow" in shown.stdout
    assert "Q1 (S2) “We cannot wait,”" in shown.stdout
    schema = json.loads(shown.stdout.partition("## JSON Schema\n")[2])
    assert set(schema["properties"]) == {"headline", "abstract", "topics", "claims", "quotes"}


def test_prompt_is_what_a_run_with_the_same_options_sends(tmp_path: Path, script: Script) -> None:
    (tmp_path / "one.txt").write_text(ARTICLE)
    (tmp_path / "desk.json").write_text(json.dumps({"d1": "Harbour desk", "d2": "Weather desk"}))
    script.will(then=Reply(400, b'{"error": {"message": "no"}}', {"content-type": "application/json"}))
    options = ("--topics", tmp_path / "desk.json", "--language", "de", "--model", "m-1", "--base-url", script.base_url)
    shown = call("prompt", tmp_path / "one.txt", *options)
    assert shown.exit_code == 0, shown.stderr
    assert script.seen == []
    assert "- d1 Harbour desk" in shown.stdout
    assert "medtop:" not in shown.stdout
    call("run", tmp_path / "one.txt", "-o", tmp_path / "out.jsonl", *options)
    sent = [(message["role"], message["content"]) for message in script.seen[0].body["messages"]]
    assert all(f"## {role}\n\n{content}\n" in shown.stdout for role, content in sent)
    assert "language de" in shown.stdout


@pytest.mark.parametrize("mistake", [("--topics", "nowhere.txt"), ("--prompt", "nowhere"), ("--schema", "nowhere:X")])
def test_prompt_of_options_that_name_nothing(tmp_path: Path, mistake: tuple[str, str]) -> None:
    (tmp_path / "one.txt").write_text(ARTICLE)
    done = call("prompt", tmp_path / "one.txt", *mistake)
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 1


def test_prompt_of_what_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("")
    assert call("prompt", tmp_path / "one.txt").exit_code == 2
    assert call("prompt", tmp_path / "none.txt").exit_code == 2


def test_schemas_are_listed_and_printed() -> None:
    assert "outcome" in call("schema").stdout.split()
    assert json.loads(call("schema", "outcome").stdout)["title"] == "Outcome[ArticleSummary]"
    assert call("schema", "nothing").exit_code == 2


def test_models_say_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "OPENAI_API_KEY is not set" in call("models").stdout
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret-value")
    shown = call("models").stdout
    assert "OPENAI_API_KEY is not set" not in shown
    assert "sk-secret-value" not in shown


def test_cache_info_of_an_empty_cache() -> None:
    assert "entries  0" in call("cache", "info").stdout


def test_the_extractive_model_on_the_fixtures(tmp_path: Path) -> None:
    done = call("run", FIXTURES / "articles", "-o", tmp_path / "out.jsonl")
    assert done.exit_code == 0, done.stderr
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    right = given = wanted = 0
    for row in rows:
        name = row["id"] if "." not in row["id"] else row["id"].rpartition(".")[0]
        annotated = [*(FIXTURES / "expected").rglob(f"{name}.json")]
        assert not row["problems"], row["id"]
        if annotated:
            texts = {quotation["text"] for quotation in json.loads(annotated[0].read_text("utf-8"))["quotations"]}
            found = {quote["words"]["text"] for quote in row["summary"]["quotes"]}
            right, given, wanted = right + len(texts & found), given + len(found), wanted + len(texts)
    assert right / given >= 0.85
    assert right / wanted >= 0.85
