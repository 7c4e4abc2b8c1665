"""Requests are repeated only while nothing has come; odd bytes are read all the same."""

import asyncio
import socket

import pytest

from tests.support.fake_llm import (
    CLOSE,
    DONE,
    Pause,
    call_chunks,
    cut,
    ending,
    failure,
    payload,
    reply,
    sse,
    stream,
    text_chunks,
)
from tests.support.office import Office
from tests.support.positions import IN_A_CALL, POSITIONS
from tests.support.runs import open_stage
from widgets.manual import write_block

pytestmark = pytest.mark.django_db(transaction=True)

CARD = "Größe:\n\n" + write_block("note_card", {"note": "N-1", "remark": "Ünïcode"}) + "\n\nSo?"


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 529])
async def test_l2_a_transient_failure_is_asked_again_twice(status):
    async with open_stage(*[failure(status)] * 2, reply("Hello")) as stage:
        ended = await stage.ask()
        assert (ended.end, ended.told) == (("done", None), "Hello")
        assert len(stage.model.requests) == 3
        assert stage.model.requests[0].body == stage.model.requests[2].body


@pytest.mark.parametrize(("status", "code"), [(429, "rate_limited"), (503, "upstream_error")])
async def test_l2_a_third_failure_ends_the_turn(status, code):
    async with open_stage(*[failure(status)] * 3, reply("Hello")) as stage:
        ended = await stage.ask()
        assert (ended.end, len(stage.model.requests)) == (("failed", code), 3)


async def test_l1_the_wait_that_the_endpoint_names_is_kept():
    async with open_stage(failure(429, retry_after="0.4"), reply("Hello")) as stage:
        began = asyncio.get_running_loop().time()
        assert (await stage.ask()).end == ("done", None)
        assert asyncio.get_running_loop().time() - began >= 0.4


@pytest.mark.parametrize("retry_after", ["120", "300", "Wed, 21 Oct 2265 07:28:00 GMT"])
async def test_l1_a_wait_beyond_the_limit_ends_the_turn(retry_after):
    async with open_stage(failure(429, retry_after=retry_after), reply("Hello")) as stage:
        ended = await stage.ask()
        assert (ended.end, len(stage.model.requests)) == (("failed", "rate_limited"), 1)


@pytest.mark.parametrize("retry_after", ["soon", "-1", "0", "", "Wed, 21 Oct 2015 07:28:00 GMT"])
async def test_l1_a_wait_that_is_none_is_ours(retry_after):
    async with open_stage(failure(429, retry_after=retry_after), reply("Hello")) as stage:
        assert (await stage.ask()).end == ("done", None)


async def test_l1_a_wait_leaves_the_first_content_its_own_time():
    waits = failure(429, retry_after="1.9")
    late = stream(Pause(0.3), *reply("Hi").steps)
    async with open_stage(waits, late, FIRST_CONTENT=2, LONGEST_WAIT=2) as stage:
        assert (await stage.ask()).end == ("done", None)


async def test_a_wait_can_be_stopped():
    async with open_stage(failure(429, retry_after="20"), reply("Hello"), LONGEST_WAIT=30) as stage:
        turn = await stage.send()
        await stage.model.requested.wait()
        stage.runtime.stop(turn)
        ended = await stage.finish(turn)
        assert (ended.end, len(stage.model.requests)) == (("stopped", "stopped"), 1)


async def test_l4_an_endpoint_nobody_listens_at_is_unreachable():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/v1"
        async with open_stage(BASE_URL=url) as stage:
            assert (await stage.ask()).end == ("failed", "unreachable")


