"""Whole transcripts to chunks: the same for every cut, and nothing lost before a fault."""

import json
import random

import pytest

from assistant.core.upstream.chunks import CallFragment, Chunk, Finish, Text, Usage
from assistant.core.upstream.decoding import ChunkReader, translate_answer
from assistant.errors import UpstreamFault
from tests.support.fake_llm import DONE, call_chunks, cut, ending, payload, sse, text_chunks

PROSE = sse(*text_chunks("Hé", " 🏡\n"), DONE)
CALLS = sse(*call_chunks("find", '{"town": "Zürich"}'), *ending("tool_calls"), DONE)
FAULTY = sse(payload({"content": "Hello"}), "{", payload({"content": "lost"}))
ERROR = sse(payload({"content": "Hello"}), {"error": "overloaded"})
BAD_TEXT = sse(payload({"content": "Hello"})) + b"data: \xf0\x9f\n\n"
ENDLESS = sse(payload({"content": "Hello"})) + b"data: " + b"x" * (256 * 1024)


def read(*pieces: bytes) -> tuple[list[Chunk], str | None]:
    """All chunks, and the code of the fault that ended them."""
    reader = ChunkReader()
    chunks = [chunk for piece in pieces for chunk in reader.receive(piece)]
    try:
        reader.finish()
    except UpstreamFault as fault:
        return chunks, fault.code
    return chunks, None


def test_a_reply():
    expected = [Text("Hé"), Text(" 🏡\n"), Finish("stop"), Usage(7, 3)]
    assert read(PROSE) == (expected, None)


def test_a_call():
    chunks, fault = read(CALLS)
    assert fault is None
    assert chunks[0] == CallFragment(0, "call_fake_0", "find")
    assert chunks[-2:] == [Finish("tool_calls"), Usage(7, 3)]


@pytest.mark.parametrize(
    "transcript",
    [
        PROSE,
        CALLS,
        FAULTY,
        ERROR,
        BAD_TEXT,
        PROSE.replace(b"\n", b"\r\n"),
        PROSE.replace(b"\n", b"\r"),
        b"\xef\xbb\xbf" + CALLS,
    ],
    ids=["prose", "calls", "faulty", "error", "bad text", "crlf", "cr", "bom"],
)
def test_every_cut_gives_the_same_chunks_and_the_same_fault(transcript):
    expected = read(transcript)
    assert read(*cut(transcript, *range(1, len(transcript)))) == expected
    for place in range(1, len(transcript)):
        assert read(*cut(transcript, place)) == expected


def test_random_cuts_give_the_same_chunks():
    seed = random.randrange(2**32)
    choice = random.Random(seed)
    for transcript in (PROSE, CALLS, FAULTY, ENDLESS):
        expected = read(transcript)
        for _ in range(50):
            places = sorted(choice.choices(range(len(transcript)), k=choice.randrange(9)))
            assert read(*cut(transcript, *places)) == expected, f"seed {seed}"


@pytest.mark.parametrize(
    ("transcript", "code"),
    [
        (FAULTY, "bad_chunk"),
        (BAD_TEXT, "bad_chunk"),
        (ERROR, "upstream_error"),
        (ENDLESS, "line_too_long"),
    ],
)
def test_what_came_before_a_fault_is_kept(transcript, code):
    assert read(transcript) == ([Text("Hello")], code)


def test_nothing_is_read_after_done():
    assert read(PROSE, sse(payload({"content": "more"}), "{")) == read(PROSE)
    assert read(PROSE + sse(payload({"content": "more"}), "{")) == read(PROSE)


@pytest.mark.parametrize("end", [b"", sse(DONE)])
def test_an_end_without_a_finish_shows_by_its_absence(end):
    assert read(sse(payload({"content": "Hello"})) + end) == ([Text("Hello")], None)


def test_a_last_event_without_its_blank_line_is_missing():
    transcript = sse(payload({"content": "Hello"}), payload({}, "stop")).removesuffix(b"\n")
    assert read(transcript) == ([Text("Hello")], None)


@pytest.mark.parametrize(
    "transcript",
    [b"", b": ping\n\n", sse(DONE), sse({"choices": []}), sse(payload({"role": "assistant"}))],
)
def test_a_stream_of_nothing_is_a_fault(transcript):
    assert read(transcript) == ([], "no_chunks")


def test_reasoning_alone_is_not_nothing():
    assert read(sse(payload({"reasoning": "Hm"})))[1] is None


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (json.dumps({"error": {"message": "overloaded"}}), "upstream_error"),
        (json.dumps({"choices": [{"message": {"content": "Hello"}}]}), "not_event_stream"),
        ("<html>Log in</html>", "not_event_stream"),
        ("", "not_event_stream"),
    ],
)
def test_an_answer_that_is_no_stream_is_a_fault(body, code):
    fault = translate_answer("text/html", body.encode())
    assert (fault.code, fault.retryable) == (code, False)
