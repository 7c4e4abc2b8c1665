"""Cursors, cuts and snapshots over the wire: whoever follows ends up with what is stored."""

import asyncio

import pytest

from assistant.core.wire.events import Cursor
from assistant.models import Turn
from tests.support.fake_llm import reply
from tests.support.live_model import hold, step_by_step
from tests.support.live_site import open_site
from tests.support.members import add_task, card, in_rows
from tests.support.tab import new_conversation

WORDS = [
    f"{number} \U0001f3e1 word\n" if number % 3 else f"{number} — wörd " for number in range(26)
]


@pytest.fixture
def conversation() -> str:
    return new_conversation()


async def stored(turn: str) -> Turn:
    return await in_rows(lambda: Turn.objects.get(pk=turn))


def same(one, other, turn) -> bool:
    return one.blocks(turn) == other.blocks(turn) and one.turns[turn] == other.turns[turn]


@pytest.fixture
async def told(site, conversation):
    """A conversation of one turn, and where its log ends."""
    site.model.expect("Hello", reply("Hel", "lo ", "there"))
    async with site.open_tab("alice") as tab:
        turn = await tab.ask_and_see("Hello", conversation)
        return turn, tab.cursor


async def test_without_a_cursor_come_answer_and_snapshot(site, conversation, told):
    turn, head = told
    async with site.open_tab("alice") as tab:
        await tab.follow(conversation)
        assert [frame["type"] for frame in tab.heard] == ["welcome", "answer", "snapshot"]
        assert tab.cursor == head
        assert tab.prose(turn) == "Hello there"


@pytest.mark.parametrize("behind", [0, 1, 3])
async def test_a_cursor_that_is_honoured_brings_what_came_after(site, conversation, told, behind):
    _, head = told
    async with site.open_tab("alice") as tab:
        await tab.follow(conversation, Cursor(head.epoch, head.seq - behind))
        site.model.expect("More", reply("Yes"))
        more = await tab.say("More", conversation)
        await tab.see_end(more)
        numbers = [frame["seq"] for frame in tab.heard if "seq" in frame]
        assert numbers == list(range(head.seq - behind + 1, tab.cursor.seq + 1))


async def test_the_very_first_cursor_brings_everything(site, conversation, told):
    turn, head = told
    async with site.open_tab("alice") as tab:
        await tab.follow(conversation, Cursor(head.epoch, 0))
        await tab.see_end(turn)
        assert tab.cursor == head
        assert tab.prose(turn) == "Hello there"


@pytest.mark.parametrize("seq", [-1, -(2**53) + 1, "beyond", 2**53 - 1])
async def test_a_number_nobody_was_told_is_reset(site, conversation, told, seq):
    turn, head = told
    seq = head.seq + 1 if seq == "beyond" else seq
    async with site.open_tab("alice") as tab:
        await is_reset(tab, conversation, Cursor(head.epoch, seq))
        assert tab.cursor == head
        assert tab.prose(turn) == "Hello there"


@pytest.mark.parametrize("epoch", ["", "0123456789abcdef", "x" * 5000])
async def test_another_epoch_is_reset(site, conversation, told, epoch):
    async with site.open_tab("alice") as tab:
        await is_reset(tab, conversation, Cursor(epoch, 1))


async def test_another_conversations_cursor_is_reset(site, conversation, told):
    site.model.expect("Elsewhere", reply("Here"))
    async with site.open_tab("alice") as tab:
        await tab.ask_and_see("Elsewhere", new_conversation())
        await is_reset(tab, conversation, tab.cursor)
        assert set(tab.fold.turns) == {told[0]}


async def test_what_the_log_forgot_is_reset(members, conversation):
    async with open_site(FORGET_AFTER=0.05) as site:
        site.model.expect("Hello", reply("Hi"))
        async with site.open_tab("alice") as tab:
            turn = await tab.ask_and_see("Hello", conversation)
        await asyncio.sleep(0.2)
        async with site.open_tab("alice") as again:
            await is_reset(again, conversation, Cursor(tab.cursor.epoch, 1))
            assert again.prose(turn) == "Hi"


