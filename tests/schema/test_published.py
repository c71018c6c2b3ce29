import json
from typing import Any

import pytest

from summarizer.resources import folder
from summarizer.schema.published import published


def test_the_published_schemas_are_the_models() -> None:
    files = {path.name: path.read_text("utf-8") for path in folder("schemas").glob("*.json")}
    assert files == published(), "run: python -m summarizer.schema.published schemas"


@pytest.mark.parametrize("name", published())
def test_every_field_is_described(name: str) -> None:
    schema: dict[str, Any] = json.loads(published()[name])
    shapes = {"": schema, **schema.get("$defs", {})}
    fields = {(shape, field): about for shape in shapes for field, about in shapes[shape].get("properties", {}).items()}
    assert [place for place, about in fields.items() if not about.get("description")] == []
