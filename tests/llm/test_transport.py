"""The wire to an endpoint, byte by byte: what it bears, what it tells, and that it leaves nothing behind."""

import asyncio
import errno
import gc
import gzip
import json
import logging
import socket
import ssl
import struct
import threading
import time
import warnings
import zlib
from contextlib import suppress
from pathlib import Path

import httpx2
import pytest
from openai import APIConnectionError

from summarizer.errors import Unavailable, UserError
from summarizer.llm.endpoint import Endpoint
from summarizer.llm.faults import Attempted, translated
from summarizer.llm.pacer import Limits
from summarizer.llm.purse import Purse
from summarizer.llm.transport import transport
from summarizer.store.exchange import Request
from tests.endpoint import KEY, Script

BODY = {"model": "m-1", "messages": [{"role": "user", "content": "Rain?"}]}
SAID = json.dumps(Script.completion("ok")).encode()
CERTIFICATE = Path(__file__).with_name("localhost.pem")
"""For localhost alone, signed by itself, with its key: made for these tests."""
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")


def http(body=SAID, *, status="200 OK", length=None, headers=()):
    head = [f"HTTP/1.1 {status}", "Content-Type: application/json", f"Content-Length: {length or len(body)}", *headers]
    return "\r\n".join([*head, "", ""]).encode("latin-1") + body


def chunked(body, end=b"0\r\n\r\n", headers=()):
    head = "\r\n".join(["HTTP/1.1 200 OK", "Transfer-Encoding: chunked", *headers, "", ""]).encode()
    return head + b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:100], body[100:]) if part) + end


class Raw:
    """Speaks to each connection in its own thread; keeps the heads of what it was asked."""

    def __init__(self, speak, *, encrypted=False):
        self.speak, self.heads, self.connections = speak, [], 0
        self._context = None
        if encrypted:
            self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._context.load_cert_chain(CERTIFICATE)
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=2048)
        self.port = self._listening.getsockname()[1]
        self.url = f"http{'s' if encrypted else ''}://localhost:{self.port}/v1"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        with suppress(OSError):
            while True:
                connection, _ = self._listening.accept()
                connection.settimeout(5)
                self.connections += 1
                threading.Thread(target=self._serve, args=(connection, self.connections), daemon=True).start()

    def _serve(self, connection, number):
        with connection, suppress(OSError):
            if self._context is None:
                self.speak(self, connection, number)
                return
            with self._context.wrap_socket(connection, server_side=True) as encrypted:
                self.speak(self, encrypted, number)

    def asked(self, connection):
        """Read one request; False where there is none any more."""
        read = b""
        while b"\r\n\r\n" not in read:
            part = connection.recv(65_536)
            if not part:
                return False
            read += part
        head, _, body = read.partition(b"\r\n\r\n")
        lines = head.decode().splitlines()
        fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
        while len(body) < int(fields.get("content-length", 0)):
            body += connection.recv(65_536)
        self.heads.append((lines[0], fields))
        return True

    def close(self):
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()


