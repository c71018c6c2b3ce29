import pytest
from pydantic import BaseModel, ValidationError, field_validator

from summarizer.llm.door import Through, door
from summarizer.schema.draft import draft_type
from summarizer.schema.summary import ArticleSummary


class Ruling(BaseModel):
    """What the court said."""

    outcome: str
    votes: int = 0

    @field_validator("votes")
    @classmethod
    def _not_negative(cls, votes):
        if votes < 0:
            raise ValueError("votes cannot be negative")
        return votes


@pytest.mark.parametrize("schema", [Ruling, draft_type(ArticleSummary)])
def test_instructor_sees_the_schema_as_it_would_without(schema):
    from instructor.v2.core.response_model import prepare_response_model
    from instructor.v2.providers.openai.schema import generate_openai_schema

    stands_in, own = door(schema), prepare_response_model(schema)
    assert prepare_response_model(stands_in) is stands_in
    assert generate_openai_schema(stands_in) == generate_openai_schema(own)
    assert stands_in.model_json_schema() == own.model_json_schema()
    assert (stands_in.__name__, stands_in.__doc__) == (own.__name__, own.__doc__)


def test_it_is_made_once_and_its_schema_is_nobodys_to_change():
    assert door(Ruling) is door(Ruling)
    door(Ruling).model_json_schema().clear()
    assert door(Ruling).model_json_schema()["properties"]


def test_answers_come_through_as_the_schemas_own():
    through = door(Ruling).model_validate_json('{"outcome": "upheld", "votes": 3}', strict=False)
    assert through == Through(Ruling(outcome="upheld", votes=3))
    assert type(through.answer) is Ruling


@pytest.mark.parametrize("said", ['{"votes": 3}', '{"outcome": "x", "votes": -1}', "no JSON"])
def test_what_does_not_fit_is_told_as_the_schema_tells_it(said):
    with pytest.raises(ValidationError) as own:
        Ruling.model_validate_json(said)
    with pytest.raises(ValidationError) as through:
        door(Ruling).model_validate_json(said)
    assert through.value.errors(include_url=False, include_context=False) == own.value.errors(
        include_url=False, include_context=False
    )
