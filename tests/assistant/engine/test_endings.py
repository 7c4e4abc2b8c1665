"""How turns end when their endpoint fails: each fault at each place, over real HTTP.

The names carry the numbers of the list of upstream faults that the design keeps.
"""

import asyncio

import pytest

from tests.support.fake_llm import (
    CLOSE,
    DONE,
    HANG,
    JSON,
    RST,
    answer,
    calls,
    failure,
    payload,
    reply,
    sse,
    stream,
    text_chunks,
)
from tests.support.office import Office
from tests.support.positions import IN_A_WIDGET, IN_PROSE, POSITIONS
from tests.support.runs import is_prose, is_widget, open_stage

pytestmark = pytest.mark.django_db(transaction=True)

CUT = ("interrupted", "cut")
NO_FINISH = ("interrupted", "no_finish")
REPORTED = ("failed", "upstream_error")
BAD_CHUNK = ("failed", "bad_chunk")


def finish(reason):
    return sse(payload({}, reason))


FAULTS = {
    "l6_the_connection_is_closed": ((CLOSE,), CUT),
    "l7_the_stream_just_ends": ((), NO_FINISH),
    "l7_done_without_a_finish": ((sse(DONE),), NO_FINISH),
    "l8_an_error_as_openai_reports_it": ((sse({"error": {"message": "no"}}), HANG), REPORTED),
    "l8_an_error_as_vllm_reports_it": ((sse({"object": "error", "message": "no"}), HANG), REPORTED),
    "l8_an_event_called_error": ((b"event: error\ndata: {}\n\n", HANG), REPORTED),
    "l8_finish_reason_error": ((finish("error"), HANG), REPORTED),
    "l10_bad_json": ((sse("{"), HANG), BAD_CHUNK),
    "l10_bad_utf8": ((b"data: \xff\n\n", HANG), BAD_CHUNK),
    "l12_the_last_event_lacks_its_blank_line": ((finish("stop").rstrip(),), NO_FINISH),
    "l14_length": ((finish("length"), HANG), ("done", None)),
    "l14_content_filter": ((finish("content_filter"), HANG), ("done", "content_filter")),
    "l14_an_unknown_finish": ((finish("function_call"), HANG), ("failed", "unknown_finish")),
    "l17_an_endless_line": ((b"data: " + b"x" * 300_000, HANG), ("failed", "line_too_long")),
}


@pytest.mark.parametrize("position", POSITIONS, ids=str)
@pytest.mark.parametrize("fault", FAULTS)
async def test_a_fault_ends_the_turn_once_and_keeps_what_came(fault, position):
    steps, end = FAULTS[fault]
    office = Office()
    async with open_stage(position.then(*steps), office=office, TAIL=0.1) as stage:
        ended = await stage.ask()
        assert (ended.end, len(stage.model.requests)) == (end, 1)
        assert ended.row.truncated == (fault == "l14_length")
        position.check_kept(ended)
        assert office.begun == []
        if HANG in steps:
            await stage.model.see_leave()
        stage.model.play(reply("Good."))
        assert (await stage.ask("And now?")).end == ("done", None)


@pytest.mark.parametrize(("position", "heard"), [(IN_PROSE, is_prose), (IN_A_WIDGET, is_widget)])
async def test_l6_a_reset_keeps_what_came(position, heard):
    read = asyncio.Event()
    async with open_stage(position.then(read, RST)) as stage:
        turn = await stage.send()
        await stage.until(turn, heard)
        read.set()
        ended = await stage.finish(turn)
        assert ended.end == CUT
        position.check_kept(ended)


async def test_l6_a_widget_that_was_whole_before_the_cut_is_kept():
    whole = '```widget note_card\n{"note": "N-1"}\n```'
    async with open_stage(stream(sse(*text_chunks(whole, finish=None)), CLOSE)) as stage:
        ended = await stage.ask()
        assert ended.end == CUT
        assert [block.state for block in ended.blocks] == ["ready"]


