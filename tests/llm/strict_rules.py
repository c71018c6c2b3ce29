"""OpenAI's rules for strict schemas, as far as a request can be held to them."""

from typing import Any

KEYWORDS = {
    "object": {"properties", "required", "additionalProperties"},
    "array": {"items"},
    "string": {"enum"},
    "integer": {"enum"},
    "number": {"enum"},
    "boolean": {"enum"},
    "null": set(),
}
DEPTH = 10
PROPERTIES = 5_000


def faults(schema: dict[str, Any]) -> list[str]:
    """What the rules refuse, each with its place."""
    found = [] if schema.get("type") == "object" and "anyOf" not in schema else ["the root is no object"]
    found += [f"{place}: {fault}" for place, part in _parts(schema, "#") for fault in _own_faults(part)]
    if (depth := _depth(schema)) > DEPTH:
        found.append(f"{depth} levels")
    if sum(len(part.get("properties", {})) for _, part in _parts(schema, "#")) > PROPERTIES:
        found.append("too many properties")
    return found


def body_faults(body: dict[str, Any]) -> list[str]:
    """The same, for the schema that a request body carries, which must ask for strictness."""
    carriers = [tool["function"] for tool in body.get("tools", [])]
    carriers += [body["response_format"]["json_schema"]] if "response_format" in body else []
    assert len(carriers) == 1
    (carrier,) = carriers
    strict = [] if carrier.get("strict") is True else ["strict is not on"]
    return strict + faults(carrier["parameters" if "tools" in body else "schema"])


def _parts(schema: dict[str, Any], place: str) -> list[tuple[str, dict[str, Any]]]:
    inner = [(f"{place}.{name}", part) for name, part in schema.get("properties", {}).items()]
    inner += [(f"{place}|{number}", part) for number, part in enumerate(schema.get("anyOf", []))]
    inner += [(f"{place}[]", schema["items"])] if "items" in schema else []
    return [(place, schema), *(found for where, part in inner for found in _parts(part, where))]


def _own_faults(part: dict[str, Any]) -> list[str]:
    if not isinstance(part, dict):
        return ["no schema"]
    kind = part.get("type")
    allowed = {"anyOf"} if "anyOf" in part else {"type", *KEYWORDS.get(kind, set())}
    found = [f"keyword {name}" for name in part.keys() - allowed - {"description", "title"}]
    if "anyOf" in part:
        return [*found, *([] if part["anyOf"] else ["an empty union"])]
    if kind not in KEYWORDS:
        found.append(f"type {kind!r}")
    if kind == "object":
        found += [] if part.get("additionalProperties") is False else ["open to additional properties"]
        found += [] if set(part.get("required", [])) == set(part.get("properties", {})) else ["not all required"]
    if kind == "array" and "items" not in part:
        found.append("an array of anything")
    return found


def _depth(schema: dict[str, Any]) -> int:
    """Levels of objects and arrays."""
    inner = [*schema.get("properties", {}).values(), *schema.get("anyOf", [])]
    inner += [schema["items"]] if "items" in schema else []
    return (schema.get("type") in {"object", "array"}) + max(map(_depth, inner), default=0)
