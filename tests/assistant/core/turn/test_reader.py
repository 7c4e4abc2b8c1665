"""A reply read as it streams: what is shown at once, what is checked, what is held back."""

import pytest

from assistant.core.turn.reader import (
    LONGEST_REPLY,
    MOST_OPENERS,
    MOST_WIDGETS,
    Output,
    ReplyReader,
    read_settled,
)
from assistant.core.turn.settling import BlockDue
from assistant.core.upstream.chunks import (
    CallFragment,
    Chunk,
    Finish,
    Reasoning,
    Refusal,
    Text,
    Usage,
)
from assistant.core.wire.events import BlockChanged, Delta
from assistant.errors import UpstreamFault
from tests.support.catalogs import BIKE_FALLBACK, CATALOG, LONGEST_BODY
from tests.support.facts import make_block
from tests.support.plays import BAD, GOOD, widget
from widgets.catalog import UNKNOWN_FALLBACK
from widgets.records import Ref


def make_reader(first: int = 0) -> ReplyReader:
    return ReplyReader("t", first, CATALOG)


def read(*chunks: Chunk | str, first: int = 0) -> tuple[ReplyReader, list[Output]]:
    """A reader that has read these chunks to their end, and all it said."""
    reader = make_reader(first)
    outputs: list[Output] = []
    for chunk in chunks:
        outputs += reader.receive([Text(chunk) if isinstance(chunk, str) else chunk])
    return reader, [*outputs, *reader.end()]


def told(outputs: list[Output]) -> list[tuple[str, int, str]]:
    return [(each.block, each.offset, each.text) for each in outputs if isinstance(each, Delta)]


def test_prose_is_shown_at_once_with_offsets_a_browser_counts() -> None:
    _, outputs = read("Hi 🚲", " and", " more")
    assert told(outputs) == [("t.0", 0, "Hi 🚲"), ("t.0", 5, " and"), ("t.0", 9, " more")]


def test_a_line_that_may_become_a_fence_is_held_back() -> None:
    reader = make_reader()
    assert told(reader.receive([Text("Hi\n``")])) == [("t.0", 0, "Hi\n")]
    assert told(reader.receive([Text("x")])) == [("t.0", 3, "``x")]


def test_chunks_that_came_together_are_one_delta() -> None:
    outputs = make_reader().receive([Text("He"), Reasoning("hm"), Text("llo")])
    assert told(outputs) == [("t.0", 0, "Hello")]


def test_a_block_is_told_when_it_opens_and_due_when_it_closes() -> None:
    reader, outputs = read(f"Hi\n{GOOD}Bye", first=4)
    opened, due = outputs[1], outputs[2]
    block = make_block(id="t.5", state="pending", revision=1)
    assert opened == BlockChanged("t", block)
    assert isinstance(due, BlockDue)
    assert (due.checked.refs, due.checked.payload) == ((Ref("bike", "B-1"),), {"bike": "B-1"})
    assert reader.raw[due.widget.start : due.widget.end] == GOOD.rstrip("\n")
    assert told(outputs)[-1] == ("t.6", 0, "\nBye")


def test_blanks_between_blocks_take_no_number() -> None:
    _, outputs = read(f"\n{GOOD}\n \n{GOOD}\n")
    assert [each.block.id for each in outputs if isinstance(each, BlockChanged)] == ["t.0", "t.1"]


def test_a_faulty_block_stays_pending_with_what_is_wrong_and_is_not_told() -> None:
    reader, outputs = read(BAD)
    assert len(outputs) == 1
    fact = reader.widgets[0]
    assert (fact.state, fact.code, fact.pointer, fact.fallback) == (
        "pending",
        "schema",
        "/bike",
        BIKE_FALLBACK,
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("```widget bike now\n{}\n```", "bad_opener"),
        ('```widget bike\n{"bike"', "unclosed"),
        (widget('{"bike": "' + "x" * 33_000 + '"}'), "too_large"),
        (widget("{}", "unicycle"), "unknown_widget"),
        (widget("{"), "bad_json"),
        (widget("[" * 50), "too_deep"),
    ],
)
def test_whatever_is_wrong_with_a_block_has_a_code_and_a_rule(text: str, code: str) -> None:
    reader, _ = read(text)
    assert (reader.widgets[0].code, bool(reader.widgets[0].message)) == (code, True)


