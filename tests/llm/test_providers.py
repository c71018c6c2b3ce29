"""From a model's name to address, key and name there."""

import asyncio

import pytest
from pydantic import BaseModel

from summarizer.errors import UserError
from summarizer.llm.endpoint import is_address
from summarizer.llm.limits import USUAL_OUTPUT, most_article_tokens, most_output_tokens, reasons
from summarizer.llm.model import open_model
from summarizer.llm.modes import LADDER
from summarizer.llm.providers import known, place_of, preset_at
from summarizer.llm.terms import Asking

KEYS = {preset.key for preset in known().presets if preset.key}
HOSTED = [preset for preset in known().presets if preset.key and preset.base_url]


class Weather(BaseModel):
    place: str


@pytest.fixture(autouse=True)
def no_keys(monkeypatch):
    for name in [
        *KEYS,
        "AZURE_OPENAI_ENDPOINT",
        "AZURE_OPENAI_AD_TOKEN",
        "AZURE_OPENAI_DEPLOYMENT",
        "OPENAI_API_VERSION",
    ]:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("name", "model", "url"),
    [
        ("gpt-4.1", "gpt-4.1", "https://api.openai.com/v1"),
        ("openai/gpt-4.1", "gpt-4.1", "https://api.openai.com/v1"),
        ("openrouter/anthropic/claude-haiku-4.5", "anthropic/claude-haiku-4.5", "https://openrouter.ai/api/v1"),
        ("groq/openai/gpt-oss-20b", "openai/gpt-oss-20b", "https://api.groq.com/openai/v1"),
        ("Mistral/mistral-small-latest", "mistral-small-latest", "https://api.mistral.ai/v1"),
        ("ollama/gemma3:4b", "gemma3:4b", "http://127.0.0.1:11434/v1"),
        ("lmstudio/a/b", "a/b", "http://127.0.0.1:1234/v1"),
        ("vllm/org/model", "org/model", "http://127.0.0.1:8000/v1"),
        ("llamacpp/m", "m", "http://127.0.0.1:8080/v1"),
    ],
)
def test_only_the_first_part_is_the_provider(name, model, url, monkeypatch):
    for key in KEYS:
        monkeypatch.setenv(key, "k-1")
    place = place_of(name)
    assert (place.model, place.base_url) == (model, url)


def test_with_an_address_the_name_is_passed_as_it_is():
    place = place_of("openai/gpt-oss-20b", base_url="http://127.0.0.1:9/v1")
    assert (place.model, place.base_url) == ("openai/gpt-oss-20b", "http://127.0.0.1:9/v1")


@pytest.mark.parametrize("name", ["m-1", "mistralai/Mistral-7B"])
def test_a_name_without_a_provider_goes_to_openai_base_url(name, monkeypatch):
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    assert place_of(name).model == name


def test_openai_is_where_its_variable_says(monkeypatch):
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    assert place_of("openai/gpt-4.1").base_url == "http://127.0.0.1:9/v1"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("mistralai/Mistral-7B", "did you mean mistral/Mistral-7B.*--base-url"),
        ("opnai/gpt-4.1", "did you mean openai/gpt-4.1"),
        ("zzz/gpt", "There is no provider 'zzz'; use one of openai, "),
        ("groq/llama-3", "no key for Groq; set GROQ_API_KEY"),
        ("groq/", "Which model of Groq"),
        ("ollama/", "ollama/MODEL"),
        ("azure/d", "AZURE_OPENAI_ENDPOINT and OPENAI_API_VERSION"),
        ("azure/", "AZURE_OPENAI_DEPLOYMENT"),
    ],
)
def test_a_mistake_in_the_name_is_one_sentence(name, told):
    with pytest.raises(UserError, match=told):
        place_of(name)


def test_a_providers_key_goes_to_that_provider_only(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "k-openai")
    monkeypatch.setenv("GROQ_API_KEY", "k-groq")
    assert place_of("groq/m").api_key == "k-groq"
    assert place_of("m", base_url="https://api.groq.com/openai/v1").api_key == "k-groq"
    assert place_of("ollama/m").api_key == "no-key"
    assert place_of("m").api_key == "k-openai"
    with pytest.raises(UserError, match="MISTRAL_API_KEY"):
        place_of("mistral/m")
    assert "k-groq" not in repr(place_of("groq/m"))


