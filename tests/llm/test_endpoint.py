import asyncio
import logging
import time
from datetime import UTC, datetime

import pytest

from summarizer.errors import ModelError, RateLimited, Rejected, Unavailable
from summarizer.llm.endpoint import Endpoint, is_address, is_local, provider_label
from summarizer.llm.faults import asked_to_wait
from summarizer.store.exchange import Request

BODY = {"model": "m-1", "messages": [{"role": "user", "content": "Rain in “Oslo”? {{ no }}"}], "top_k": 3, "seed": 1}


def ask(script, key, body=BODY, **options):
    async def go():
        endpoint = Endpoint(script.base_url, key, **{"timeout": 5.0, "pause": 0.01, **options})
        try:
            return await endpoint(Request(provider_label(script.base_url), body, "a.txt"))
        finally:
            await endpoint.close()

    return asyncio.run(go())


def test_the_body_is_sent_and_the_completion_kept_as_they_are(script, key):
    script.will(script.text("ok"))
    answered = ask(script, key)
    assert script.seen[0].body == BODY
    assert script.seen[0].path == "/v1/chat/completions"
    assert script.seen[0].headers["Authorization"] == f"Bearer {key}"
    assert answered.completion == script.completion("ok")
    assert not answered.cached


def test_json_labelled_as_text_is_still_json(script, key):
    good = script.text("ok")
    good.headers["Content-Type"] = "text/plain"
    script.will(good)
    assert ask(script, key).completion == script.completion("ok")


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 529])
def test_a_failure_that_passes_is_tried_again(script, key, status):
    script.will(script.error(status), script.error(status), script.text("ok"))
    assert ask(script, key).completion == script.completion("ok")
    assert len(script.seen) == 3


@pytest.mark.parametrize(
    "cut", ["reset", "half", "not a dict", "no choices", "choices null", "choices empty", "broken off"]
)
def test_a_connection_or_body_that_breaks_is_tried_again(script, key, cut):
    first = {
        "reset": script.reset(),
        "half": script.raw(b'{"choices": [', "application/json"),
        "no choices": script.json({"error": {"message": "upstream is busy", "code": 502}}),
        "choices null": script.json({"choices": None}),
        "choices empty": script.json({"choices": []}),
        "not a dict": script.json([1]),
        "broken off": script.text("half an", finish="error", error={"message": "upstream broke"}),
    }[cut]
    script.will(first, script.text("ok"))
    assert ask(script, key).completion == script.completion("ok")


@pytest.mark.parametrize("header", [{"Retry-After": "0.3"}, {"retry-after-ms": "300"}])
def test_no_sooner_than_the_endpoint_asks(script, key, header):
    script.will(script.error(429, headers=header), script.text("ok"))
    begun = time.monotonic()
    ask(script, key)
    assert time.monotonic() - begun >= 0.3


def test_a_wait_beyond_all_patience_is_not_begun(script, key):
    script.will(script.error(429, "slow down", headers={"Retry-After": "3600"}))
    with pytest.raises(RateLimited, match="asks to wait 3,600 s"):
        ask(script, key)
    assert len(script.seen) == 1


def test_still_refused_for_its_rate(script, key):
    script.will(then=script.error(429))
    with pytest.raises(RateLimited, match="refused for its rate") as caught:
        ask(script, key, attempts=1, patience=0.2)
    assert caught.value.attempts == len(script.seen) > 2


def test_refusals_for_the_rate_do_not_use_up_the_attempts(script, key):
    script.will(*[script.error(429)] * 4, script.error(500), script.text("ok"))
    answered = ask(script, key, attempts=2)
    assert answered.attempts == len(script.seen) == 6


@pytest.mark.parametrize("status", [500, 503])
def test_still_broken(script, key, status):
    script.will(then=script.error(status, "<html>oops</html>"))
    with pytest.raises(Unavailable, match=f"status {status}") as caught:
        ask(script, key, attempts=2)
    assert "<html>" not in str(caught.value)


@pytest.mark.parametrize("how", ["hold", "drip"])
def test_a_deadline_on_the_whole_answer(script, key, how):
    slow = script.text("ok")
    setattr(slow, how, 10.0 if how == "hold" else 0.05)
    script.will(then=slow)
    with pytest.raises(Unavailable, match=r"0\.3 s"):
        ask(script, key, timeout=0.3, attempts=2)
    assert len(script.seen) == 2


def test_an_error_in_place_of_a_completion_is_told(script, key):
    script.will(then=script.json({"error": {"message": "upstream is busy", "code": 502}}))
    with pytest.raises(Unavailable, match="without a choice: upstream is busy \\(2 attempts\\)"):
        ask(script, key, attempts=2)


def test_connections_that_are_always_reset(script, key):
    script.will(then=script.reset())
    with pytest.raises(Unavailable, match=r"gave no whole answer \(.*; 2 attempts\); try again later"):
        ask(script, key, attempts=2)


@pytest.mark.usefixtures("script")
def test_nobody_listens(key):
    async def go():
        endpoint = Endpoint("http://127.0.0.1:9/v1", key, attempts=1)
        try:
            await endpoint(Request("127.0.0.1:9/v1", BODY))
        finally:
            await endpoint.close()

    with pytest.raises(Unavailable, match="cannot be reached"):
        asyncio.run(go())