def test_a_widget_nobody_knows_is_told_without_a_name() -> None:
    reader, (opened, *_) = read(widget("{}", "unicycle"))
    assert opened == BlockChanged(
        "t", make_block(id="t.0", state="pending", revision=1, widget=None, version=None)
    )
    assert reader.widgets[0].fallback == UNKNOWN_FALLBACK


def test_a_streaming_field_is_shown_while_it_comes_and_no_longer_than_allowed() -> None:
    letter = widget('{"subject": "no", "body": "🚲\\n' + "x" * 99 + '"}', "letter")
    _, outputs = read(*letter)
    shown = [each for each in outputs if isinstance(each, Delta)]
    assert {each.field for each in shown} == {"body"}
    assert "".join(each.text for each in shown) == "🚲\n" + "x" * (LONGEST_BODY - 2)
    assert [each.offset for each in shown[:3]] == [0, 2, 3]


def test_previews_of_two_blocks_begin_anew() -> None:
    letter = widget('{"body": "Dear"}', "letter")
    _, outputs = read(letter + letter)
    assert told(outputs) == [("t.0", 0, "Dear"), ("t.1", 0, "Dear")]


def test_a_refusal_is_prose_that_is_marked() -> None:
    reader, outputs = read(Refusal("I may not."))
    assert (reader.refused, told(outputs)) == (True, [("t.0", 0, "I may not.")])


def test_what_a_model_says_about_the_round_is_kept_and_not_shown() -> None:
    chunks = (Reasoning("hm"), Finish("stop"), Usage(1, 2), Usage(3, 4))
    reader, outputs = read(*chunks, CallFragment(0, "c1", "find"))
    assert outputs == []
    assert (reader.raw, reader.finish, reader.usage) == ("", "stop", Usage(3, 4))
    assert reader.called
    assert [each.name for each in reader.calls.finish()] == ["find"]


def test_a_reply_without_end_is_refused_and_what_came_is_kept() -> None:
    reader = make_reader()
    reader.receive([Text("x" * LONGEST_REPLY)])
    with pytest.raises(UpstreamFault) as fault:
        reader.receive([Text("y")])
    assert fault.value.code == "reply_too_long"
    assert reader.raw == "x" * LONGEST_REPLY


def test_the_end_may_be_read_twice() -> None:
    reader, _ = read(GOOD + "```widget bike\n")
    assert reader.end() == []


@pytest.mark.parametrize(
    ("raw", "settled"),
    [
        ("", ""),
        ("Hi", "Hi"),
        ("Hi\n``", "Hi\n"),
        ("Hi\r```wid", "Hi\r"),
        ("```widget bi", ""),
        ("```widget bike\n{", "```widget bike\n{"),
        (f"{GOOD}\n \n  ``", f"{GOOD}\n \n"),
        (GOOD, GOOD),
        ("```python\n``", "```python\n``"),
    ],
)
def test_a_line_that_was_held_back_is_not_settled(raw: str, settled: str) -> None:
    assert read_settled(raw) == settled


def test_more_widgets_than_a_reply_holds_are_not_asked_of_the_host() -> None:
    reader, outputs = read(f"{GOOD}\n" * (MOST_WIDGETS + 1))
    assert len([each for each in outputs if isinstance(each, BlockDue)]) == MOST_WIDGETS
    last = list(reader.widgets.values())[-1]
    assert (last.code, last.repairable) == ("too_many", False)


def test_a_flood_of_openers_is_no_reply() -> None:
    with pytest.raises(UpstreamFault) as fault:
        read("```widget a\n```\n" * (MOST_OPENERS + 1))
    assert fault.value.code == "reply_too_long"
