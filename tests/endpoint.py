"""An HTTP server on loopback that answers from a script, as endpoints do on good days and on bad ones."""

import json
import threading
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KEY = "sk-test-5f3a9c1e7b2d4608"


@dataclass
class Reply:
    """What the server does with a request; `hold` seconds pass before its answer, `drip` between bytes of the body."""

    status: int = 200
    body: bytes = b""
    headers: dict = field(default_factory=dict)
    hold: float = 0.0
    drip: float = 0.0
    reset: bool = False


@dataclass
class Seen:
    """A request as it arrived."""

    path: str
    headers: Message
    body: dict
    answered: float | None = None


class Script:
    """The server's side of a test: the replies to come, in order, and the requests so far."""

    def __init__(self, base_url):
        self.base_url = base_url
        self.replies = []
        self.seen = []
        self.usual = None
        self.over = threading.Event()
        self._lock = threading.Lock()

    def will(self, *replies, then=None):
        self.replies.extend(replies)
        self.usual = then

    def next(self, seen):
        with self._lock:
            self.seen.append(seen)
            if self.replies:
                return self.replies.pop(0)
        assert self.usual is not None, "a request that the test did not expect"
        return self.usual

    def sent(self, seen):
        """The whole answer to a request has been written."""

    @staticmethod
    def completion(content=None, *, arguments=None, finish="stop", refusal=None, **choice):
        message = {"role": "assistant", "content": content}
        if refusal is not None:
            message["refusal"] = refusal
        if arguments is not None:
            function = {"name": "Weather", "arguments": arguments}
            message["tool_calls"] = [{"id": "call_1", "type": "function", "function": function}]
        return {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1,
            "model": "m-1",
            "x_vendor": {"queue": "é“q”"},
            "choices": [{"index": 0, "finish_reason": finish, "message": message, **choice}],
            "usage": {"prompt_tokens": 100, "completion_tokens": 7, "total_tokens": 107},
        }

    @classmethod
    def text(cls, content, **more):
        return cls.json(cls.completion(content, **more))

    @classmethod
    def call(cls, arguments, **more):
        return cls.json(cls.completion(arguments=arguments, **{"finish": "tool_calls", **more}))

    @staticmethod
    def json(value, status=200, headers=None, **more):
        headers = {"Content-Type": "application/json", **(headers or {})}
        return Reply(status, json.dumps(value, ensure_ascii=False).encode(), headers, **more)

    @classmethod
    def error(cls, status, message="no", code=None, headers=None):
        return cls.json({"error": {"message": message, "type": "some_error", "code": code}}, status, headers)

    @staticmethod
    def raw(body, content_type="text/html", status=200):
        return Reply(status, body, {"Content-Type": content_type})

    @staticmethod
    def reset():
        return Reply(reset=True)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        script = self.server.script
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        seen = Seen(self.path, self.headers, body)
        reply = script.next(seen)
        if reply.reset:
            self.close_connection = True
            self.connection.close()
            return
        if reply.hold and script.over.wait(reply.hold):
            self.close_connection = True
            return
        self.send_response(reply.status)
        for name, value in {**reply.headers, "Content-Length": str(len(reply.body))}.items():
            self.send_header(name, value)
        self.end_headers()
        step = 1 if reply.drip else max(1, len(reply.body))
        for start in range(0, len(reply.body), step):
            if reply.drip and script.over.wait(reply.drip):
                return
            self.wfile.write(reply.body[start : start + step])
            self.wfile.flush()
        script.sent(seen)

    def log_message(self, *_arguments):
        """Tests keep quiet."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, _request, _address):
        """A client that hangs up is part of the tests."""
