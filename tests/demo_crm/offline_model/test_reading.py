"""What the script reads out of the messages it is sent."""

import json
from datetime import datetime
from typing import Any

import msgspec
import pytest

from demo_crm.offline_model.reading import read_turn
from demo_crm.offline_model.request import Message
from demo_crm.offline_model.turn import Fault, Result, Turn, Widget

CARD = '```widget listing_card\n{"listing": "L-1"}\n```'
CALL = {"id": "call_1", "function": {"name": "find_listings", "arguments": "{}"}}


def read(*messages: tuple[str, str]) -> Turn:
    told = [{"role": role, "content": content} for role, content in messages]
    return read_turn(msgspec.convert(told, list[Message]))


def read_answer(content: str) -> Turn:
    told: list[dict[str, Any]] = [
        {"role": "user", "content": "Hi"},
        {"role": "assistant", "tool_calls": [CALL]},
        {"role": "tool", "tool_call_id": "call_1", "content": content},
    ]
    return read_turn(msgspec.convert(told, list[Message]))


def context(**values: Any) -> tuple[str, str]:
    return "system", "Context:\n" + json.dumps(values)


def test_the_context_of_the_turn_is_the_one_before_the_message() -> None:
    turn = read(
        *[context(member="Bob"), ("user", "Hi"), ("assistant", "Hello")],
        *[context(member="Alice", page="/crm/"), ("user", "Bye")],
    )
    assert (turn.said, turn.member, turn.page) == ("Bye", "Alice", "/crm/")


def test_now_is_read_in_the_members_zone() -> None:
    turn = read(context(now="2026-11-22T17:30:00+00:00", zone="America/Los_Angeles"), ("user", ""))
    assert turn.now is not None
    assert turn.now.isoformat() == "2026-11-22T09:30:00-08:00"


@pytest.mark.parametrize("zone", ["Nowhere/Land", "", None, "../etc", 7])
def test_an_unknown_zone_leaves_the_time_as_it_came(zone: object) -> None:
    turn = read(context(now="2026-11-22T17:30:00+01:00", zone=zone), ("user", ""))
    assert turn.now == datetime.fromisoformat("2026-11-22T17:30:00+01:00")


@pytest.mark.parametrize("told", ["Context:\n", "Context:\n[]", "Context:\n{", "Be kind."])
def test_a_context_that_cannot_be_read_is_none(told: str) -> None:
    turn = read(("system", told), ("user", "Hi"))
    assert (turn.now, turn.member, turn.page) == (None, "", "")


def test_a_result_has_the_name_of_its_tool_and_a_handle() -> None:
    turn = read_answer('{"handle":"r1","result":{"count":0}}')
    assert turn.outcomes == [Result("find_listings", "r1", {"count": 0})]


def test_a_fault_has_its_message() -> None:
    turn = read_answer('{"error":{"code":"not_found","message":"No such listing."}}')
    assert turn.outcomes == [Fault("No such listing.", "not_found")]


@pytest.mark.parametrize("content", ["", "oops", "[]", '{"result": 1}', '{"error": "x"}'])
def test_an_answer_in_another_form_is_a_fault(content: str) -> None:
    [outcome] = read_answer(content).outcomes
    assert isinstance(outcome, Fault)


def test_widgets_of_earlier_replies_come_latest_first() -> None:
    task = '```widget task\n{"task": "T-1"}\n```'
    turn = read(("user", "a"), ("assistant", f"{CARD}\n\n{task}"), ("user", "b"))
    assert turn.widgets == [
        Widget("task", {"task": "T-1"}),
        Widget("listing_card", {"listing": "L-1"}),
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"```\n{CARD[:-4]}\n~~~\n```",
        f"````text\n{CARD}\n````",
        '```widget listing_card\n{"listing": "L-1"\n```',
        '```widget listing_card\n{"listing": "L-1"}',
        '> ```widget listing_card\n{"listing": "L-1"}',
    ],
)
def test_what_only_looks_like_a_widget_is_none(text: str) -> None:
    assert read(("user", "a"), ("assistant", text), ("user", "b")).widgets == []


def test_a_repair_is_told_from_a_member_who_writes_the_word() -> None:
    assert read(("user", "a"), ("assistant", CARD), ("user", "Repair: write 1 block")).is_repair
    assert not read(("assistant", CARD), context(), ("user", "Repair: my roof")).is_repair


def test_messages_without_a_member_say_nothing() -> None:
    assert read(("system", "You are kind.")).said == ""
