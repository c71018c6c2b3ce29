"""Strict schemas: what providers' strict modes take, and the way back to the user's own model."""

import asyncio
import json
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Annotated, Any, Literal, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, Field, create_model
from typing_extensions import TypedDict

from summarizer.api.job import Job
from summarizer.errors import UserError
from summarizer.llm.answering import AskedModel
from summarizer.llm.keeping import Keeping
from summarizer.llm.model import open_model
from summarizer.llm.strict import fits, strict
from summarizer.llm.terms import Access, Asking
from summarizer.pipeline.wanted import Wanted
from summarizer.prompts.template import load_prompt
from summarizer.schema.article import Article
from summarizer.schema.draft import draft_type
from summarizer.schema.grounded import Evidence, Mention, Verbatim
from summarizer.schema.summary import ArticleSummary
from summarizer.store.recordings import Recordings
from tests.llm.strict_rules import body_faults, faults

TEXT = "The court sat on Monday, said Ana Li. “We reject it,” she wrote. Two judges dissented.\n"
WORDS = "We reject it,"


class Side(StrEnum):
    HOME = "home"
    AWAY = "away"


class Rank(Enum):
    FIRST = 1
    LAST = "last"
    NONE = None


class Vote(BaseModel):
    """One judge's vote."""

    judge: Mention
    weight: Annotated[float, Field(gt=0, le=1)] = 0.5
    words: Verbatim | None = None


class Fine(BaseModel):
    kind: Literal["fine"] = "fine"
    amount: Decimal = Field(ge=0)
    rests_on: Evidence


class Prison(BaseModel):
    kind: Literal["prison"] = "prison"
    years: int = Field(ge=0, le=99)
    said: dict[str, Verbatim] = {}


class Score(NamedTuple):
    home: int
    away: int
    note: str = "regular"


class Address(TypedDict, total=False):
    town: str
    country: str


class Root(BaseModel):
    """The table's models."""


