"""The endpoint over real HTTP on loopback, by a plain client and by OpenAI's own SDK."""

import io
import json
import time
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import openai
import pytest

from demo_crm.offline_model.request import MODEL
from demo_crm.offline_model.server import serve

ASKED = [{"role": "user", "content": "homes in Campbell"}]
HELLO = [{"role": "user", "content": "hello"}]
TOOLS = [{"type": "function", "function": {"name": "find_listings", "parameters": {}}}]
FOUND = '{"handle":"r1","result":{"count":1,"shown":1,"listings":[{"id":"L-1"}]}}'


@pytest.fixture
async def url() -> AsyncIterator[str]:
    async with serve(pace=0) as url:
        yield url


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def sdk(url: str) -> AsyncIterator[openai.AsyncOpenAI]:
    async with openai.AsyncOpenAI(base_url=url, api_key="none", max_retries=0) as client:
        yield client


async def post(http: aiohttp.ClientSession, url: str, **fields: Any) -> tuple[int, str, str]:
    body = {"model": MODEL, "messages": HELLO, **fields}
    async with http.post(f"{url}/chat/completions", json=body) as response:
        return response.status, response.content_type, await response.text()


async def test_a_stream_is_server_sent_events(http: aiohttp.ClientSession, url: str) -> None:
    status, kind, body = await post(http, url, stream=True)
    *events, done, nothing = body.split("\n\n")
    assert (status, kind, done, nothing) == (200, "text/event-stream", "data: [DONE]", "")
    chunks = [json.loads(event.removeprefix("data: ")) for event in events]
    said = "".join(chunk["choices"][0]["delta"].get("content", "") for chunk in chunks)
    assert said.startswith("Hello! I am the offline demo script, not a language model.")


async def test_usage_is_the_last_event(http: aiohttp.ClientSession, url: str) -> None:
    _, _, body = await post(http, url, stream=True, stream_options={"include_usage": True})
    *_, last, _, _ = body.split("\n\n")
    assert json.loads(last.removeprefix("data: "))["usage"]["completion_tokens"] > 0


async def test_a_completion_may_come_whole(http: aiohttp.ClientSession, url: str) -> None:
    status, kind, body = await post(http, url)
    assert (status, kind) == (200, "application/json")
    assert json.loads(body)["choices"][0]["message"]["content"].startswith("Hello!")


async def test_no_tool_is_called_when_none_may_be(http: aiohttp.ClientSession, url: str) -> None:
    _, _, body = await post(http, url, messages=ASKED, tools=TOOLS, tool_choice="none")
    [choice] = json.loads(body)["choices"]
    assert choice["finish_reason"] == "stop"
    assert "none that fits is open to me" in choice["message"]["content"]


async def test_the_same_request_gets_the_same_reply(http: aiohttp.ClientSession, url: str) -> None:
    first, second = [json.loads((await post(http, url))[2]) for _ in range(2)]
    assert {**first, "created": 0} == {**second, "created": 0}


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/chat/completions", "{", 400),
        ("POST", "/chat/completions", '{"model": "gpt-4o", "messages": [{"role": "user"}]}', 404),
        ("GET", "/chat/completions", None, 405),
        ("POST", "/embeddings", "{}", 404),
    ],
)
async def test_a_wrong_request_gets_an_error_of_openais_shape(
    http: aiohttp.ClientSession, url: str, method: str, path: str, body: str | None, status: int
) -> None:
    async with http.request(method, url + path, data=body) as response:
        error = (await response.json())["error"]
        assert response.status == status
    assert error.keys() == {"message", "type", "param", "code"}
    assert error["type"] == "invalid_request_error"


async def test_a_body_that_is_too_large_is_refused(http: aiohttp.ClientSession, url: str) -> None:
    body = io.BytesIO(b" " * (16 * 1024 * 1024 + 1))
    async with http.post(f"{url}/chat/completions", data=body) as response:
        assert (response.status, (await response.json())["error"]["param"]) == (413, None)


async def test_the_models_are_listed(sdk: openai.AsyncOpenAI) -> None:
    assert [model.id async for model in await sdk.models.list()] == [MODEL]


async def test_the_sdk_streams_a_call_and_then_the_reply(sdk: openai.AsyncOpenAI) -> None:
    messages: list[Any] = [*ASKED]
    async with sdk.chat.completions.stream(model=MODEL, messages=messages, tools=TOOLS) as stream:
        asked = (await stream.get_final_completion()).choices[0].message
    [call] = asked.tool_calls
    assert json.loads(call.function.arguments) == {"town": "Campbell"}
    messages += [
        {
            "role": "assistant",
            "tool_calls": [call.model_dump(exclude={"function": {"parsed_arguments"}})],
        },
        {"role": "tool", "tool_call_id": call.id, "content": FOUND},
    ]
    reply = await sdk.chat.completions.create(model=MODEL, messages=messages, stream=True)
    said = "".join([chunk.choices[0].delta.content or "" async for chunk in reply])
    assert said.endswith('```widget listing_card\n{"listing":"L-1"}\n```')


async def test_the_sdk_reads_the_usage(sdk: openai.AsyncOpenAI) -> None:
    stream = await sdk.chat.completions.create(
        model=MODEL, messages=HELLO, stream=True, stream_options={"include_usage": True}
    )
    *_, last = [chunk async for chunk in stream]
    assert last.usage.total_tokens == last.usage.prompt_tokens + last.usage.completion_tokens


async def test_the_sdk_raises_its_own_errors(sdk: openai.AsyncOpenAI) -> None:
    with pytest.raises(openai.NotFoundError, match="this is a script"):
        await sdk.chat.completions.create(model="gpt-4o", messages=HELLO)
    with pytest.raises(openai.BadRequestError) as refused:
        await sdk.chat.completions.create(model=MODEL, messages=[])
    assert refused.value.param == "messages"


async def test_leaving_cuts_an_open_stream_at_once(http: aiohttp.ClientSession) -> None:
    body = {"model": MODEL, "messages": HELLO, "stream": True}
    async with serve(pace=30) as url:
        response = await http.post(f"{url}/chat/completions", json=body)
        await response.content.readline()
        began = time.monotonic()
    assert time.monotonic() - began < 10
    with pytest.raises(aiohttp.ClientError):
        await response.read()


async def test_a_reader_may_leave(http: aiohttp.ClientSession, url: str) -> None:
    body = {"model": MODEL, "messages": HELLO, "stream": True}
    async with http.post(f"{url}/chat/completions", json=body) as response:
        await response.content.readline()
        response.close()
    assert (await post(http, url))[0] == 200


async def test_two_endpoints_do_not_meet() -> None:
    async with serve() as first, serve() as second:
        assert first != second
        assert first.startswith("http://127.0.0.1:")
