"""What a run costs its own machine, the whole way: read, number, ask through instructor, store, ground, write.

`pytest tests/benchmarks/bench_run.py -o python_files='bench_*.py' --benchmark-timer=time.process_time` gives the CPU of
the client alone, since the server is a process of its own; without the timer, the time that passes. A round is
`ARTICLES` articles. To see where it goes: `python -m cProfile -s cumtime -m summarizer run …`, or `py-spy top`.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarizer.cli import app
from tests.conftest import ROOT

ARTICLES = 300


@pytest.fixture(params=[0.0, 0.2], ids=["at-once", "200-ms"])
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    words = [sys.executable, "-m", "tests.benchmarks.answering", str(request.param)]
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield f"http://127.0.0.1:{server.stdout.readline().strip()}/v1"
        server.kill()


def rows(folder: Path) -> Path:
    path = folder / "rows.jsonl"
    text = (
        "The bridge in Sarnow will close, the council said.\n\n“We will not wait for the next flood,” mayor Ida Brandt "
        "said. It has carried the town's traffic for {} years.\n"
    )
    path.write_text(
        "\n".join(json.dumps({"id": f"a{n}", "text": text.format(n), "language": "en"}) for n in range(ARTICLES))
    )
    return path


def run(path: Path, out: Path, address: str) -> None:
    out.unlink(missing_ok=True)
    words = ["run", str(path), "-o", str(out), "-q", "--model", "m", "--base-url", address, "--mode", "json_schema"]
    done = CliRunner().invoke(app, [*words, "--concurrency", "256"])
    assert done.exit_code == 0, done.stderr


def bench_asking(benchmark, tmp_path, monkeypatch, address):  # type: ignore[no-untyped-def]
    """Every article is asked about."""
    path = rows(tmp_path)
    caches = (str(tmp_path / f"{number}.db") for number in range(1000))
    benchmark.pedantic(
        lambda cache: (monkeypatch.setenv("SUMMARIZER_CACHE", cache), run(path, tmp_path / "out.jsonl", address)),
        setup=lambda: ((next(caches),), {}),
        rounds=3,
        warmup_rounds=1,
    )


def bench_stored(benchmark, tmp_path, monkeypatch, address):  # type: ignore[no-untyped-def]
    """Every answer is in the store, no result is written."""
    path = rows(tmp_path)
    monkeypatch.setenv("SUMMARIZER_CACHE", str(tmp_path / "cache.db"))
    benchmark.pedantic(run, (path, tmp_path / "out.jsonl", address), rounds=3, warmup_rounds=1)