@pytest.mark.parametrize(
    ("refusal", "advice"),
    [
        ((401, "Incorrect API key provided: KEY", "invalid_api_key"), "set OPENAI_API_KEY"),
        ((403, "Not for you", None), "OPENAI_API_KEY"),
        ((402, "Payment required", None), "credit"),
        ((429, "You exceeded your current quota", "insufficient_quota"), "credit"),
        ((404, "The model does not exist", "model_not_found"), "'m-1'"),
        ((400, "This model's maximum context length is 8192 tokens", "context_length_exceeded"), "larger context"),
        ((407, "Who are you?", None), "proxy that wants a name and password"),
        ((413, "Payload", None), "larger context"),
        ((400, "Unknown parameter: 'top_k'", None), "top_k"),
        ((422, "response_format is not supported", None), "mode"),
    ],
)
def test_no_use_in_asking_again(script, key, refusal, advice):
    status, message, code = refusal
    script.will(script.error(status, message.replace("KEY", key), code))
    with pytest.raises(Rejected, match=advice) as caught:
        ask(script, key)
    assert len(script.seen) == 1
    assert key not in str(caught.value)


@pytest.mark.parametrize("content_type", ["text/html", "application/json", "text/plain"])
def test_a_web_page_is_no_answer(script, key, content_type):
    script.will(then=script.raw(b"<!doctype html><p>Welcome", content_type))
    with pytest.raises(Unavailable, match="web page; check its address"):
        ask(script, key)
    assert len(script.seen) == 1


@pytest.mark.parametrize("key", ["sk-test-5f3a9c1e7b2d4608", "b0a7c5e2f4d81936"])
def test_the_key_is_blotted_out_wherever_the_endpoint_repeats_it(script, key, caplog):
    caplog.set_level(logging.DEBUG)
    script.will(
        script.error(500, f"trace: Authorization Bearer {key}"),
        script.error(400, f"key {key} and sk-****9c1e are no good"),
    )
    with pytest.raises(ModelError) as caught:
        ask(script, key)
    told = [str(caught.value), repr(caught.value.__cause__), caplog.text, repr(Endpoint(script.base_url, key))]
    assert not any(key in text or "9c1e" in text for text in told)
    assert caught.value.__suppress_context__


def test_a_word_in_place_of_a_key_does_not_spoil_the_message(script):
    script.will(script.error(400, "maximum context length exceeded"))
    with pytest.raises(Rejected, match="maximum context length exceeded; use a model with a larger context"):
        ask(script, "x")


def test_half_a_surrogate_pair_cannot_be_sent(script, key):
    body = {**BODY, "messages": [{"role": "user", "content": "broken \ud83d here"}]}
    with pytest.raises(Rejected, match="surrogate"):
        ask(script, key, body)


def test_one_endpoint_in_two_event_loops(script, key):
    script.will(then=script.text("ok"))
    endpoint = Endpoint(script.base_url, key)

    async def go():
        try:
            return await endpoint(Request("p", BODY))
        finally:
            await endpoint.close()

    assert asyncio.run(go()).completion == asyncio.run(go()).completion


def test_a_call_can_be_cancelled(script, key):
    slow = script.text("ok")
    slow.hold = 10.0
    script.will(slow)

    async def go():
        endpoint = Endpoint(script.base_url, key)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(endpoint(Request("p", BODY)), 0.3)
        await endpoint.close()

    asyncio.run(asyncio.wait_for(go(), 5))


@pytest.mark.parametrize(
    ("url", "label"),
    [
        ("https://api.openai.com/v1", "api.openai.com/v1"),
        ("https://API.openai.com/v1/", "api.openai.com/v1"),
        ("http://user:secret@127.0.0.1:8080/v1?api_key=secret", "127.0.0.1:8080/v1"),
        ("http://[::1]:8080/", "[::1]:8080"),
    ],
)
def test_a_label_names_the_endpoint_and_no_secret(url, label):
    assert provider_label(url) == label


@pytest.mark.parametrize(
    ("url", "right"),
    [
        ("http://127.0.0.1:8080/v1", True),
        ("https://api.openai.com/v1", True),
        ("api.openai.com/v1", False),
        ("localhost:8080", False),
        ("https://", False),
        ("http://host:port/v1", False),
        ("http://[::1/v1", False),
        ("", False),
    ],
)
def test_which_addresses_can_be_called(url, right):
    assert is_address(url) is right


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://localhost:11434/v1", True),
        ("http://127.0.0.1:8080/v1", True),
        ("http://[::1]:8080/v1", True),
        ("https://api.openai.com/v1", False),
        ("https://localhost.example.com/v1", False),
        ("https://127.example.com/v1", False),
    ],
)
def test_which_addresses_are_this_computer(url, local):
    assert is_local(url) is local


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("7", 7.0),
        ("0.5", 0.5),
        ("Wed, 21 Oct 2026 07:28:10 GMT", 10.0),
        ("Wed, 21 Oct 2026 07:27:00 GMT", 0.0),
        ("-3", None),
        ("nan", None),
        ("inf", None),
        ("soon", None),
        ("", None),
    ],
)
def test_how_long_the_endpoint_asks_to_wait(value, seconds):
    import httpx2
    from openai import APIStatusError

    response = httpx2.Response(429, headers={"Retry-After": value}, request=httpx2.Request("POST", "http://x"))
    now = datetime(2026, 10, 21, 7, 28, tzinfo=UTC)
    assert asked_to_wait(APIStatusError("no", response=response, body=None), now) == seconds
