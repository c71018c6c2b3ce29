"""The cache's commands, over a run through a real server."""

import json
import os
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarizer.cli import app
from summarizer.cli.amounts import parse_duration, parse_size, size_text
from summarizer.errors import UserError
from summarizer.store.cache import Cache
from summarizer.store.exchange import Exchange, Request
from summarizer.store.ledger import Ledger
from tests.conftest import FIXTURES
from tests.endpoint import KEY, Script
from tests.scripted import summary

ARTICLE = "The port of Sarnow will close for a week, harbour master Lena Vogt said. Ferries will run from Dorn.\n"
RECORDINGS = FIXTURES / "recordings"
KEPT = len(list(RECORDINGS.glob("*.json")))


def call(*words, **more):
    return CliRunner().invoke(app, [*map(str, words)], **more)


def one_sentence(done):
    assert done.exit_code == 2, done.output
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr
    return done.stderr


@pytest.fixture
def cache_file():
    return Path(os.environ["SUMMARIZER_CACHE"])


@pytest.fixture
def filled(cache_file):
    """A cache with entries of two models; the one for `0.txt` was used three times, and long ago."""
    cache = Cache(cache_file)
    for number in range(6):
        model = "gpt-4o" if number % 2 else "local-model"
        request = Request(
            "api.openai.com/v1" if number % 2 else "127.0.0.1:9/v1",
            {"model": model, "messages": [{"role": "user", "content": "x" * 100_000 + str(number)}]},
            f"{number}.txt",
        )
        usage = {"prompt_tokens": 1_000_000, "completion_tokens": 100_000}
        message = {"role": "assistant", "content": "said"}
        cache.put(Exchange(request, {"choices": [{"message": message}], "usage": usage}))
        for _ in range(2 * (number == 1)):
            cache.get(request)
    cache.remember("p", "m", {"mode": "json"})
    Ledger(cache, "run", usd=1.0, tokens=None).reserve(0.5, 1)
    cache.close()
    connection = sqlite3.connect(cache_file)
    connection.execute("UPDATE exchanges SET used = used - 86400 * 40 WHERE article = '0.txt'")
    connection.commit()
    connection.close()
    return cache_file


def left(path):
    connection = sqlite3.connect(path)
    names = [row[0] for row in connection.execute("SELECT article FROM exchanges ORDER BY article")]
    bodies = connection.execute("SELECT count(*) FROM bodies").fetchone()[0]
    connection.close()
    assert bodies == len(names)
    return names


def test_info_says_what_was_saved(filled):
    shown = call("cache", "info").stdout
    assert "entries  6" in shown
    assert "hits     2 (25.0% of what was asked)" in shown
    assert "saved    2,000,000 in, 200,000 out · $7.00" in shown  # 2 x (1 million at $2.50, 100,000 at $10 a million)
    lines = {line.split()[0]: line for line in shown.splitlines() if " at " in line}
    assert lines["gpt-4o"].split()[3:] == ["3", "2", "3,000,000", "300,000", "$10.50", "$7.00"]
    assert "price unknown" in lines["local-model"]
    row = json.loads(call("cache", "info", "--json").stdout)
    assert (row["entries"], row["hits"], row["hit_rate"]) == (6, 2, 0.25)
    assert row["saved_usd"] == pytest.approx(7.0)
    assert {model["model"]: model["cost_usd"] for model in row["models"]} == {"gpt-4o": 10.5, "local-model": None}
    assert row["bytes"] == filled.stat().st_size


def test_another_file_can_be_named(filled, tmp_path):
    assert "entries  0" in call("cache", "info", "--cache", tmp_path / "other.db").stdout
    assert not (tmp_path / "other.db").exists()
    assert "entries  6" in call("cache", "info", "--cache", filled).stdout


COMMANDS = [["info"], ["prune", "--max-size", "1MB"], ["clear", "--yes"], ["export", "out"], ["import", RECORDINGS]]


@pytest.mark.parametrize("command", [*COMMANDS, ["why", "one.txt", "--model", "m"]], ids=lambda words: words[0])
@pytest.mark.parametrize("kind", ["text", "folder", "newer", "other program's"])
def test_a_file_that_is_no_cache_is_one_sentence_and_stays(tmp_path, monkeypatch, command, kind):
    monkeypatch.chdir(tmp_path)
    Path("one.txt").write_text(ARTICLE)
    path = tmp_path / "named"
    if kind == "text":
        path.write_text("An article, and no database at all.\n" * 20)
    elif kind == "folder":
        path.mkdir()
    else:
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
        connection.execute(f"PRAGMA user_version = {99 if kind == 'newer' else 0}")
        connection.close()
    before = path.read_bytes() if path.is_file() else None
    assert "named" in one_sentence(call("cache", *command, "--cache", path))
    assert sorted(file.name for file in tmp_path.iterdir()) == ["named", "one.txt"]
    assert before is None or path.read_bytes() == before


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--older-than", "30d"], "12345"),
        (["--older-than", "60d"], "012345"),
        (["--model", "gpt-4o"], "024"),
        (["--model", "local-model", "--older-than", "30d"], "12345"),
        (["--model", "gpt-4o", "--older-than", "30d"], "012345"),
        (["--max-size", "1GB"], "012345"),
        (["--max-size", "0"], ""),
        (["--max-size", "0", "--model", "gpt-4o"], "024"),
    ],
)
def test_prune_takes_what_it_is_told(filled, options, expected):
    dry = call("cache", "prune", *options, "--dry-run")
    assert left(filled) == [f"{number}.txt" for number in range(6)]
    done = call("cache", "prune", *options)
    assert done.exit_code == 0, done.output
    assert left(filled) == [f"{number}.txt" for number in expected]
    assert dry.stdout == done.stdout.replace("taken out", "would take out")
    assert f"left: {len(expected)} " in done.stdout