CASES: list[tuple[str, Any, Any, Any]] = [
    # what, the field's type, the answer on the wire, what the field must then be (None: only that it stands)
    ("nested lists", list[list[Verbatim]], [["Q1"], []], lambda v: v[0][0].text == WORDS and v[1] == []),
    ("optional left out", Annotated[int, Field(ge=0, default=3)], None, lambda v: v == 3),
    ("optional given", Annotated[int, Field(ge=0, default=3)], 5, lambda v: v == 5),
    ("nullable", Mention | None, None, lambda v: v is None),
    ("nullable given", Mention | None, "S1: Ana Li", lambda v: v.text == "Ana Li"),
    ("union of scalars", int | bool | str, "many", lambda v: v == "many"),
    ("union of grounded", Evidence | int, ["S1"], lambda v: v.text.startswith("The court sat")),
    ("string enum", Side, "away", lambda v: v is Side.AWAY),
    ("mixed enum", Rank, 1, lambda v: v is Rank.FIRST),
    ("mixed enum null", Rank, None, lambda v: v is Rank.NONE),
    ("const", Literal["x"], "x", lambda v: v == "x"),
    ("mixed literal", Literal[1, True, "a", None], True, lambda v: v is True),
    ("date", date, "2026-11-23", lambda v: v == date(2026, 11, 23)),
    ("date and time", datetime | None, "2026-11-23T10:00:00", lambda v: v == datetime(2026, 11, 23, 10)),
    ("decimal", Decimal, 1.5, lambda v: v == Decimal("1.5")),
    ("bounds", Annotated[float, Field(ge=0, lt=1, multiple_of=0.25)], 0.5, lambda v: v == 0.5),
    ("pattern", Annotated[str, Field(pattern="^[a-z]+$", max_length=9)], "abc", lambda v: v == "abc"),
    ("bounded list", Annotated[list[int], Field(min_length=1, max_length=2)], [1], lambda v: v == [1]),
    ("set", set[str], ["a", "b"], lambda v: v == {"a", "b"}),
    ("dictionary", dict[str, int], [{"key": "a", "value": 1}], lambda v: v == {"a": 1}),
    ("keys of an enum", dict[Side, int], [{"key": "home", "value": 2}], lambda v: v == {Side.HOME: 2}),
    ("number keys", dict[int, str], [{"key": "7", "value": "x"}], lambda v: v == {7: "x"}),
    ("grounded dictionary", dict[str, Verbatim], [{"key": "a", "value": "Q1"}], lambda v: v["a"].text == WORDS),
    (
        "dictionary of dictionaries of models",
        dict[str, dict[str, Vote]],
        [
            {
                "key": "a",
                "value": [{"key": "b", "value": {"judge": "S1: Ana Li", "weight": None, "words": "Q1"}}],
            }
        ],
        lambda v: v["a"]["b"].judge.text == "Ana Li" and v["a"]["b"].weight == 0.5,
    ),
    ("tuple", tuple[Mention, int], {"item_1": "S1: Ana Li", "item_2": 2}, lambda v: (v[0].text, v[1]) == ("Ana Li", 2)),
    ("long tuple", tuple[Verbatim, ...], ["Q1"], lambda v: v[0].text == WORDS),
    ("named tuple", Score, {"item_1": 2, "item_2": 1, "item_3": None}, lambda v: v == Score(2, 1)),
    ("typed dictionary", Address, {"town": "Sarnow", "country": None}, lambda v: v == {"town": "Sarnow"}),
    ("anything", Any, '{"a": [1, null]}', lambda v: v == {"a": [1, None]}),
    ("any words", Any, "just words", lambda v: v == "just words"),
    ("free dictionary", dict[str, Any], [{"key": "a", "value": "[1]"}], lambda v: v == {"a": [1]}),
    (
        "discriminated union",
        Annotated[Fine | Prison, Field(discriminator="kind")],
        {"kind": "prison", "years": 3, "said": [{"key": "judge", "value": "Q1"}]},
        lambda v: isinstance(v, Prison) and v.said["judge"].text == WORDS,
    ),
    (
        "discriminated by a default left out",
        list[Fine | Prison],
        [{"kind": None, "amount": 10, "rests_on": ["S3"]}],
        lambda v: isinstance(v[0], Fine) and v[0].rests_on.text == "Two judges dissented.",
    ),
    ("union of models and a dictionary", Vote | dict[str, int], [{"key": "a", "value": 1}], lambda v: v == {"a": 1}),
]


def answered(mode: str, answer: Any, name: str = "Root") -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": None}
    if mode == "tools":
        function = {"name": name, "arguments": json.dumps(answer)}
        message["tool_calls"] = [{"id": "call_1", "type": "function", "function": function}]
    else:
        message["content"] = json.dumps(answer)
    finish = "tool_calls" if mode == "tools" else "stop"
    choice = {"index": 0, "finish_reason": finish, "message": message}
    return {"id": "c", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}


class Enforcing:
    """A script's replies that refuse, as OpenAI does, a request whose schema breaks the strict rules."""

    def __init__(self, script: Any, mode: str, *answers: Any) -> None:
        self.script, self.mode, self.answers, self.bodies = script, mode, list(answers), []
        script.next = self.next

    def next(self, seen: Any) -> Any:
        self.bodies.append(seen.body)
        if found := body_faults(seen.body):
            return self.script.error(400, f"Invalid schema: {found}", "invalid_function_parameters")
        return self.script.json(answered(self.mode, self.answers.pop(0)))


def summarized(script: Any, schema: type[BaseModel], mode: str) -> Any:
    async def go() -> Any:
        model = open_model("m", Access(script.base_url), Asking(mode, strict=True))
        job = Job(AskedModel(model), Wanted(schema, load_prompt("article.v1")))
        try:
            return await job.result("a.txt", Article(text=TEXT, language="en"))
        finally:
            await job.close()

    return asyncio.run(go())


