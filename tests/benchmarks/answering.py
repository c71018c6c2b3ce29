"""A server on loopback in a process of its own that answers every request with the same good draft.

`python -m tests.benchmarks.answering SECONDS`: prints its port, answers after so many seconds, ends with its input.
"""

import asyncio
import json
import sys

ANSWER = {
    "headline": "Bridge in Sarnow closes",
    "abstract": "The bridge in Sarnow will close.",
    "topics": [{"label": "Bridge in Sarnow", "gist": "", "evidence": ["S1"], "code": None}],
    "claims": [{"text": "The bridge in Sarnow will close.", "evidence": ["S1"], "source": None}],
    "quotes": [{"words": "Q1", "speaker": "Ida Brandt", "mention": "S2: mayor Ida Brandt", "cue": "S2: said"}],
}
MESSAGE = {"role": "assistant", "content": json.dumps(ANSWER)}
BODY = json.dumps(
    {
        "id": "c",
        "object": "chat.completion",
        "created": 1,
        "model": "m",
        "choices": [{"index": 0, "finish_reason": "stop", "message": MESSAGE}],
        "usage": {"prompt_tokens": 1000, "completion_tokens": 200, "total_tokens": 1200},
    }
).encode()
RESPONSE = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY


async def serve(seconds: float) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).lower()
                length = int(head.partition(b"content-length:")[2].split(b"\r\n", 1)[0])
                await reader.readexactly(length)
                await asyncio.sleep(seconds)
                writer.write(RESPONSE)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)  # until whoever started it is gone


if __name__ == "__main__":
    asyncio.run(serve(float(sys.argv[1])))
