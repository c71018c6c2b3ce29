"""Front matter: what may stand at the head of a prompt's file."""

from pathlib import Path

import pytest

from summarizer.errors import UserError
from summarizer.prompts.template import Prompt, load_prompt
from summarizer.resources import folder
from summarizer.schema.ready import READY, prompt_for

BODY = "# system\n\nShort.\n\n# user\n\n{% for p in paragraphs %}{{ p | join(' ') }}{% endfor %}\n"


def prompt(tmp_path: Path, head: str, body: str = BODY) -> Prompt:
    path = tmp_path / "mine.md"
    path.write_text(head + body, "utf-8")
    return load_prompt(str(path))


@pytest.mark.parametrize(
    ("head", "name", "schema"),
    [
        ("", "mine", None),
        ("---\n---\n", "mine", None),
        ("---\n# only a comment\n---\n\n", "mine", None),
        ("---\nname: desk\n---\n", "desk", None),
        ("---\nversion: 3\n---\n", "mine.v3", None),
        ("---\nname: desk\nversion: spring\n---\n", "desk.spring", None),
        ('---\nname: desk\nversion: "1.10"\nschema: brief\n---\n', "desk.1.10", "brief"),
        ("---  \nschema: quotes\n---\t\n", "mine", "quotes"),
        ("---\r\nschema: quotes\r\n---\r\n", "mine", "quotes"),
        ("---\nexamples: []\n---\n", "mine", None),
    ],
)
def test_front_matter_that_is_read(tmp_path: Path, head: str, name: str, schema: str | None) -> None:
    found = prompt(tmp_path, head)
    assert (found.name, found.schema, found.examples) == (name, schema, ())
    assert [m["role"] for m in found.render(paragraphs=[["a"]])] == ["system", "user"]
    assert "---" not in "".join(m["content"] for m in found.render(paragraphs=[["a"]]))


@pytest.mark.parametrize(
    ("head", "what"),
    [
        ("---\nname: desk\n", "does not end"),
        ("---\nmodle: x\n---\n", "there is no modle; there may be name, version, schema, examples"),
        ("---\nname: [a]\n---\n", "name: input should be a valid string"),
        ("---\nversion: 1.10\n---\n", "version"),
        ("---\nversion: true\n---\n", "version"),
        ("---\nschema: poem\n---\n", "names a schema poem; give one of: article, brief"),
        ("---\n- a\n- b\n---\n", "names with values"),
        ("---\njust words\n---\n", "names with values"),
        ("---\nname: desk\nversion: [\n---\n", r"not valid YAML, line \d"),
        ("---\nname: 2026-99-99\n---\n", "not valid YAML"),
        ("---\nname: !!python/object:os.system {}\n---\n", "not valid YAML"),
        ("---\nexamples: 3\n---\n", "examples: input should be a valid list"),
        ("---\nexamples:\n  - article: Words.\n---\n", r"examples\[0\]\.answer: field required"),
        ("---\nexamples:\n  - {article: Words., answer: {a: 1}, reply: 2}\n---\n", r"no examples\[0\]\.reply"),
        ("---\nexamples:\n  - {article: Words., answer: {day: 2031-05-17}}\n---\n", r"examples\[0\]\.answer\.day"),
        ("---\nexamples:\n  - {article: gone.txt, answer: {}}\n---\n", r"example 1: the article .*gone\.txt cannot be"),
        ("---\nexamples:\n  - {article: '…', answer: {}}\n---\n", "example 1: its article is empty"),
        ("---\nname: desk\n---\nwords\n", "outside its parts"),
    ],
)
def test_front_matter_that_cannot_be_used(tmp_path: Path, head: str, what: str) -> None:
    with pytest.raises(UserError, match=what) as error:
        prompt(tmp_path, head)
    assert "\n" not in str(error.value)


def test_a_rule_below_the_head_is_only_text(tmp_path: Path) -> None:
    found = prompt(tmp_path, "", "# system\n\n---\nname: x\n---\n\n# user\n\nwords\n")
    assert found.name == "mine"
    assert "name: x" in found.render()[0]["content"]


def test_the_digest_changes_with_an_examples_file(tmp_path: Path) -> None:
    head = "---\nexamples:\n  - {article: beside.txt, answer: {}}\n---\n"
    digests = set()
    for text in ("The ferry is late.", "The ferry is early."):
        (tmp_path / "beside.txt").write_text(text, "utf-8")
        digests.add(prompt(tmp_path, head).digest)
    assert len(digests) == 2


@pytest.mark.parametrize("name", READY)
def test_each_ready_schema_has_its_prompt(name: str) -> None:
    assert load_prompt(prompt_for(name)).name == prompt_for(READY[name]) == f"{name}.v1"


@pytest.mark.parametrize("path", sorted(folder("prompts").glob("*.md")), ids=lambda path: path.stem)
def test_shipped_prompts_are_sent_without_examples(path: Path) -> None:
    found = load_prompt(path.stem)
    assert (found.name, found.examples) == (path.stem, ())
