"""The reference is what the code says."""

import pytest

pytest.importorskip("griffe", reason="the docs extra is not installed: pip install -e '.[docs]'")

from docs.from_code.command_line import commands
from docs.from_code.markdown import code, prose
from docs.from_code.pages import FOLDER, pages
from docs.from_code.settings import VARIABLES, read_in_code
from tests.docs.pages import written_pages


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return pages()


@pytest.mark.parametrize("name", ["cli.md", "python.md", "schemas.md", "vocabulary.md", "settings.md"])
def test_pages_are_what_the_code_gives(name: str, made: dict[str, str]) -> None:
    written = (FOLDER / name).read_text("utf-8")
    assert written == made[name], f"docs/reference/{name} is old; write it anew: python -m docs.from_code"


def test_no_meaning_is_left_empty(made: dict[str, str]) -> None:
    told = {name: text for name, text in made.items() if name != "settings.md"}  # its figures may be unknown
    assert [line for text in told.values() for line in text.splitlines() if line.endswith("|  |")] == []


def test_every_environment_variable_is_told() -> None:
    assert read_in_code() == set(VARIABLES), "docs/from_code/settings.py and the code name different variables"


def test_public_names_are_all_there(made: dict[str, str]) -> None:
    import summarizer

    assert [name for name in summarizer.__all__ if f"\n### {name}\n" not in made["python.md"]] == []


def test_every_page_is_held() -> None:
    assert {path.name for path in FOLDER.glob("*.md")} == {*pages(), "index.md"}


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("a | b", "a \\| b"),
        ("see `a|b`", "see `a\\|b`"),
        ("'$.quotes[*].text'", "'$.quotes[\\*].text'"),
        ("of <str>", "of \\<str>"),
        ("two\nlines", "two lines"),
    ],
)
def test_prose_means_itself(text: str, markdown: str) -> None:
    assert prose(text) == markdown


def test_code_in_a_table() -> None:
    assert code("int | None") == "`int \\| None`"
    assert code("") == ""


def test_every_command_is_told_of_outside_its_reference() -> None:
    told = "\n".join(page.read_text("utf-8") for page in written_pages() if page.name != "cli.md")
    names = [name.removeprefix("summarizer ") for name, _, _ in commands()]
    assert len(names) > 20
    assert [name for name in names if name not in told] == []


def test_the_picture_is_light() -> None:
    picture = (FOLDER.parent / "images" / "report.png").read_bytes()
    assert int.from_bytes(picture[16:20], "big") == 1440  # a PNG's width stands there
    assert len(picture) < 300_000