@pytest.fixture
def serve(monkeypatch):
    for name in (*PROXIES, *map(str.lower, PROXIES), "SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
    begun = []

    def begin(speak, **options):
        begun.append(Raw(speak, **options))
        return begun[-1]

    yield begin
    for server in begun:
        server.close()


def always(said):
    def speak(server, connection, _number):
        while server.asked(connection):
            connection.sendall(said)

    return speak


def once(said):
    """Say it, and hang up."""

    def speak(server, connection, _number):
        server.asked(connection)
        connection.sendall(said)

    return speak


def ask(url, times=1, **options):
    async def go():
        endpoint = Endpoint(url, KEY, **{"timeout": 5.0, "pause": 0.01, "attempts": 2, **options})
        try:
            return [await endpoint(Request("the endpoint", BODY)) for _ in range(times)]
        finally:
            await endpoint.close()

    return asyncio.run(go())


def refusal(url, **options):
    with pytest.raises(Unavailable) as caught:
        ask(url, **options)
    return str(caught.value)


LONG = "o" * 5_000_000
SHAPES = {
    "gzip": http(gzip.compress(SAID), headers=["Content-Encoding: gzip"]),
    "deflate": http(zlib.compress(SAID), headers=["Content-Encoding: deflate"]),
    "chunked": chunked(SAID),
    "chunked gzip": chunked(gzip.compress(SAID), headers=["Content-Encoding: gzip"]),
    "to the end of the connection": b"HTTP/1.1 200 OK\r\n\r\n" + SAID,
    "HTTP/1.0": b"HTTP/1.0 200 OK\r\n\r\n" + SAID,
    "early hints": b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + http(),
    "a header of 20 kB": http(headers=[f"X-Long: {'y' * 20_000}"]),
    "headers of 45 kB": http(headers=[f"X-{n}: {'y' * 500}" for n in range(90)]),
    "a header in Latin-1": http(headers=["X-Odd: café"]),
    "cookies": http(headers=["Set-Cookie: a=b; Path=/", "Set-Cookie: c=d"]),
    "no reason": http(status="200"),
    "5 MB": http(SAID.replace(b'"ok"', f'"{LONG}"'.encode())),
}


@pytest.mark.parametrize("name", SHAPES)
def test_answers_in_all_shapes_are_read(serve, name):
    (answered,) = ask(serve(once(SHAPES[name])).url)
    assert answered.completion["choices"][0]["message"]["content"] == (LONG if name == "5 MB" else "ok")
    assert answered.attempts == 1


CUT = {
    "a length too large": http(SAID[:40], length=len(SAID)),
    "chunks without an end": chunked(SAID, end=b""),
    "half of the headers": b"HTTP/1.1 200 OK\r\nContent-Ty",
    "nothing": b"",
    "no HTTP": b"SSH-2.0-Server\r\n",
    "damaged gzip": http(b"nonsense", headers=["Content-Encoding: gzip"]),
    "more brackets than can be read": http(b"[" * 200_000),
}


@pytest.mark.parametrize("name", CUT)
def test_an_answer_that_breaks_off_is_asked_for_again(serve, name):
    def speak(server, connection, number):
        once(CUT[name] if number == 1 else http())(server, connection, number)

    (answered,) = ask(serve(speak).url)
    assert answered.attempts == 2


@pytest.mark.parametrize("name", CUT)
def test_an_answer_that_always_breaks_off_is_not_told_as_slow_or_unreachable(serve, name):
    told = refusal(serve(once(CUT[name])).url)
    assert told.endswith("try again later.") or "other than JSON" in told
    assert "(2 attempts)" in told or "; 2 attempts)" in told
    assert "within" not in told
    assert "reached" not in told


@pytest.mark.parametrize("when", ["before", "after the request", "within the headers", "within the body"])
def test_a_connection_that_is_reset_is_asked_again(serve, when):
    def speak(server, connection, number):
        if number > 1:
            once(http())(server, connection, number)
            return
        if when != "before":
            server.asked(connection)
        connection.sendall({"within the headers": b"HTTP/1.1 2", "within the body": http(length=9_999)}.get(when, b""))
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    (answered,) = ask(serve(speak).url)
    assert answered.attempts == 2


@pytest.mark.parametrize("encrypted", [False, True])
def test_a_connection_that_the_server_closed_meanwhile_costs_no_attempt(serve, monkeypatch, encrypted):
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    hang_up, gone = threading.Event(), threading.Event()

    def speak(server, connection, _number):
        server.asked(connection)
        connection.sendall(http())
        hang_up.wait(5)
        connection.close()
        gone.set()

    server = serve(speak, encrypted=encrypted)

    async def go():
        endpoint = Endpoint(server.url, KEY, attempts=2, pause=0.01)
        await endpoint(Request("the endpoint", BODY))
        hang_up.set()
        gone.wait(5)
        time.sleep(0.05)  # noqa: ASYNC251 # a busy event loop, which hears nothing
        answered = await endpoint(Request("the endpoint", BODY))
        await endpoint.close()
        return answered.attempts

    assert asyncio.run(go()) == 1
    assert len(server.heads) == server.connections == 2


def test_a_connection_is_used_again(serve):
    server = serve(always(http()))
    ask(server.url, times=3)
    assert (len(server.heads), server.connections) == (3, 1)


def test_name_and_password_of_an_address_are_sent_in_place_of_the_key(serve):
    server = serve(always(http()))
    ask(server.url.replace("localhost", "user:p%40ss@localhost"))
    assert server.heads[0][1]["authorization"] == "Basic dXNlcjpwQHNz"


@pytest.mark.parametrize(("status", "method"), [(301, "GET"), (307, "POST"), (308, "POST")])
def test_redirects_are_followed(serve, status, method):
    def speak(server, connection, _number):
        while server.asked(connection):
            there = "/v2/" in server.heads[-1][0]
            connection.sendall(http() if there else http(b"", status=f"{status} Go", headers=["Location: /v2/chat"]))

    server = serve(speak)
    ask(server.url)
    assert server.heads[-1][0] == f"{method} /v2/chat HTTP/1.1"


def test_redirects_in_a_ring_are_not_asked_again(serve):
    server = serve(always(http(b"", status="307 Go", headers=["Location: /v1/chat/completions"])))
    assert "redirects" in refusal(server.url)
    assert len(server.heads) < 30


def test_a_certificate_is_trusted_where_ssl_cert_file_names_it(serve, monkeypatch):
    server = serve(always(http()), encrypted=True)
    told = refusal(server.url)
    assert "a certificate that is not trusted (self-signed certificate; 1 attempt)" in told
    assert "SSL_CERT_FILE" in told
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    ask(server.url)
    assert "not valid for '127.0.0.1'" in refusal(server.url.replace("localhost", "127.0.0.1"))


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("SSL_CERT_FILE", "/nowhere/authority.pem"),
        ("SSL_CERT_FILE", __file__),
        ("HTTP_PROXY", "ftp://user:geheim@localhost:1"),
    ],
)
def test_settings_that_cannot_be_used_are_the_users_mistake(serve, monkeypatch, setting, value):
    server = serve(always(http()))
    monkeypatch.setenv(setting, value)
    with pytest.raises(UserError, match=setting) as caught:
        ask(server.url)
    assert "geheim" not in str(caught.value)


