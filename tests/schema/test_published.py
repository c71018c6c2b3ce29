from summarizer.resources import folder
from summarizer.schema.published import published


def test_the_published_schemas_are_the_models() -> None:
    files = {path.name: path.read_text("utf-8") for path in folder("schemas").glob("*.json")}
    assert files == published(), "run: python -m summarizer.schema.published schemas"