def test_azure_is_asked_through_its_own_client(script, monkeypatch):
    monkeypatch.setenv("AZURE_OPENAI_ENDPOINT", script.base_url.removesuffix("/v1"))
    monkeypatch.setenv("AZURE_OPENAI_API_KEY", "azure-key-1")
    monkeypatch.setenv("OPENAI_API_VERSION", "2024-10-21")
    script.will(script.text('{"place": "Bergen"}'))

    async def go():
        model = open_model("azure/desk", asking=Asking(parameters={"max_tokens": 9}))
        try:
            return await model.answer(messages=[{"role": "user", "content": "?"}], draft=Weather, article="a")
        finally:
            await model.close()

    assert asyncio.run(go()).answer.place == "Bergen"
    (seen,) = script.seen
    assert seen.path == "/openai/deployments/desk/chat/completions?api-version=2024-10-21"
    assert seen.headers["api-key"] == "azure-key-1"
    assert seen.body["max_completion_tokens"] == 9


def test_azure_takes_a_token_and_a_deployment_from_its_variables(monkeypatch):
    monkeypatch.setenv("AZURE_OPENAI_ENDPOINT", "https://desk.openai.azure.com")
    monkeypatch.setenv("OPENAI_API_VERSION", "2024-10-21")
    monkeypatch.setenv("AZURE_OPENAI_AD_TOKEN", "token-1")
    monkeypatch.setenv("AZURE_OPENAI_DEPLOYMENT", "desk")
    place = place_of("azure/")
    assert place.model == "desk"
    client = place.client()
    assert client.api_key != "token-1"
    assert str(client.base_url) == "https://desk.openai.azure.com/openai/deployments/desk/"


def test_the_data_is_whole():
    names = [preset.name for preset in known().presets]
    assert len(set(names)) == len(names)
    rungs = {str(rung) for rung in LADDER}
    for preset in known().presets:
        assert preset.begins in rungs
        assert preset.name == "azure" or is_address(preset.base_url)
        assert preset.name == "azure" or preset_at(preset.base_url) == preset
        assert preset.local != bool(preset.key)
    assert len(HOSTED) == len({preset.base_url for preset in HOSTED})


@pytest.mark.parametrize(
    ("model", "cap", "reasoning"),
    [
        ("gpt-6-luna", 128_000, True),
        ("openai/gpt-5.4-mini", 128_000, True),
        ("o3", 100_000, True),
        ("gpt-4o-mini", 16_384, False),
        ("magistral-small", USUAL_OUTPUT, True),
        ("deepseek-reasoner", 64_000, True),
        ("anybodys-model", USUAL_OUTPUT, False),
    ],
)
def test_what_a_name_tells_of_its_answers(model, cap, reasoning):
    assert (most_output_tokens(model), reasons(model)) == (cap, reasoning)


def test_the_default_model_is_one_whose_limits_are_known():
    assert most_article_tokens(known().default_model)


def test_known_habits_of_a_provider_and_a_model_are_followed(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "k-1")
    monkeypatch.setenv("ANTHROPIC_API_KEY", "k-1")
    monkeypatch.setenv("MISTRAL_API_KEY", "k-1")
    wanted = {"temperature": 0.0, "seed": 1, "max_tokens": 50}
    sent = {}
    for name in ("o3", "anthropic/claude-haiku-4-5", "mistral/mistral-small-latest"):
        model = open_model(name, asking=Asking(parameters=wanted))
        sent[name] = asyncio.run(model.ladder.manner(Weather)).parameters
        assert model.output_cap == 50
    assert sent["o3"] == {"seed": 1, "max_completion_tokens": 50}
    assert sent["anthropic/claude-haiku-4-5"] == wanted
    assert sent["mistral/mistral-small-latest"] == {"temperature": 0.0, "random_seed": 1, "max_tokens": 50}
    assert open_model("anthropic/claude-haiku-4-5").parameters == {"max_tokens": 32_000}
    assert dict(open_model("o3").parameters) == {}