class Ledger:
    """A run's account that forgets nothing."""

    usd, tokens = None, 10**9

    def __init__(self):
        self.charged = 0

    def reserve(self, _usd, tokens):
        self.charged += tokens
        return True

    def settle(self, _usd, reserved, _spent, tokens):
        self.charged += tokens - reserved


def no_such_name(*_arguments, **_options):
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


@pytest.mark.parametrize(
    ("setting", "url", "words"),
    [
        ({}, "http://nowhere.invalid/v1", "cannot be reached (Name or service not known; 2 attempts); check the addr"),
        ({}, "http://127.0.0.1:9/v1", "cannot be reached (Connection refused; 2 attempts); check the address"),
        ({}, "SELF-SIGNED", "not trusted"),
        ({"HTTP_PROXY": "http://u:geheim@127.0.0.1:9"}, "http://model.invalid/v1", "through the proxy (Connection ref"),
        ({"HTTPS_PROXY": "http://u:geheim@127.0.0.1:9"}, "https://model.invalid/v1", "through the proxy (Connection r"),
        ({"HTTPS_PROXY": "REFUSING"}, "https://model.invalid/v1", "through the proxy (407 Who are you?; 2 attempts)"),
        ({"ALL_PROXY": "socks5://127.0.0.1:9"}, "http://model.invalid/v1", "SOCKS proxy, and only those for HTTP can"),
        ({}, "FULL", "cannot be reached (no connection in time; 2 attempts)"),
    ],
)
def test_where_nothing_was_sent_the_message_says_why_and_nothing_is_charged(serve, monkeypatch, setting, url, words):
    refusing = serve(once(http(b"", status="407 Who are you?")))
    for name, value in setting.items():
        monkeypatch.setenv(name, value.replace("REFUSING", refusing.url.removesuffix("/v1")))
    if "nowhere" in url:
        monkeypatch.setattr(socket, "getaddrinfo", no_such_name)
    encrypted = serve(always(http()), encrypted=True)
    full = socket.create_server(("127.0.0.1", 0), backlog=0)
    waiting = [socket.socket() for _ in range(3)]
    for one in waiting:  # the queue of those who have not been accepted
        one.setblocking(False)
        one.connect_ex(full.getsockname())
    url = url.replace("SELF-SIGNED", encrypted.url).replace("FULL", f"http://127.0.0.1:{full.getsockname()[1]}/v1")
    ledger = Ledger()
    told = refusal(url, purse=Purse(ledger, 100, None, "a lot"), timeout=1.0)
    for one in (*waiting, full):
        one.close()
    assert words in told
    assert "geheim" not in told
    assert ledger.charged == 0