async def test_l4_who_cannot_be_reached_is_tried_once_more():
    tried = 0

    async def hang_up(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal tried
        tried += 1
        writer.close()

    async with await asyncio.start_server(hang_up, "127.0.0.1", 0) as server:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
        async with open_stage(BASE_URL=url) as stage:
            assert (await stage.ask()).end == ("failed", "unreachable")
            assert tried == 2


@pytest.mark.parametrize("position", POSITIONS, ids=str)
@pytest.mark.parametrize("steps", [(CLOSE,), (), (sse({"error": "overloaded"}),)])
async def test_l6_no_second_attempt_is_spliced_into_the_first(position, steps):
    async with open_stage(position.then(*steps), reply("Another beginning.")) as stage:
        ended = await stage.ask()
        assert len(stage.model.requests) == 1
        assert "Another" not in ended.told


ODD = {
    "l11_crlf": lambda data: (data.replace(b"\n", b"\r\n"),),
    "l11_cr": lambda data: (data.replace(b"\n", b"\r"),),
    "l11_comments": lambda data: (data.replace(b"data: ", b": ping\ndata: "),),
    "l11_other_fields": lambda data: (data.replace(b"data: ", b"id: 1\nretry: 9\ndata: "),),
    "l11_no_blank": lambda data: (data.replace(b"data: ", b"data:"),),
    "l11_data_in_lines": lambda data: (data.replace(b', "object"', b',\ndata: "object"'),),
    "l11_single_bytes": lambda data: cut(data, *range(1, len(data))),
    "l12_byte_order_mark": lambda data: (b"\xef\xbb\xbf" + data,),
    "l12_data_after_done": lambda data: (data + sse(DONE, *text_chunks("More")),),
}


@pytest.mark.parametrize("oddity", ODD)
async def test_odd_bytes_give_the_same_reply(oddity):
    data = sse(*text_chunks(CARD[:12], CARD[12:]), DONE)
    async with open_stage(stream(*ODD[oddity](data))) as stage:
        ended = await stage.ask()
        assert (ended.end, ended.row.text) == (("done", None), CARD)
        assert [block.state for block in ended.blocks] == ["ready"]


NOISE = {
    "l13_choices_empty": {**payload({}), "choices": []},
    "l13_choices_null": {**payload({}), "choices": None},
    "l13_no_choices": {"id": "x", "prompt_filter_results": [{"content_filter_results": {}}]},
    "l13_delta_missing": {**payload({}), "choices": [{"index": 0, "finish_reason": None}]},
    "l13_delta_null": {**payload({}), "choices": [{"index": 0, "delta": None}]},
    "l13_content_null": payload({"content": None, "tool_calls": None}),
    "l13_another_choice": {
        **payload({}),
        "choices": [{"index": 1, "delta": {"content": "No!"}, "finish_reason": "length"}],
    },
}


@pytest.mark.parametrize("position", POSITIONS[:2], ids=str)
@pytest.mark.parametrize("noise", NOISE)
async def test_chunks_that_say_nothing_change_nothing(noise, position):
    rest = sse(NOISE[noise], payload({"content": '"N-1"}\n```\n'}), NOISE[noise], *ending("stop"))
    async with open_stage(position.then(sse(NOISE[noise]), rest)) as stage:
        ended = await stage.ask()
        assert (ended.end, ended.row.raw) == (("done", None), f'{position.raw}"N-1"}}\n```\n')
        assert ended.row.usage == {"input": 7, "output": 3}


@pytest.mark.parametrize("noise", NOISE)
async def test_chunks_that_say_nothing_do_not_break_a_call(noise):
    office = Office()
    rest = sse(NOISE[noise], call_chunks("write_note", '{"title": "Attic"}')[2], *ending("stop"))
    async with open_stage(IN_A_CALL.then(rest), reply("Written."), office=office) as stage:
        assert (await stage.ask()).end == ("done", None)
        assert [call.arguments for _, call in office.ended] == [{"title": "Attic"}]


async def test_the_endpoint_is_left_alone_once_it_is_done():
    async with open_stage(reply("One"), reply("Two")) as stage:
        await stage.ask()
        await stage.ask()
        assert stage.model.connections == 1
