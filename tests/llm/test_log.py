import asyncio
import json
import logging
import os
import threading
from datetime import datetime

import pytest

from summarizer.errors import ModelError, RateLimited, UserError
from summarizer.llm.complete import Answered, replayed, stored
from summarizer.llm.endpoint import Endpoint, provider_label
from summarizer.llm.log import ExchangeLog, logged
from summarizer.store.cache import Cache
from summarizer.store.exchange import Request
from summarizer.store.recordings import Recordings

ARTICLE = "The lighthouse of Vessenby has been sold to its keeper."
BODY = {"model": "m-1", "messages": [{"role": "user", "content": ARTICLE}], "response_format": {"type": "json_object"}}
REQUEST = Request("localhost/v1", BODY, "north/a 1.txt")
METADATA = {
    *("time", "article", "provider", "model", "mode", "key", "from", "status", "attempts", "seconds"),
    *("finish_reason", "input_tokens", "output_tokens"),
}


def ask(complete, request=REQUEST):
    async def go():
        try:
            return await complete(request)
        except ModelError as error:
            return error

    return asyncio.run(go())


def answers(completion, **more):
    async def complete(_request):
        return Answered(completion, **more)

    return complete


def fails(error):
    async def complete(_request):
        raise error

    return complete


def lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "exchanges.jsonl"


def test_a_line_tells_of_an_exchange_and_not_what_was_said(path, completion):
    with ExchangeLog(path) as log:
        answered = ask(logged(answers(completion("Sold to its keeper."), seconds=2.0, attempts=3), log))
    assert answered.attempts == 3
    (line,) = lines(path)
    assert set(line) == METADATA
    assert datetime.fromisoformat(line.pop("time")).utcoffset().total_seconds() == 0
    assert line.pop("seconds") >= 0
    assert line == {
        "article": "north/a 1.txt",
        "provider": "localhost/v1",
        "model": "m-1",
        "mode": "json",
        "key": REQUEST.key,
        "from": "live",
        "status": "ok",
        "attempts": 3,
        "finish_reason": "stop",
        "input_tokens": 100,
        "output_tokens": 7,
    }
    assert "keeper" not in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("finish", "refusal", "status"),
    [
        ("stop", None, "ok"),
        ("length", None, "truncated"),
        ("content_filter", None, "filtered"),
        ("stop", "No.", "refused"),
    ],
)
def test_the_status_is_the_errors_name(path, completion, finish, refusal, status):
    with ExchangeLog(path) as log:
        ask(logged(answers(completion("{}", finish=finish, refusal=refusal)), log))
    assert [(line["status"], line["finish_reason"]) for line in lines(path)] == [(status, finish)]


def test_a_failure_is_a_line_and_still_raised(path):
    with ExchangeLog(path) as log:
        assert isinstance(ask(logged(fails(RateLimited(f"No: {ARTICLE}")), log)), RateLimited)
        with pytest.raises(ValueError, match="odd"):
            ask(logged(fails(ValueError("odd")), log))
        with pytest.raises(asyncio.CancelledError):
            ask(logged(fails(asyncio.CancelledError()), log))
    assert [line["status"] for line in lines(path)] == ["rate_limited", "failed", "cancelled"]
    assert "lighthouse" not in path.read_text("utf-8")


def test_stored_answers_are_told_from_live_ones(path, tmp_path, completion):
    cache = Cache(tmp_path / "cache.db")
    with ExchangeLog(path) as log:
        complete = logged(stored(answers(completion("{}")), cache), log)
        ask(complete)
        ask(complete)
        ask(logged(replayed(Recordings(tmp_path / "none")), log))
    cache.close()
    told = [(line["from"], line["status"]) for line in lines(path)]
    assert told == [("live", "ok"), ("stored", "ok"), (None, "not_recorded")]


def test_text_is_written_where_it_is_asked_for(path, completion):
    with ExchangeLog(path, with_text=True) as log:
        ask(logged(answers(completion("Sold “today” \ud800.")), log))
        ask(logged(fails(RateLimited("Too often.")), log))
    first, second = lines(path)
    assert first["request"] == second["request"] == BODY
    assert first["completion"]["choices"][0]["message"]["content"] == "Sold “today” \ud800."
    assert second["error"] == "Too often."


@pytest.mark.parametrize("with_text", [True, False])
@pytest.mark.parametrize("place", ["user", "query", "path"])
def test_no_key_reaches_the_log(path, script, key, with_text, place):
    base = script.base_url
    url = {
        "user": base.replace("http://", f"http://user:{key}@"),
        "query": f"{base}?api_key={key}",
        "path": base.replace("/v1", f"/{key}/v1"),
    }[place]
    echo = f"Incorrect API key provided: {key}, Authorization: Bearer {key}"
    script.will(script.error(400, echo), script.error(401, echo), script.text(f"You are {key}."))

    async def go():
        endpoint = Endpoint(url, key, timeout=5.0, pause=0.01)
        complete = logged(endpoint, ExchangeLog(path, with_text=with_text, keys=[key]))
        errors = []
        for _ in range(3):
            try:
                await complete(Request(provider_label(url), BODY, "a.txt"))
            except ModelError as error:
                errors.append(str(error))
        await endpoint.close()
        return errors

    errors = asyncio.run(go())
    first, second, last = (line["status"] for line in lines(path))
    assert (first, last) == ("rejected", "ok")
    assert second != "ok"
    assert len(errors) == 2
    for text in (path.read_text("utf-8"), *errors):
        assert key not in text


def test_lines_are_appended_and_stand_there_at_once(path, completion):
    path.write_text('{"old": 1}\n')
    log = ExchangeLog(path)
    ask(logged(answers(completion("{}")), log))
    assert len(lines(path)) == 2
    log.close()
    log.close()
    log.write({"late": 1})
    assert len(lines(path)) == 2


def test_threads_write_whole_lines(path):
    with ExchangeLog(path) as log:
        threads = [
            threading.Thread(target=lambda n=n: [log.write({"n": n, "x": "y" * 5000}) for _ in range(40)])
            for n in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(line["n"] for line in lines(path)) == sorted(list(range(8)) * 40)


@pytest.mark.parametrize("name", ["no/such/folder/x.jsonl", ".", "a\0b"])
def test_a_place_that_cannot_be_written_is_the_users_error(tmp_path, name):
    with pytest.raises(UserError, match="give --log another file"):
        ExchangeLog(tmp_path / name)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes in folders")
def test_a_pipe_that_nobody_reads_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UserError, match="cannot be written"):
        ExchangeLog(tmp_path / "pipe")


def test_a_disk_that_fills_up_is_told_once_and_the_run_goes_on(path, completion, monkeypatch, caplog):
    real, room = os.write, [10]

    def write(file, data):
        if not room:
            raise OSError(28, "No space left on device")
        return real(file, data[: room.pop()])

    log = ExchangeLog(path)
    complete = logged(answers(completion("{}")), log)
    monkeypatch.setattr(os, "write", write)
    with caplog.at_level(logging.WARNING, "summarizer"):
        assert [ask(complete).completion for _ in range(3)] == [completion("{}")] * 3
    assert [record.getMessage() for record in caplog.records] == [
        f"the log {path} cannot be written (No space left on device); going on without it"
    ]
    monkeypatch.setattr(os, "write", real)
    ask(complete)
    log.close()
    torn, whole = path.read_text("utf-8").splitlines()
    assert len(torn) == 10
    assert json.loads(whole)["status"] == "ok"


def test_the_package_is_silent_until_logging_is_set_up():
    assert any(isinstance(handler, logging.NullHandler) for handler in logging.getLogger("summarizer").handlers)
