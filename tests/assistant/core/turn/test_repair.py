"""The repair round: what is asked for, and what its answer comes to."""

import pytest

from assistant.core.turn.reader import LONGEST_REPLY
from assistant.core.turn.repair import RepairReader, write_repair
from assistant.core.upstream.chunks import CallFragment, Finish, Reasoning, Refusal, Text, Usage
from assistant.errors import UpstreamFault
from tests.support.facts import make_widget
from tests.support.plays import GOOD, OTHER

ASKED = [
    make_widget(number=1, state="pending", code="schema", pointer="/bike", message="7 is no text"),
    make_widget(number=4, state="pending", name=None, code="bad_opener", pointer="", message="one"),
]


def read(text: str) -> list[tuple[int, str | None]]:
    """The number of each block asked for, and the source that answers it."""
    reader = RepairReader(ASKED)
    reader.receive([Text(each) for each in text])
    return [(fact.number, written.source) for fact, written in reader.end()]


def test_one_block_is_asked_for_in_one_line() -> None:
    assert write_repair(ASKED[:1]) == (
        "Repair: 1 widget block of your reply could not be shown. Write exactly 1 widget block, "
        "corrected, in the same order, and nothing else. Do not call tools.\n"
        "1. bike: schema at /bike: 7 is no text"
    )


def test_several_are_asked_for_in_order_with_the_rule_each_one_broke() -> None:
    first, *rules = write_repair(ASKED).splitlines()
    assert first.startswith("Repair: 2 widget blocks")
    assert rules == [
        "1. bike: schema at /bike: 7 is no text",
        "2. unknown: bad_opener at (the whole): one",
    ]


def test_blocks_answer_in_order_and_prose_is_dropped() -> None:
    assert read(f"Sorry!\n{GOOD}Here:\n{OTHER}Bye") == [
        (1, '{"bike": "B-1"}\n'),
        (4, '{"bike": "B-2"}\n'),
    ]


@pytest.mark.parametrize("text", ["", "Sorry.", GOOD, GOOD * 3, f"```python\n{GOOD}{OTHER}"])
def test_another_number_of_blocks_answers_nothing(text: str) -> None:
    assert read(text) == []


def test_a_faulty_block_counts_like_any_other() -> None:
    assert read(f"{GOOD}```widget bike\n{{") == [(1, '{"bike": "B-1"}\n'), (4, "{")]


def test_only_text_finish_and_usage_matter() -> None:
    reader = RepairReader(ASKED)
    noise = [Reasoning("hm"), Refusal("no"), CallFragment(0, "c1", "find", "{}")]
    reader.receive([*noise, Text("Hi"), Finish("stop"), Usage(3, 4)])
    assert (reader.raw, reader.finish, reader.usage) == ("Hi", "stop", Usage(3, 4))


def test_an_answer_without_end_is_refused() -> None:
    with pytest.raises(UpstreamFault, match="limit"):
        RepairReader(ASKED).receive([Text("x" * (LONGEST_REPLY + 1))])
