"""The ladder: what endpoints say that they cannot do, what else they say, and what is learned from it."""

import asyncio
import logging
from functools import partial

import pytest
from pydantic import BaseModel

from summarizer.errors import ModelError, Rejected, Unfit
from summarizer.llm.answering import AskedModel
from summarizer.llm.endpoint import Endpoint
from summarizer.llm.keeping import Keeping
from summarizer.llm.model import open_model
from summarizer.llm.modes import LADDER, Learned
from summarizer.llm.structured import spent
from summarizer.llm.terms import Access, Asking
from summarizer.store.cache import Cache
from summarizer.store.recordings import Recordings


class Weather(BaseModel):
    place: str
    rain: bool = False


class Tree(BaseModel):
    name: str
    under: "list[Tree]" = []


GOOD = '{"place": "Bergen", "rain": true}'
ANSWER = Weather(place="Bergen", rain=True)
STRICT, TOOLS, JSON, PROSE = (str(rung) for rung in LADDER)


def error(message, **more):
    return {"error": {"message": message, "type": "invalid_request_error", "param": None, "code": None, **more}}


MISTRAL = {
    "object": "error",
    "message": {
        "detail": [{"type": "extra_forbidden", "loc": ["body", "max_completion_tokens"], "msg": "Extra inputs"}]
    },
    "type": "invalid_request_error",
}
UNSUPPORTED = [
    (
        STRICT,
        400,
        error("Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model."),
    ),
    (
        STRICT,
        400,
        error(
            "Invalid schema for response_format 'Weather': In context=(), 'additionalProperties' is required to be "
            "supplied and to be false.",
            param="response_format",
        ),
    ),
    (STRICT, 400, error("response_format value as json_schema is enabled only for api versions 2024-08-01-preview")),
    (STRICT, 400, error("This model does not support response format `json_schema`. See the supported models.")),
    (STRICT, 400, error("This response_format type is unavailable now")),
    (STRICT, 422, error("Failed to deserialize the JSON body: response_format.type `json_schema` is unavailable now")),
    (
        STRICT,
        400,
        {"object": "error", "message": "The provided JSON schema contains features not supported by xgrammar."},
    ),
    (STRICT, 400, error("Failed to initialize samplers: failed to parse grammar")),
    (STRICT, 400, [error("The specified schema produces a constraint that has too many states for serving.")]),
    (STRICT, 404, error("No endpoints found that can handle the requested parameters.", code=404)),
    (
        STRICT,
        400,
        error(
            "Provider returned error",
            code=400,
            metadata={"raw": '{"message": "response_format json_schema is not supported"}', "provider_name": "X"},
        ),
    ),
    (TOOLS, 404, error("No endpoints found that support tool use. To learn more, see provider routing.", code=404)),
    (TOOLS, 404, error("No endpoints found that support the provided 'tool_choice' value.", code=404)),
    (TOOLS, 400, error("registry.example/library/gemma:2b does not support tools")),
    (TOOLS, 400, error("deepseek-reasoner does not support this tool_choice")),
    (TOOLS, 400, error("The tool_choice parameter does not support being set to required or object in thinking mode")),
    (TOOLS, 400, {"object": "error", "message": '"auto" tool choice requires --enable-auto-tool-choice to be set'}),
    (TOOLS, 400, {"error": "Invalid tool_choice type: 'object'. Supported string values: none, auto, required"}),
    (TOOLS, 500, error("tools param requires --jinja flag", type="server_error")),
    (
        TOOLS,
        422,
        {"object": "error", "detail": [{"type": "extra_forbidden", "loc": ["body", "tools"], "msg": "Extra inputs"}]},
    ),
    (JSON, 400, {"error": "'response_format.type' must be 'json_schema' or 'text'"}),
    (JSON, 400, error("Invalid parameter: 'response_format' of type 'json_object' is not supported with this model.")),
]
OTHER_MATTERS = [
    (
        400,
        error(
            "This model's maximum context length is 8192 tokens; your tools took 300.", code="context_length_exceeded"
        ),
    ),
    (400, error("The response_format was fine, but the prompt is too long: 210000 tokens > 200000 maximum")),
    (
        400,
        error(
            "The response was filtered due to the prompt triggering the content management policy.",
            code="content_filter",
        ),
    ),
    (401, error("Incorrect API key provided: tools are not supported for you.", code="invalid_api_key")),
    (404, error("The model `m-1` does not exist or you do not have access to it.", code="model_not_found")),
    (404, error('model "m-1" not found, try pulling it first')),
    (400, error("Failed to validate JSON. Please adjust your prompt. schema", code="json_validate_failed")),
    (400, error("Failed to call a function. Please adjust your prompt.", code="tool_use_failed")),
    (400, error("max_tokens is too large: 900000. This model supports at most 16384 completion tokens.")),
    (400, error("Request contains an invalid argument.", status="INVALID_ARGUMENT")),
    (402, error("Insufficient credits for response_format: not supported")),
    (400, {"detail": [{"type": "x", "loc": ["body"], "msg": "no", "input": "the schema is not supported, he said"}]}),
]
FIELDS = [
    (
        {"max_tokens": 900},
        400,
        error(
            "Unsupported parameter: 'max_tokens' is not supported with this model. "
            "Use 'max_completion_tokens' instead.",
            param="max_tokens",
            code="unsupported_parameter",
        ),
        {"max_completion_tokens": 900},
    ),
    (
        {"temperature": 0.5, "seed": 3},
        400,
        error(
            "Unsupported value: 'temperature' does not support 0.5 with this model. "
            "Only the default (1) value is supported.",
            param="temperature",
            code="unsupported_value",
        ),
        {"seed": 3},
    ),
    ({"temperature": 0.5}, 400, error("`temperature` is deprecated for this model."), {}),
    ({"seed": 3}, 422, {"detail": [{"type": "extra_forbidden", "loc": ["body", "seed"], "msg": "Extra inputs"}]}, {}),
    (
        {"seed": 3},
        400,
        [error('Invalid JSON payload received. Unknown name "seed": Cannot find field.')],
        {},
    ),
]


