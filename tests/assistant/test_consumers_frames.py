"""Frames that are not commands: each is refused by a code, and the socket lives on."""

import json
from dataclasses import replace

import pytest
from asgiref.sync import sync_to_async
from django.db import connection

from assistant.core.wire.commands import LARGEST_FRAME, LONGEST_MESSAGE
from assistant.core.wire.events import PROTOCOL
from demo_crm.models import Member
from tests.support.live_site import open_site
from tests.support.tab import new_conversation

UUID = "00000000-0000-4000-8000-000000000001"
STOP = {"type": "stop", "id": "x1", "turn": UUID}
SEND = {"type": "send", "id": "x1", "conversation": UUID, "text": "Hello"}
FOLLOW = {"type": "follow", "id": "x1", "conversation": UUID}


def fill(size: int) -> str:
    """A well-formed frame of exactly that many bytes."""
    frame = json.dumps({**SEND, "page": ""})
    return frame[:-2] + "x" * (size - len(frame)) + frame[-2:]


NOT_JSON = {
    "nothing": "",
    "a word": "hello",
    "a list": "[]",
    "a number": "1",
    "half an object": '{"type":"stop"',
    "two objects": "{}{}",
    "a duplicate key": '{"type":"stop","type":"stop","id":"x1","turn":"' + UUID + '"}',
    "NaN": '{"type":"rate","id":"x1","turn":"' + UUID + '","value":NaN}',
    "infinity": '{"type":"rate","id":"x1","turn":"' + UUID + '","value":1e400}',
    "a lone surrogate": '{"type":"send","id":"x1","conversation":"' + UUID + '","text":"\\ud800"}',
    "a null character": '{"type":"send","id":"x1","conversation":"' + UUID + '","text":"a\\u0000"}',
    "a deep nest": '{"type":"act","id":"x1","inputs":' + "[" * 5000 + "]" * 5000 + "}",
    "a comment": '{"type":"stop"} // hi',
    "a byte order mark": "\ufeff" + json.dumps(STOP),
    "a byte too many": fill(LARGEST_FRAME + 1),
    "far too many bytes": fill(3 * LARGEST_FRAME),
}
NO_COMMAND = {
    "no type": {"id": "x1"},
    "an unknown type": {**STOP, "type": "shout"},
    "a type that is no text": {**STOP, "type": 7},
    "an event's type": {**STOP, "type": "delta"},
    "no id": {"type": "stop", "turn": UUID},
    "an empty id": {**STOP, "id": ""},
    "a long id": {**STOP, "id": "x" * 65},
    "an id with a space": {**STOP, "id": "a b"},
    "an id with a line end": {**STOP, "id": "x1\n"},
    "an id that is no text": {**STOP, "id": 1},
    "a field too many": {**STOP, "more": 1},
    "a field too few": {"type": "stop", "id": "x1"},
    "no UUID": {**STOP, "turn": "1"},
    "a UUID in capitals": {**STOP, "turn": "ABCDEF00-0000-4000-8000-000000000001"},
    "a UUID with a line end": {**STOP, "turn": UUID + "\n"},
    "no text": {**SEND, "text": ""},
    "blank text": {**SEND, "text": " \n\t "},
    "a long text": {**SEND, "text": "x" * (LONGEST_MESSAGE + 1)},
    "a long page": {**SEND, "page": "x" * 301},
    "a cursor without a number": {**FOLLOW, "cursor": {"epoch": "e"}},
    "a cursor of text": {**FOLLOW, "cursor": "12"},
    "a fraction of a cursor": {**FOLLOW, "cursor": {"epoch": "e", "seq": 1.5}},
    "a number no browser can count to": {**FOLLOW, "cursor": {"epoch": "e", "seq": 2**63}},
    "inputs that are no object": {
        "type": "act", "id": "x1", "block": "b", "action": "a", "inputs": [],
    },
}  # fmt: skip
BINARY = {"nothing": b"", "noise": b"\x00\xff", "a command": json.dumps(STOP).encode()}


