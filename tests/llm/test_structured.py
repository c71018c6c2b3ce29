import asyncio
import json
import re
import subprocess
import sys

import pytest
from pydantic import BaseModel, ConfigDict, Field

from summarizer.errors import Filtered, Refused, Rejected, Truncated, Unavailable, Unfit, UserError
from summarizer.llm.body import MODES
from summarizer.llm.complete import Answered
from summarizer.llm.model import LanguageModel, open_model
from summarizer.llm.structured import spent
from summarizer.llm.terms import Access, Asking
from summarizer.schema.usage import Usage


class Weather(BaseModel):
    """What the sky does."""

    model_config = ConfigDict(frozen=True)

    place: str
    rain: list[str] = Field(default=[], max_length=2)


GOOD = '{"place": "Bergen", "rain": ["“soft”"]}'
ANSWER = Weather(place="Bergen", rain=["“soft”"])
MESSAGES = [
    {"role": "system", "content": "Answer in JSON."},
    {
        "role": "user",
        "content": "{{ 7 * 7 }} {% raw %} “It rains”, he said.\n\n  {# kept #}\n"
        "    For further information visit https://errors.pydantic.dev/2/v/kept",
    },
]


def ask(script, *, draft=Weather, **asking):
    async def go():
        model = open_model("m-1", Access(script.base_url), Asking(**asking))
        try:
            return await model.answer(messages=MESSAGES, draft=draft, article="a.txt")
        finally:
            await model.close()

    return asyncio.run(go())


def replies(script, mode, *texts):
    """Each text as the mode has it come: in a tool call, or as content."""
    return [
        script.call(text) if mode == "tools" else script.text(f"```json\n{text}\n```" if mode == "md_json" else text)
        for text in texts
    ]


@pytest.mark.parametrize("mode", MODES)
def test_an_answer_in_each_mode(script, mode):
    script.will(*replies(script, mode, GOOD))
    got = ask(script, mode=mode)
    assert got.answer == ANSWER
    assert type(got.answer) is Weather
    assert vars(got.answer) == vars(ANSWER)
    assert got.usage == Usage(calls=1, input_tokens=100, output_tokens=7)


@pytest.mark.parametrize("mode", MODES)
def test_what_each_mode_sends(script, mode):
    script.will(*replies(script, mode, GOOD))
    ask(script, mode=mode, parameters={"temperature": 0, "top_k": 3, "timeout": 9})
    body = script.seen[0].body
    assert (body["model"], body["temperature"], body["top_k"], body["timeout"]) == ("m-1", 0, 3, 9)
    assert MESSAGES[1]["content"] in [
        message["content"].split("\n\nReturn the correct")[0] for message in body["messages"]
    ]
    kinds = {
        "tools": {"tools", "tool_choice"},
        "json_schema": {"response_format"},
        "json": {"response_format"},
        "md_json": set(),
    }
    assert set(body) - {"model", "messages", "temperature", "top_k", "timeout"} == kinds[mode]


def test_no_parameter_is_sent_unless_asked_for(script):
    script.will(script.call(GOOD))
    ask(script, mode="tools")
    assert set(script.seen[0].body) == {"model", "messages", "tools", "tool_choice"}


@pytest.mark.parametrize("mode", MODES)
def test_equal_asks_have_equal_bodies(script, mode):
    script.will(*replies(script, mode, "{}", GOOD, "{}", GOOD))
    ask(script, mode=mode)
    ask(script, mode=mode)
    first, second = [json.dumps([seen.body for seen in script.seen[at : at + 2]]) for at in (0, 2)]
    assert first == second


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    "bad", ["{", "", "null", '{"place": 3}', '{"rain": []}', '{"place": "x", "rain": ["a", "b", "c"]}']
)
def test_an_answer_that_does_not_fit_is_sent_back(completion, mode, bad):
    bodies = []

    async def complete(request):
        bodies.append(request.body)
        text = bad if len(bodies) == 1 else GOOD
        wrapped = {"arguments": text} if mode == "tools" else {"content": text}
        return Answered(completion(**wrapped))

    model = LanguageModel(complete, "p", "m", mode)
    got = asyncio.run(model.answer(messages=MESSAGES, draft=Weather, article="a.txt"))
    assert got.answer == ANSWER
    assert got.usage == Usage(calls=2, input_tokens=200, output_tokens=14, reasks=1)
    first, second = (body["messages"] for body in bodies)
    assert second[: len(first)] == first
    assert len(second) > len(first)


