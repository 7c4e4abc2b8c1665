"""The door to the model, over real TCP: good rounds, leaving early, and the check."""

import asyncio
import random
import subprocess
import sys
from contextlib import aclosing

import pytest

from assistant.core.upstream.chunks import CallFragment, Finish, Text, Usage
from assistant.errors import UpstreamFault
from assistant.llm import Endpoint, OpenAILLM
from tests.support.fake_llm import (
    DONE,
    HANG,
    JSON,
    FakeLLM,
    Script,
    answer,
    calls,
    cut,
    failure,
    payload,
    reply,
    sse,
    stream,
    text_chunks,
)
from tests.support.rounds import REQUEST, collect, open_llm, play

HELLO = sse(payload({"content": "Hello"}))


def test_the_sdk_is_not_imported_before_it_is_used():
    program = "import sys, assistant.llm; sys.exit('openai' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


async def test_a_reply_comes_read_by_read():
    async with open_llm(reply("Hel", "lo")) as (llm, _):
        reads = [read async for read in llm.stream(REQUEST)]
    assert [chunk for read in reads for chunk in read] == [
        Text("Hel"),
        Text("lo"),
        Finish("stop"),
        Usage(7, 3),
    ]
    assert all(reads)


async def test_a_call_comes_in_fragments():
    chunks, fault = await play(calls(("find", '{"a": 1}')))
    assert fault is None
    assert chunks[0] == CallFragment(0, "call_fake_0", "find")
    assert chunks[-2:] == [Finish("tool_calls"), Usage(7, 3)]


async def test_the_request_is_sent_with_model_stream_and_key():
    async with open_llm(reply("Hello")) as (llm, model):
        await collect(llm)
    (request,) = model.requests
    options = {"include_usage": True}
    expected = {**REQUEST, "model": "fake-model", "stream": True, "stream_options": options}
    assert (request.path, request.body) == ("/v1/chat/completions", expected)
    assert request.headers["authorization"] == "Bearer fake-key"


@pytest.mark.parametrize(("key", "sent"), [("", "none"), ("key\n", "key")])
async def test_a_key_may_be_missing_or_end_its_line(key, sent):
    async with FakeLLM(reply("Hello")) as model:
        llm = OpenAILLM(Endpoint(model.base_url, key, "any"))
        assert (await collect(llm))[1] is None
        await llm.close()
    assert model.requests[0].headers["authorization"] == f"Bearer {sent}"


async def test_rounds_share_a_connection():
    async with open_llm(reply("One"), calls(("find", "{}")), reply("Two")) as (llm, model):
        for _ in range(3):
            assert (await collect(llm))[1] is None
        assert model.connections == 1


async def test_cuts_on_the_wire_change_nothing():
    transcript = b"\xef\xbb\xbf: hi\r\n" + sse(*text_chunks("Hé", "🏡"), DONE)
    expected = await play(stream(transcript))
    assert expected == ([Text("Hé"), Text("🏡"), Finish("stop"), Usage(7, 3)], None)
    places = random.Random(7).sample(range(1, len(transcript)), 40)
    scripts = [stream(*cut(transcript, place), chunked=place % 2 == 0) for place in places]
    scripts += [stream(*cut(transcript, *range(1, len(transcript))))]
    async with open_llm(*scripts) as (llm, _):
        for _ in scripts:
            assert await collect(llm) == expected


async def test_an_endpoint_that_stays_after_done_is_left():
    async with open_llm(stream(HELLO, sse(DONE), HANG)) as (llm, model):
        assert await collect(llm) == ([Text("Hello")], None)
        await model.see_leave()


async def test_closing_the_stream_closes_the_connection():
    async with open_llm(stream(HELLO, HANG)) as (llm, model):
        async with aclosing(llm.stream(REQUEST)) as chunks:
            assert await anext(chunks) == [Text("Hello")]
        await model.see_leave()


@pytest.mark.parametrize("script", [stream(HELLO, HANG), Script((HANG,), JSON, status=500)])
async def test_cancelling_the_reader_closes_the_connection(script):
    async with open_llm(script) as (llm, model):
        reading = asyncio.create_task(collect(llm))
        await model.requested.wait()
        reading.cancel()
        await model.see_leave()
        with pytest.raises(asyncio.CancelledError):
            await reading


async def test_an_endless_stream_ends_when_its_reader_leaves():
    async with open_llm(stream(*[HELLO] * 100_000)) as (llm, model):
        async with aclosing(llm.stream(REQUEST)) as chunks:
            assert await anext(chunks)
        await model.see_leave()


async def test_closing_the_door_ends_open_streams():
    async with open_llm(stream(HELLO, HANG)) as (llm, model):
        chunks = llm.stream(REQUEST)
        await anext(chunks)
        await llm.close()
        await model.see_leave()
        with pytest.raises(UpstreamFault) as caught:
            await anext(chunks)
    assert caught.value.code == "cut"


@pytest.mark.parametrize(
    ("models", "verdict"),
    [
        (answer('{"data": []}', headers=JSON), "ok"),
        (failure(404), "ok"),
        (failure(429), "ok"),
        (failure(401), "not_authorised"),
        (failure(503), "upstream_error"),
    ],
)
async def test_a_check_tells_whether_the_endpoint_answers(models, verdict, monkeypatch):
    monkeypatch.setattr("assistant.llm.CHECK_WITHIN", 20.0)
    async with open_llm() as (llm, model):
        model.models = models
        assert await llm.check() == verdict
        assert model.requests == []


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/v1", "nonsense", "http://[::1"])
async def test_a_check_of_what_is_not_there(url):
    llm = OpenAILLM(Endpoint(url, "clé", "any"))
    assert await llm.check() == "unreachable"
    await llm.close()


async def test_a_check_does_not_wait_long(monkeypatch):
    monkeypatch.setattr("assistant.llm.CHECK_WITHIN", 0.1)
    async with open_llm() as (llm, model):
        model.models = Script((HANG,), JSON, status=500)
        assert await llm.check() == "unreachable"