def test_too_many_open_files_are_told_as_such():
    error = APIConnectionError(request=httpx2.Request("POST", "http://localhost/v1"))
    error.__cause__ = httpx2.ConnectError("")
    error.__cause__.__cause__ = OSError(errno.EMFILE, "Too many open files")
    told = str(translated(error, Attempted("the endpoint", "m-1", KEY, "OPENAI_API_KEY", 5.0, 2)))
    assert told == (
        "the endpoint cannot be reached (Too many open files; 2 attempts); ask less at once (--concurrency), "
        "or raise ulimit -n."
    )


def test_what_may_have_been_charged_is_counted(serve):
    ledger = Ledger()
    refusal(serve(once(http(length=9_999))).url, purse=Purse(ledger, 100, None, "a lot"))
    assert ledger.charged > 200


@pytest.mark.parametrize(
    ("setting", "through"),
    [
        ({"HTTP_PROXY": "PROXY"}, True),
        ({"http_proxy": "PROXY"}, True),
        ({"ALL_PROXY": "PROXY"}, True),
        ({"HTTPS_PROXY": "PROXY"}, False),
        ({"HTTP_PROXY": "PROXY", "NO_PROXY": "localhost"}, False),
        ({"HTTP_PROXY": "PROXY", "NO_PROXY": "elsewhere.example"}, True),
        ({"HTTP_PROXY": "PROXY", "NO_PROXY": "*"}, False),
    ],
)
def test_the_environments_proxy_is_gone_through(serve, monkeypatch, setting, through):
    server, proxy = serve(always(http())), serve(always(http()))
    for name, value in setting.items():
        monkeypatch.setenv(name, value.replace("PROXY", f"http://usér:geheim@127.0.0.1:{proxy.port}"))
    ask(server.url, times=2)
    assert (server.connections, proxy.connections) == ((0, 1) if through else (1, 0))
    if through:
        line, fields = proxy.heads[1]
        assert line == f"POST {server.url}/chat/completions HTTP/1.1"
        assert fields["proxy-authorization"] == "Basic dXPDqXI6Z2VoZWlt"
        assert fields["authorization"] == f"Bearer {KEY}"


def test_a_proxy_passes_what_is_encrypted_and_sees_no_key(serve, monkeypatch):
    server = serve(always(http()), encrypted=True)

    def tunnel(proxy, connection, _number):
        proxy.asked(connection)
        connection.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
        with socket.create_connection(("127.0.0.1", server.port)) as far:
            back = threading.Thread(target=pump, args=(far, connection), daemon=True)
            back.start()
            pump(connection, far)

    proxy = serve(tunnel)
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    monkeypatch.setenv("HTTPS_PROXY", f"http://user:geheim@127.0.0.1:{proxy.port}")
    ask(server.url, times=2)
    ((line, fields),) = proxy.heads
    assert line == f"CONNECT localhost:{server.port} HTTP/1.1"
    assert fields["proxy-authorization"] == "Basic dXNlcjpnZWhlaW0="
    assert "authorization" not in fields
    assert [head["authorization"] for _, head in server.heads] == [f"Bearer {KEY}"] * 2
    assert "proxy-authorization" not in server.heads[0][1]


