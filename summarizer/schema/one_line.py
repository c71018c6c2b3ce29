"""A schema in one line: `winner, score int, reaction verbatim list, when date?, note "what it says"`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from summarizer.errors import UserError
from summarizer.schema.json_schema import model_of

_TYPES: dict[str, dict[str, str]] = {
    "str": {"type": "string"},
    "int": {"type": "integer"},
    "float": {"type": "number"},
    "bool": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "format": "date-time"},
    "verbatim": {"$ref": "#Verbatim"},
    "evidence": {"$ref": "#Evidence"},
    "mention": {"$ref": "#Mention"},
}
_PIECE = re.compile(r'\s*(?:(?P<said>"[^"]*")|(?P<mark>[,?])|(?P<word>[^\s,?"]+)|(?P<open>"))')
_NAME = re.compile(r"[^\W\d_]\w*")


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: str
    text: str
    at: int
    """Character it begins at, counted from 1 as people do."""

    @property
    def place(self) -> str:
        return f"At character {self.at} of the schema"


def model_of_line(line: str, name: str = "Answer") -> type[BaseModel]:
    """Make a Pydantic model of a line.

    Fields are separated by commas. Each is a name, then, where wanted and in this order: a type (`str` where there is
    none, `int`, `float`, `bool`, `date`, `datetime`, `verbatim`, `evidence` or `mention`), `list`, `?` for a field that
    may be left out (which may also follow the name), and a description in double quotes.

    Args:
        line: the fields.
        name: the model's name.

    Raises:
        UserError: what cannot be understood, with its place in the line.
    """
    properties: dict[str, Any] = {}
    required: list[str] = []
    for pieces in _fields(_pieces(line)):
        field, schema, optional = _field(pieces)
        if field in properties:
            raise UserError(f"{pieces[0].place}: there are two fields {field!r}; give one of them another name.")
        properties[field] = schema
        required += [] if optional else [field]
    return model_of({"type": "object", "properties": properties, "required": required}, name)


def _pieces(line: str) -> list[_Piece]:
    pieces = [
        _Piece(str(found.lastgroup), found[str(found.lastgroup)], found.start(str(found.lastgroup)) + 1)
        for found in _PIECE.finditer(line)
    ]
    for piece in pieces:
        if piece.kind == "open":
            raise UserError(f'{piece.place}: the description does not end; close it with a second ".')
    return pieces


def _fields(pieces: list[_Piece]) -> list[list[_Piece]]:
    """The pieces between the commas; a comma at the very end is no fault."""
    fields: list[list[_Piece]] = [[]]
    for piece in pieces:
        if piece.text != ",":
            fields[-1].append(piece)
            continue
        if not fields[-1]:
            raise UserError(f"{piece.place}: there is no field before the comma; name one, or leave the comma out.")
        fields.append([])
    if not fields[-1]:
        fields.pop()
    if not fields:
        raise UserError("The schema names no field; give names separated by commas, such as 'winner, score int'.")
    return fields


def _field(pieces: list[_Piece]) -> tuple[str, dict[str, Any], bool]:
    """Name, JSON Schema, and whether the field may be left out."""
    first, *rest = pieces
    if first.kind != "word" or not _NAME.fullmatch(first.text):
        raise UserError(f"{first.place}: {first.text!r} is no field's name; use letters, digits and underscores.")
    optional = _taken(rest, "?")
    schema: dict[str, Any] = dict(_TYPES[rest.pop(0).text] if rest and rest[0].text in _TYPES else _TYPES["str"])
    if _taken(rest, "list"):
        schema = {"type": "array", "items": schema}
    optional = optional or _taken(rest, "?")
    if rest and rest[0].kind == "said":
        schema["description"] = rest.pop(0).text.strip('"').strip()
        optional = optional or _taken(rest, "?")
    if rest:
        raise UserError(
            f"{rest[0].place}: {rest[0].text!r} is not understood after the field {first.text!r}; a field is a name, "
            f'then a type ({", ".join(_TYPES)}), list, ?, and a description in "…"; put commas between fields.'
        )
    return first.text, schema, optional


def _taken(rest: list[_Piece], text: str) -> bool:
    """Whether the next piece is this one; if so it is used up."""
    if not rest or rest[0].text != text:
        return False
    rest.pop(0)
    return True
