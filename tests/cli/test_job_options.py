"""The options of a job on the command line, and the job that is opened from them."""

import asyncio
import inspect
from dataclasses import fields
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from summarizer.api import open_job
from summarizer.api.models import EXTRACTIVE
from summarizer.api.opening import Options
from summarizer.cli import app
from summarizer.cli.job import asked_model, opened, unsent
from summarizer.cli.job_options import ASKED, JobOptions, with_job_options
from summarizer.cli.schemas import find_schema
from summarizer.errors import UserError
from summarizer.llm.providers import known

NAMES = [field.name for field in fields(JobOptions)]


@pytest.mark.parametrize("name", [name for name in NAMES if name != "schema"])
def test_an_option_has_the_librarys_name_and_default(name: str) -> None:
    assert getattr(JobOptions(), name) == inspect.signature(open_job).parameters[name].default


def test_the_command_line_has_every_option_but_those_that_commands_set_themselves() -> None:
    assert Options.__annotations__.keys() - NAMES == {"api_key", "cache", "account"}
    assert set(NAMES) - Options.__annotations__.keys() == {"schema", "concurrency"}


@pytest.mark.parametrize(
    ("command", "left_out"),
    [
        (["run"], set()),
        (["plan"], set(NAMES[NAMES.index("refresh") :]) | {"timeout"} | {"require_quotes", "check_claims"}),
        (["cache", "why"], set(NAMES[NAMES.index("rpm") :]) | {"require_quotes", "check_claims"}),
    ],
)
def test_which_options_a_command_takes(command: list[str], left_out: set[str]) -> None:
    found = typer.main.get_command(app)
    for word in command:
        found = found.commands[word]  # type: ignore[attr-defined]
    taken = {parameter.name for parameter in found.params}
    assert set(NAMES) - taken == left_out | ({"budget", "max_tokens_total"} if command != ["run"] else set())


def told(*words: str, taken: tuple[str, ...]) -> tuple[str, list[JobOptions], int]:
    """What a command with these options says, and what it is given."""
    seen, small = [], typer.Typer(rich_markup_mode=None)

    @small.command()
    @with_job_options(*taken)
    def look(where: str, *, options: JobOptions, loud: bool = False) -> None:
        """Look there."""
        seen.append(options)
        typer.echo(f"{where} {loud}")

    done = CliRunner().invoke(small, words)
    return done.output, seen, done.exit_code


def test_a_command_takes_what_it_names_in_that_order_and_the_rest_is_usual() -> None:
    shown, _, _ = told("--help", taken=("seed", "model"))
    places = [shown.index(word) for word in ("Look there.", "--seed", "--model", "--loud")]
    assert places == sorted(places)
    assert "--language" not in shown
    said, seen, code = told("here", "--loud", "--seed", "3", "-m", "m", taken=("seed", "model"))
    assert (said, seen, code) == ("here True\n", [JobOptions(seed=3, model="m")], 0)
    assert told("here", "--language", "de", taken=("seed",))[2] == 2


def test_a_command_that_names_none_takes_all() -> None:
    shown, _, _ = told("--help", taken=())
    places = [shown.index(f"\n  --{name.replace('_', '-')}") for name in NAMES if name != "model"]
    assert places == sorted(places)


def test_a_name_that_is_no_option_is_found_at_once() -> None:
    with pytest.raises(AttributeError):
        with_job_options("modle")


def test_every_option_is_passed_on(tmp_path: Path) -> None:
    given = JobOptions(
        model="m-1",
        base_url="http://127.0.0.1:9/v1",
        schema="quotes",
        language="de",
        temperature=0.5,
        concurrency=3,
        record=tmp_path / "r",
        log=tmp_path / "log.jsonl",
        log_text=True,
    )
    job, passed = opened(given, account="out", cache=False)
    asyncio.run(job.close())
    assert passed == {name: getattr(given, name) for name in set(NAMES) - {"schema", "concurrency"}} | {
        "account": "out",
        "cache": False,
    }
    assert (job.model.name, job.wanted.schema, job.wanted.language) == ("m-1", find_schema("quotes"), "de")


@pytest.mark.parametrize("key", [None, "k"])
def test_what_a_run_would_ask_can_be_looked_at_without_a_key(
    key: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if key is not None:
        monkeypatch.setenv("OPENAI_API_KEY", key)
    file = tmp_path / "cache.db"

    async def looked() -> str:
        async with unsent(JobOptions(model=name), file) as (job, cache):
            assert cache.path == file
            return job.model.name

    name: str | None = "gpt-5-mini"
    assert asyncio.run(looked()) == name
    name = None
    assert asyncio.run(looked()) == asked_model(JobOptions()) == (EXTRACTIVE if key is None else known().default_model)


def test_an_endpoint_without_a_model_is_a_mistake_however_it_is_looked_at() -> None:
    with pytest.raises(UserError, match="Name it"):
        asked_model(JobOptions(base_url="http://127.0.0.1:9/v1"))
    assert set(ASKED) <= set(NAMES)
