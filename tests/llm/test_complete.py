import asyncio
import json

import pytest
from pydantic import BaseModel

from summarizer.errors import ModelError, NotRecorded, RateLimited, UserError
from summarizer.llm.complete import Answered, stored
from summarizer.llm.keeping import Keeping
from summarizer.llm.model import LanguageModel, open_model
from summarizer.llm.modes import Rung
from summarizer.llm.structured import spent
from summarizer.llm.terms import Access, Asking
from summarizer.schema.usage import Usage
from summarizer.store.cache import Cache
from summarizer.store.exchange import Request
from summarizer.store.recordings import Recordings


class Weather(BaseModel):
    place: str


GOOD = '{"place": "Bodø “by the sea”"}'


def question(text="Where does it rain?"):
    return [{"role": "user", "content": text}]


def ask(model, *texts, article="north/a 1.txt"):
    async def go():
        try:
            return await asyncio.gather(
                *(model.answer(messages=question(text), draft=Weather, article=article) for text in texts),
                return_exceptions=True,
            )
        finally:
            await model.close()

    return asyncio.run(go())


@pytest.fixture
def cache(tmp_path):
    cache = Cache(tmp_path / "cache.sqlite3")
    yield cache
    cache.close()


def test_a_stored_answer_is_not_asked_for_again(script, cache):
    script.will(script.text(GOOD))
    first, second = (
        ask(open_model("m-1", Access(script.base_url), keeping=Keeping(store=cache)), "where?")[0] for _ in range(2)
    )
    assert len(script.seen) == 1
    assert second.answer == first.answer
    assert first.usage == Usage(calls=1, input_tokens=100, output_tokens=7)
    assert second.usage == Usage(calls=1, cached=1)


def test_each_attempt_is_stored(script, cache):
    script.will(script.text("{"), script.text(GOOD))
    first, second = (
        ask(open_model("m-1", Access(script.base_url), keeping=Keeping(store=cache)), "where?")[0] for _ in range(2)
    )
    assert (first.usage.cached, second.usage.cached) == (0, 2)
    assert second.answer == first.answer


def test_equal_asks_in_flight_are_one_request(script, cache):
    slow = script.text(GOOD)
    slow.hold = 0.2
    script.will(slow)
    got = ask(open_model("m-1", Access(script.base_url), keeping=Keeping(store=cache)), "where?", "where?", "where?")
    assert len(script.seen) == 1
    assert len({one.answer.place for one in got}) == 1
    assert sum((one.usage for one in got), Usage()) == Usage(calls=3, input_tokens=100, output_tokens=7, cached=2)


def test_equal_asks_in_flight_share_a_failure_that_is_not_stored(script, cache):
    slow = script.error(400)
    slow.hold = 0.2
    script.will(slow, script.text(GOOD))
    failed = ask(
        open_model("m-1", Access(script.base_url), Asking("json_schema"), Keeping(store=cache)), "where?", "where?"
    )
    assert all(isinstance(one, ModelError) for one in failed)
    assert ask(open_model("m-1", Access(script.base_url), keeping=Keeping(store=cache)), "where?")[0].usage.cached == 0


def test_a_failure_that_is_shared_does_not_share_what_was_spent_before_it(cache, completion):
    async def live(request):
        await asyncio.sleep(0.05)
        if len(request.body["messages"]) > 1:
            raise RateLimited("not now")
        return Answered(completion("{"))

    model = LanguageModel(stored(live, cache), "p", "m", "json_schema")
    both = ask(model, "where?", "where?")
    assert sorted(spent(one).input_tokens for one in both) == [0, 100]
    assert sorted(spent(one).cached for one in both) == [0, 1]


@pytest.mark.parametrize("kind", ["length", "filtered", "refused", "null"])
def test_what_is_no_whole_answer_is_not_stored(script, cache, kind):
    reply = {
        "length": script.text(GOOD, finish="length"),
        "filtered": script.text(GOOD, finish="content_filter"),
        "refused": script.text(None, refusal="no"),
        "null": script.text(None),
    }[kind]
    script.will(then=reply)
    assert isinstance(
        ask(open_model("m-1", Access(script.base_url), keeping=Keeping(store=cache)), "where?")[0], ModelError
    )
    assert cache.info().entries == 0


def test_refresh_asks_anew_and_keeps_the_new_answer(script, cache):
    script.will(script.text(GOOD), script.text('{"place": "Oslo"}'))
    for refresh in (False, True, False):
        model = open_model("m-1", Access(script.base_url), keeping=Keeping(store=cache, refresh=refresh))
        last = ask(model, "where?")[0]
    assert last.answer.place == "Oslo"
    assert len(script.seen) == 2


def test_an_exchange_is_on_disk_before_it_is_used(script, cache, tmp_path):
    script.will(script.text(GOOD))
    model = open_model("m-1", Access(script.base_url), keeping=Keeping(store=cache))
    entries_seen = []

    async def go():
        await model.complete(Request("p", {"model": "m-1", "messages": []}))
        with_another_connection = Cache(tmp_path / "cache.sqlite3")
        entries_seen.append(with_another_connection.info().entries)
        with_another_connection.close()
        await model.close()

    asyncio.run(go())
    assert entries_seen == [1]


