"""What endpoints do on bad days, each with its status and its message; none of it ends the run."""

import json
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarizer.cli import app
from summarizer.llm.endpoint import Endpoint
from tests.endpoint import KEY, Reply, Script
from tests.test_end_to_end import ARTICLE, GOOD, tool_call

ANSWER = json.dumps(GOOD)


def twice(reply: Reply) -> Reply:
    """A tool call, and the same again beside it."""
    completion = json.loads(reply.body)
    calls = completion["choices"][0]["message"]["tool_calls"]
    calls.append({**calls[0], "id": "call_2"})
    return Script.json(completion)


def with_surrogate() -> Reply:
    said = ANSWER.replace("Port closes", "Port \\ud83d closes")
    return Reply(200, json.dumps(Script.completion(said)).encode(), {"Content-Type": "application/json"})


def long_answer() -> Reply:
    return Script.text(json.dumps({**GOOD, "abstract": "The port closes. " * 18_000}))


FAULTS: dict[str, tuple[Reply, str, str, str | None]] = {  # reply, mode, status, words of the message
    "connection reset": (Script.reset(), "json", "failed", "no whole answer ("),
    "drips a byte at a time": (Reply(200, Script.text(ANSWER).body, {}, drip=0.05), "json", "failed", "0.4 s"),
    "hangs": (Reply(200, Script.text(ANSWER).body, {}, hold=5.0), "json", "failed", "0.4 s"),
    "wrong content type": (Script.raw(Script.text(ANSWER).body, "text/plain"), "json", "ok", None),
    "a web page": (Script.raw(b"<!doctype html><p>Sign in"), "json", "failed", "web page"),
    "an empty body": (Script.raw(b"", "application/json"), "json", "failed", "other than JSON"),
    "no choices": (Script.json({"choices": []}), "json", "failed", "without a choice"),
    "an error inside": (Script.json({"error": {"message": "overloaded"}}), "json", "failed", "overloaded"),
    "content filter": (Script.text(None, finish="content_filter"), "json", "filtered", "content filter"),
    "refusal": (Script.text(None, refusal="I would rather not."), "json", "refused", "rather not"),
    "null content": (Script.text(None), "json", "failed", "fitted"),
    "a call that is no call": (Script.text("Sorry, no."), "tools", "failed", "fitted"),
    "the same call twice": (twice(tool_call(GOOD)), "tools", "ok", None),
    "cut off": (Script.text(ANSWER[:80], finish="length"), "json", "truncated", "length limit"),
    "whole, and said to be cut off": (Script.text(ANSWER, finish="length"), "json", "truncated", "length limit"),
    "prose around it": (Script.text(f"Here you are:\n```json\n{ANSWER}\n```\nAnything else?"), "md_json", "ok", None),
    "300 kB": (long_answer(), "json", "ok", None),
    "half a surrogate pair": (with_surrogate(), "json", "failed", "fitted"),
    "a refusal for the rate that stays": (
        Script.error(429, headers={"Retry-After": "9999"}),
        "json",
        "rate_limited",
        "wait",
    ),
    "a server error that stays": (Script.error(500, "<html>oops</html>"), "json", "failed", "status 500"),
    "a request that is too long": (
        Script.error(400, "maximum context length is 9 tokens"),
        "json",
        "failed",
        "too long",
    ),
}


class Faulty(Script):
    """Does wrong by the first article, whatever the order, and well by the others."""

    bad: Reply
    good: Reply

    def next(self, seen):  # type: ignore[no-untyped-def]
        self.seen.append(seen)
        return self.bad if "Sarnow" in json.dumps(seen.body["messages"]) else self.good


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_costs_its_article_only(
    script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    reply, mode, status, words = FAULTS[name]
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("SUMMARIZER_CACHE", str(tmp_path / "cache.db"))
    monkeypatch.setattr("summarizer.llm.model.Endpoint", partial(Endpoint, pause=0.001, attempts=2))
    script.__class__ = Faulty
    script.bad, script.good = reply, tool_call(GOOD) if mode == "tools" else Script.text(ANSWER)  # type: ignore[attr-defined]
    rows = [{"id": "bad", "text": ARTICLE}, {"id": "good", "text": ARTICLE.replace("Sarnow", "Lindau")}]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    words_given = ["run", str(tmp_path / "rows.jsonl"), "-o", str(tmp_path / "out.jsonl"), "--model", "m"]
    more = ["--base-url", script.base_url, "--mode", mode, "--timeout", "0.4", "--concurrency", "1"]
    done = CliRunner().invoke(app, [*words_given, *more])
    bad, good = (json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines())
    assert bad["status"] == status, bad["error"]
    assert done.exit_code == (0 if status in {"ok", "partial"} else 1), done.stderr
    assert (words is None) == (bad["error"] is None)
    assert words is None or words in bad["error"]
    assert KEY not in done.stderr + json.dumps(bad)
    assert "Traceback" not in done.stderr
    if status != "rate_limited":  # everybody waits then
        assert good["status"] in {"ok", "partial"}, good["error"]