NOT_KEPT = Keeping()


def ask(script, *, times=1, draft=Weather, api_key=None, keeping=NOT_KEPT, **asking):
    """What came of each question, and the model they were put to."""

    async def go():
        model = open_model("m-1", Access(script.base_url, api_key), Asking(**asking), keeping)
        messages = [{"role": "user", "content": "Weather?"}]
        asks = (model.answer(messages=messages, draft=draft, article=f"{n}.txt") for n in range(times))
        try:
            return await asyncio.gather(*asks, return_exceptions=True), model
        finally:
            await model.close()

    return asyncio.run(go())


def rung(body):
    """The rung on which a request was made."""
    if "tools" in body:
        return TOOLS
    kind = body.get("response_format", {}).get("type")
    return {"json_schema": STRICT, "json_object": JSON, None: PROSE}[kind]


def good(script, name):
    return script.call(GOOD) if name == TOOLS else script.text(f"```json\n{GOOD}\n```" if name == PROSE else GOOD)


def reply_by_rung(script, refusing, *, status=400, body=None):
    """Refuse some rungs, answer on the others."""

    def reply(seen):
        name = rung(seen.body)
        if name in refusing:
            return script.json(body or error(f"{name.split()[0]} tools response_format is not supported"), status)
        return good(script, name)

    script.next = lambda seen: (script.seen.append(seen), reply(seen))[1]


@pytest.mark.parametrize(("refused", "status", "body"), UNSUPPORTED)
def test_a_refusal_of_the_mode_takes_one_step_down(script, refused, status, body, monkeypatch):
    monkeypatch.setattr("summarizer.llm.model.Endpoint", partial(Endpoint, pause=0.01))
    names = [str(one) for one in LADDER]
    lower = names[names.index(refused) + 1]

    async def go():
        model = open_model("m-1", Access(script.base_url))
        model.ladder.learned = Learned(begins=refused)
        try:
            return await model.answer(messages=[{"role": "user", "content": "Weather?"}], draft=Weather, article="a")
        finally:
            await model.close()

    script.next = lambda seen: (
        script.seen.append(seen),
        script.json(body, status) if rung(seen.body) == refused else good(script, rung(seen.body)),
    )[1]
    found = asyncio.run(go())
    assert found.answer == ANSWER
    assert rung(script.seen[-1].body) == lower
    assert {rung(seen.body) for seen in script.seen[:-1]} == {refused}
    assert found.usage.calls == 1