def pump(here, there):
    with suppress(OSError):
        while part := here.recv(65_536):
            there.sendall(part)
        there.shutdown(socket.SHUT_WR)


def test_as_many_at_once_as_the_concurrency_says():
    most, full, answered = 150, asyncio.Event(), asyncio.Event()
    arrived = []

    async def speak(reader, writer):
        while await reader.read(65_536):
            arrived.append(1)
            if len(arrived) > most:
                full.set()
            if len(arrived) > 1:
                await answered.wait()
            writer.write(http())
        writer.close()

    async def go():
        server = await asyncio.start_server(speak, "127.0.0.1", 0, backlog=4_096)
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
        endpoint = Endpoint(url, KEY, limits=Limits(concurrency=most))
        await endpoint(Request("the endpoint", BODY))  # the first answer opens the window
        asked = [asyncio.create_task(endpoint(Request("the endpoint", BODY))) for _ in range(most + 50)]
        await asyncio.wait_for(full.wait(), 30)
        await asyncio.sleep(0.1)
        assert len(arrived) == 1 + most
        answered.set()
        assert {done.attempts for done in await asyncio.gather(*asked)} == {1}
        await endpoint.close()
        server.close()

    asyncio.run(go())


async def one(url, *, close):
    endpoint = Endpoint(url, KEY)
    try:
        await endpoint(Request("the endpoint", BODY))
    finally:
        if close:
            await endpoint.close()


async def cancelled(url, *, close):
    asked = asyncio.create_task(one(url, close=close))
    await asyncio.sleep(0.1)
    asked.cancel()
    with suppress(asyncio.CancelledError):
        await asked


async def left(url, *, close):
    asked = asyncio.create_task(one(url, close=close))
    await asyncio.sleep(0.1)
    assert not asked.done()


async def dropped(url, *, close):
    await one(url, close=close)
    gc.collect()
    await asyncio.sleep(0.05)


def slowly(server, connection, _number):
    server.asked(connection)
    time.sleep(0.3)
    with suppress(OSError):
        connection.sendall(http())


@pytest.mark.parametrize("close", [True, False])
@pytest.mark.parametrize(("way", "speak"), [(one, None), (cancelled, slowly), (left, slowly), (dropped, None)])
def test_nothing_is_left_open(serve, caplog, way, speak, close):
    server = serve(speak or always(http()))
    with warnings.catch_warnings(record=True) as warned, caplog.at_level(logging.WARNING, logger="asyncio"):
        warnings.simplefilter("always", ResourceWarning)
        asyncio.run(way(server.url, close=close))
        gc.collect()
    clients = [str(warning.message) for warning in warned if str(server.port) in str(warning.message)]
    assert clients == [text for text in clients if f"laddr=('127.0.0.1', {server.port})" in text]  # the server's own
    assert not [warning for warning in warned if "client" in str(warning.message) or "onnector" in str(warning.message)]
    assert caplog.text == ""


def test_a_loop_that_ends_without_a_word_is_not_complained_of(serve, caplog):
    server = serve(always(http()))
    loop = asyncio.new_event_loop()
    loop.run_until_complete(one(server.url, close=False))
    loop.close()
    del loop
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # asyncio's own, of a socket
        gc.collect()
    assert caplog.text == ""


def test_many_requests_leave_no_more_in_memory_than_a_few(serve):
    server = serve(always(http()))

    async def kept(times):
        for _ in range(times):
            await endpoint(Request("the endpoint", BODY))
        server.heads.clear()
        gc.collect()
        return len(gc.get_objects())

    async def go():
        before = await kept(20)
        after = await kept(200)
        await endpoint.close()
        return after - before

    endpoint = Endpoint(server.url, KEY)
    assert asyncio.run(go()) < 100


def test_a_client_opens_nothing_before_it_is_asked():
    here = Path("/dev/fd")
    if not here.exists():
        pytest.skip("this system does not list open files")
    before = len(list(here.iterdir()))
    client = transport()
    assert len(list(here.iterdir())) == before
    asyncio.run(client.aclose())