def test_an_answer_under_way_is_kept_though_the_one_who_asked_is_gone(cache):
    async def go():
        started, may_end = asyncio.Event(), asyncio.Event()

        async def live(_request):
            started.set()
            await may_end.wait()
            return Answered({"choices": [{"finish_reason": "stop", "message": {"content": "x"}}]})

        complete = stored(live, cache)
        request = Request("p", {"model": "m"})
        task = asyncio.create_task(complete(request))
        await started.wait()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        may_end.set()
        return await complete(request)

    assert asyncio.run(asyncio.wait_for(go(), 5)).cached


def test_a_replay_is_the_run_that_was_recorded(script, tmp_path):
    folder = tmp_path / "recordings"
    script.will(script.text("{"), script.text(GOOD), script.text(GOOD, finish="length"))
    live = open_model(
        "m-1", Access(script.base_url), Asking("json", parameters={"seed": 4}), Keeping(recordings=Recordings(folder))
    )
    first = [ask(live, text)[0] for text in ("where?", "when?")]

    replay = Recordings(folder)
    model = open_model(None, keeping=Keeping(replay=replay))
    again = [ask(model, text)[0] for text in ("where?", "when?")]

    assert (model.model, model.ladder.rungs, model.parameters) == ("m-1", (Rung("json"),), {"seed": 4})
    assert again[0].answer == first[0].answer
    assert (type(again[1]), str(again[1])) == (type(first[1]), str(first[1]))
    assert again[0].usage == Usage(calls=2, cached=2, reasks=1)
    assert replay.unplayed() == []
    assert len(script.seen) == 3


def test_recording_twice_writes_the_same_bytes(script, tmp_path):
    files = []
    for name in ("one", "two"):
        script.will(script.text("{"), script.text(GOOD))
        ask(
            open_model("m-1", Access(script.base_url), keeping=Keeping(recordings=Recordings(tmp_path / name))),
            "where?",
        )
        files.append(sorted((tmp_path / name).iterdir()))
    assert [path.name for path in files[0]] == ["north-a-1.txt.1.json", "north-a-1.txt.2.json"]
    records = [[json.loads(path.read_bytes()) for path in paths] for paths in files]
    for record in records[0] + records[1]:
        del record["seconds"]
    assert json.dumps(records[0]) == json.dumps(records[1])


def test_the_completion_is_recorded_as_it_came(script, tmp_path):
    script.will(script.text(GOOD))
    ask(open_model("m-1", Access(script.base_url), keeping=Keeping(recordings=Recordings(tmp_path))), "where?")
    text = (tmp_path / "north-a-1.txt.1.json").read_text(encoding="utf-8")
    came = json.dumps(script.completion(GOOD), ensure_ascii=False)
    assert json.dumps(json.loads(text)["completion"], ensure_ascii=False) == came
    assert "Bodø “by the sea”" in text


def test_what_came_from_the_cache_is_recorded_too(script, cache, tmp_path):
    script.will(script.text(GOOD))
    ask(open_model("m-1", Access(script.base_url), keeping=Keeping(store=cache)), "where?")
    recordings = Recordings(tmp_path / "recordings")
    ask(open_model("m-1", Access(script.base_url), keeping=Keeping(store=cache, recordings=recordings)), "where?")
    assert len(list(recordings.folder.iterdir())) == 1


def test_a_miss_in_a_replay_names_the_article_and_the_way_out(script, tmp_path):
    script.will(script.text(GOOD))
    ask(open_model("m-1", Access(script.base_url), keeping=Keeping(recordings=Recordings(tmp_path))), "where?")
    missed = ask(open_model(None, keeping=Keeping(replay=Recordings(tmp_path))), "who?", article="b.txt")[0]
    assert isinstance(missed, NotRecorded)
    assert "b.txt" in str(missed)
    assert f"--record {tmp_path}" in str(missed)


def test_a_replay_of_several_models_wants_one_named(script, tmp_path):
    for name in ("m-1", "m-2"):
        script.will(script.text(GOOD))
        ask(open_model(name, Access(script.base_url), keeping=Keeping(recordings=Recordings(tmp_path))), "where?")
    with pytest.raises(UserError, match="m-1, m-2"):
        open_model(None, keeping=Keeping(replay=Recordings(tmp_path)))
    assert open_model("m-2", keeping=Keeping(replay=Recordings(tmp_path))).model == "m-2"
    with pytest.raises(UserError, match="of m-3"):
        open_model("m-3", keeping=Keeping(replay=Recordings(tmp_path)))


def test_nothing_to_replay(tmp_path):
    with pytest.raises(UserError, match="--record"):
        open_model(None, keeping=Keeping(replay=Recordings(tmp_path / "absent")))


def test_the_key_is_on_no_disk(script, key, cache, tmp_path, caplog):
    caplog.set_level("DEBUG")
    script.will(script.error(429, headers={"Retry-After": "0"}), script.text("{"), script.text(GOOD))
    model = open_model(
        "m-1", Access(script.base_url, api_key=key), keeping=Keeping(store=cache, recordings=Recordings(tmp_path / "r"))
    )
    assert ask(model, "where?")[0].answer.place.startswith("Bod")
    assert key in script.seen[0].headers["Authorization"]
    cache.close()
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(written) == 3
    assert not any(key.encode() in path.read_bytes() for path in written)
    assert key not in caplog.text