@pytest.mark.parametrize(("status", "body"), OTHER_MATTERS)
@pytest.mark.parametrize("mode", [None, "tools"])
def test_a_refusal_for_another_reason_is_a_refusal(script, status, body, mode):
    script.will(then=script.json(body, status))
    (failed,), _ = ask(script, api_key="k", mode=mode, parameters={"max_tokens": 900_000})
    assert isinstance(failed, Rejected)
    assert len(script.seen) == 1


@pytest.mark.parametrize(("sent", "status", "body", "then"), FIELDS)
def test_a_field_is_left_out_or_renamed_and_the_mode_stays(script, sent, status, body, then):
    script.will(script.json(body, status), then=script.text(GOOD))
    (found,), _ = ask(script, parameters=sent)
    assert found.answer == ANSWER
    assert [rung(seen.body) for seen in script.seen] == [STRICT, STRICT]
    kept = {name: value for name, value in script.seen[1].body.items() if name in {*sent, "max_completion_tokens"}}
    assert kept == then


def test_a_cap_that_goes_by_neither_name_is_left_out_with_a_warning(script, caplog):
    unknown = [script.error(400, f"Unknown field: {name}") for name in ("max_tokens", "max_completion_tokens")]
    script.will(*unknown, then=script.text(GOOD))
    with caplog.at_level(logging.WARNING, "summarizer.llm"):
        (found,), _ = ask(script, parameters={"max_tokens": 7})
    assert found.answer == ANSWER
    assert not {"max_tokens", "max_completion_tokens"} & set(script.seen[2].body)
    assert "max_tokens" in caplog.text


def test_a_flag_that_nobody_knows_is_left_out_and_the_schema_stays_strict(script):
    script.will(script.error(400, "Unknown field: 'strict'"), then=script.text(GOOD))
    (found,), _ = ask(script)
    assert found.answer == ANSWER
    first, second = (seen.body["response_format"]["json_schema"] for seen in script.seen)
    assert first["strict"] is True
    assert "strict" not in second
    assert second["schema"] == first["schema"]


def test_tools_beside_reasoning_are_asked_for_without_reasoning(script):
    told = (
        "Function tools with reasoning_effort are not supported for m-1. To use them, set reasoning_effort to 'none'."
    )
    script.will(script.error(400, told), then=script.call(GOOD))
    (found,), _ = ask(script, mode="tools")
    assert found.answer == ANSWER
    assert script.seen[1].body["reasoning_effort"] == "none"


def test_the_way_down_ends_in_prose(script):
    reply_by_rung(script, {STRICT, TOOLS, JSON})
    (found,), _ = ask(script)
    assert found.answer == ANSWER
    assert [rung(seen.body) for seen in script.seen] == [STRICT, TOOLS, JSON, PROSE]


def test_a_forced_mode_is_not_left(script):
    reply_by_rung(script, {TOOLS})
    (failed,), _ = ask(script, mode="tools")
    assert isinstance(failed, Rejected)
    assert [rung(seen.body) for seen in script.seen] == [TOOLS]


def test_with_strict_only_strict_rungs_are_used(script):
    reply_by_rung(script, {STRICT})
    (found,), _ = ask(script, strict=True)
    assert found.answer == ANSWER
    assert script.seen[1].body["tools"][0]["function"]["strict"] is True


def test_one_learns_and_the_others_follow(script):
    reply_by_rung(script, {STRICT, TOOLS})
    found, _ = ask(script, times=12)
    assert [one.answer for one in found] == [ANSWER] * 12
    assert [rung(seen.body) for seen in script.seen].count(STRICT) == 1
    assert len(script.seen) == 14


def test_those_in_flight_learn_the_same_thing_once(script, monkeypatch):
    monkeypatch.setattr("summarizer.llm.modes._MOMENT", 0.0)  # all go at once
    reply_by_rung(script, {STRICT})
    found, model = ask(script, times=6, parameters={"max_tokens": 5})
    assert [one.answer for one in found] == [ANSWER] * 6
    assert model.ladder.learned == Learned(refused=(STRICT,))


def test_a_cap_refused_to_several_at_once_is_renamed_not_dropped(script, monkeypatch):
    monkeypatch.setattr("summarizer.llm.modes._MOMENT", 0.0)
    script.next = lambda seen: (
        script.seen.append(seen),
        script.error(400, "Unsupported parameter: 'max_tokens'") if "max_tokens" in seen.body else script.text(GOOD),
    )[1]
    found, _ = ask(script, times=6, parameters={"max_tokens": 5})
    assert [one.answer for one in found] == [ANSWER] * 6
    assert script.seen[-1].body["max_completion_tokens"] == 5


