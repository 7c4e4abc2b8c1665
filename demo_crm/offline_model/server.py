"""Serves the offline demo script over HTTP on loopback, in the shape of OpenAI's API."""

import asyncio
import hashlib
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import msgspec
from aiohttp import web
from aiohttp.typedefs import Handler

from demo_crm.offline_model import completion, script
from demo_crm.offline_model.errors import RequestError
from demo_crm.offline_model.request import MODEL, Request, read_request

PACE = 0.012
"""Seconds between two chunks, so that a reply is seen to stream."""

_MAX_BODY = 16 * 1024 * 1024
# aiohttp waits this long for streams to end by themselves and again before it cuts them.
_GRACE = 0.05
_PACE = web.AppKey("pace", float)


@asynccontextmanager
async def serve(*, pace: float = PACE) -> AsyncIterator[str]:
    """Serve in the running loop on a free loopback port; yields the base URL of the API.

    Leaving the context cuts open streams, as a dying endpoint would.
    """
    runner = web.AppRunner(_build_app(pace), access_log=None, shutdown_timeout=_GRACE)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        _, port = runner.addresses[0]
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        await runner.cleanup()


def _build_app(pace: float) -> web.Application:
    app = web.Application(client_max_size=_MAX_BODY, middlewares=[_answer_faults])
    app[_PACE] = pace
    app.router.add_get("/v1/models", _list_models)
    app.router.add_post("/v1/chat/completions", _complete_chat)
    return app


@web.middleware
async def _answer_faults(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Say what is wrong with a request the way OpenAI's SDKs read it."""
    try:
        return await handler(request)
    except RequestError as fault:
        return _fault(fault.status, fault.message, code=fault.code, param=fault.param)
    except web.HTTPError as error:
        return _fault(error.status, error.reason)


def _fault(
    status: int, message: str, *, code: str | None = None, param: str | None = None
) -> web.Response:
    error = {"message": message, "type": "invalid_request_error", "param": param, "code": code}
    return _json({"error": error}, status=status)


async def _list_models(_: web.Request) -> web.Response:
    model = {"id": MODEL, "object": "model", "created": 0, "owned_by": "demo_crm"}
    return _json({"object": "list", "data": [model]})


async def _complete_chat(http: web.Request) -> web.StreamResponse:
    body = await http.read()
    request = read_request(body)
    reply = script.reply(request.messages, request.usable_tools)
    heading = _head(request, body)
    if not request.stream:
        return _json(completion.complete(reply, heading))
    chunks = completion.stream(reply, heading, includes_usage=request.includes_usage)
    response = web.StreamResponse(
        headers={"Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-cache"}
    )
    await response.prepare(http)
    try:
        for chunk in chunks:
            await response.write(b"data: " + msgspec.json.encode(chunk) + b"\n\n")
            await asyncio.sleep(http.app[_PACE])
        await response.write(b"data: [DONE]\n\n")
        await response.write_eof()
    except ConnectionResetError:
        pass  # The reader has gone: nothing is left to tell.
    return response


def _head(request: Request, body: bytes) -> completion.Heading:
    """Ids are functions of the request, so that the same request gets the same reply."""
    answered = sum(message.role == "tool" for message in request.messages)
    return completion.Heading(
        id=f"chatcmpl-{hashlib.sha256(body).hexdigest()[:24]}",
        created=int(time.time()),
        call_id=f"call_{answered + 1}",
        prompt_tokens=completion.count_prompt(request.messages),
    )


def _json(value: dict[str, Any], *, status: int = 200) -> web.Response:
    return web.Response(
        body=msgspec.json.encode(value), status=status, content_type="application/json"
    )