async def is_alive(tab) -> bool:
    return (await tab.ask("hello", protocol=PROTOCOL))["type"] == "welcome"


async def say_raw(tab, frame: str | bytes | dict):
    await tab.wire.send(json.dumps(frame) if isinstance(frame, dict) else frame)
    return await tab.hear(lambda frame: frame["type"] == "error")


@pytest.mark.parametrize("frames", [NOT_JSON, NO_COMMAND, BINARY], ids=["json", "fields", "bytes"])
async def test_what_is_no_command_is_refused_and_the_socket_lives(site, frames):
    async with site.open_tab("alice") as tab:
        refusals = {name: await say_raw(tab, frame) for name, frame in frames.items()}
        codes = {name: refusal["code"] for name, refusal in refusals.items()}
        assert codes == dict.fromkeys(frames, "bad_frame")
        assert all(refusal["message"] for refusal in refusals.values())
        assert await is_alive(tab)


async def test_the_largest_frame_is_still_read(site):
    async with site.open_tab("alice") as tab:
        refusal = await say_raw(tab, fill(LARGEST_FRAME))
        assert "page" in refusal["message"]


async def test_a_frame_beyond_all_reason_is_not_even_read(site):
    async with site.open_tab("alice") as tab:
        await tab.wire.send(fill(257 * 1024))
        assert await tab.hear_close() == 1009


async def test_a_refused_frame_is_answered_under_its_id(site):
    async with site.open_tab("alice") as tab:
        assert (await say_raw(tab, '{"type":"shout","id":"mine"}'))["id"] == "mine"
        assert (await say_raw(tab, '{"type":"shout","id":17}'))["id"] is None


async def test_the_message_says_where(site):
    async with site.open_tab("alice") as tab:
        refusal = await say_raw(tab, {**STOP, "turn": "1"})
        assert "$.turn" in refusal["message"]


async def test_a_frame_in_fragments_is_one_frame(site):
    async with site.open_tab("alice") as tab:
        await tab.wire.send(['{"type":"stop","id":', f'"f1","turn":"{UUID}"}}'])
        answer = await tab.hear(lambda frame: frame.get("id") == "f1")
        assert answer["code"] == "not_found"


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("act", {"block": "b", "action": "send", "inputs": {}}),
        ("decide", {"approval": "a", "approve": True}),
    ],
)
async def test_what_comes_later_says_so(site, kind, fields):
    async with site.open_tab("alice") as tab:
        assert (await tab.ask(kind, **fields))["code"] == "not_available"


async def test_our_own_fault_is_told_and_logged(site, monkeypatch, caplog):
    async def fail(claims):
        raise ZeroDivisionError

    async with site.open_tab("alice") as tab:
        with monkeypatch.context() as patch:
            patch.setattr(site.runtime, "host", replace(site.runtime.host, identify=fail))
            answer = await tab.ask("follow", conversation=new_conversation())
        assert answer["code"] == "server_error"
        assert "ZeroDivisionError" in caplog.text
        assert await is_alive(tab)


def look_at_connection() -> object:
    connection.ensure_connection()
    return connection.connection


async def test_the_hosts_connection_is_kept_from_frame_to_frame(site):
    async with site.open_tab("alice") as tab:
        before = await sync_to_async(look_at_connection)()
        assert await is_alive(tab)
        assert await sync_to_async(look_at_connection)() is before


async def test_a_connection_that_broke_costs_a_careless_host_one_frame(members, monkeypatch):
    def ask_rows(claims):
        return Member.objects.known_as(claims.tenant, claims.subject).get().actor

    async with open_site(HEARTBEAT=60.0) as site, site.open_tab("alice") as tab:
        careless = replace(site.runtime.host, identify=sync_to_async(ask_rows))
        monkeypatch.setattr(site.runtime, "host", careless)
        broken = await sync_to_async(look_at_connection)()
        await sync_to_async(broken.close)()
        assert (await tab.ask("follow", conversation=new_conversation()))["code"] == "server_error"
        assert await is_alive(tab)