@pytest.mark.parametrize("mode", ["tools", "json_schema"])
@pytest.mark.parametrize(("kind", "answer", "holds"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_strict_endpoint_takes_it_and_the_users_model_comes_back(script, mode, kind, answer, holds) -> None:
    schema = create_model("Root", __base__=Root, field=(kind, Field(description="The field.")))
    Enforcing(script, mode, {"field": answer})
    result = summarized(script, schema, mode)
    assert type(result.summary) is schema
    assert holds(result.summary.field), result.summary.field
    assert not result.problems


def test_without_strictness_the_hard_schemas_would_be_refused() -> None:
    hard = [draft_type(create_model("Root", field=(kind, ...))).model_json_schema() for _, kind, _, _ in CASES]
    assert all(faults(schema) for schema in hard)


def deep(levels: int) -> type[BaseModel]:
    schema = create_model("Level0", words=(Verbatim, ...))
    for level in range(1, levels):
        schema = create_model(f"Level{level}", below=(schema, ...))
    return schema


@pytest.mark.parametrize("levels", [9, 10, 11, 14])
def test_what_lies_too_deep_is_asked_as_text(script, levels: int) -> None:
    answer: Any = {"words": "Q1"}
    for level in range(1, levels):
        answer = {"below": json.dumps(answer) if level == levels - 10 else answer}
    Enforcing(script, "tools", answer)
    found = summarized(script, deep(levels), "tools").summary
    for _ in range(1, levels):
        found = found.below
    assert found.words.text == WORDS


@pytest.mark.parametrize("mode", ["tools", "json_schema"])
def test_an_answer_sent_back_is_sent_as_the_model_gave_it(script, mode) -> None:
    schema = create_model("Root", votes=(dict[str, Annotated[int, Field(le=9)]], ...))
    wrong, right = [{"votes": [{"key": "a", "value": value}]} for value in (10, 1)]
    server = Enforcing(script, mode, wrong, right)
    assert summarized(script, schema, mode).summary.votes == {"a": 1}
    (said,) = [message for message in server.bodies[1]["messages"] if message["role"] == "assistant"]
    answer = said["tool_calls"][0]["function"]["arguments"] if mode == "tools" else said["content"]
    assert json.loads(answer) == wrong


def test_what_was_recorded_in_strict_form_is_replayed(script, tmp_path) -> None:
    schema = create_model("Root", votes=(dict[str, int], ...))
    server = Enforcing(script, "json_schema", {"votes": [{"key": "a", "value": 1}]})
    recordings = Recordings(tmp_path / "recordings")
    ways = [
        ("m", Access(script.base_url), Asking("json_schema", strict=True), Keeping(recordings=recordings)),
        (None, Access(), Asking(), Keeping(replay=Recordings(tmp_path / "recordings"))),
    ]
    for way in ways:

        async def go(way: Any = way) -> Any:
            model = open_model(*way)
            try:
                return await model.answer(messages=[{"role": "user", "content": "?"}], draft=schema, article="a.txt")
            finally:
                await model.close()

        assert asyncio.run(go()).answer.votes == {"a": 1}
    assert len(server.bodies) == 1


def test_an_article_summary_fits_and_default_requests_are_not_strict(script) -> None:
    form = strict(draft_type(ArticleSummary).model_json_schema())
    assert faults(form.schema) == []
    script.will(script.json(answered("tools", {"field": 1})))
    model = open_model("m", Access(script.base_url), Asking("tools"))
    schema = create_model("Root", field=(int, 3))

    async def go() -> Any:
        try:
            return await model.answer(messages=[{"role": "user", "content": "?"}], draft=schema, article="a")
        finally:
            await model.close()

    assert asyncio.run(go()).answer.field == 1
    assert "strict is not on" in body_faults(script.seen[0].body)


def test_what_is_not_taken_is_told_in_words() -> None:
    class Told(BaseModel):
        n: Annotated[int, Field(ge=0, le=9, description="How many.")] = 3
        day: date
        pages: list[str] = Field(max_length=4)

    fields = strict(Told.model_json_schema()).schema["properties"]
    assert fields["n"]["description"] == "How many. (at least 0, at most 9) (null stands for 3)"
    assert fields["day"]["description"] == "(YYYY-MM-DD)"
    assert fields["pages"]["description"] == "(at most 4 items)"


@pytest.mark.parametrize("mode", ["json", "md_json"])
def test_strictness_needs_a_mode_that_sends_the_schema(mode) -> None:
    with pytest.raises(UserError, match="--strict"):
        open_model("m", Access("http://127.0.0.1:1/v1"), Asking(mode, strict=True))


def test_a_schema_that_contains_itself_is_refused() -> None:
    node = {"$ref": "#/$defs/N", "$defs": {"N": {"type": "object", "properties": {"n": {"$ref": "#/$defs/N"}}}}}
    with pytest.raises(UserError, match="contains itself"):
        strict(node)


@pytest.mark.parametrize(
    ("schema", "wire", "value"),
    [
        ({"type": "array", "items": {"type": "integer"}}, {"answer": [1]}, [1]),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, {"answer": None}, None),
        (
            {"type": "object", "additionalProperties": {"type": "integer"}},
            {"answer": [{"key": "a", "value": 1}]},
            {"a": 1},
        ),
        (
            {
                "allOf": [{"$ref": "#/$defs/A"}, {"properties": {"b": {"type": ["string", "null"], "minLength": 1}}}],
                "required": ["b"],
                "$defs": {"A": {"type": "object", "properties": {"a": {"const": 1}}, "required": ["a"]}},
            },
            {"a": 1, "b": None},
            {"a": 1, "b": None},
        ),
        (
            {
                "type": "object",
                "properties": {"t": {"type": "array", "prefixItems": [{}, {}], "items": {"type": "null"}}},
            },
            {"t": {"item_1": "1", "item_2": None, "rest": []}},
            {"t": [1]},
        ),
        ({"type": "object", "patternProperties": {"^a": {}}}, {"answer": [{"key": "ab", "value": "x"}]}, {"ab": "x"}),
        ({"type": "object", "additionalProperties": False}, {}, {}),
    ],
)
def test_roots_and_keywords_that_pydantic_does_not_write(schema, wire, value) -> None:
    form = strict(schema)
    assert faults(form.schema) == []
    assert fits(wire, form.schema)
    assert form.back(wire) == value


SCALARS: list[Any] = [str, int, float, bool, date, Side, Rank, Literal["a", 2, None], Verbatim, Evidence, Mention, Any]


def widened(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(
        inner.map(lambda kind: list[kind]),
        inner.map(lambda kind: dict[str, kind]),
        inner.map(lambda kind: kind | None if kind is not Any else kind),
        st.tuples(inner, inner).map(lambda pair: tuple[pair]),
        st.lists(st.tuples(inner, st.booleans()), min_size=1, max_size=3).map(model),
    )


def model(fields: list[tuple[Any, bool]]) -> type[BaseModel]:
    named = {f"f{n}": (kind, ...) if required else (kind | None, None) for n, (kind, required) in enumerate(fields)}
    return create_model("Model", **named)


KINDS = st.recursive(st.sampled_from(SCALARS), widened, max_leaves=6)
MODELS = st.lists(st.tuples(KINDS, st.booleans()), min_size=1, max_size=4).map(model)


def values(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Any value of a strict schema."""
    if "anyOf" in schema:
        return st.one_of(*map(values, schema["anyOf"]))
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if schema["type"] == "object":
        return st.fixed_dictionaries({name: values(part) for name, part in schema["properties"].items()})
    if schema["type"] == "array":
        return st.lists(values(schema["items"]), max_size=2)
    if "YYYY" in schema.get("description", ""):
        return st.dates().map(str)
    text = schema.get("description", "").startswith("JSON text")
    return {
        "string": st.sampled_from(["1", '{"a": [null]}', "words"]) if text else st.text(max_size=4),
        "integer": st.integers(-99, 99),
        "number": st.floats(-99, 99),
        "boolean": st.booleans(),
        "null": st.none(),
    }[schema["type"]]


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_answer_of_the_strict_form_fits_the_draft(data) -> None:
    draft = draft_type(data.draw(MODELS))
    form = strict(draft.model_json_schema())
    assert faults(form.schema) == []
    wire = data.draw(values(form.schema))
    assert fits(wire, form.schema)
    once = draft.model_validate_json(json.dumps(form.back(wire)))
    assert draft.model_validate_json(once.model_dump_json()) == once
