"""The whole way through a real HTTP server on loopback, with openai and instructor as they are."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarizer.cli import app
from summarizer.schema.usage import Usage
from tests.endpoint import KEY, Reply, Script
from tests.scripted import summary

ARTICLE = (
    "The port of Sarnow will close for a week, harbour master Lena Vogt said. “We cannot wait,” she told reporters.\n"
)
GOOD = summary(
    headline="Port closes",
    topics=[{"label": "Port of Sarnow", "evidence": ["S1"]}],
    claims=[{"text": "The port closes for a week.", "evidence": ["S1"], "source": "S1: Lena Vogt"}],
    quotes=[{"words": "Q1", "speaker": "Lena Vogt", "mention": "S2: she", "cue": "S2: told"}],
)


def tool_call(answer: object, finish: str = "tool_calls") -> Reply:
    function = {"name": "ArticleSummary", "arguments": answer if isinstance(answer, str) else json.dumps(answer)}
    completion = Script.completion(None, finish=finish)
    completion["choices"][0]["message"]["tool_calls"] = [{"id": "call_1", "type": "function", "function": function}]
    return Script.json(completion)


@pytest.fixture
def run(script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("SUMMARIZER_CACHE", str(tmp_path / "cache.db"))
    (tmp_path / "port.txt").write_text(ARTICLE)

    def go(*words: str, out: str = "out") -> tuple[int, dict, str]:  # type: ignore[type-arg]
        arguments = ["run", str(tmp_path / "port.txt"), "-o", str(tmp_path / out), "--model", "m", *words]
        result = CliRunner().invoke(app, [*arguments, "--base-url", script.base_url])
        written = tmp_path / out / "port.json"
        row = json.loads(written.read_text()) if written.exists() else {}
        written.unlink(missing_ok=True)
        return result.exit_code, row, result.stderr

    return go


@pytest.mark.parametrize("mode", ["tools", "json_schema", "json", "md_json"])
def test_every_mode_gives_the_same_summary(run, script: Script, mode: str) -> None:
    script.will(tool_call(GOOD) if mode == "tools" else Script.text(json.dumps(GOOD)))
    code, row, stderr = run("--mode", mode)
    assert (code, row["status"], row["error"]) == (0, "ok", None), stderr
    (quote,) = row["summary"]["quotes"]
    assert (quote["words"]["text"], quote["mention"]["text"], quote["cue"]["text"]) == (
        "We cannot wait,",
        "she",
        "told",
    )
    assert row["summary"]["claims"][0]["source"]["text"] == "Lena Vogt"
    assert row["usage"] == Usage(calls=1, input_tokens=100, output_tokens=7).model_dump()
    body = script.seen[0].body
    schema = body["tools"][0]["function"]["parameters"] if mode == "tools" else body.get("response_format", {})
    assert ("quotes" in json.dumps(schema)) == (mode in {"tools", "json_schema"})


def test_a_429_with_retry_after_is_waited_for(run, script: Script) -> None:
    script.will(Script.error(429, headers={"Retry-After": "0"}), tool_call(GOOD))
    code, row, _ = run("--mode", "tools")
    assert (code, row["status"], len(script.seen)) == (0, "ok", 2)


def test_malformed_json_then_a_good_answer(run, script: Script) -> None:
    script.will(tool_call('{"headline": "Port'), tool_call(GOOD))
    code, row, _ = run("--mode", "tools")
    assert (code, row["status"], row["usage"]["calls"]) == (0, "ok", 2)


def test_an_answer_that_never_fits_fails_alone_with_the_last_answer_kept(run, script: Script) -> None:
    script.will(then=tool_call('{"nothing": "of use"}'))
    code, row, stderr = run("--mode", "tools")
    assert (code, row["status"], len(script.seen)) == (1, "failed", 3)
    assert row["problems"][0]["said"] == '{"nothing": "of use"}'
    assert row["summary"] is None
    assert "port.txt" in stderr
    assert "Traceback" not in stderr


@pytest.mark.parametrize(
    ("reply", "status"),
    [
        (tool_call('{"headline": "Por', finish="length"), "truncated"),
        (Script.text(None, refusal="I will not read this."), "refused"),
        (Script.text(None, finish="content_filter"), "filtered"),
        (Script.error(401, "bad key"), "failed"),
        (Script.error(404, "no such model"), "failed"),
        (Script.raw(b"<html>busy</html>"), "failed"),
    ],
)
def test_each_failure_has_its_status_and_is_asked_again_later(run, script: Script, reply: Reply, status: str) -> None:
    script.will(then=reply)
    code, row, stderr = run("--mode", "tools")
    assert (code, row["status"]) == (1, status)
    assert row["error"]
    assert KEY not in stderr + json.dumps(row)
    script.will(then=tool_call(GOOD))
    assert run("--mode", "tools")[1]["status"] == "ok"


def test_a_finished_exchange_is_not_paid_for_twice(run, script: Script) -> None:
    script.will(tool_call(GOOD))
    run("--mode", "tools")
    code, row, _ = run("--mode", "tools")
    assert (code, row["status"], len(script.seen)) == (0, "ok", 1)
    assert row["usage"] == Usage(calls=1, cached=1).model_dump()
    script.will(tool_call(GOOD))
    run("--mode", "tools", "--refresh")
    assert len(script.seen) == 2


def test_an_altered_quote_is_repaired_or_refused_never_printed(run, script: Script) -> None:
    altered = {**GOOD, "quotes": [{"words": "We can wait,", "speaker": "Lena Vogt"}]}
    mended = {"repairs": [{"item": "P1", "answer": "Q1"}]}
    repair = json.loads(tool_call(mended).body)
    repair["choices"][0]["message"]["tool_calls"][0]["function"]["name"] = "Repairs"
    script.will(tool_call(altered), Script.json(repair))
    code, row, _ = run("--mode", "tools")
    assert (code, row["status"], row["usage"]["calls"]) == (0, "ok", 2)
    assert row["summary"]["quotes"][0]["words"]["text"] == "We cannot wait,"
    assert "We can wait," in json.dumps(script.seen[1].body, ensure_ascii=False)

    stubborn = {"repairs": [{"item": "P1", "answer": None}]}
    repair["choices"][0]["message"]["tool_calls"][0]["function"]["arguments"] = json.dumps(stubborn)
    script.will(tool_call(altered), Script.json(repair))
    code, row, _ = run("--mode", "tools", "--refresh")
    assert (code, row["status"], row["summary"]["quotes"]) == (0, "partial", [])
    (problem,) = row["problems"]
    assert (problem["kind"], problem["said"], problem["path"]) == ("altered", "We can wait,", "quotes[0].words")
    assert problem["diff"][0]["kind"] == "negation"


def test_another_model_reads_the_claims_again(run, script: Script) -> None:
    reading = json.loads(tool_call({"readings": [{"claim": "C1", "verdict": "not"}]}).body)
    reading["choices"][0]["message"]["tool_calls"][0]["function"]["name"] = "ClaimReadings"
    script.will(tool_call(GOOD), Script.json(reading))
    code, row, stderr = run("--mode", "tools", "--check-claims", "second")
    assert (code, row["status"]) == (0, "ok"), stderr
    assert row["summary"]["claims"][0]["second_reading"] == "not"
    assert [seen.body["model"] for seen in script.seen] == ["m", "second"]
    assert row["usage"]["calls"] == 2


def test_a_line_of_fields_asked_strictly(run, script: Script) -> None:
    answer = {"who": "S1: Lena Vogt", "days": None, "said": ["Q1"]}
    reply = json.loads(tool_call(answer).body)
    reply["choices"][0]["message"]["tool_calls"][0]["function"]["name"] = "Answer"
    script.will(Script.json(reply))
    code, row, stderr = run("--mode", "tools", "--strict", "--schema", "who mention, days int?, said verbatim list")
    assert (code, row["status"], row["schema"]) == (0, "ok", "Answer"), (stderr, row)
    assert row["summary"]["who"]["text"] == "Lena Vogt"
    assert row["summary"]["days"] is None
    assert [words["text"] for words in row["summary"]["said"]] == ["We cannot wait,"]
    function = script.seen[0].body["tools"][0]["function"]
    assert function["strict"] is True
    assert function["parameters"]["required"] == ["who", "days", "said"]


def test_record_then_replay_gives_the_same_bytes_without_the_server(
    run, script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script.will(Script.text(json.dumps(GOOD)))
    _, first, _ = run("--record", str(tmp_path / "recordings"))
    files = sorted(path.name for path in (tmp_path / "recordings").iterdir())
    assert files == ["port.txt.1.json"]
    assert KEY not in (tmp_path / "recordings" / files[0]).read_text()
    monkeypatch.delenv("OPENAI_API_KEY")
    words = ["run", str(tmp_path / "port.txt"), "-o", str(tmp_path / "again")]
    done = CliRunner().invoke(app, [*words, "--replay", str(tmp_path / "recordings")])
    assert done.exit_code == 0, done.stderr
    again = json.loads((tmp_path / "again" / "port.json").read_text())
    assert {**again, "usage": 0} == {**first, "usage": 0}
    assert len(script.seen) == 1
    (tmp_path / "port.txt").write_text(ARTICLE + "More was not recorded of this.\n")
    done = CliRunner().invoke(app, [*words, "--replay", str(tmp_path / "recordings")])
    assert done.exit_code == 1
    assert "--record" in done.stderr


def test_a_wrong_key_stops_the_run_with_one_sentence(
    script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    rows = [json.dumps({"id": f"a{number}", "text": ARTICLE.replace("week", f"week {number}")}) for number in range(40)]
    (tmp_path / "rows.jsonl").write_text("\n".join(rows))
    script.will(then=Script.error(401, "bad key"))
    words = [
        "run",
        str(tmp_path / "rows.jsonl"),
        "-o",
        str(tmp_path / "out.jsonl"),
        "--model",
        "m",
        "--concurrency",
        "2",
    ]
    done = CliRunner().invoke(app, [*words, "--base-url", script.base_url])
    assert done.exit_code == 2
    assert "Stopped asking" in done.stderr
    assert len(script.seen) < 20
    statuses = [json.loads(line)["status"] for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert statuses == ["failed"] * 40
