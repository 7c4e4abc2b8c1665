"""Event streams as the WHATWG standard reads them, with limits it does not have."""

import tracemalloc

import pytest

from assistant.core.upstream.sse import Event, EventStream
from assistant.errors import UpstreamFault

MEGABYTE = 1024 * 1024


def read(*pieces: bytes, max_line: int = 4096) -> list[Event]:
    stream = EventStream(max_line=max_line)
    return [event for piece in pieces for event in stream.feed(piece)]


def test_a_line_of_data_and_a_blank_line_make_an_event():
    assert read(b'data: {"a": 1}\n\n') == [Event("", '{"a": 1}')]


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
def test_any_line_end_will_do(end):
    assert read(b"data: a" + end * 2 + b"data: b" + end * 2) == [Event("", "a"), Event("", "b")]


def test_an_event_comes_out_as_soon_as_its_blank_line_has_begun():
    assert read(b"data: a\r\n\r") == [Event("", "a")]


def test_lines_of_data_are_joined():
    assert read(b"data: a\ndata\ndata: b\n\n") == [Event("", "a\n\nb")]


def test_only_one_space_after_the_colon_is_dropped():
    assert read(b"data:a\n\ndata:  b\n\n") == [Event("", "a"), Event("", " b")]


def test_an_event_may_be_named():
    assert read(b"event: error\ndata: a\n\ndata: b\n\n") == [Event("error", "a"), Event("", "b")]


def test_a_name_without_data_is_forgotten():
    assert read(b"event: error\n\ndata: a\n\n") == [Event("", "a")]


@pytest.mark.parametrize("line", [b": ping", b":", b"id: 1", b"retry: 5", b"foo: 1", b"Data: x"])
def test_other_lines_are_read_over(line):
    assert read(line + b"\n\ndata: a\n" + line + b"\n\n") == [Event("", "a")]


def test_a_byte_order_mark_may_stand_at_the_start_only():
    mark = b"\xef\xbb\xbf"
    assert read(mark + b"data: a\n\n" + mark + b"data: b\n\n") == [Event("", "a")]


def test_an_event_that_is_not_closed_never_comes_out():
    assert read(b"data: a\n\ndata: b\n") == [Event("", "a")]


def test_line_ends_of_unicode_do_not_end_lines():
    data = "a\u2028b\u0085c\x0bd"
    assert read(f"data: {data}\n\n".encode()) == [Event("", data)]


TRANSCRIPT = (
    b"\xef\xbb\xbf: hi\r\n\r\n"
    + "event: x\rdata: h\u00e9 \u20ac \U0001f3e1\r\r".encode()
    + b"id: 3\ndata: one\r\ndata:two\rdata\n\ndata: end\n\n\r\n\r\ndata: open"
)


def test_every_cut_in_three_gives_the_same_events():
    expected = read(TRANSCRIPT)
    assert [event.data for event in expected] == ["h\u00e9 \u20ac \U0001f3e1", "one\ntwo\n", "end"]
    for first in range(len(TRANSCRIPT)):
        for second in range(first, len(TRANSCRIPT)):
            pieces = (TRANSCRIPT[:first], TRANSCRIPT[first:second], TRANSCRIPT[second:])
            assert read(*pieces) == expected


def test_single_bytes_give_the_same_events():
    pieces = [TRANSCRIPT[place : place + 1] for place in range(len(TRANSCRIPT))]
    assert read(*pieces) == read(TRANSCRIPT)


def test_what_is_not_utf_8_is_a_fault():
    with pytest.raises(UpstreamFault) as caught:
        read(b"data: \xff\n\n")
    assert caught.value.code == "bad_chunk"


@pytest.mark.parametrize("size", [1, 7, 5000])
def test_a_line_up_to_the_limit_passes_and_one_byte_more_does_not(size):
    line = b"data: " + b"x" * (4096 - len(b"data: "))
    pieces = [(line + b"\n\n")[at : at + size] for at in range(0, 5000, size)]
    assert len(read(*pieces)) == 1
    with pytest.raises(UpstreamFault) as caught:
        read(*pieces, *pieces[:-1], b"x" * 4097)
    assert caught.value.code == "line_too_long"


def test_the_lines_of_one_event_have_the_limit_together():
    with pytest.raises(UpstreamFault) as caught:
        read(*[b"data:\n"] * 5000)
    assert caught.value.code == "line_too_long"


def test_events_before_a_fault_come_out_first():
    events = EventStream(max_line=10).feed(b"data: a\n\n" + b"x" * 11)
    assert next(events) == Event("", "a")
    with pytest.raises(UpstreamFault):
        next(events)


def test_an_endless_line_is_not_kept():
    endless = [b"x" * 16384] * (64 * MEGABYTE // 16384)
    tracemalloc.start()
    try:
        with pytest.raises(UpstreamFault):
            read(*endless, max_line=256 * 1024)
        assert tracemalloc.get_traced_memory()[1] < MEGABYTE
    finally:
        tracemalloc.stop()
