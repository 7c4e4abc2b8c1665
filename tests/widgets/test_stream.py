"""Replies split into pieces: the corpus, any cut, and what each verb of the parser promises."""

import random
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.widgets.pieces import cut, load_cases, put_together, read_pieces
from widgets.stream import BlockParser, Closed, Opened, Payload, Prose

CASES = load_cases()
WIDGET = '```widget a\n{"b": "c"}\n```\n'


def limits(case: dict[str, Any]) -> dict[str, int]:
    return {"max_source": case["max_source"]} if "max_source" in case else {}


@pytest.fixture(params=CASES, ids=lambda case: case["name"])
def case(request: pytest.FixtureRequest) -> dict[str, Any]:
    return request.param


def test_the_corpus_is_large_and_names_each_case_once() -> None:
    assert len({case["name"] for case in CASES}) == len(CASES) >= 80


def test_a_case_read_whole(case: dict[str, Any]) -> None:
    assert read_pieces([case["text"]], **limits(case)) == case["pieces"]


def test_a_case_read_by_character(case: dict[str, Any]) -> None:
    assert read_pieces(case["text"], **limits(case)) == case["pieces"]


def test_a_case_read_in_two_halves(case: dict[str, Any]) -> None:
    for place in range(len(case["text"]) + 1):
        halves = cut(case["text"], [place])
        assert read_pieces(halves, **limits(case)) == case["pieces"], place


def test_a_case_read_in_random_cuts(case: dict[str, Any]) -> None:
    for seed in range(50):
        places = random.Random(seed).choices(range(len(case["text"]) + 1), k=seed % 12)
        chunks = cut(case["text"], places)
        assert read_pieces(chunks, **limits(case)) == case["pieces"], f"seed {seed}"


def test_a_case_gives_its_text_back(case: dict[str, Any]) -> None:
    assert put_together(case["text"], read_pieces([case["text"]])) == case["text"]


MARKS = ["`", "``", "```", "````", "~~~", "widget", "widget a", "widgets", WIDGET]
GAPS = [" ", "   ", "    ", "\t", "\n", "\n", "\r\n", "\r", "\u2028", "\x0b"]
WORDS = ["{}", '{"b": "c"}', "Hi", "- ", "> ", "🏡"]
FRAGMENTS = st.sampled_from([*MARKS, *GAPS, *WORDS])
REPLIES = st.lists(FRAGMENTS, max_size=40).map("".join)


@given(text=REPLIES, data=st.data())
@settings(max_examples=200)
def test_any_cut_gives_the_same_pieces(text: str, data: st.DataObject) -> None:
    places = data.draw(st.lists(st.integers(0, len(text)), max_size=8))
    limit = data.draw(st.sampled_from([0, 5, 1000]))
    whole = read_pieces([text], max_source=limit)
    assert read_pieces(cut(text, places), max_source=limit) == whole


@given(text=REPLIES)
@settings(max_examples=200)
def test_prose_spans_and_gaps_give_the_text_back(text: str) -> None:
    assert put_together(text, read_pieces(text)) == text


@given(text=REPLIES)
@settings(max_examples=120)
def test_a_span_read_alone_is_the_same_block(text: str) -> None:
    for piece in read_pieces([text]):
        if "widget" in piece:
            [alone] = read_pieces([text[piece["start"] : piece["end"]]])
            assert alone == {**piece, "start": 0, "end": piece["end"] - piece["start"]}


@given(text=REPLIES)
@settings(max_examples=120)
def test_a_fallback_in_place_of_a_failed_block_is_prose(text: str) -> None:
    failed = [piece for piece in read_pieces([text]) if "fault" in piece]
    for piece in reversed(failed):
        text = text[: piece["start"]] + "Not shown." + text[piece["end"] :]
    pieces = read_pieces([text])
    assert not any("fault" in piece for piece in pieces)
    assert "".join(p.get("prose", "") for p in pieces).count("Not shown.") == len(failed)


