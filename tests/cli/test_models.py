"""`summarizer models` and `summarizer models test`, against servers on loopback."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from typer.testing import CliRunner

from summarizer.cli import app
from summarizer.llm import providers
from summarizer.llm.modes import LADDER
from summarizer.llm.providers import known
from summarizer.store.cache import Cache
from tests.endpoint import KEY

RIGHT = '{"town": "Sarnow", "cats": 2}'


class Listing(BaseHTTPRequestHandler):
    """Answers any GET with what the test put there."""

    def do_GET(self):
        status, body = self.server.said
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments):
        """Tests keep quiet."""


@pytest.fixture
def run():
    def go(*words):
        return CliRunner().invoke(app, ["models", *words])

    return go


@pytest.fixture(autouse=True)
def no_keys_and_no_servers(monkeypatch):
    for preset in known().presets:
        monkeypatch.delenv(preset.key or "-", raising=False)
    for name in ("AZURE_OPENAI_ENDPOINT", "OPENAI_API_VERSION", "AZURE_OPENAI_AD_TOKEN"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def listing(monkeypatch):
    """A server at Ollama's place; all other local servers are at a port where nothing is."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Listing)
    server.daemon_threads = True
    url = f"http://127.0.0.1:{server.server_port}/v1"
    there = {"ollama": url}
    presets = tuple(
        preset.model_copy(update={"base_url": there.get(preset.name, "http://127.0.0.1:9/v1")})
        if preset.local
        else preset
        for preset in known().presets
    )
    moved = known().model_copy(update={"presets": presets})
    for module in (providers, __import__("summarizer.llm.survey", fromlist=["known"])):
        monkeypatch.setattr(module, "known", lambda: moved)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join(timeout=5)


def rows(done):
    return {row["name"].partition("/")[0]: row for row in json.loads(done.stdout)["models"]}


@pytest.mark.parametrize(
    ("status", "body", "state", "models"),
    [
        (200, {"object": "list", "data": [{"id": "gemma3:4b"}, {"id": "qwen3"}]}, "ready", ["gemma3:4b", "qwen3"]),
        (200, {"object": "list", "data": None}, "ready", []),
        (200, {"hello": "world"}, "no server", []),
        (200, [1, 2], "no server", []),
        (404, {"error": "no"}, "no server", []),
        (200, "<html>", "no server", []),
    ],
)
def test_a_local_server_says_which_models_it_has(run, listing, *, status, body, state, models):
    listing.said = (status, body.encode() if isinstance(body, str) else json.dumps(body).encode())
    done = run("--json")
    assert done.exit_code == 0, done.stderr
    found = rows(done)
    assert (found["ollama"]["state"], found["ollama"]["models"]) == (state, models)
    assert found["vllm"]["state"] == "no server"


def test_keys_are_said_to_be_set_and_never_shown(run, listing, monkeypatch):
    listing.said = (404, b"")
    monkeypatch.setenv("GROQ_API_KEY", KEY)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("AZURE_OPENAI_API_KEY", KEY)
    for words in ([], ["--json"]):
        done = run(*words)
        assert done.exit_code == 0, done.stderr
        assert KEY not in done.stdout + done.stderr
    found = rows(done)
    assert {name: found[name]["state"] for name in ("groq", "openai", "mistral", "azure")} == {
        "groq": "ready",
        "openai": "ready",
        "mistral": "no key",
        "azure": "no key",
    }
    assert "AZURE_OPENAI_ENDPOINT" in found["azure"]["about"]
    assert json.loads(done.stdout)["default"] == known().default_model


def test_without_anything_the_extractive_model_is_the_default(run, listing):
    listing.said = (404, b"")
    done = run()
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("extractive ")
    assert "Without --model: extractive" in done.stdout


def answers(script, working):
    def reply(seen):
        script.seen.append(seen)
        kind = seen.body.get("response_format", {}).get("type")
        name = (
            "tools" if "tools" in seen.body else {"json_schema": "json_schema strict", "json_object": "json"}.get(kind)
        )
        name = name or "md_json"
        if name not in working:
            return script.error(400, f"{name}: response_format tools is not supported")
        return script.call(RIGHT) if name == "tools" else script.text(f"```json\n{RIGHT}\n```")

    script.next = reply


def test_a_trial_says_what_works_and_the_next_run_begins_there(run, script):
    answers(script, {"json", "md_json"})
    done = run("test", "m-1", "--base-url", script.base_url, "--json")
    assert done.exit_code == 0, done.stderr
    trial = json.loads(done.stdout)
    assert [attempt["way"] for attempt in trial["attempts"]] == [str(rung) for rung in LADDER]
    assert [attempt["works"] for attempt in trial["attempts"]] == [False, False, True, True]
    assert all(attempt["right"] for attempt in trial["attempts"] if attempt["works"])
    assert trial["attempts"][2]["usage"]["output_tokens"] == 7
    assert (trial["chosen"], trial["kept"]) == ("json", True)
    cache = Cache()
    assert cache.recall(script.base_url.removeprefix("http://"), "m-1")["begins"] == "json"
    cache.close()


def test_a_trial_in_words(run, script):
    answers(script, {"tools"})
    done = run("test", "m-1", "--base-url", script.base_url)
    assert done.exit_code == 0, done.stderr
    assert "100 tokens in, 7 out, price not known" in done.stdout
    assert "Mode that will be used: tools (kept for later runs)." in done.stdout


def test_an_answer_that_is_wrong_is_said_to_be(run, script):
    script.will(then=script.text('{"town": "Bergen", "cats": 9}'))
    done = run("test", "m-1", "--base-url", script.base_url, "--json")
    first = json.loads(done.stdout)["attempts"][0]
    assert (first["works"], first["right"]) == (True, False)


def test_a_wrong_key_is_tried_once(run, script):
    script.will(then=script.error(401, "bad key"))
    done = run("test", "m-1", "--base-url", script.base_url)
    assert done.exit_code == 1
    assert len(script.seen) == 1
    assert "does not accept the key" in done.stdout


def test_a_provider_that_nobody_knows_is_a_mistake(run):
    done = run("test", "opnai/m")
    assert done.exit_code == 2
    assert "did you mean openai/m" in done.stderr
