"""Runs that are killed or interrupted: nothing finished is lost, and nothing finished is asked again."""

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.endpoint import KEY, Script, Seen
from tests.scripted import summary

ARTICLES = 24
CONCURRENCY = 3
KILLS = 20
JUST_NOW = 0.5
"""Seconds before a kill in which an answer may have been on its way still, on a machine with other work to do."""


class Counting(Script):
    """Answers every request alike, after a moment, and remembers when."""

    def next(self, seen):  # type: ignore[no-untyped-def]
        self.seen.append(seen)
        time.sleep(0.05)
        return Script.text(json.dumps(summary(headline="The port of Sarnow")))

    def sent(self, seen):  # type: ignore[no-untyped-def]
        seen.answered = time.monotonic()


@pytest.fixture
def server(script: Script) -> Script:
    script.__class__ = Counting
    return script


def start(
    server: Script, folder: Path, out: str = "out.jsonl", articles: int = ARTICLES, most_bytes: int | None = None
) -> subprocess.Popen[str]:
    rows = [
        json.dumps({"id": f"a{n}", "text": f"The port of Sarnow will close for {n} weeks.\n", "lang": "en"})
        for n in range(articles)
    ]
    (folder / "rows.jsonl").write_text("\n".join(rows))
    words = [sys.executable, "-m", "summarizer", "run", "rows.jsonl", "-o", out, "--model", "m", "--mode", "json"]
    environment = {**os.environ, "SUMMARIZER_CACHE": str(folder / "cache.db"), "OPENAI_API_KEY": KEY}
    more = ["--base-url", server.base_url, "--concurrency", str(CONCURRENCY)]

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

    return subprocess.Popen(
        [*words, *more],
        cwd=folder,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=limit if most_bytes else None,  # noqa: PLW1509 # the limit is for the child alone
    )


def after(server: Script, requests: int, process: subprocess.Popen[str], what: signal.Signals) -> None:
    deadline = time.monotonic() + 30
    while len(server.seen) < requests and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    assert process.poll() is None, "the run was over before the signal"
    process.send_signal(what)


def rows_of(folder: Path, out: str = "out.jsonl") -> list[dict]:  # type: ignore[type-arg]
    return [json.loads(line) for line in (folder / out).read_text().splitlines()]


def finish(server: Script, folder: Path, out: str = "out.jsonl", articles: int = ARTICLES) -> list[dict]:  # type: ignore[type-arg]
    process = start(server, folder, out, articles)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 0, stderr
    rows = rows_of(folder, out)
    assert [row["id"] for row in rows] == [f"a{n}" for n in range(articles)]
    assert {row["status"] for row in rows} == {"ok"}
    return rows


def told(row: dict) -> dict:  # type: ignore[type-arg]
    """A row without what tells a stored answer from a live one."""
    return {name: value for name, value in row.items() if name != "usage"}


def test_killed_at_twenty_moments_nothing_is_lost_and_nothing_that_had_arrived_is_asked_again(
    server: Script, tmp_path: Path
) -> None:
    articles, moments = 240, random.Random(7)
    arrived: set[str] = set()
    asked_twice: list[str] = []
    for _ in range(KILLS):
        before = len(server.seen)
        process = start(server, tmp_path, articles=articles)
        after(server, before + moments.randrange(1, 12), process, signal.SIGKILL)
        killed = time.monotonic()
        process.communicate(timeout=30)
        asked_twice += [key(seen) for seen in server.seen[before:] if key(seen) in arrived]
        arrived |= {key(seen) for seen in server.seen[before:] if seen.answered and seen.answered < killed - JUST_NOW}
    before = len(server.seen)
    rows = finish(server, tmp_path, articles=articles)
    asked_twice += [key(seen) for seen in server.seen[before:] if key(seen) in arrived]
    assert asked_twice == []
    assert len(server.seen) <= articles + KILLS * CONCURRENCY
    (tmp_path / "quiet").mkdir()
    undisturbed = finish(server, tmp_path / "quiet", articles=articles)
    assert [told(row) for row in rows] == [told(row) for row in undisturbed]


def key(seen: Seen) -> str:
    return json.dumps(seen.body, sort_keys=True)


@pytest.mark.parametrize("outs", [("one.jsonl", "two.jsonl"), ("folder", "folder")])
def test_two_runs_at_once_ask_once(server: Script, tmp_path: Path, outs: tuple[str, str]) -> None:
    running = [start(server, tmp_path, out) for out in outs]
    for process in running:
        _, stderr = process.communicate(timeout=60)
        assert process.returncode == 0, stderr
    assert len(server.seen) == ARTICLES
    if outs[0] == "folder":
        assert len(list((tmp_path / "folder").rglob("*.json"))) == ARTICLES
    else:
        first, second = (rows_of(tmp_path, out) for out in outs)
        assert [told(row) for row in first] == [told(row) for row in second]


@pytest.mark.parametrize("most_bytes", [3_000, 12_000])
def test_a_full_disk_costs_nothing_that_was_paid_for_once_there_is_room(
    server: Script, tmp_path: Path, most_bytes: int
) -> None:
    process = start(server, tmp_path, most_bytes=most_bytes)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 2, stderr
    assert "Cannot write" in stderr
    assert "Traceback" not in stderr
    finish(server, tmp_path)


@pytest.mark.parametrize("what", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_finishes_what_is_in_flight_and_says_so(server: Script, tmp_path: Path, what: signal.Signals) -> None:
    process = start(server, tmp_path)
    after(server, 5, process, what)
    _, stderr = process.communicate(timeout=30)
    assert process.returncode == 130, stderr
    assert "Interrupted" in stderr
    written = len((tmp_path / "out.jsonl").read_text().splitlines())
    assert 0 < written < ARTICLES
    assert written == len(server.seen)
    finish(server, tmp_path)
    assert len(server.seen) == ARTICLES