async def is_reset(tab, conversation, cursor):
    await tab.follow(conversation, cursor)
    reset = await tab.hear(lambda frame: "seq" in frame or frame["type"] == "reset")
    snapshot = await tab.hear(lambda frame: True)
    assert [reset["type"], snapshot["type"]] == ["reset", "snapshot"]
    assert reset["epoch"] == snapshot["epoch"]


async def test_two_tabs_hear_the_same(site, conversation):
    gate = asyncio.Event()
    site.model.expect("Hello", hold(gate, "One ", "two"))
    async with site.open_tab("alice") as one, site.open_tab("alice") as two:
        turn = await one.say("Hello", conversation)
        await asyncio.gather(one.follow(conversation), two.follow(conversation))
        gate.set()
        await asyncio.gather(one.see_end(turn), two.see_end(turn))
        assert same(one.fold, two.fold, turn)
        assert one.cursor == two.cursor


async def test_a_socket_cut_after_every_event_loses_and_doubles_nothing(site, conversation):
    gates = [asyncio.Event() for _ in WORDS]
    site.model.expect("Tell", step_by_step(WORDS, gates))
    async with site.open_tab("alice") as tab:
        turn = await tab.say("Tell", conversation)
        await tab.follow(conversation)
        fold, cursor = tab.fold, tab.cursor
    for gate in gates:
        async with site.open_tab("alice") as tab:
            tab.fold = fold
            await tab.follow(conversation, cursor)
            gate.set()
            await tab.hear(lambda frame: "seq" in frame)
            cursor = tab.cursor
            tab.wire.transport.abort()
    async with site.open_tab("alice") as tab:
        tab.fold = fold
        await tab.follow(conversation, cursor)
        await tab.see_end(turn)
        assert tab.prose(turn) == "".join(WORDS) == (await stored(turn)).raw


async def test_a_reply_read_again_from_every_number_is_the_same(site, conversation):
    task = await in_rows(lambda: add_task("alice"))
    site.model.expect("Tell", reply(*WORDS, "\n", card(task), "Done."))
    async with site.open_tab("alice") as tab:
        turn = await tab.ask_and_see("Tell", conversation)
        head = tab.cursor
        final = await site.tell(conversation)
        for seq in range(head.seq):
            await tab.follow(conversation, Cursor(head.epoch, 0))
            while tab.cursor.seq < seq:
                await tab.hear(lambda frame: "seq" in frame)
            await tab.follow(conversation, tab.cursor)
            tab.fold.turns.clear()
            await tab.see_end(turn)
            assert same(tab.fold, final, turn)


async def test_following_another_conversation_ends_the_first(site, conversation):
    gate = asyncio.Event()
    site.model.expect("Slow", hold(gate, "One ", "two"))
    site.model.expect("Quick", reply("Here"))
    async with site.open_tab("alice") as tab:
        slow = await tab.say("Slow", conversation)
        await tab.follow(conversation)
        other = new_conversation()
        await tab.ask_and_see("Quick", other)
        gate.set()
        async with site.open_tab("alice") as watching:
            await watching.follow(conversation)
            await watching.see_end(slow)
        heard = len(tab.heard)
        site.model.expect("Again", reply("There"))
        await tab.ask_and_see("Again", other)
        assert slow not in str(tab.heard[heard:])


async def test_a_reader_who_does_not_read_holds_up_nobody(site, conversation):
    text = "all the words " * 10
    site.model.expect("Tell", reply(*[text] * 1000))
    async with site.open_tab("alice") as slow, site.open_tab("alice") as quick:
        turn = await quick.say("Tell", conversation)
        await slow.follow(conversation)
        slow.wire.transport.pause_reading()
        await quick.follow(conversation)
        await quick.see_end(turn)
        assert quick.prose(turn) == text * 1000
        slow.wire.transport.resume_reading()
        await slow.see_end(turn)
        assert same(slow.fold, quick.fold, turn)


async def test_a_follower_that_fails_is_sent_away_to_come_back(
    site, told, conversation, monkeypatch
):
    with monkeypatch.context() as patch:
        patch.setattr(site.runtime, "logs", None)
        async with site.open_tab("alice") as tab:
            await tab.ask("follow", conversation=conversation)
            assert await tab.hear_close() == 1011
    assert (await site.tell(conversation)).turns
