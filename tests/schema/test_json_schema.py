"""A Pydantic model of a JSON Schema."""

import json
from datetime import date, datetime
from typing import Annotated, Any, Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import AnyUrl, BaseModel, Field, ValidationError, create_model

from summarizer.errors import UserError
from summarizer.grounding.ground import ground
from summarizer.schema.draft import draft_type
from summarizer.schema.grounded import Evidence, Mention, Verbatim
from summarizer.schema.json_schema import camel_case, model_of
from summarizer.text.reading import read

TEXT = "The court sat on Monday, said Ana Li. “We reject it,” she wrote. Two judges dissented.\n"
RULING: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "A ruling",
    "description": "What a court decided.",
    "type": "object",
    "required": ["holding", "outcome", "votes"],
    "properties": {
        "holding": {"$ref": "verbatim.schema.json", "description": "The holding's words."},
        "rests_on": {"$ref": "#Evidence"},
        "outcome": {"enum": ["won", "lost"], "title": "The outcome"},
        "votes": {"type": "array", "items": {"$ref": "#/$defs/vote"}, "minItems": 1},
        "chair": {"$ref": "#/$defs/vote"},
        "by_side": {
            "type": "object",
            "additionalProperties": {"$ref": "https://example.org/schemas/mention.schema.json"},
        },
        "weight": {"type": "number", "minimum": 0, "exclusiveMaximum": 1, "default": 0.5},
        "copy": {"type": "string"},
    },
    "$defs": {
        "vote": {
            "description": "One judge's vote.",
            "properties": {
                "judge": {"$ref": "mention.schema.json"},
                "reason": {"properties": {"words": {"$ref": "#Verbatim"}}, "required": ["words"]},
            },
            "required": ["judge"],
        }
    },
}


def test_a_whole_schema_is_asked_and_grounded() -> None:
    schema = model_of(RULING, "Ruling")
    draft = draft_type(schema)
    assert draft.__name__ == "Ruling"
    wire = draft.model_json_schema()
    assert wire["description"] == "What a court decided."
    assert wire["properties"]["holding"] == {
        "description": "The holding's words.",
        "title": "Holding",
        "type": "string",
    }
    assert wire["properties"]["outcome"]["title"] == "The outcome"
    assert set(wire["$defs"]) == {"Vote", "Reason"}
    assert wire["$defs"]["Vote"]["description"] == "One judge's vote."
    answer = {
        "holding": "Q1",
        "rests_on": ["S3"],
        "outcome": "lost",
        "votes": [{"judge": "S1: Ana Li", "reason": {"words": "Q1"}}],
        "by_side": {"left": "Ana Li"},
        "copy": "one",
    }
    grounded = ground(draft.model_validate(answer).model_dump(by_alias=True), schema, read(TEXT, "en"))
    assert not grounded.failures
    assert isinstance(grounded.summary, schema)
    result = grounded.summary.model_dump()
    assert result["holding"]["text"] == "We reject it,"
    assert result["rests_on"][0]["text"] == "Two judges dissented."
    assert result["votes"][0]["reason"]["words"]["text"] == "We reject it,"
    assert result["by_side"]["left"]["text"] == "Ana Li"
    assert (result["chair"], result["weight"], result["copy"]) == (None, 0.5, "one")
    assert schema.model_validate_json(json.dumps(grounded.summary.model_dump(mode="json"))) == grounded.summary