def test_prose_flows_at_once() -> None:
    parser = BlockParser()
    assert parser.feed("Hel") == [Prose("Hel")]
    assert parser.feed("lo *the") == [Prose("lo *the")]


@pytest.mark.parametrize(
    "start", [" ", "   ", "`", "  ``", "```", "``` ", "```wid", "```widget a b"]
)
def test_a_line_that_may_open_a_widget_is_held_back(start: str) -> None:
    parser = BlockParser()
    assert parser.feed("Hi\n" + start) == [Prose("Hi\n")]


@pytest.mark.parametrize(
    "start", ["    ", "\t", "``x", "~", "~~~", "```js", "``` widgets", "- ", "```widget a`"]
)
def test_a_line_flows_once_it_can_open_no_widget(start: str) -> None:
    parser = BlockParser()
    assert parser.feed("Hi\n" + start) == [Prose("Hi\n" + start)]


@pytest.mark.parametrize("start", ["`", "```", "```widget", "   "])
def test_nothing_is_held_back_inside_an_ordinary_fence(start: str) -> None:
    parser = BlockParser()
    parser.feed("~~~\n")
    assert parser.feed(start) == [Prose(start)]


def test_blanks_wait_until_they_are_known_to_be_prose() -> None:
    parser = BlockParser()
    assert parser.feed("\n \n") == []
    assert parser.feed("Hi") == [Prose("\n \nHi")]


def test_a_block_is_told_as_soon_as_its_opening_line_ends() -> None:
    parser = BlockParser()
    assert parser.feed("Hi\n```widget card") == [Prose("Hi\n")]
    assert parser.feed("\n") == [Opened("card")]


def test_a_payload_flows_but_for_a_line_that_may_close_it() -> None:
    parser = BlockParser()
    parser.feed("```widget a\n")
    assert parser.feed('{"b":') == [Payload('{"b":')]
    assert parser.feed("\n ``") == [Payload("\n")]
    assert parser.feed("x") == [Payload(" ``x")]


def test_a_block_closes_when_its_closing_line_ends() -> None:
    parser = BlockParser()
    assert parser.feed("```widget a\n{}\n```") == [Opened("a"), Payload("{}\n")]
    assert parser.feed("\n") == [Closed("a", "{}\n", 0, 18, None)]


def test_a_bad_opener_shows_nothing_of_its_payload() -> None:
    pieces = BlockParser().feed("```widget A\n{}\n```\n")
    assert pieces == [Opened(None), Closed(None, "{}\n", 0, 18, "bad_opener")]


def test_a_source_may_be_32_kib() -> None:
    fits = "x" * (32 * 1024 - 1)
    assert "fault" not in read_pieces([f"```widget a\n{fits}\n```"])[0]
    assert read_pieces([f"```widget a\n{fits}x\n```"])[0]["fault"] == "too_large"


LONG = {
    "prose": "Two homes near the park, one of them new.\n\n",
    "widgets": WIDGET,
    "payload": '{"b": "c"}\n',
    "backticks": "`",
    "blanks": " ",
    "blank lines": "\n",
    "short runs": "  ``\n",
    "info string": "widget ",
    "fences": "```\n",
    "carriage returns": "\r",
}


def count_calls(text: str) -> int:
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    parser = BlockParser()
    sys.setprofile(count)
    try:
        for start in range(0, len(text), 4):
            parser.feed(text[start : start + 4])
        parser.finish()
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("unit", LONG.values(), ids=LONG.keys())
@pytest.mark.parametrize("opener", ["", "```widget a\n", "```js\n", "```widget ", "~~~"])
def test_work_grows_with_the_length_of_the_reply_and_no_faster(opener: str, unit: str) -> None:
    short = opener + unit * (1_000 // len(unit))
    long = opener + unit * (8_000 // len(unit))
    assert count_calls(long) <= count_calls(short) * 8.5
