import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import UserError
from summarizer.llm.complete import Answered
from summarizer.llm.prices import FREE, Price, parse_price, price_of
from summarizer.llm.structured import _usage
from tests.endpoint import Script

counts = st.integers(0, 10**7)


@pytest.mark.parametrize(
    ("said", "price"),
    [
        ("0.25,2", Price(Decimal("0.25"), Decimal(2))),
        (" $3 , $15 ", Price(Decimal(3), Decimal(15))),
        ("3,15,0.3", Price(Decimal(3), Decimal(15), Decimal("0.3"))),
        ("0,0", FREE),
    ],
)
def test_a_price_as_a_user_says_it(said, price):
    assert parse_price(said) == price


@pytest.mark.parametrize("said", ["", "3", "a,b", "-1,2", "nan,2", "inf,2", "1,2,3,4", "1;2"])
def test_nonsense_is_no_price(said):
    with pytest.raises(UserError, match=r"--price 0\.25,2"):
        parse_price(said)


@given(counts, counts, counts)
def test_cached_input_is_never_dearer_and_dollars_are_those_of_the_parts(sent, received, again):
    price = Price(Decimal("0.5"), Decimal(4), Decimal("0.05"))
    whole = price.of(sent, received, again)
    assert 0 <= whole <= price.of(sent, received)
    assert price.of(sent, received) == pytest.approx(price.of(sent, 0) + price.of(0, received))


@pytest.mark.parametrize(
    ("provider", "model"),
    [
        ("api.openai.com/v1", "gpt-4.1-mini"),
        ("api.anthropic.com/v1", "claude-haiku-4-5"),
        ("openrouter.ai/api/v1", "anthropic/claude-haiku-4.5"),
        ("generativelanguage.googleapis.com/v1beta/openai", "gemini-2.5-flash"),
        ("api.mistral.ai/v1", "mistral-small-latest"),
        ("api.groq.com/openai/v1", "llama-3.1-8b-instant"),
    ],
)
def test_what_models_of_known_providers_cost(provider, model):
    price = price_of(provider, model)
    assert price is not None
    assert 0 < price.input_per_million < price.output_per_million
    assert 0 < price.of(1000, 100) < 1


@pytest.mark.parametrize(
    ("provider", "model", "price"),
    [
        ("127.0.0.1:11434/v1", "gemma3", FREE),
        ("localhost:8000/v1", "m", FREE),
        ("local", "smollm2", FREE),
        ("local/3f2a", "smollm2", FREE),
        ("127.0.0.1:9999/v1", "gpt-4.1-mini", None),
        ("api.example.org/v1", "gpt-4.1-mini", None),
        ("api.openai.com/v1", "no-such-model-at-all", None),
    ],
)
def test_what_is_free_and_what_nobody_knows(provider, model, price):
    assert price_of(provider, model) == price


def test_usage_has_the_parts_that_an_endpoint_tells_and_their_price():
    completion = Script.completion("x")
    completion["usage"] |= {
        "prompt_tokens_details": {"cached_tokens": 40},
        "completion_tokens_details": {"reasoning_tokens": 5},
    }
    price = Price(Decimal(10), Decimal(100), Decimal(1))
    live = _usage(Answered(completion), price)
    assert (live.cached_input_tokens, live.reasoning_tokens) == (40, 5)
    assert live.cost_usd == pytest.approx((60 * 10 + 40 * 1 + 7 * 100) / 1e6)
    again = live + _usage(Answered(completion, cached=True), price)
    assert again.cost_usd == live.cost_usd
    assert (again.calls, again.cached, again.reasoning_tokens) == (2, 1, 5)
    assert _usage(Answered(completion), None).cost_usd is None


def test_prices_are_not_loaded_before_they_are_asked_for():
    code = "import sys, summarizer.llm.model; print('genai_prices' in sys.modules or 'openai' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "False"