def test_prune_to_a_size_takes_the_longest_unused_and_makes_the_file_smaller(filled):
    whole = filled.stat().st_size
    assert call("cache", "prune", "--max-size", whole // 2).exit_code == 0
    assert filled.stat().st_size <= whole // 2
    names = left(filled)
    assert 0 < len(names) < 6
    by_use = [f"{number}.txt" for number in (0, 2, 3, 4, 5, 1)]
    assert names == sorted(by_use[-len(names) :])


@pytest.mark.parametrize(
    "options", [[], ["--older-than", "soon"], ["--older-than", "-1d"], ["--max-size", "2 horses"], ["--max-size", ""]]
)
def test_prune_wants_to_know_what(filled, options):
    one_sentence(call("cache", "prune", *options))
    assert len(left(filled)) == 6


def test_clear_asks_first(filled):
    assert "--yes" in one_sentence(call("cache", "clear"))
    assert len(left(filled)) == 6
    assert call("cache", "clear", "--yes").exit_code == 0
    assert left(filled) == []
    cache = Cache(filled)
    assert cache.recall("p", "m") is None
    assert Ledger(cache, "run", usd=1.0, tokens=None).spent().usd == 0
    cache.close()
    assert call("cache", "clear", "--yes").exit_code == 0


@pytest.mark.parametrize(("said", "count"), [("y\n", 0), ("n\n", 6), ("\n", 6)])
def test_clear_on_a_terminal(filled, monkeypatch, said, count):
    monkeypatch.setattr("summarizer.cli.cache.at_a_terminal", lambda: True)
    done = call("cache", "clear", input=said)
    assert done.exit_code == (0 if count == 0 else 1)
    assert len(left(filled)) == count


def test_out_and_in_again(cache_file, tmp_path):
    assert f"{KEPT} new, 0 there already" in call("cache", "import", RECORDINGS).stdout
    assert f"0 new, {KEPT} there already" in call("cache", "import", RECORDINGS).stdout
    assert call("cache", "export", tmp_path / "out").stdout.startswith(f"{KEPT} exchanges")
    originals = sorted((json.loads(path.read_text("utf-8")) for path in RECORDINGS.glob("*.json")), key=str)
    written = sorted((json.loads(path.read_text("utf-8")) for path in (tmp_path / "out").glob("*.json")), key=str)
    assert written == originals
    again = call("cache", "import", tmp_path / "out", "--cache", tmp_path / "again.db")
    assert f"{KEPT} new" in again.stdout
    assert len(left(tmp_path / "again.db")) == len(left(cache_file)) == KEPT


def test_exporting_nothing(tmp_path):
    assert "empty" in call("cache", "export", tmp_path / "out").stdout
    assert not (tmp_path / "out").exists()


def test_what_is_no_answer_is_not_imported(tmp_path):
    recording = json.loads(next(RECORDINGS.glob("*.json")).read_text("utf-8"))
    recording["completion"]["choices"][0]["finish_reason"] = "length"
    (tmp_path / "cut.1.json").write_text(json.dumps(recording))
    assert call("cache", "import", tmp_path).stdout.startswith("0 new, 0 there already, 1 left out")


@pytest.mark.parametrize("text", ["{", "[]", "{}"])
def test_importing_what_is_no_recording(tmp_path, text):
    (tmp_path / "x.json").write_text(text)
    assert "x.json" in one_sentence(call("cache", "import", tmp_path))


def test_importing_from_nowhere(tmp_path):
    assert "no recordings" in one_sentence(call("cache", "import", tmp_path / "nowhere"))


@pytest.fixture
def asked(script: Script, tmp_path, monkeypatch):
    """An article that was summarized, and the words that ask why it would be again."""
    script.will(then=Script.text(json.dumps(summary(headline="Port closes"))))
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    path = tmp_path / "one.txt"
    path.write_text(ARTICLE)
    options = ["--model", "m-1", "--base-url", script.base_url, "--mode", "json"]
    done = call("run", path, "-o", tmp_path / "out.jsonl", *options)
    assert done.exit_code == 0, done.output
    assert script.seen
    script.seen.clear()
    monkeypatch.delenv("OPENAI_API_KEY")
    return ["cache", "why", path, *options]


def why(*words):
    done = call(*words)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_why_of_what_is_kept(asked, script):
    assert "one.txt: kept: nothing would be asked" in why(*asked)
    assert not script.seen


def test_why_of_another_text(asked, script, tmp_path):
    (tmp_path / "one.txt").write_text(ARTICLE.replace("a week", "a month"))
    shown = why(*asked)
    assert "changed since: text\n" in shown
    assert "- The port of Sarnow will close for a week" in shown
    assert "+ The port of Sarnow will close for a month" in shown
    assert "asking takes about" in shown
    assert "about 7 out" in shown
    assert not script.seen


def test_why_of_another_name_of_the_same_text(asked, tmp_path):
    (tmp_path / "two.txt").write_text(ARTICLE.replace("Ferries", "Boats"))
    asked[2] = tmp_path / "two.txt"
    shown = why(*asked)
    assert "as one.txt" in shown
    assert "changed since: text\n" in shown
    asked[2].write_text(ARTICLE)
    assert "two.txt: kept" in why(*asked)


def test_why_compares_with_the_answer_for_the_same_schema(tmp_path):
    assert call("cache", "import", RECORDINGS).exit_code == 0
    options = ["--model", "large-language-model", "--base-url", "http://127.0.0.1:8124/v1", "--mode", "tools"]
    text = (FIXTURES / "articles" / "split_curly.txt").read_text("utf-8")
    for name in ("split_curly.txt", "another name.txt"):
        (tmp_path / name).write_text(text.replace("six million", "nine million"), "utf-8")
        shown = why("cache", "why", tmp_path / name, *options)
        assert "changed since: text\n" in shown
        assert "+ “It’s also a lovely way to lose nine million pounds.”" in shown


def test_why_of_another_article(asked, tmp_path):
    (tmp_path / "two.txt").write_text("Rain fell on the hills above Oberau all night, and two bridges were closed.\n")
    asked[2] = tmp_path / "two.txt"
    assert "for the first time" in why(*asked)


@pytest.mark.parametrize(
    ("more", "changed"),
    [
        (["--model", "m-2"], "model"),
        (["--mode", "tools"], "prompt, schema, mode"),
        (["--language", "de"], "prompt"),
        (["--temperature", "0.5", "--seed", "3"], "parameters"),
    ],
    ids=lambda value: str(value[0]) if isinstance(value, list) else None,
)
def test_why_of_other_options(asked, more, changed):
    shown = why(*asked, *more)
    assert f"changed since: {changed}\n" in shown


def test_why_says_what_asking_would_cost(asked, tmp_path):
    (tmp_path / "one.txt").write_text(ARTICLE.replace("a week", "a month"))
    assert "cost unknown" in why(*asked)
    # the server always reports 100 tokens in and 7 out, and the text is two characters longer
    assert "about 100 tokens in, about 7 out · $0.0011" in why(*asked, "--price", "10,10")


def test_why_of_another_schema(asked):
    changed = next(line for line in why(*asked, "--schema", "brief").splitlines() if line.startswith("changed"))
    assert "prompt" in changed
    assert "text" not in changed


def test_why_of_a_prompt_of_ones_own(asked, tmp_path):
    own = (FIXTURES.parent / "prompts" / "article.v1.md").read_text("utf-8")
    (tmp_path / "own.md").write_text(own.replace("Newsrooms print what you answer", "Editors read what you answer"))
    shown = why(*asked, "--prompt", tmp_path / "own.md")
    assert "changed since: prompt\n" in shown
    assert "Editors read what you answer" in shown


def test_why_where_nobody_is_asked(tmp_path):
    (tmp_path / "one.txt").write_text(ARTICLE)
    assert "--model" in one_sentence(call("cache", "why", tmp_path / "one.txt"))
    assert "--model" in one_sentence(call("cache", "why", tmp_path / "one.txt", "--model", "extractive"))


@pytest.mark.parametrize("text", ["", "   \n"])
def test_why_of_no_article(tmp_path, text):
    (tmp_path / "one.txt").write_text(text)
    assert "one.txt" in one_sentence(call("cache", "why", tmp_path / "one.txt", "--model", "m-1"))
    assert "none.txt" in one_sentence(call("cache", "why", tmp_path / "none.txt", "--model", "m-1"))


@pytest.mark.parametrize(
    ("said", "seconds"), [("30d", 2_592_000), ("12h", 43_200), ("1.5 w", 907_200), ("90s", 90), ("10min", 600)]
)
def test_durations(said, seconds):
    assert parse_duration(said) == seconds


@pytest.mark.parametrize(
    ("said", "size"), [("2GB", 2 * 10**9), ("1.5GiB", 1610612736), ("500 mb", 5 * 10**8), ("7", 7), ("3k", 3000)]
)
def test_sizes(said, size):
    assert parse_size(said) == size


@pytest.mark.parametrize("said", ["", "d", "30", "1e3d", "NaNd", "30 days ago"])
def test_what_is_no_duration(said):
    with pytest.raises(UserError, match="no duration"):
        parse_duration(said)


@pytest.mark.parametrize(
    ("size", "said"), [(0, "0 bytes"), (999, "999 bytes"), (1500, "1.5 kB"), (2e9, "2.0 GB"), (3e15, "3,000.0 TB")]
)
def test_sizes_for_people(size, said):
    assert size_text(size) == said