@pytest.mark.parametrize("mode", ["json_schema", "json", "md_json"])
@pytest.mark.parametrize("strict", [True, False])
def test_a_code_fence_around_the_answer_costs_nothing(script, mode, strict):
    script.will(script.text(f" ```JSON\n{GOOD}\n```\n"))
    got = ask(script, mode=mode, strict=strict and mode == "json_schema")
    assert got.answer == ANSWER
    assert got.usage.calls == 1


@pytest.mark.parametrize("mode", MODES)
def test_no_answer_fits(script, mode):
    script.will(*replies(script, mode, "{", '{"place": 3}', '{"place": [4]}'))
    with pytest.raises(Unfit, match="3 attempts: place: ") as caught:
        ask(script, mode=mode)
    assert '{"place": [4]}' in caught.value.answer
    assert spent(caught.value) == Usage(calls=3, input_tokens=300, output_tokens=21, reasks=2)


def test_a_number_in_quotation_marks_is_not_worth_a_re_ask(script):
    class Count(BaseModel):
        days: int

    script.will(script.call('{"days": "3"}'))
    assert ask(script, mode="tools", draft=Count).answer == Count(days=3)


def test_a_re_ask_tells_the_reason_and_no_link(script):
    script.will(script.call('{"place": 3}'), script.call(GOOD))
    ask(script, mode="tools")
    told = script.seen[1].body["messages"][-1]["content"]
    assert "valid string" in told
    assert "pydantic" not in told
    assert script.seen[1].body["messages"][:2] == MESSAGES


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("choice", "error", "told"),
    [
        ({"finish": "length"}, Truncated, "length limit"),
        ({"finish": "content_filter"}, Filtered, "content filter"),
        ({"refusal": "I'd rather not."}, Refused, "I'd rather not."),
    ],
)
def test_whole_json_that_is_no_answer(script, mode, choice, error, told):
    make = script.call if mode == "tools" else script.text
    script.will(make(GOOD, **choice))
    with pytest.raises(error, match=told) as caught:
        ask(script, mode=mode)
    assert len(script.seen) == 1
    assert spent(caught.value).calls == 1


@pytest.mark.parametrize("mode", MODES)
def test_null_content_is_asked_again_and_then_given_up(script, mode):
    script.will(then=script.text(None))
    with pytest.raises(Unfit, match="3 attempts"):
        ask(script, mode=mode)
    assert len(script.seen) == 3


@pytest.mark.parametrize("mode", ["tools", "json_schema"])
def test_a_schema_s_title_may_be_any_words(script, mode):
    titled = type(
        "Le Temps [qu’il fait]", (Weather,), {"model_config": ConfigDict(title="Le Temps [qu’il fait]" + "!" * 80)}
    )
    script.will(*replies(script, mode, GOOD))
    assert ask(script, mode=mode, draft=titled).answer.place == "Bergen"
    sent = json.dumps(script.seen[0].body, ensure_ascii=False)
    names = re.findall(r'"name": "(Le.*?)"', sent)
    assert names
    assert set(names) == {"Le_Temps_qu_il_fait_"}


def test_content_in_parts_does_not_fit(script):
    script.will(then=script.text([{"type": "text", "text": "It rains."}]))
    with pytest.raises(Unfit):
        ask(script, mode="tools")


def test_words_in_place_of_a_tool_call_are_sent_back(script):
    script.will(script.text("It rains."), script.call(GOOD))
    assert ask(script, mode="tools").answer == ANSWER


@pytest.mark.parametrize("calls", [[None], ["x"], [{"id": "c", "type": "function", "function": None}], "x"])
def test_a_tool_call_of_an_odd_shape_does_not_fit(script, calls):
    odd = script.completion(finish="tool_calls")
    odd["choices"][0]["message"]["tool_calls"] = calls
    script.will(then=script.json(odd))
    with pytest.raises(Unfit):
        ask(script, mode="tools")