def test_a_first_question_that_takes_long_holds_nobody_up(script, monkeypatch):
    monkeypatch.setattr("summarizer.llm.modes._MOMENT", 0.05)
    slow = script.text(GOOD)
    slow.hold = 0.6
    script.will(slow, then=script.text(GOOD))
    found, _ = ask(script, times=3)
    assert [one.answer for one in found] == [ANSWER] * 3


def test_a_first_question_that_fails_lets_the_others_go(script):
    script.will(script.error(400, "no"), then=script.text(GOOD))
    found, _ = ask(script, times=3)
    assert [isinstance(one, ModelError) for one in found] == [True, False, False]


def test_what_was_learned_is_kept_and_the_next_run_asks_the_same(script, tmp_path):
    reply_by_rung(script, {STRICT})
    for _ in range(2):
        cache = Cache(tmp_path / "cache.db")
        (found,), model = ask(script, keeping=Keeping(store=cache))
        cache.close()
        identity = AskedModel(model).identity
        assert found.answer == ANSWER
    assert found.usage.cached == 1
    assert [rung(seen.body) for seen in script.seen] == [STRICT, TOOLS]
    fresh = open_model("m-1", Access(script.base_url))
    assert AskedModel(fresh).identity == identity


def test_the_identity_says_what_is_wanted_not_what_was_reached(script):
    reply_by_rung(script, {STRICT})
    (_,), reached = ask(script)
    told = {
        AskedModel(open_model("m-1", Access(script.base_url), asking)).identity
        for asking in (Asking(), Asking("tools"), Asking(strict=True), Asking(parameters={"seed": 1}))
    }
    assert len(told) == 4
    assert AskedModel(reached).identity in told


def test_a_replay_takes_on_the_rung_that_was_reached(script, tmp_path):
    reply_by_rung(script, {STRICT})
    (live,), model = ask(script, keeping=Keeping(recordings=Recordings(tmp_path)))
    replay = open_model(None, keeping=Keeping(replay=Recordings(tmp_path)))
    again = asyncio.run(
        replay.answer(messages=[{"role": "user", "content": "Weather?"}], draft=Weather, article="0.txt")
    )
    assert again.answer == live.answer
    assert AskedModel(replay).identity == AskedModel(model).identity


def test_a_strict_schema_without_its_flag_is_replayed_as_it_was(script, tmp_path):
    script.will(script.error(400, "Unknown field: 'strict'"), then=script.text(GOOD))
    (live,), _ = ask(script, keeping=Keeping(recordings=Recordings(tmp_path)))
    replay = open_model(None, keeping=Keeping(replay=Recordings(tmp_path)))
    again = asyncio.run(
        replay.answer(messages=[{"role": "user", "content": "Weather?"}], draft=Weather, article="0.txt")
    )
    assert again.answer == live.answer


def test_a_schema_without_a_strict_form_is_asked_for_lower(script):
    script.will(script.call('{"name": "elm", "under": [{"name": "moss"}]}'))
    (found,), _ = ask(script, draft=Tree)
    assert found.answer.under[0].name == "moss"
    assert rung(script.seen[0].body) == TOOLS


def test_an_endpoint_that_ignores_the_mode_is_found_out(script):
    script.next = lambda seen: (
        script.seen.append(seen),
        script.text("It rains in Bergen, says [S1].") if rung(seen.body) in {STRICT, TOOLS} else script.text(GOOD),
    )[1]
    (found,), _ = ask(script)
    assert found.answer == ANSWER
    assert found.usage.calls == len(script.seen) == 7


def test_broken_json_is_no_sign_of_an_ignored_mode(script):
    script.will(then=script.text('{"place": "Ber'))
    (failed,), _ = ask(script)
    assert isinstance(failed, Unfit)
    assert spent(failed).calls == 3
    assert {rung(seen.body) for seen in script.seen} == {STRICT}


def test_facts_of_another_version_are_passed_over(script, tmp_path):
    cache = Cache(tmp_path / "cache.db")
    cache.remember(script.base_url.removeprefix("http://"), "m-1", {"refused": 7})
    script.will(then=script.text(GOOD))
    (found,), _ = ask(script, keeping=Keeping(store=cache))
    cache.close()
    assert found.answer == ANSWER
    assert rung(script.seen[0].body) == STRICT
