import pytest

from summarizer.llm.limits import most_article_tokens


@pytest.mark.parametrize(
    ("model", "most"),
    [
        ("gpt-5.4-mini", 240_000),
        ("gpt-4.1-nano", 968_000),
        ("openai/gpt-4o", 96_000),
        ("o3", 168_000),
        ("o4-mini", 168_000),
        ("anthropic/Claude-sonnet-5", 168_000),
        ("qwen3:8b", 16_000),
        ("orca", None),
        ("large-language-model", None),
    ],
)
def test_what_a_name_tells(model: str, most: int | None) -> None:
    assert most_article_tokens(model) == most
