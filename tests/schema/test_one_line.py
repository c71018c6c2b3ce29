"""A schema in one line."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import UserError
from summarizer.schema.draft import draft_type
from summarizer.schema.grounded import Evidence, Mention, Verbatim
from summarizer.schema.one_line import model_of_line


@pytest.mark.parametrize(
    ("line", "kind", "description"),
    [
        ("field", str, None),
        ("field str", str, None),
        ("field int", int, None),
        ("field float", float, None),
        ("field bool", bool, None),
        ("field date", date, None),
        ("field datetime", datetime, None),
        ("field verbatim", Verbatim, None),
        ("field evidence", Evidence, None),
        ("field mention", Mention, None),
        ("field list", list[str], None),
        ("field verbatim list", list[Verbatim], None),
        ("field date?", date | None, None),
        ("field? date", date | None, None),
        ("field mention list ?", list[Mention] | None, None),
        ('field "what it says, in short?"', str, "what it says, in short?"),
        ('  field int list? "how many" , ', list[int] | None, "how many"),
        ('field?"x"', str | None, "x"),
    ],
)
def test_each_form_of_a_field(line: str, kind: object, description: str | None) -> None:
    schema = model_of_line(line)
    (field,) = schema.model_fields.values()
    assert (schema.__name__, field.annotation, field.description) == ("Answer", kind, description)
    assert field.is_required() == ("?" not in line.partition('"')[0])


def test_a_whole_line() -> None:
    line = 'winner, score int, scorer mention, reaction verbatim list, when date?, note "what it says"'
    wire = draft_type(model_of_line(line)).model_json_schema()
    assert list(wire["properties"]) == ["winner", "score", "scorer", "reaction", "when", "note"]
    assert wire["required"] == ["winner", "score", "scorer", "reaction", "note"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("score intt", "character 7 of the schema: 'intt'"),
        ("score list int", "character 12 of the schema: 'int'"),
        ("a,, b", "character 3 of the schema: there is no field"),
        (", a", "character 1 of the schema: there is no field"),
        ('a, note "what', "character 9 of the schema: the description does not end"),
        ("a, 7up", "character 4 of the schema: '7up'"),
        ("a, _b", "character 4 of the schema: '_b'"),
        ("a-b int", "character 1 of the schema: 'a-b'"),
        ("a int, b, a", "character 11 of the schema: there are two fields 'a'"),
        ('"a"', "character 1 of the schema"),
        ('a "x" "y"', "character 7 of the schema"),
        ("a ? ?", "character 5"),
        ("  ", "names no field"),
        (",", "no field"),
    ],
)
def test_a_mistake_is_told_with_its_place(line: str, told: str) -> None:
    with pytest.raises(UserError) as raised:
        model_of_line(line)
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)


PIECES = [*'ab1_ ,?"', "int ", "list ", "mention "]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_any_line_is_a_schema_or_a_users_mistake(line: str) -> None:
    try:
        schema = model_of_line(line)
    except UserError:
        return
    assert schema.model_fields
