"""Each option reaches the place that it is for."""

import asyncio
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from summarizer.api import Job, open_job
from summarizer.errors import UserError
from summarizer.llm.answering import AskedModel
from summarizer.llm.log import ExchangeLog
from summarizer.llm.model import LanguageModel
from summarizer.prompts.require import Require
from summarizer.schema.summary import ArticleSummary
from tests.conftest import FIXTURES
from tests.scripted import ScriptedModel

NOWHERE = "http://127.0.0.1:9/v1"


def opened(**options: Any) -> Job[ArticleSummary]:
    job = open_job(ArticleSummary, **{"model": "m-1", "base_url": NOWHERE, **options})
    asyncio.run(job.close())
    return job


def language_model(job: Job[ArticleSummary]) -> LanguageModel:
    assert isinstance(job.model, AskedModel)
    return job.model.language_model


@pytest.mark.parametrize(
    ("options", "attribute", "value"),
    [
        ({}, "provider", "127.0.0.1:9/v1"),
        ({"model": "local:m", "base_url": NOWHERE}, "provider", "127.0.0.1:9/v1"),
        ({}, "named", "m-1"),
        ({"mode": "tools"}, "mode", "tools"),
        ({"strict": True}, "strict", True),
        ({}, "parameters", {}),
        ({"temperature": 0.5, "seed": 0}, "parameters", {"temperature": 0.5, "seed": 0}),
        ({"max_output_tokens": 9}, "parameters", {"max_tokens": 9}),
        ({"max_output_tokens": 9}, "output_cap", 9),
        ({"max_tokens_total": 99, "max_output_tokens": 9}, "parameters", {"max_tokens": 9}),
    ],
)
def test_what_the_model_is_told(options: dict[str, Any], attribute: str, value: object) -> None:
    assert getattr(language_model(opened(**options)), attribute) == value


def test_a_ceiling_caps_every_answer() -> None:
    model = language_model(opened(max_tokens_total=99_000))
    assert model.parameters == {"max_tokens": model.output_cap}


def test_a_price_is_read_where_a_language_model_is_asked() -> None:
    price = language_model(opened(price="1,2.5")).price
    assert price is not None
    assert (price.input_per_million, price.output_per_million) == (Decimal(1), Decimal("2.5"))
    with pytest.raises(UserError, match="is no price"):
        opened(price="cheap")
    assert opened(model="extractive", base_url=None, price="cheap").model.name == "extractive"


@pytest.mark.parametrize(
    ("options", "attribute", "value"),
    [
        ({}, "require", Require.IMPORTANT),
        ({"require_quotes": "all"}, "require", Require.ALL),
        ({"language": "de"}, "language", "de"),
        ({"max_input_tokens": 777}, "max_input_tokens", 777),
        ({"model": "extractive", "base_url": None, "max_input_tokens": 777}, "max_input_tokens", None),
        ({}, "second_reading", False),
        ({"check_claims": "m-2"}, "second_reading", True),
    ],
)
def test_what_is_wanted(options: dict[str, Any], attribute: str, value: object) -> None:
    assert getattr(opened(**options).wanted, attribute) == value


def test_topics_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "topics.csv").write_text("code,label\nP1,Ports\nP2,Ferries\n")
    assert [entry.code for entry in opened(topics=tmp_path / "topics.csv").wanted.vocabulary.entries] == ["P1", "P2"]


def test_the_cache_is_where_it_is_told_to_be(tmp_path: Path) -> None:
    stores = [opened(cache=cache).model.store for cache in (tmp_path / "own.db", True, False)]
    assert stores[0].path == tmp_path / "own.db"
    assert stores[1].path != stores[0].path
    assert stores[2] is None
    replay = FIXTURES / "recordings"
    assert open_job(ArticleSummary, replay=replay).model.store is None, "a replay looks nowhere else"


def test_the_log_is_one_for_both_models(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    job = opened(check_claims="m-2", log=log, max_tokens_total=99, api_key="k-1")
    assert isinstance(job.model, AskedModel)
    _, written = job.model.files
    assert isinstance(written, ExchangeLog)
    assert written.path == log
    assert written.keys == ("k-1", "k-1"), "each has told the one log its key"


def test_a_model_object_stays_open_for_its_owner() -> None:
    model = ScriptedModel()
    job = open_job(ArticleSummary, model=model)
    assert job.model is model
    asyncio.run(job.close())
    assert not model.closed


def test_the_extractive_model_reads_no_claims() -> None:
    with pytest.raises(UserError, match="reads no claims"):
        opened(check_claims="extractive")