@pytest.mark.parametrize("end", [CLOSE, HANG])
async def test_a_connection_lost_after_the_finish_costs_nothing(end):
    whole = sse(*text_chunks("Hello"))
    async with open_stage(stream(whole, end), TAIL=0.1) as stage:
        ended = await stage.ask()
        assert (ended.end, ended.row.raw) == (("done", None), "Hello")


@pytest.mark.parametrize(
    ("script", "end"),
    [
        (failure(400, {"code": "context_length_exceeded"}), ("failed", "context_too_long")),
        (failure(400, {"code": "content_filter"}), ("done", "content_filter")),
        (failure(400), ("failed", "bad_request")),
        (failure(401), ("failed", "not_authorised")),
        (failure(402), ("failed", "not_authorised")),
        (failure(403), ("failed", "not_authorised")),
        (failure(404), ("failed", "model_not_found")),
        (failure(429, "insufficient_quota"), ("failed", "not_authorised")),
    ],
)
async def test_l3_a_refused_request_is_not_repeated(script, end):
    async with open_stage(script) as stage:
        ended = await stage.ask()
        assert (ended.end, len(stage.model.requests)) == (end, 1)
        assert "scripted" not in ended.last.notice


@pytest.mark.parametrize(
    ("script", "code"),
    [
        (answer("<html>Log in</html>", headers={"Content-Type": "text/html"}), "not_event_stream"),
        (answer('{"error": {"message": "no"}}', headers=JSON), "upstream_error"),
        (answer("", headers=JSON), "not_event_stream"),
        (stream(), "no_chunks"),
        (stream(sse(DONE)), "no_chunks"),
    ],
)
async def test_l9_a_success_that_is_no_stream_fails(script, code):
    async with open_stage(script) as stage:
        ended = await stage.ask()
        assert (ended.end, ended.row.raw) == (("failed", code), "")


async def test_l9_in_the_second_round_keeps_the_first():
    first = stream(sse(payload({"content": "Let me look."})), *calls(("find_notes", "{}")).steps)
    async with open_stage(first, failure(401)) as stage:
        ended = await stage.ask()
        assert (ended.end, ended.row.raw) == (("failed", "not_authorised"), "Let me look.")
        assert [call.state for call in ended.last.calls] == ["done"]


async def test_l17_a_reply_without_end_is_ended():
    text = "All work and no play. " * 100
    async with open_stage(stream(*[sse(payload({"content": text}))] * 120, HANG)) as stage:
        ended = await stage.ask()
        assert ended.end == ("failed", "reply_too_long")
        # A read is kept or refused whole.
        assert 184 * 1024 <= len(ended.row.raw) <= 200 * 1024
        await stage.model.see_leave()


async def test_l14_a_finish_of_any_length_can_be_stored():
    async with open_stage(stream(sse(payload({"content": "Hi"}, "x" * 1000)))) as stage:
        ended = await stage.ask()
        assert (ended.end, ended.rounds[0].finish) == (("failed", "unknown_finish"), "x" * 64)


async def test_l17_ten_thousand_chunks_at_once_are_a_reply():
    words = [f"{number} " for number in range(10_000)]
    async with open_stage(stream(sse(*text_chunks(*words), DONE))) as stage:
        ended = await stage.ask()
        assert (ended.end, ended.row.text) == (("done", None), "".join(words))


@pytest.mark.parametrize(
    ("delta", "end"),
    [
        ({}, ("failed", "empty_reply")),
        ({"content": " \n\t\r\n"}, ("failed", "empty_reply")),
        ({"reasoning_content": "I ponder."}, ("failed", "empty_reply")),
        ({"refusal": "I will not."}, ("done", "refusal")),
    ],
)
async def test_l20_a_reply_that_is_none_says_so(delta, end):
    async with open_stage(stream(sse(payload(delta), payload({}, "stop"), DONE))) as stage:
        ended = await stage.ask()
        assert ended.end == end
        assert ended.rounds[0].raw == (delta.get("content") or delta.get("refusal") or "")
