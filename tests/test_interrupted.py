"""Runs that are killed or interrupted: nothing finished is lost, and nothing finished is asked again."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.endpoint import KEY, Script
from tests.scripted import summary

ARTICLES = 24
CONCURRENCY = 3


class Counting(Script):
    """Answers every request alike, after a moment."""

    def next(self, seen):  # type: ignore[no-untyped-def]
        self.seen.append(seen)
        time.sleep(0.05)
        return Script.text(json.dumps(summary(headline="Port closes")))


@pytest.fixture
def server(script: Script) -> Script:
    script.__class__ = Counting
    return script


def start(server: Script, folder: Path) -> subprocess.Popen[str]:
    rows = [
        json.dumps({"id": f"a{n}", "text": f"The port of Sarnow will close for {n} weeks.\n", "lang": "en"})
        for n in range(ARTICLES)
    ]
    (folder / "rows.jsonl").write_text("\n".join(rows))
    words = [
        sys.executable,
        "-m",
        "summarizer",
        "run",
        "rows.jsonl",
        "-o",
        "out.jsonl",
        "--model",
        "m",
        "--mode",
        "json",
    ]
    environment = {**os.environ, "SUMMARIZER_CACHE": str(folder / "cache.db"), "OPENAI_API_KEY": KEY}
    more = ["--base-url", server.base_url, "--concurrency", str(CONCURRENCY)]
    return subprocess.Popen([*words, *more], cwd=folder, env=environment, stderr=subprocess.PIPE, text=True)


def after(server: Script, requests: int, process: subprocess.Popen[str], what: signal.Signals) -> None:
    deadline = time.monotonic() + 30
    while len(server.seen) < requests and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    assert process.poll() is None, "the run was over before the signal"
    process.send_signal(what)


def finish(server: Script, folder: Path) -> list[dict]:  # type: ignore[type-arg]
    process = start(server, folder)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 0, stderr
    return [json.loads(line) for line in (folder / "out.jsonl").read_text().splitlines()]


@pytest.mark.parametrize("requests", [1, 5, 13])
def test_a_killed_run_goes_on_where_it_was(server: Script, tmp_path: Path, requests: int) -> None:
    process = start(server, tmp_path)
    after(server, requests, process, signal.SIGKILL)
    process.communicate(timeout=30)
    rows = finish(server, tmp_path)
    assert [row["id"] for row in rows] == [f"a{n}" for n in range(ARTICLES)]
    assert {row["status"] for row in rows} == {"ok"}
    assert ARTICLES <= len(server.seen) <= ARTICLES + CONCURRENCY


def test_ctrl_c_finishes_what_is_in_flight_and_says_so(server: Script, tmp_path: Path) -> None:
    process = start(server, tmp_path)
    after(server, 5, process, signal.SIGINT)
    _, stderr = process.communicate(timeout=30)
    assert process.returncode == 130, stderr
    assert "Interrupted" in stderr
    written = len((tmp_path / "out.jsonl").read_text().splitlines())
    assert 0 < written < ARTICLES
    assert written == len(server.seen)
    finish(server, tmp_path)
    assert len(server.seen) == ARTICLES
