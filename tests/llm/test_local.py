"""A real model, in this process: SmolLM2-135M-Instruct as an installed package carries it."""

import asyncio
import contextlib
import http.client
import json
import socket
from typing import Literal
from urllib.parse import urlsplit

import pytest
from pydantic import BaseModel, Field

from summarizer.errors import ModelError, Rejected, Truncated, Unfit, UserError
from summarizer.llm.body import MODES
from summarizer.llm.keeping import Keeping
from summarizer.llm.local import is_local_name, is_small, open_local
from summarizer.llm.local_server import check_installed, start_server
from summarizer.llm.structured import ask
from summarizer.llm.terms import Asking
from summarizer.store.cache import Cache
from summarizer.store.recordings import Recordings
from tests.scripted import ScriptedModel

QUOTING = "Copy this sentence: The captain said: “We saw the light, and we turned the ship at once.”"


class Sentence(BaseModel):
    sentence: str = Field(max_length=120)


class Colour(BaseModel):
    colour: Literal["red", "green"]


@pytest.fixture(scope="module")
def path(small_model):
    return small_model


@pytest.fixture(scope="module")
def server(path):
    running = start_server(path, 4096)
    yield running
    running.stop()


@pytest.fixture
def client(server):
    from openai import DefaultHttpxClient, OpenAI

    direct = DefaultHttpxClient(trust_env=False, timeout=300)
    with OpenAI(base_url=server.base_url, api_key=server.api_key, max_retries=0, http_client=direct) as made:
        yield made


def talk(model, content, shape, **more):
    async def asked():
        try:
            return await model.answer(
                messages=[{"role": "user", "content": content}], draft=shape, article="one", **more
            )
        finally:
            await model.close()

    return asyncio.run(asked())


def end_of(model, content, shape):
    try:
        return talk(model, content, shape)
    except ModelError as error:
        return error


@pytest.mark.parametrize(
    ("named", "is_it"),
    [("local", True), ("local:/a.gguf", True), ("localhost", False), ("x/local", False), (None, False)],
)
def test_names_of_models_on_this_machine(named, is_it):
    assert is_local_name(named) is is_it


def test_only_local_models_are_small():
    assert not is_small(ScriptedModel())