@pytest.mark.parametrize("choices", [None, [], [{}], [None], [{"index": 0, "finish_reason": "stop", "message": None}]])
@pytest.mark.parametrize("mode", MODES)
def test_no_choice(choices, mode):
    async def complete(_request):
        return Answered({"id": "x", "choices": choices})

    model = LanguageModel(complete, "p", "m", mode)
    with pytest.raises(Unavailable, match="without a choice"):
        asyncio.run(model.answer(messages=MESSAGES, draft=Weather, article="a.txt"))


def test_an_endpoint_that_will_not_take_its_own_answer_back(script):
    script.will(script.call("{"), script.error(400, "tool call arguments must be JSON"))
    with pytest.raises(Unfit, match="must be JSON") as caught:
        ask(script, mode="tools")
    assert caught.value.answer == "{"


def test_a_rejection_stays_one(script):
    script.will(script.error(404))
    with pytest.raises(Rejected) as caught:
        ask(script)
    assert spent(caught.value) == Usage(failed_attempts=1)


def test_no_sdk_is_loaded_before_a_question():
    code = "import sys, summarizer.llm.model; print(*{'openai', 'instructor', 'tenacity', 'httpx2'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == ""


def test_nothing_is_printed_where_nobody_set_up_logging():
    code = """
import asyncio
from pydantic import BaseModel
from summarizer.errors import RateLimited
from summarizer.llm.model import LanguageModel

class Word(BaseModel):
    word: str

async def complete(request):
    raise RateLimited("not now")

try:
    asyncio.run(LanguageModel(complete, "p", "m").answer(messages=[], draft=Word, article="a"))
except RateLimited:
    pass
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert (done.stdout, done.stderr) == ("", "")


def test_an_ask_can_be_cancelled(script):
    slow = script.call(GOOD)
    slow.hold = 10.0
    script.will(slow)

    async def go():
        model = open_model("m-1", Access(script.base_url))
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.3):
                await model.answer(messages=MESSAGES, draft=Weather, article="a.txt")
        await model.close()

    asyncio.run(asyncio.wait_for(go(), 5))


def test_a_local_endpoint_is_asked_by_json_schema_without_a_key(script):
    script.will(script.text(GOOD))
    assert ask(script).answer == ANSWER
    assert script.seen[0].body["response_format"]["type"] == "json_schema"


def test_key_and_address_are_read_when_called(script, key, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", f" {key}\n")
    monkeypatch.setenv("OPENAI_BASE_URL", script.base_url)
    script.will(script.text(GOOD))

    async def go():
        model = open_model("m-1")
        await model.answer(messages=MESSAGES, draft=Weather, article="a.txt")
        await model.close()

    asyncio.run(go())
    assert script.seen[0].headers["Authorization"] == f"Bearer {key}"


@pytest.mark.parametrize(
    ("name", "access", "asking", "told"),
    [
        ("m-1", Access(), Asking(), "OPENAI_API_KEY"),
        ("m-1", Access(api_key="sk-ümlaut"), Asking(), "OPENAI_API_KEY"),
        ("m-1", Access(api_key="two words"), Asking(), "OPENAI_API_KEY"),
        (None, Access(api_key="k"), Asking(), "--model"),
        ("m-1", Access("api.example.org/v1", api_key="k"), Asking(), "OPENAI_BASE_URL"),
        ("m-1", Access(api_key="k", price="cheap"), Asking(), "is no price"),
        ("m-1", Access(api_key="k"), Asking("yaml"), "json_schema"),
        ("m-1", Access(api_key="k"), Asking(parameters={"stream": True}), "'stream'"),
        ("m-1", Access(api_key="k"), Asking(parameters={"messages": []}), "'messages'"),
    ],
)
@pytest.mark.usefixtures("script")
def test_a_mistake_of_the_caller(name, access, asking, told):
    with pytest.raises(UserError, match=told):
        open_model(name, access, asking)


def test_usages_add_up_and_a_price_that_is_not_known_is_no_price():
    assert Usage(calls=1, cost_usd=0.25) + Usage(calls=2, cached=1) == Usage(calls=3, cached=1, cost_usd=0.25)
    assert (Usage() + Usage()).cost_usd is None
