"""The documentation does not lie: what can be run is run, and every option in the rest exists."""

import doctest
import json
import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from summarizer.llm.providers import known
from tests.conftest import ROOT
from tests.docs.pages import DOCS, Block, blocks, name, written_pages
from tests.docs.reader import lay_out, save, tutorials_summaries
from tests.docs.shell import Shell, as_shown, commands_in, parse, steps

KNOWN = {"console", "python", "pycon", "sh", "json", "yaml", "toml", "text", "markdown", "{toctree}"}
PAGES = [page for page in written_pages() if any(True for _ in blocks(page))]


@pytest.fixture(scope="module")
def summaries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tutorials_summaries(tmp_path_factory.mktemp("reader"))


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_blocks_run(page: Path, summaries: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if "jq " in page.read_text("utf-8") and shutil.which("jq") is None:
        pytest.skip("jq is not installed, which this page uses")
    lay_out(tmp_path, page, summaries)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUMMARIZER_MODELS", str(tmp_path / "models"))
    for preset in known().presets:
        monkeypatch.delenv(preset.key or "NO_KEY", raising=False)
    shell, names = Shell(tmp_path), {"__name__": "page"}
    for block in blocks(page):
        at = f"{page}:{block.line}"
        assert block.language in KNOWN, f"{at}: what is {block.language!r}?"
        save(block, tmp_path)
        _play(block, at, shell, names)


def _play(block: Block, at: str, shell: Shell, names: dict[str, Any]) -> None:
    match block.language:
        case "console":
            for command, shown in steps(block.text):
                printed = shell.run(command)
                assert as_shown(shown, printed), f"{at}: {command}\n--- shown\n{shown}\n--- printed\n{printed}"
        case "python":
            exec(compile("\n" * (block.line - 1) + block.text, at.rpartition(":")[0], "exec"), names)
        case "pycon":
            test = doctest.DocTestParser().get_doctest(block.text, names, at, None, block.line)
            told: list[str] = []
            doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=told.append, clear_globs=False)
            names.update(test.globs)
            assert not told, "".join(told)
        case "sh":
            assert block.text.startswith("# needs "), f"{at}: say what it needs in a first line, or make it a console"
            _parse_all(block.text, at)
        case "yaml":
            assert yaml.safe_load(block.text), at
            _parse_all(block.text, at)
        case "json":
            json.loads(block.text)
        case "toml":
            tomllib.loads(block.text)


def _parse_all(text: str, at: str) -> None:
    for command in commands_in(text):
        try:
            parse(command)
        except Exception as error:
            raise AssertionError(f"{at}: {command}: {getattr(error, 'message', error)}") from error


@pytest.mark.parametrize(
    ("command", "taken"),
    [
        ("summarizer run articles -o out --budget 5", True),
        ("summarizer cache prune --older-than 30d", True),
        ("summarizer run articles -o out --no-such-option", False),
        ("summarizer run articles", False),
        ("summarizer cache vacuum", False),
        ("summarizer run articles -o out --mode xml", False),
    ],
)
def test_wrong_options_are_seen(command: str, taken: bool) -> None:
    if taken:
        parse(command)
    else:
        with pytest.raises(Exception, match=r"\S"):
            parse(command)


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("a\nb\n", "a\nb", True),
        ("a\n", "b", False),
        ("a … c\n", "a b c", True),
        ("a\n…\nz\n", "a\nb\nc\nz", True),
        ("a\n…\n", "a\nb\nc", True),
        ("a … c\n", "a b\nc", False),
        ("3 articles\n", "1 articles · 1 call · 2.0/s\n3 articles", True),
    ],
)
def test_what_counts_as_shown(shown: str, printed: str, same: bool) -> None:
    assert as_shown(shown, printed) is same


def test_the_floors_told_are_those_held() -> None:
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"][0]
    (told,) = [block.text for block in blocks(DOCS / "developing" / "architecture.md") if block.language == "text"]
    assert told.split("\n")[:-1] == contract["layers"]


def test_options_named_in_prose_exist() -> None:
    real = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", (ROOT / "docs" / "reference" / "cli.md").read_text("utf-8")))
    others = {"--benchmark-compare", "--benchmark-save", "--help", "--no-deps", "--version"}  # of other programs
    pages = written_pages()
    assert pages
    for page in pages:
        prose = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
        named = set(re.findall(r"`[^`\n]*?(?<![\w-])(--[a-z][a-z-]+)", prose))
        assert named <= real | others, f"{page}: {named - real - others}"
