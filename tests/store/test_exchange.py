import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.store.exchange import Request, readable, tokens

TEXTS = st.text(st.characters(exclude_categories=()), max_size=10)  # lone surrogates too


def test_the_key_is_of_provider_and_body_alone():
    one = Request("p/v1", {"model": "m", "messages": ["é"]}, "a.txt")
    assert one.key == Request("p/v1", {"messages": ["é"], "model": "m"}, "b.txt").key
    assert one.key != Request("q/v1", {"model": "m", "messages": ["é"]}).key
    assert one.key != Request("p/v1", {"model": "m", "messages": ["e"]}).key
    assert one.key != Request("p/v1", {"model": "m", "messages": ["é"], "seed": None}).key


def test_the_key_does_not_change_with_releases():
    key = Request("p/v1", {"model": "m", "messages": [{"role": "user", "content": "“é”"}]}).key
    assert key == "fac4d6dd63f5bc6bdade59056b7160abb32a8b213d93866168ee1007d09bb6c7"


@given(st.dictionaries(TEXTS, TEXTS | st.integers(), max_size=4), TEXTS)
def test_any_body_has_a_key_and_can_be_read_back(body, provider):
    again = json.loads(json.dumps(body))
    assert Request(provider, body).key == Request(provider, again).key
    written = readable(body, indent=1)
    written.encode()
    assert json.loads(written) == body


@pytest.mark.parametrize(
    ("usage", "expected"),
    [
        ({"prompt_tokens": 4, "completion_tokens": 2}, (4, 2)),
        ({"prompt_tokens": None}, (0, 0)),
        (None, (0, 0)),
        ("many", (0, 0)),
    ],
)
def test_tokens_are_those_reported(usage, expected):
    assert tokens({"usage": usage}) == expected
