"""The least that could be done in Python: aiohttp in, bare ASGI out, no framework, no SDK."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import msgspec

DATA, DONE = b"data: ", b"data: [DONE]"
Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


class Delta(msgspec.Struct):
    content: str | None = None


class Choice(msgspec.Struct):
    delta: Delta


class Chunk(msgspec.Struct):
    choices: list[Choice]


decode = msgspec.json.Decoder(Chunk).decode


class Floor:
    """A websocket application: one message in, the model's tokens out."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            return
        await receive()
        await send({"type": "websocket.accept"})
        message = await receive()
        async for token in self._ask(message["text"]):
            await send({"type": "websocket.send", "text": token})
        await send({"type": "websocket.close"})

    async def _ask(self, message: str) -> AsyncIterator[str]:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        body = {
            "model": os.environ["WEFT_MODEL"],
            "messages": [{"role": "user", "content": message}],
            "stream": True,
            "stream_options": {"include_usage": True},
        }
        url = f"{os.environ['OPENAI_BASE_URL']}/chat/completions"
        async with self._session.post(url, json=body) as answer:
            rest = b""
            async for data in answer.content.iter_any():
                *events, rest = (rest + data).split(b"\n\n")
                for event in events:
                    if event != DONE:
                        for choice in decode(event[len(DATA) :]).choices:
                            if choice.delta.content:
                                yield choice.delta.content


app = Floor()
