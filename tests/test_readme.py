"""The README does not lie: its Python runs, its console shows what is printed."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarizer.cli import app
from tests.conftest import FIXTURES, ROOT
from tests.docs.shell import as_shown

README = (ROOT / "README.md").read_text("utf-8")
PYTHON = re.findall(r"^```python\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
CONSOLE = re.findall(r"^```console\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("block", PYTHON)
def test_python_runs(block: str) -> None:
    assert "\n" in block
    exec(compile(block, "README.md", "exec"), {})


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the fixtures and their replayed summaries, as the README has them."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "fixtures").symlink_to(FIXTURES)
    words = ["run", str(FIXTURES / "articles"), "-o", str(folder / "summaries")]
    result = CliRunner().invoke(app, [*words, "--replay", str(FIXTURES / "recordings")])
    assert result.exit_code == 0, result.stderr
    return folder


@pytest.mark.parametrize("block", CONSOLE)
def test_console_shows_what_is_printed(block: str, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    command, _, shown = block.removeprefix("$ ").partition("\n")
    result = CliRunner().invoke(app, shlex.split(command)[1:])
    assert result.exit_code in {0, 1}, result.stderr
    assert as_shown(shown, result.stdout), result.stdout


def test_the_commands_of_the_table_exist() -> None:
    named = re.findall(r"^\| `summarizer (\w+)", README, re.MULTILINE)
    assert len(named) >= 6
    for name in named:
        assert CliRunner().invoke(app, [name, "--help"]).exit_code == 0, name
