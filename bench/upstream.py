"""The scripted model all servers are measured with: OpenAI's stream, token by token, at a set pace.

Run as `python -m bench.upstream`; it says its address and serves until it is ended. The last user
message orders the reply, as JSON: `stream`, `parts`, `rate` (tokens a second) and `phase`, the
share of a token's time by which this stream comes after others, so that no two come at once.
`GET /sent` tells what was sent of each stream.
"""

import asyncio
import hashlib
import math
import time
from dataclasses import asdict, dataclass
from typing import Any

import msgspec
from aiohttp import web

from bench.reply import cut_tokens, write_reply
from bench.serving import listen

HEAD_START = 0.2
"""Seconds before the first token."""
SENT = web.AppKey("sent", dict)
MODEL = "scripted-model"


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """Which reply is wanted, and how fast."""

    stream: int
    parts: int
    rate: float
    phase: float = 0.0


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent of one stream; `late` is how many seconds past its due the latest token was."""

    sha256: str
    tokens: int
    late: float


def build_app() -> web.Application:
    """The endpoint."""
    app = web.Application(client_max_size=1024 * 1024)
    app[SENT] = {}
    app.router.add_post("/v1/chat/completions", complete_chat)
    app.router.add_get("/sent", tell_sent)
    return app


async def tell_sent(request: web.Request) -> web.Response:
    """What was sent, by stream."""
    sent = {stream: asdict(each) for stream, each in request.app[SENT].items()}
    return web.Response(body=msgspec.json.encode(sent), content_type="application/json")


async def complete_chat(request: web.Request) -> web.StreamResponse:
    """Stream the reply that is ordered."""
    order = read_order(await request.json())
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream; charset=utf-8"})
    await response.prepare(request)
    await response.write(write_chunk(order, {"role": "assistant", "content": ""}))
    request.app[SENT][order.stream] = await send_tokens(order, response)
    await response.write(write_chunk(order, {}, finish="stop"))
    await response.write(write_chunk(order, None))
    await response.write(b"data: [DONE]\n\n")
    await response.write_eof()
    return response


async def send_tokens(order: Order, response: web.StreamResponse) -> Sent:
    """Send every token when it is due, or at once if that is past."""
    text = hashlib.sha256()
    tokens, late = 0, 0.0
    begin = find_begin(order, time.monotonic() + HEAD_START)
    for token in cut_tokens(write_reply(order.stream, order.parts)):
        due = begin + tokens / order.rate
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        late = max(late, time.monotonic() - due)
        await response.write(write_chunk(order, {"content": token}))
        text.update(token.encode())
        tokens += 1
    return Sent(text.hexdigest(), tokens, late)


def find_begin(order: Order, earliest: float) -> float:
    """The first moment from `earliest` on that is in phase."""
    period = 1 / order.rate
    return (math.ceil(earliest / period - order.phase) + order.phase) * period


def read_order(body: dict[str, Any]) -> Order:
    """What the last user message asks for."""
    said = [each["content"] for each in body["messages"] if each["role"] == "user"]
    return msgspec.json.decode(said[-1], type=Order)


def write_chunk(order: Order, delta: dict[str, Any] | None, finish: str | None = None) -> bytes:
    """One event with everything OpenAI's own have in it; no delta means the one with the usage."""
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
    usage = {"prompt_tokens": 900, "completion_tokens": 500, "total_tokens": 1400}
    chunk = {
        "id": f"chatcmpl-{order.stream:029d}",
        "object": "chat.completion.chunk",
        "created": 1_780_000_000,
        "model": MODEL,
        "service_tier": "default",
        "system_fingerprint": "fp_0123456789",
        "choices": [] if delta is None else [choice],
        "usage": usage if delta is None else None,
        "obfuscation": "Zq3vN8",
    }
    return b"data: " + msgspec.json.encode(chunk) + b"\n\n"


def main() -> None:
    listener = listen()
    web.run_app(build_app(), sock=listener, access_log=None, print=None)


if __name__ == "__main__":
    main()
