"""A Pydantic model of a JSON Schema, whose properties may be grounded types."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, TypeAlias, Union

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, create_model

from summarizer.errors import UserError
from summarizer.schema.grounded import Evidence, Mention, Verbatim
from summarizer.schema.json_scalars import (
    SCALARS,
    Annotation,
    Schema,
    bounded,
    checked_default,
    each_once,
    one_of,
    string,
)

Within: TypeAlias = tuple[str, ...]

GROUNDED: Mapping[str, type[BaseModel]] = {kind.__name__: kind for kind in (Verbatim, Evidence, Mention)}
_GROUNDED_REF = re.compile(r"(?:^|/)(verbatim|evidence|mention)\.schema\.json#?$|^#(Verbatim|Evidence|Mention)$")
_KINDS = ("string", "integer", "number", "boolean", "null", "array", "object")
_IMPLIED = {"properties": "object", "additionalProperties": "object", "items": "array", "prefixItems": "array"}
_EXAMPLE = '{"type": "string"}'
_REFUSED = (
    "allOf",
    *("not", "if", "then", "else", "dependentSchemas", "dependentRequired", "patternProperties", "propertyNames"),
    *("contains", "minProperties", "maxProperties", "unevaluatedProperties", "unevaluatedItems", "$dynamicRef"),
)


_PYDANTICS = ("_", "model_dump", "model_validate")
_SHAPES: Mapping[str, tuple[type | tuple[type, ...], str]] = {
    **dict.fromkeys(("properties", "$defs"), (Mapping, "an object")),
    **dict.fromkeys(("anyOf", "oneOf", "allOf", "prefixItems"), (list, "a list")),
    **dict.fromkeys(("description", "title", "format", "$ref"), (str, "words")),
    "required": (list, "a list of words"),
    "type": ((str, list), "a word, or a list of words"),
}


class Described(BaseModel):
    """What every model of a JSON Schema is."""

    model_config = ConfigDict(frozen=True, validate_by_name=True, validate_by_alias=True, serialize_by_alias=True)


def model_of(schema: Schema, name: str) -> type[BaseModel]:
    """Make a Pydantic model of a JSON Schema.

    Grounded types are told by reference: `{"$ref": "verbatim.schema.json"}`, with any folder or address before the file
    name, or `{"$ref": "#Verbatim"}`; likewise evidence and mention. Other references must be into the schema itself,
    such as `#/$defs/Judge`. A property that is not required and has no default is None where it is left out. What is
    not named in an object is left out.

    Args:
        schema: an object with properties, in any draft from 2019-09 on.
        name: the model's name, in CamelCase.

    Raises:
        UserError: what cannot be understood, with its place in the schema.
    """
    if not isinstance(schema, Mapping):
        raise UserError("A JSON Schema must be an object; put its fields into {}.")
    models = _Models(schema)
    root, place, within = models.resolved(schema, "#", ())
    if not isinstance(root.get("properties"), Mapping) or not root["properties"]:
        raise UserError('The schema must be an object with named fields at its root; give it "properties".')
    return models.model(place, within, name)


def camel_case(words: str) -> str:
    """`match report` or `match_report` → `MatchReport`; empty where there is no letter to begin with."""
    name = "".join(word[:1].upper() + word[1:] for word in re.split(r"[\W_]+", words))
    return re.sub(r"^\d+", "", name)


class _Models:
    """The models of one schema; a definition that is referred to twice becomes one model.

    A place is a JSON pointer; `within` are the definitions that it stands in.
    """

    def __init__(self, root: Schema) -> None:
        self._root = root
        self._made: dict[str, type[BaseModel]] = {}

    def model(self, place: str, within: Within, name: str) -> type[BaseModel]:
        """The model of the object with properties at a place."""
        if place in self._made:
            return self._made[place]
        schema = self._at(place, place)
        properties, required = schema["properties"], schema.get("required", [])
        if missing := [key for key in required if key not in properties]:
            raise UserError(f'At {place}: "required" names {missing[0]!r}, which is not in "properties"; correct one.')
        fields: dict[str, Any] = {}
        for key, part in properties.items():
            inner = f"{place}/properties/{_escaped(key)}"
            fields[_field_name(key, {*properties, *fields})] = self._field(part, inner, within, key, key in required)
        made = create_model(name, __base__=Described, __doc__=schema.get("description"), **fields)
        return self._made.setdefault(place, made)

    def _field(self, schema: object, place: str, within: Within, key: str, required: bool) -> Annotation:  # noqa: FBT001 # private
        annotation = self._of(schema, place, within, camel_case(key) or "Part")
        told = self.resolved(schema, place, within)[0] if isinstance(schema, Mapping) else {}
        alias = None if _field_name(key, {key}) == key else key
        keep: dict[str, Any] = {"description": told.get("description"), "title": told.get("title"), "alias": alias}
        if required:
            return (annotation, Field(**keep))
        if told.get("default") is None:
            return (_union([annotation, None]), Field(default=None, **keep))
        return (annotation, Field(default=checked_default(annotation, told["default"], place), **keep))

    def resolved(self, schema: Schema, place: str, within: Within) -> tuple[Schema, str, Within]:
        """What a schema refers to, with what stands beside the reference; where that is; what it is within."""
        while True:
            _check_shapes(schema, place)
            alone = schema.get("allOf")
            if isinstance(alone, list) and len(alone) == 1 and isinstance(alone[0], Mapping):
                schema, place = _beside("allOf", schema, alone[0], place), f"{place}/allOf/0"
            ref = schema.get("$ref")
            if ref is None or _GROUNDED_REF.search(ref):
                return schema, place, within
            if ref in within:
                raise UserError(f"At {place}: {ref} contains itself; write it out to a fixed depth instead.")
            schema = _beside("$ref", schema, self._at(ref, place), place)
            place, within = ref, (*within, ref)

    def _at(self, pointer: object, place: str) -> Schema:
        found: Any = self._root
        for step in str(pointer).removeprefix("#").split("/")[1:]:
            key = step.replace("~1", "/").replace("~0", "~")
            inside = found[int(key)] if isinstance(found, list) and key.isdigit() and int(key) < len(found) else None
            found = found.get(key) if isinstance(found, Mapping) else inside
        if (
            not str(pointer).startswith("#")
            or not isinstance(found, Mapping)
            or (found is self._root and pointer != "#")
        ):
            raise UserError(
                f"At {place}: there is no {pointer!r}; refer to a definition, such as #/$defs/Name, "
                "or to verbatim.schema.json, evidence.schema.json or mention.schema.json."
            )
        return found

    def _of(self, schema: object, place: str, within: Within, name: str) -> Annotation:
        """The annotation of a part of the schema; `name` is for a model, where it is one."""
        if schema is True:
            return Any
        if not isinstance(schema, Mapping):
            raise UserError(f"At {place}: {schema!r} is no schema; give an object, such as {_EXAMPLE}.")
        schema, place, within = self.resolved(schema, place, within)
        if grounded := _GROUNDED_REF.search(schema.get("$ref", "")):
            return GROUNDED[(grounded[1] or grounded[2]).capitalize()]
        if unknown := [word for word in _REFUSED if word in schema]:
            raise UserError(f"At {place}: {unknown[0]!r} cannot be asked for; leave it out, or give a Pydantic model.")
        if members := schema.get("anyOf") or schema.get("oneOf"):
            word = "anyOf" if schema.get("anyOf") else "oneOf"
            return _union(
                [self._inner(m, f"{place}/{word}/{n}", within, f"{name}{n + 1}") for n, m in enumerate(members)]
            )
        if "enum" in schema or "const" in schema:
            return one_of(schema["enum"] if "enum" in schema else [schema["const"]], place)
        kind = schema.get("type") or next((kind for word, kind in _IMPLIED.items() if word in schema), None)
        if isinstance(kind, list):
            return _union([self._of_kind(schema, member, place, within, name) for member in kind])
        return Any if kind is None else self._of_kind(schema, kind, place, within, name)

    def _of_kind(self, schema: Schema, kind: object, place: str, within: Within, name: str) -> Annotation:
        if kind == "object":
            return self._object(schema, place, within, name)
        if kind == "array":
            return self._array(schema, place, within, name)
        if kind == "string":
            return string(schema, place)
        if kind not in SCALARS:
            raise UserError(f"At {place}: there is no type {kind!r}; use {', '.join(_KINDS)}.")
        return bounded(SCALARS[str(kind)], schema, str(kind), place)

    def _inner(self, schema: object, place: str, within: Within, name: str) -> Annotation:
        """A part that is no field of its own, and so keeps its description in the annotation."""
        annotation = self._of(schema, place, within, name)
        said = schema.get("description") if isinstance(schema, Mapping) else None
        model = isinstance(annotation, type) and issubclass(annotation, Described)
        return Annotated[annotation, Field(description=said)] if said and not model else annotation

    def _object(self, schema: Schema, place: str, within: Within, name: str) -> Annotation:
        if schema.get("properties"):
            return self.model(place, within, camel_case(str(schema.get("title") or "")) or _last(place, name))
        values = schema.get("additionalProperties", True)
        if values is False:
            raise UserError(f'At {place}: an object without fields says nothing; give it "properties".')
        return dict[str, self._inner(values, f"{place}/additionalProperties", within, name)]  # type: ignore[misc] # made at run time

    def _array(self, schema: Schema, place: str, within: Within, name: str) -> Annotation:
        if places := schema.get("prefixItems"):
            parts = [self._inner(p, f"{place}/prefixItems/{n}", within, f"{name}{n + 1}") for n, p in enumerate(places)]
            return tuple[tuple(parts)]  # type: ignore[misc] # made at run time
        item = self._inner(schema.get("items", True), f"{place}/items", within, name)
        found = bounded(list[item], schema, "array", place)  # type: ignore[valid-type] # made at run time
        once = Field(json_schema_extra={"uniqueItems": True})
        return Annotated[found, AfterValidator(each_once), once] if schema.get("uniqueItems") else found


def _beside(word: str, schema: Schema, target: Schema, place: str) -> Schema:
    """What the word leads to, with what stands beside the word put over it."""
    if added := [name for name in ("properties", "required") if name in schema]:
        raise UserError(f"At {place}: {added[0]!r} beside {word!r} cannot be put together; write them in one place.")
    return {**target, **{name: value for name, value in schema.items() if name != word}}


def _check_shapes(schema: Schema, place: str) -> None:
    for word, (shape, said) in _SHAPES.items():
        value = schema.get(word)
        names = (
            word not in {"required", "type"} or not isinstance(value, list) or all(isinstance(v, str) for v in value)
        )
        if word in schema and not (isinstance(value, shape) and names):
            raise UserError(f"At {place}: {word!r} must be {said}; correct it.")


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def _last(place: str, name: str) -> str:
    """A definition is called by its own name, any other object by the field's."""
    return camel_case(place.rsplit("/", 1)[-1]) if re.fullmatch(r"#/(\$defs|definitions)/[^/]+", place) else name


def _field_name(key: str, taken: set[str]) -> str:
    """The key, unless Pydantic has that name for itself."""
    if not key.startswith(_PYDANTICS) and not hasattr(Described, key):
        return key
    name = f"field_{key.strip('_')}"
    while name in taken or hasattr(Described, name):
        name += "_"
    return name


def _union(members: list[Annotation]) -> Annotation:
    return Union[tuple(members)]  # noqa: UP007 # the members are only known at run time
