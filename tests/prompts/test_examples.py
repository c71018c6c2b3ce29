"""A prompt's examples: turns before the article, held against their own text."""

import json
from pathlib import Path
from typing import Any

import pytest

from summarizer.api.examples import check_examples
from summarizer.errors import UserError
from summarizer.prompts.ask import Ask
from summarizer.prompts.messages import article_ask
from summarizer.prompts.template import Prompt, load_prompt
from summarizer.resources import folder
from summarizer.schema.article import Article
from summarizer.schema.ready import READY
from summarizer.text.reading import read
from summarizer.text.vocabulary import media_topics

FERRY = """The ferry to Ostrum will stop on Friday, harbour master Ilse Brandt said.

“We are not closing the route,” Brandt told reporters. “We are mending the boat.”

Union leader Pavel Reyes disagreed. “Nobody asked the crew,” he said.
"""
QUOTE = {"words": "Q1", "speaker": "Ilse Brandt", "mention": "S2: Brandt", "cue": "S2: told"}
BULLETS = [{"text": f"Sentence {number}.", "evidence": [f"S{number}"]} for number in (1, 2, 3)]


def prompt(tmp_path: Path, *answers: dict[str, Any], schema: str = "quotes", article: str = FERRY) -> Prompt:
    shipped = (folder("prompts") / f"{schema}.v1.md").read_text("utf-8")
    examples = [{"article": article, "answer": answer, "language": "en"} for answer in answers]
    path = tmp_path / "mine.md"
    path.write_text(f"---\nschema: {schema}\nexamples: {json.dumps(examples)}\n---\n{shipped}", "utf-8")
    return load_prompt(str(path))


def ask(prompt: Prompt, text: str = "A bridge opens. “At last,” said Ana Li.\n") -> Ask:
    return article_ask(
        "a",
        Article(text=text, language="en", title="Bridge"),
        reading=read(text, "en"),
        attributions={},
        schema=READY[prompt.schema or "article"],
        prompt=prompt,
        vocabulary=media_topics(),
    )


def test_examples_are_turns_before_the_article(tmp_path: Path) -> None:
    answers = [{"quotes": [QUOTE]}, {"quotes": []}]
    messages = ask(prompt(tmp_path, *answers)).messages
    assert [message["role"] for message in messages] == ["system", "user", "assistant", "user", "assistant", "user"]
    assert [json.loads(messages[index]["content"]) for index in (2, 4)] == answers
    shown, own = messages[1]["content"], messages[5]["content"]
    assert "[S2] “We are not closing the route,” Brandt told reporters." in shown
    assert "Q1 (S2) “We are not closing the route,”" in shown
    assert "title: Bridge" in own
    assert "Bridge" not in shown
    assert "ferry" not in own


def test_without_examples_the_messages_are_the_shipped_ones(tmp_path: Path) -> None:
    assert ask(prompt(tmp_path)).messages == ask(load_prompt("quotes.v1")).messages


def test_an_article_in_a_file_beside_the_prompt(tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text(FERRY, "utf-8")
    found = prompt(tmp_path, {"quotes": [QUOTE]}, article="ferry.txt")
    assert found.examples[0].text == FERRY
    check_examples(found, READY["quotes"])


@pytest.mark.parametrize(
    ("schema", "answer"),
    [
        ("quotes", {"quotes": [QUOTE, {"words": "Q3", "speaker": "Pavel Reyes"}]}),
        ("quotes", {"quotes": [{"words": "We are mending the boat."}]}),
        ("quotes", {"quotes": []}),
        ("quotes", {"quotes": [], "reported": [{"evidence": ["S1"], "speaker": "Ilse Brandt"}]}),
        ("brief", {"headline": "Ferry stops", "bullets": BULLETS}),
        ("interview", {"exchanges": []}),
    ],
)
def test_examples_that_hold(tmp_path: Path, schema: str, answer: dict[str, Any]) -> None:
    check_examples(prompt(tmp_path, answer, schema=schema), READY[schema])


@pytest.mark.parametrize(
    ("schema", "answer", "what"),
    [
        ("quotes", {"quotes": [{"words": "We are not shutting the route"}]}, "words.*“closing” .*“shutting”"),
        ("quotes", {"quotes": [QUOTE, {"words": "Q9"}]}, r"quotes\[1\]\.words: The article has no Q9"),
        ("quotes", {"quotes": [QUOTE | {"mention": "S2: Reyes-Brandt"}]}, r"quotes\[0\]\.mention"),
        ("quotes", {"quotes": [{"words": "S1"}]}, r"quotes\[0\]\.words: The outlet's own words"),
        ("quotes", {"quotes": [QUOTE, QUOTE]}, r"quotes\[1\]\.words: These words are in the summary already"),
        ("quotes", {"quotes": [QUOTE | {"speaker": "Pavel Reyes", "mention": None}]}, r"quotes\[0\]\.speaker.*name"),
        ("quotes", {"quots": []}, "does not fit the schema Quotes: quot"),
        ("quotes", {"quotes": [{"words": 3}]}, r"does not fit the schema Quotes: quotes\[0\]\.words"),
        ("quotes", {"quotes": [QUOTE | {"check": None}]}, r"quotes\[0\]\.check: Extra"),
        ("brief", {"headline": "Ferry stops", "bullets": BULLETS[:2]}, "does not fit the schema Brief: bullets"),
        ("brief", {"headline": "H", "bullets": [*BULLETS[:2], BULLETS[2] | {"evidence": ["S44"]}]}, r"\. bullets\[2\]"),
    ],
)  # fmt: skip
def test_examples_that_do_not_hold(tmp_path: Path, schema: str, answer: dict[str, Any], what: str) -> None:
    good = {"quotes": []} if schema == "quotes" else {"headline": "H", "bullets": BULLETS}
    with pytest.raises(UserError, match=rf"example 2 .*{what}"):
        check_examples(prompt(tmp_path, good, answer, schema=schema), READY[schema])
