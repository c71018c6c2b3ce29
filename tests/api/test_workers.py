"""Worker processes: the same rows as in one process, whatever becomes of the processes."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from summarizer.api import open_job
from summarizer.api.row import Row
from summarizer.api.workers import Workers, can_share
from summarizer.errors import UserError
from summarizer.extractive.model import ExtractiveModel
from summarizer.schema.article import Article
from summarizer.schema.outcome import Status
from summarizer.schema.ready import Brief
from summarizer.schema.summary import ArticleSummary
from tests.scripted import ScriptedModel

ARTICLES = [
    Article(
        text=f"The harbour at Little Trent took {number} boats in May. “We had room for {number + 2},” the harbour "
        f"master Ruth Amery said. The council wants to build a second quay. It would cost {number},000 pounds."
    )
    for number in range(2, 8)
]


class _Deadly(ExtractiveModel):
    """Ends its process at one article; refuses another as a mistake of the caller."""

    async def answer(self, ask):
        if ask.name == "deadly":
            os._exit(9)
        if ask.name == "mistake":
            raise UserError("This is no way to ask.")
        return await super().answer(ask)


class _Unreadable(ExtractiveModel):
    """Cannot be made again in another process."""

    def __setstate__(self, state):
        raise RuntimeError("not here")

    def __getstate__(self):
        return {"some": "state"}


def _rows(names, **options):
    few, count, indent = options.pop("few", 0), options.pop("count", 1), options.pop("indent", None)
    job = open_job(ArticleSummary, **options)

    async def run():
        workers = Workers(job, options, count=count, indent=indent, few=few)
        try:
            work = (workers.row(name, article, notes=("n",)) for name, article in zip(names, ARTICLES, strict=False))
            return await asyncio.gather(*work)
        finally:
            await workers.close()

    return asyncio.run(run())


def _in_one(names, indent=None):
    job = open_job(ArticleSummary, model="extractive")

    async def run():
        return [
            Row.of(await job.outcome(name, article, notes=("n",)), indent=indent)
            for name, article in zip(names, ARTICLES, strict=False)
        ]

    return asyncio.run(run())


@pytest.mark.parametrize("indent", [None, 1])
def test_rows_are_those_of_one_process(indent):
    names = ["a", "b", "c", "d", "e"]
    assert _rows(names, model="extractive", few=2, indent=indent) == _in_one(names, indent)


def test_a_process_that_dies_costs_its_article_only():
    names = ["a", "b", "deadly", "c", "d"]
    rows = _rows(names, model=_Deadly(), count=2)
    assert [row.id for row in rows] == names
    assert [row.status for row in rows] == [Status.OK, Status.OK, Status.FAILED, Status.OK, Status.OK]
    assert "deadly: the process that worked on it ended, twice" in rows[2].error
    assert [row.json for row in (*rows[:2], *rows[3:])] == [
        row.json for row, name in zip(_in_one(names), names, strict=True) if name != "deadly"
    ]


def test_a_mistake_of_the_caller_is_raised():
    with pytest.raises(UserError, match="no way to ask"):
        _rows(["a", "mistake"], model=_Deadly())


def test_where_no_process_can_be_started_the_work_is_done_here():
    rows = _rows(["a", "b", "c"], model=_Unreadable())
    assert rows == _in_one(["a", "b", "c"])


def test_what_can_be_shared():
    extractive = open_job(ArticleSummary, model="extractive")
    scripted = open_job(ArticleSummary, model=ScriptedModel())
    own = open_job(type("Own", (Brief,), {}), model="extractive")
    many = len(os.sched_getaffinity(0)) > 1 if hasattr(os, "sched_getaffinity") else True
    assert can_share(extractive, {"model": "extractive"}) is many
    assert not can_share(scripted, {})
    assert not can_share(own, {"model": "extractive"})
    assert not can_share(extractive, {"model": lambda: None})


_SCRIPT = """
import asyncio, os, signal, sys
from summarizer.api import open_job
from summarizer.api.workers import Workers
from summarizer.schema.article import Article
from summarizer.schema.summary import ArticleSummary

async def main():
    options = {"model": "extractive"}
    workers = Workers(open_job(ArticleSummary, **options), options, count=2, few=0)
    article = Article(text="The ferry to Ost Island runs again. It had been stopped for a week by ice in the sound.")
    await workers.row("first", article)
    print(*workers._pool._processes, flush=True)
    sys.stdin.readline()
    rows = await asyncio.gather(*(workers.row(str(n), article) for n in range(20)))
    print(*sorted({row.status.value for row in rows}), flush=True)
    sys.stdin.readline()
    await workers.close()

if __name__ == "__main__":
    signal.signal(signal.SIGINT, lambda *_: None)
    asyncio.run(main())
"""


@pytest.fixture
def script(tmp_path):
    path = tmp_path / "script.py"
    path.write_text(_SCRIPT)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    process = subprocess.Popen(
        [sys.executable, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env=environment,
    )
    yield process
    process.kill()
    process.communicate(timeout=30)


def _alive(number):
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="process groups are Unix's")
def test_ctrl_c_is_left_to_the_parent(script):
    numbers = [int(word) for word in script.stdout.readline().split()]
    assert numbers
    os.killpg(script.pid, signal.SIGINT)
    script.stdin.write("\n")
    script.stdin.flush()
    assert script.stdout.readline().split() == ["ok"]
    assert all(map(_alive, numbers))
    script.stdin.write("\n")
    script.stdin.flush()
    assert script.wait(timeout=60) == 0
    assert not any(map(_alive, numbers))


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="process groups are Unix's")
def test_processes_end_with_their_parent(script):
    numbers = [int(word) for word in script.stdout.readline().split()]
    assert numbers
    script.kill()
    script.wait(timeout=30)
    until = time.monotonic() + 30
    while any(map(_alive, numbers)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(_alive, numbers))