FIELDS: list[tuple[dict[str, Any], Any, Any]] = [
    # the schema, a value that fits, one that does not
    ({"type": "string"}, "a", 1),
    ({"type": "string", "minLength": 2, "maxLength": 3, "pattern": "^a"}, "ab", "b"),
    ({"type": "string", "format": "date"}, "2026-11-23", "soon"),
    ({"type": "string", "format": "date-time"}, "2026-11-23T10:00:00Z", "soon"),
    ({"type": "string", "format": "uri"}, "https://example.org/a", "nowhere"),
    ({"type": "integer", "minimum": 0, "maximum": 9}, 9, 10),
    ({"type": "integer", "exclusiveMinimum": 0, "multipleOf": 2}, 2, 0),
    ({"type": "number", "exclusiveMaximum": 1}, 0.5, 1),
    ({"type": "boolean"}, True, "perhaps"),
    ({"type": "null"}, None, 1),
    ({"type": ["string", "null"]}, None, 1),
    ({"enum": [1, "a", None, True]}, "a", "b"),
    ({"const": "a"}, "a", "b"),
    ({"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 2}, [1], []),
    ({"type": "array", "items": {"type": "integer"}, "uniqueItems": True}, [1, 2], [1, 1]),
    ({"type": "array", "prefixItems": [{"type": "integer"}, {"type": "string"}]}, [1, "a"], [1]),
    ({"items": {"type": "string"}}, ["a"], [1]),
    ({"anyOf": [{"type": "integer"}, {"type": "array", "items": {"type": "integer"}}]}, [1], "a"),
    ({"oneOf": [{"$ref": "#/$defs/A"}, {"type": "integer"}]}, {"a": 1}, {}),
    (
        {"oneOf": [{"properties": {k: {"const": k}}, "required": [k]} for k in "ab"]},
        {"b": "b"},
        {"b": "a"},
    ),
    ({"prefixItems": [{"items": {"properties": {"a": {}}, "required": ["a"]}}]}, [[{"a": 1}]], [[{}]]),
    ({"allOf": [{"$ref": "#/$defs/A"}], "description": "One."}, {"a": 1}, {}),
    ({"type": "object", "additionalProperties": {"type": "integer"}}, {"a": 1}, {"a": "b"}),
    ({"type": "object"}, {"a": [1]}, 1),
]
DEFS = {"A": {"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"]}}


@pytest.mark.parametrize(("field", "fitting", "unfit"), FIELDS, ids=lambda value: json.dumps(value)[:60])
def test_each_kind_of_field_holds_an_answer_to_it(field, fitting, unfit) -> None:
    root = {"properties": {"field": field}, "required": ["field"], "$defs": DEFS}
    draft = draft_type(model_of(root, "Root"))
    assert json.loads(draft.model_validate_json(json.dumps({"field": fitting})).model_dump_json()) == {"field": fitting}
    with pytest.raises(ValidationError):
        draft.model_validate_json(json.dumps({"field": unfit}))


@pytest.mark.parametrize(
    ("field", "place"),
    [
        ({"type": "text"}, "#/properties/field"),
        ({"type": "array", "items": {"$ref": "#/$defs/None"}}, "#/properties/field/items"),
        ({"$ref": "other.schema.json"}, "#/properties/field"),
        ({"not": {"type": "string"}}, "'not'"),
        ({"allOf": [{}, {}]}, "'allOf'"),
        ({"anyOf": [{"type": "string"}, 7]}, "#/properties/field/anyOf/1"),
        ({"enum": [["a"]]}, "choices"),
        ({"type": "string", "pattern": "(?<!a"}, "bounds"),
        ({"type": "integer", "minimum": "low"}, "bounds"),
        ({"type": "integer", "default": "low"}, "default"),
        ({"$ref": "#Mention", "default": "S1"}, "default"),
        ({"properties": {"a": {}}, "required": ["b"]}, "'b'"),
        ({"type": "object", "additionalProperties": False}, "without fields"),
        ({"$ref": "#/$defs/Loop"}, "contains itself"),
        ({"properties": []}, "'properties'"),
        ({"type": 7}, "'type'"),
        ({"type": ["string", {}]}, "'type'"),
        ({"type": "string", "format": []}, "'format'"),
        ({"properties": {"a": {}}, "required": [[]]}, "'required'"),
        ({"$ref": "#/$defs/Loop", "properties": {"a": {}}}, "beside '$ref'"),
        (7, "is no schema"),
    ],
    ids=str,
)
def test_a_mistake_is_told_with_its_place(field, place) -> None:
    loop = {"properties": {"more": {"type": "array", "items": {"$ref": "#/$defs/Loop"}}}}
    with pytest.raises(UserError, match=r"#/(properties|\$defs)/") as raised:
        model_of({"properties": {"field": field}, "$defs": {"Loop": loop}}, "Root")
    assert place in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("root", [{}, {"type": "array"}, {"properties": {}}, [], 7])
def test_the_root_has_fields(root) -> None:
    with pytest.raises(UserError):
        model_of(root, "Root")


@pytest.mark.parametrize(
    "key", ["class", "copy", "_id", "model_dump", "model_fields", "first name", "a/b~c", "größe", "7", "__doc__"]
)
def test_any_key_may_be_a_field(key: str) -> None:
    schema = model_of({"properties": {key: {"type": "string"}, f"{key}_": {"type": "integer"}}}, "Root")
    answer = {key: "a", f"{key}_": 1}
    assert set(draft_type(schema).model_json_schema()["properties"]) == set(answer)
    draft = draft_type(schema).model_validate(answer).model_dump(by_alias=True)
    assert ground(draft, schema, read(TEXT, "en")).summary.model_dump() == answer


def test_names_in_camel_case() -> None:
    assert [camel_case(words) for words in ("match report", "match_report-v2", "7up", "…")] == [
        "MatchReport",
        "MatchReportV2",
        "up",
        "",
    ]


KINDS = st.recursive(
    st.sampled_from(
        [
            *(str, int, float, bool, date, datetime, AnyUrl, Literal["a", 1], Any),
            Annotated[int, Field(ge=1, lt=9)],
            Annotated[str, Field(min_length=1, pattern="^a")],
        ]
    ),
    lambda inner: st.one_of(
        inner.map(lambda kind: list[kind]),
        inner.map(lambda kind: dict[str, kind]),
        inner.map(lambda kind: kind | None),
        st.tuples(inner, inner).map(lambda pair: tuple[pair]),
        st.lists(inner, min_size=1, max_size=3).map(lambda kinds: made("Inner", kinds)),
    ),
    max_leaves=5,
)


def made(name: str, kinds: list[Any]) -> type[BaseModel]:
    return create_model(name, **{f"f{n}": (kind, Field(description=f"Field {n}.")) for n, kind in enumerate(kinds)})


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(KINDS, min_size=1, max_size=4))
def test_the_schema_of_any_model_makes_a_model_of_the_same_schema(kinds) -> None:
    wanted = made("Root", kinds).model_json_schema()
    for given_as in (wanted, inlined(wanted, wanted)):
        again = model_of(given_as, "Root").model_json_schema()
        assert inlined(again, again) == inlined(wanted, wanted)


def inlined(schema: Any, root: Any) -> Any:
    """The schema without definitions and titles, which may be named otherwise."""
    if isinstance(schema, list):
        return [inlined(part, root) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        schema = {**root["$defs"][schema["$ref"].rsplit("/", 1)[-1]], **schema}
    left_out = {"$defs", "$ref", "title"}
    return {name: inlined(part, root) for name, part in schema.items() if name not in left_out}


@pytest.mark.parametrize("kind", [Verbatim, Evidence, Mention])
def test_the_published_names_are_the_grounded_types(kind) -> None:
    name = kind.__name__
    for ref in (f"{name.lower()}.schema.json", f"./schemas/{name.lower()}.schema.json", f"#{name}"):
        schema = model_of({"properties": {"field": {"$ref": ref}}, "required": ["field"]}, "Root")
        assert schema.model_fields["field"].annotation is kind