def test_without_the_extra_the_message_says_what_to_install(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(UserError, match=r"pip install 'summarizer\[local\]'"):
        check_installed()


@pytest.mark.local
def test_streamed_or_not_the_answer_is_the_same(client, path):
    asked = {"model": path.stem, "messages": [{"role": "user", "content": QUOTING}], "temperature": 0, "max_tokens": 40}
    asked["extra_body"] = {"cache_prompt": False}
    whole = client.chat.completions.create(**asked)
    pieces = [chunk.choices[0] for chunk in client.chat.completions.create(**asked, stream=True) if chunk.choices]
    assert "".join(piece.delta.content or "" for piece in pieces) == whole.choices[0].message.content
    assert pieces[-1].finish_reason == whole.choices[0].finish_reason
    assert whole.usage.prompt_tokens > 10


@pytest.mark.local
def test_an_answer_does_not_depend_on_what_was_asked_before(client, path):
    def said(content):
        asked = [{"role": "user", "content": content}]
        answer = client.chat.completions.create(
            model=path.stem, messages=asked, temperature=0, max_tokens=24, extra_body={"cache_prompt": False}
        )
        return answer.choices[0].message.content

    first = said(QUOTING)
    said("Name three rivers.")
    said(f"{QUOTING} And tell why.")
    assert said(QUOTING) == first


@pytest.mark.local
@pytest.mark.parametrize("mode", MODES)
def test_every_mode_gives_an_answer_that_fits_or_says_that_none_does(path, mode):
    model = open_local(f"local:{path}", Asking(mode, parameters={"max_tokens": 48}))
    found = end_of(model, "Is grass red or green? Answer as JSON.", Colour)
    if mode == "json_schema":
        assert not isinstance(found, ModelError), "llama.cpp holds the answer to the schema"
    if isinstance(found, ModelError):
        assert type(found) in {Unfit, Truncated}
    else:
        assert found.answer.colour in {"red", "green"}
        assert found.usage.output_tokens > 0
        assert found.usage.cost_usd == 0


@pytest.mark.local
def test_instructor_streams_a_partial_answer(client, path):
    import instructor

    talking = instructor.from_openai(client, mode=instructor.Mode.JSON_SCHEMA)
    asked = [{"role": "user", "content": QUOTING}]
    parts = list(
        talking.chat.completions.create_partial(
            response_model=Sentence, model=path.stem, messages=asked, temperature=0, max_tokens=120
        )
    )
    assert len(parts) > 1
    assert Sentence.model_validate(parts[-1].model_dump())


@pytest.mark.local
def test_a_question_beyond_the_models_context_is_rejected_with_the_reason(path):
    model = open_local(f"local:{path}", Asking(parameters={"max_tokens": 8}))
    with pytest.raises(Rejected, match=r"local/\w+ finds the request too long"):
        talk(model, "word " * 9000, Colour)


@pytest.mark.local
def test_an_answer_that_meets_its_limit_is_truncated_and_not_kept(path, tmp_path):
    store = Cache(tmp_path / "cache.db")
    with pytest.raises(Truncated) as raised:
        talk(open_local(f"local:{path}", Asking(parameters={"max_tokens": 8}), Keeping(store=store)), QUOTING, Sentence)
    assert "}" not in raised.value.answer
    assert store.info().entries == 0
    store.close()


@pytest.mark.local
def test_an_answer_that_is_stopped_in_the_middle_of_a_quote_is_not_taken_for_a_whole_one(path):
    model = open_local(f"local:{path}", Asking(parameters={"max_tokens": 60, "stop": ["captain"]}))

    async def asked():
        try:
            messages = [{"role": "user", "content": QUOTING}]
            told = {"provider": model.provider, "model": model.model, "parameters": model.parameters}
            await ask(model.complete, messages=messages, answer=Sentence, mode="json_schema", reasks=0, **told)
        finally:
            await model.close()

    with pytest.raises(Unfit) as raised:
        asyncio.run(asked())
    assert raised.value.answer.endswith("The ")


@pytest.mark.local
def test_answers_are_found_again_whatever_the_port_and_replayed_without_the_model(path, tmp_path):
    store, recordings = Cache(tmp_path / "cache.db"), Recordings(tmp_path / "recordings")
    first = talk(open_local(f"local:{path}", keeping=Keeping(store=store, recordings=recordings)), QUOTING, Sentence)
    again = talk(open_local(f"local:{path}", keeping=Keeping(store=store)), QUOTING, Sentence)
    replayed = talk(open_local("local", keeping=Keeping(replay=recordings)), QUOTING, Sentence)
    store.close()
    assert first.usage.cached == 0
    assert again.usage.cached == replayed.usage.cached == 1
    assert first.answer == again.answer == replayed.answer
    recorded = "".join(file.read_text() for file in recordings.folder.glob("*.json"))
    assert "127.0.0.1" not in recorded
    assert json.loads(next(recordings.folder.glob("*.json")).read_text())


@pytest.fixture
def started(monkeypatch):
    """The servers that are started, as they are."""
    servers = []

    def start(*arguments):
        servers.append(start_server(*arguments))
        return servers[-1]

    monkeypatch.setattr("summarizer.llm.local.start_server", start)
    return servers


def refuses(server):
    place = urlsplit(server.base_url)
    with socket.socket() as asking:
        asking.settimeout(5)
        return asking.connect_ex((place.hostname, place.port)) != 0


@pytest.mark.local
def test_nothing_is_printed_and_nothing_is_left_running(path, capfd, monkeypatch, started):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")  # a proxy has no business with this machine
    model = open_local(f"local:{path}", Asking(parameters={"max_tokens": 8}))
    assert not started, "the model is loaded when it is first asked"

    async def asked():
        await model.complete(_request(model))
        await model.close()
        await model.close()

    asyncio.run(asked())
    assert capfd.readouterr() == ("", "")
    assert len(started) == 1
    assert refuses(started[0])


@pytest.mark.local
def test_questions_at_once_are_asked_of_one_server(path, started):
    model = open_local(f"local:{path}", Asking(parameters={"max_tokens": 8}))

    async def asked():
        await asyncio.gather(*(model.complete(_request(model, f"Count to {n}.")) for n in range(3)))
        await model.close()

    asyncio.run(asked())
    assert len(started) == 1


@pytest.mark.local
def test_a_longer_question_gets_a_larger_context(path, started):
    model = open_local(f"local:{path}", Asking(parameters={"max_tokens": 8}))

    async def asked():
        await model.complete(_request(model))
        await model.complete(_request(model, "word " * 3800))
        await model.close()

    asyncio.run(asked())
    small, large = started
    assert small.context < large.context
    assert refuses(small)


@pytest.mark.local
def test_an_interrupted_run_ends_with_its_server(path, started):
    model = open_local(f"local:{path}", Asking(parameters={"max_tokens": 2000}))

    async def asked():
        async with asyncio.timeout(2):
            await model.complete(_request(model, "Tell a very long story about a lighthouse, without an end."))

    async def interrupted():
        with contextlib.suppress(TimeoutError):
            await asked()
        await asyncio.wait_for(model.close(), 60)

    asyncio.run(interrupted())
    assert refuses(started[0])


@pytest.mark.local
def test_no_other_program_is_answered(server):
    place = urlsplit(server.base_url)
    assert place.hostname == "127.0.0.1"
    connection = http.client.HTTPConnection(place.hostname, place.port, timeout=60)
    connection.request("POST", "/v1/chat/completions", body="{}", headers={"Content-Type": "application/json"})
    assert connection.getresponse().status == 401
    connection.close()


@pytest.mark.local
def test_a_damaged_model_is_one_sentence(path, tmp_path):
    damaged = tmp_path / "damaged.gguf"
    with path.open("rb") as whole:
        damaged.write_bytes(whole.read(100_000))
    with pytest.raises(UserError, match=r"llama\.cpp cannot serve .*damaged\.gguf"):
        talk(open_local(f"local:{damaged}"), QUOTING, Sentence)


def _request(model, content="Say hello."):
    from summarizer.store.exchange import Request

    body = {"model": model.model, "messages": [{"role": "user", "content": content}], **model.parameters}
    return Request(model.provider, body, "one")
