"""A schema's form on the wire."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, Field, RootModel, create_model

from summarizer.errors import UserError
from summarizer.grounding.ground import ground
from summarizer.schema.draft import BY_CODE, draft_type
from summarizer.schema.grounded import Evidence, Mention, Verbatim
from summarizer.schema.span import Span
from summarizer.schema.summary import ArticleSummary, Quote
from summarizer.text.reading import read


class Colour(StrEnum):
    RED = "red"


class Inner(BaseModel):
    """An inner thing."""

    words: Verbatim = Field(description="Its own words.")


class Outer(BaseModel):
    holding: Evidence
    dissent: list[Verbatim]
    judge: Mention | None
    inner: list[Inner]
    by_name: dict[str, Inner | None]
    when: date | None = None
    score: Annotated[int, Field(ge=0, le=9)] = 3
    colour: Colour | Literal["none"] = "none"
    pair: tuple[Mention, int] | None = None
    checked: Annotated[int | None, BY_CODE] = None


def properties(schema: dict[str, Any]) -> dict[str, Any]:
    return {
        name: {key: value for key, value in field.items() if key not in {"title", "description"}}
        for name, field in schema["properties"].items()
    }


def test_grounded_types_become_strings_and_the_rest_stays() -> None:
    wire = properties(draft_type(Outer).model_json_schema())
    assert wire["holding"] == {"type": "array", "items": {"type": "string"}}
    assert wire["dissent"] == {"type": "array", "items": {"type": "string"}}
    assert wire["judge"] == {"anyOf": [{"type": "string"}, {"type": "null"}]}
    assert wire["inner"] == {"type": "array", "items": {"$ref": "#/$defs/Inner"}}
    assert wire["score"] == {"type": "integer", "minimum": 0, "maximum": 9, "default": 3}
    assert wire["when"]["anyOf"][0] == {"type": "string", "format": "date"}
    assert "checked" not in wire


def test_descriptions_are_kept_or_say_what_a_reference_is() -> None:
    schema = draft_type(Outer).model_json_schema()
    assert schema["$defs"]["Inner"]["properties"]["words"]["description"] == "Its own words."
    assert "S4" in schema["properties"]["holding"]["description"]
    assert schema["$defs"]["Inner"]["description"] == "An inner thing."


def test_a_draft_keeps_the_schemas_name_and_is_made_once() -> None:
    assert draft_type(ArticleSummary).__name__ == "ArticleSummary"
    assert draft_type(ArticleSummary) is draft_type(ArticleSummary)


def test_what_code_fills_is_not_asked() -> None:
    asked = set(draft_type(Quote).model_fields)
    assert asked == {"words", "speaker", "mention", "cue"}


def test_a_schema_that_contains_itself_is_refused_in_a_sentence() -> None:
    class Node(BaseModel):
        children: list["Node"] = []

    Node.model_rebuild(_types_namespace={"Node": Node})
    with pytest.raises(UserError, match="contains itself"):
        draft_type(Node)


class Handmade(Verbatim):
    pass


@dataclass
class Box:
    words: Verbatim


class Rooted(RootModel[list[Verbatim]]):
    pass


def _holder(kind: object) -> type[BaseModel]:
    return create_model("Holder", field=(kind, ...))


@pytest.mark.parametrize(
    "schema",
    [int, Rooted, *map(_holder, (Rooted, Handmade, Box, Span, list[Span], Callable[[int], int]))],
)
def test_what_no_model_can_answer_is_refused_before_asking(schema: Any) -> None:
    with pytest.raises(UserError):
        draft_type(schema)


def test_aliases_are_asked_by_and_grounded_by() -> None:
    class Aliased(BaseModel):
        holding: Verbatim = Field(alias="holdingWords")
        judge: Mention | None = Field(default=None, alias="theJudge")

    text = "The court sat on Monday, said Ana Li. “We reject it,” she wrote.\n"
    draft = draft_type(Aliased).model_validate({"holdingWords": "Q1", "theJudge": "Ana Li"})
    grounded = ground(draft.model_dump(by_alias=True), Aliased, read(text, "en"))
    assert grounded.summary is not None
    assert grounded.summary.holding.text == "We reject it,"
    assert not grounded.failures


def test_validation_schema_is_strings_and_serialization_schema_is_spans() -> None:
    wire = Inner.model_json_schema(mode="validation")["properties"]["words"]
    assert wire["type"] == "string"
    result = Inner.model_json_schema(mode="serialization")
    assert set(result["properties"]["words"]["properties"]) == {"start", "end", "text", "verdict", "parts", "flags"}
