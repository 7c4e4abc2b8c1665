"""The door to the model, over real TCP, against every way an endpoint is known to fail."""

import asyncio
import socket

import pytest

from assistant.core.upstream.chunks import Text
from assistant.errors import UpstreamFault
from assistant.llm import Endpoint, OpenAILLM
from tests.support.fake_llm import (
    CLOSE,
    DONE,
    HANG,
    JSON,
    RST,
    FakeLLM,
    Script,
    answer,
    failure,
    payload,
    reply,
    sse,
    stream,
)
from tests.support.rounds import REQUEST, collect, open_llm, play

HELLO = sse(payload({"content": "Hello"}))
HTML = {"Content-Type": "text/html"}


async def find_code(endpoint: Endpoint) -> tuple[str, bool]:
    llm = OpenAILLM(endpoint, connect_within=0.2)
    chunks, fault = await collect(llm)
    await llm.close()
    assert chunks == []
    assert fault is not None
    return fault.code, fault.retryable


async def test_a_key_that_cannot_be_sent_is_a_fault():
    async with FakeLLM() as model:
        endpoint = Endpoint(model.base_url, "clé", "any")
        assert await find_code(endpoint) == ("unreachable", True)


@pytest.mark.parametrize("end", [(), (sse(DONE),)])
@pytest.mark.parametrize("chunked", [True, False])
async def test_an_end_without_a_finish_is_no_fault_and_no_finish(end, chunked):
    assert await play(stream(HELLO, *end, chunked=chunked)) == ([Text("Hello")], None)


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ((sse({"error": {"message": "overloaded"}}),), "upstream_error"),
        ((sse({"object": "error", "message": "overloaded"}),), "upstream_error"),
        ((b"event: error\ndata: {}\n\n",), "upstream_error"),
        ((sse(payload({}, "error")),), "upstream_error"),
        ((sse("{"),), "bad_chunk"),
        ((b"data: \xff\n\n",), "bad_chunk"),
        ((b"data: " + b"x" * 300_000,), "line_too_long"),
    ],
)
async def test_text_before_a_fault_in_the_stream_is_kept(steps, code):
    chunks, fault = await play(stream(HELLO, *steps))
    assert chunks == [Text("Hello")]
    assert (fault.code, fault.retryable) == (code, False)


@pytest.mark.parametrize("end", [CLOSE, RST])
async def test_text_before_a_cut_is_kept(end):
    read = asyncio.Event()
    async with open_llm(stream(HELLO, read, end)) as (llm, _):
        chunks = llm.stream(REQUEST)
        assert await anext(chunks) == [Text("Hello")]
        read.set()
        with pytest.raises(UpstreamFault) as caught:
            await anext(chunks)
    assert (caught.value.code, caught.value.retryable) == ("cut", False)


@pytest.mark.parametrize("steps", [(), (sse(DONE),), (b": ping\n\n",)])
@pytest.mark.parametrize("chunked", [True, False])
async def test_a_stream_of_nothing_is_a_fault(steps, chunked):
    chunks, fault = await play(stream(*steps, chunked=chunked))
    assert (chunks, fault.code) == ([], "no_chunks")


@pytest.mark.parametrize(
    ("script", "code"),
    [
        (answer("<html>Log in</html>", headers=HTML), "not_event_stream"),
        (answer('{"error": {"message": "overloaded"}}', headers=JSON), "upstream_error"),
        (answer('{"error": "overloaded"}', headers=JSON), "upstream_error"),
        (answer('{"choices": []}', headers=JSON), "not_event_stream"),
        (answer("", headers=JSON), "not_event_stream"),
        (answer("", headers={}), "not_event_stream"),
        (answer("<" * 1_000_000, headers=HTML), "not_event_stream"),
        (Script((b"{", CLOSE), JSON), "not_event_stream"),
    ],
)
async def test_a_success_that_is_no_stream_is_a_fault(script, code):
    chunks, fault = await play(script)
    assert (chunks, fault.code) == ([], code)


@pytest.mark.parametrize(
    ("status", "code", "retryable"),
    [
        (400, "bad_request", False),
        (401, "not_authorised", False),
        (404, "model_not_found", False),
        (409, "upstream_error", True),
        (500, "upstream_error", True),
        (503, "upstream_error", True),
    ],
)
async def test_a_failure_is_told_and_not_tried_again(status, code, retryable):
    async with open_llm(failure(status), reply("Hello")) as (llm, model):
        chunks, fault = await collect(llm)
        assert (chunks, fault.code, fault.retryable) == ([], code, retryable)
        assert len(model.requests) == 1


async def test_a_limit_of_rate_names_the_wait():
    fault = (await play(failure(429, retry_after="7")))[1]
    assert (fault.code, fault.retryable, fault.retry_after) == ("rate_limited", True, 7.0)


async def test_a_context_too_long_is_told():
    fault = (await play(failure(400, {"code": "context_length_exceeded"})))[1]
    assert fault.code == "context_too_long"


async def test_an_endless_failure_is_not_read_to_its_end():
    endless = Script((b"x" * 65536,) * 4 + (HANG,), JSON, status=500)
    assert (await play(endless))[1].code == "upstream_error"


@pytest.mark.parametrize("step", [CLOSE, RST])
async def test_a_failure_cut_short_is_told_all_the_same(step):
    assert (await play(Script((step,), JSON, status=401)))[1].code == "not_authorised"


async def test_an_endpoint_nobody_listens_at_is_unreachable():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/v1"
        assert await find_code(Endpoint(url, "key", "any")) == ("unreachable", True)


@pytest.mark.parametrize(
    "url", ["http://model.invalid/v1", "nonsense", "http://[::1", "ftp://127.0.0.1/v1"]
)
async def test_an_address_that_leads_nowhere_is_unreachable(url):
    assert await find_code(Endpoint(url, "key", "any")) == ("unreachable", True)


async def test_an_endpoint_without_tls_is_unreachable_by_https():
    async with FakeLLM() as model:
        url = model.base_url.replace("http:", "https:")
        assert await find_code(Endpoint(url, "key", "any")) == ("unreachable", True)


async def test_an_endpoint_that_does_not_accept_is_unreachable():
    with socket.socket() as busy, socket.socket() as first:
        busy.bind(("127.0.0.1", 0))
        busy.listen(0)
        first.connect(busy.getsockname())
        url = f"http://127.0.0.1:{busy.getsockname()[1]}/v1"
        assert await find_code(Endpoint(url, "key", "any")) == ("unreachable", True)


@pytest.mark.parametrize("greeting", [b"", b"SSH-2.0-OpenSSH_9.2\r\n", b"HTTP/1.1 abc\r\n\r\n"])
async def test_a_server_that_speaks_no_http_is_unreachable(greeting):
    async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(greeting)
        writer.close()

    async with await asyncio.start_server(greet, "127.0.0.1", 0) as server:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
        assert await find_code(Endpoint(url, "key", "any")) == ("unreachable", True)
