"""A ceiling over a run, and what would be spent: through a real server, from the command line."""

import json
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarizer.cli import app
from summarizer.llm.endpoint import Endpoint
from tests.endpoint import KEY, Script
from tests.test_end_to_end import ARTICLE, GOOD

ARTICLES = 12
EACH = 107
"""Tokens that the server reports for an answer."""


@pytest.fixture
def call(script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("SUMMARIZER_CACHE", str(tmp_path / "cache.db"))
    rows = [{"id": f"a{n}", "text": ARTICLE.replace("week", f"week {n}")} for n in range(ARTICLES)]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    script.will(then=Script.text(json.dumps({**GOOD, "claims": []})))

    def go(command: str, *words: str):  # type: ignore[no-untyped-def]
        given = [command, str(tmp_path / "rows.jsonl"), "-o", str(tmp_path / "out.jsonl"), "--model", "m"]
        return CliRunner().invoke(app, [*given, "--base-url", script.base_url, "--mode", "json", *words])

    return go


def statuses(folder: Path) -> list[str]:
    return [json.loads(line)["status"] for line in (folder / "out.jsonl").read_text().splitlines()]


def test_a_ceiling_of_tokens_holds_over_runs_and_nothing_is_lost(
    call, script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("summarizer.llm.endpoint._BYTES_A_TOKEN", 10**9)  # so that only the cap is reserved
    words = ["--max-output-tokens", "50", "--concurrency", "1"]
    first = call("run", "--max-tokens-total", "500", *words)
    assert first.exit_code == 3, first.stderr
    assert "budget is spent" in first.stderr
    answered = len(script.seen)
    assert answered == 5  # four take 428, and with the cap of 50 the fifth stays below 500
    assert statuses(tmp_path).count("budget") == ARTICLES - answered
    assert set(statuses(tmp_path)) == {"ok", "budget"}
    assert all(seen.body["max_tokens"] == 50 for seen in script.seen)

    again = call("run", "--max-tokens-total", "500", *words)  # the same ceiling, not a new one
    assert again.exit_code == 3
    assert len(script.seen) == answered

    more = call("run", "--max-tokens-total", "900000", *words)
    assert more.exit_code == 0, more.stderr
    assert statuses(tmp_path) == ["ok"] * ARTICLES
    assert len(script.seen) == ARTICLES


def test_without_a_ceiling_answers_of_a_run_with_one_are_used(call, script: Script, tmp_path: Path) -> None:
    call("run", "--max-tokens-total", "900000")
    assert len(script.seen) == ARTICLES
    (tmp_path / "out.jsonl").unlink()
    done = call("run")
    assert (done.exit_code, len(script.seen)) == (0, ARTICLES)


def test_dollars(call, script: Script, tmp_path: Path) -> None:
    done = call("run", "--budget", "0.000001", "--price", "1,2")
    assert done.exit_code == 3
    assert script.seen == []
    assert "$0.000001" in json.loads((tmp_path / "out.jsonl").read_text().splitlines()[0])["error"]
    whole = call("run", "--budget", "5", "--price", "1,2")
    assert whole.exit_code == 0, whole.stderr
    costs = [json.loads(line)["usage"]["cost_usd"] for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert costs == [pytest.approx((100 * 1 + 7 * 2) / 1e6)] * ARTICLES


def test_dollars_without_a_price_are_a_mistake(call, script: Script) -> None:
    done = call("run", "--budget", "1")
    assert done.exit_code == 2
    assert "--price" in done.stderr
    assert script.seen == []


def test_the_table_at_the_end(call) -> None:
    done = call("run", "--price", "1,2")
    shown = done.stderr
    assert "calls    12, 0 of them answered from the cache" in shown
    assert "tokens   1,200 in, 84 out" in shown
    assert "cost     $0.0014" in shown
    assert "latency" in shown


def test_a_plan_sends_nothing_and_says_what_is_there(call, script: Script, tmp_path: Path) -> None:
    before = json.loads(call("plan", "--json", "--price", "1,2").stdout)
    assert (before["articles"], before["calls"], before["kept"], before["from_past"]) == (ARTICLES, ARTICLES, 0, False)
    assert before["usd"]["low"] < before["usd"]["likely"] < before["usd"]["high"]
    assert script.seen == []
    assert not (tmp_path / "out.jsonl").exists()

    call("run")
    rows = (tmp_path / "out.jsonl").read_text().splitlines(keepends=True)
    (tmp_path / "out.jsonl").write_text("".join(rows[:5]))
    with (tmp_path / "rows.jsonl").open("a") as file:
        file.write("\n" + json.dumps({"id": "new", "text": ARTICLE.replace("Sarnow", "Lindau")}))
        file.write("\n" + json.dumps({"id": "same", "text": ARTICLE.replace("Sarnow", "Lindau")}))
    after = json.loads(call("plan", "--json").stdout)
    assert (after["articles"], after["written"], after["kept"], after["calls"]) == (14, 5, 8, 1)
    assert after["from_past"]
    assert after["output_tokens"]["likely"] == 7
    assert after["usd"] is None
    assert len(script.seen) == ARTICLES
    shown = call("plan").stdout
    assert "answered already  8" in shown
    assert "--price" in shown


def test_the_log_tells_of_every_exchange_and_no_key(call, tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    call("run", "--log", str(log))
    call("run", "--log", str(log), "--refresh")
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert len(lines) == 2 * ARTICLES
    assert {line["status"] for line in lines} == {"ok"}
    assert KEY not in log.read_text()
    assert "Sarnow" not in log.read_text()


@pytest.mark.parametrize(
    "usage", [{"prompt_tokens": -100, "completion_tokens": 5}, {"prompt_tokens": 10**30, "completion_tokens": 7}, None]
)
def test_an_odd_usage_neither_hangs_the_run_nor_counts_as_free(
    call, script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, usage: dict[str, int] | None
) -> None:
    monkeypatch.setattr("summarizer.llm.endpoint._BYTES_A_TOKEN", 100)
    completion = Script.completion(json.dumps({**GOOD, "claims": []}))
    completion.pop("usage")
    script.will(then=Script.json(completion | ({"usage": usage} if usage else {})))
    done = call("run", "--max-tokens-total", "900", "--max-output-tokens", "50", "--concurrency", "4")
    assert done.exit_code == 3, done.stderr
    assert 0 < len(script.seen) < ARTICLES
    assert set(statuses(tmp_path)) == {"ok", "budget"}


def test_what_was_never_sent_costs_nothing(
    call, script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("summarizer.llm.model.Endpoint", partial(Endpoint, pause=0.001, attempts=2))
    words = ["--max-tokens-total", "40000", "--max-output-tokens", "50", "--timeout", "5"]
    given = ["run", str(tmp_path / "rows.jsonl"), "-o", str(tmp_path / "out.jsonl"), "--model", "m"]
    refused = CliRunner().invoke(
        app,
        [*given, "--base-url", "http://127.0.0.1:9/v1", "--mode", "json", *words, "--concurrency", "12"],
    )
    assert refused.exit_code in {1, 2}, refused.stderr
    assert "cannot be reached" in refused.stderr
    done = call("run", *words)
    assert done.exit_code == 0, done.stderr
    assert len(script.seen) == ARTICLES
