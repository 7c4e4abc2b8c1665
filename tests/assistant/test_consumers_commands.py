"""What each command does, what it answers, and when it is refused."""

import asyncio

import pytest
from django.contrib.sessions.models import Session

from assistant.models import Command, Conversation, Tenant, Turn
from tests.support.fake_llm import calls, reply
from tests.support.live_model import hold
from tests.support.members import in_rows
from tests.support.tab import new_conversation, new_id


@pytest.fixture
def conversation() -> str:
    return new_conversation()


@pytest.fixture
def gate() -> asyncio.Event:
    """Opens the rest of a reply that `hold` keeps back."""
    return asyncio.Event()


async def shown(tab, conversation) -> list[str]:
    """The turns of the branch that a reload shows."""
    await tab.follow(conversation)
    return list(tab.fold.turns)


async def test_send_answers_with_the_turn_and_makes_the_conversation(site, conversation):
    site.model.expect("Hello  there", reply("Hi"))
    async with site.open_tab("alice") as tab:
        answer = await tab.ask("send", id="s1", conversation=conversation, text="Hello  there")
        turn = answer["result"]["turn"]
        assert answer == {"type": "answer", "id": "s1", "result": {"turn": turn}, "repeat": False}
        await tab.follow(conversation)
        assert (await tab.see_end(turn)).state == "done"
        assert tab.fold.conversation.title == "Hello there"
        assert tab.prose(turn) == "Hi"


async def test_what_the_member_looks_at_reaches_the_model(site, conversation):
    site.model.expect("Hello", reply("Hi"))
    async with site.open_tab("alice") as tab:
        await tab.ask_and_see("Hello", conversation, page="/crm/tasks/")
    assert '"page":"/crm/tasks/"' in site.model.requests[0].body["messages"][-2]["content"]


async def test_a_second_message_follows_the_leaf(site, conversation):
    site.model.expect("One", reply("1"))
    site.model.expect("Two", reply("2"))
    async with site.open_tab("alice") as tab:
        first = await tab.ask_and_see("One", conversation)
        second = await tab.ask_and_see("Two", conversation)
        assert tab.fold.turns[second].parent == first
        assert await shown(tab, conversation) == [first, second]


async def test_naming_an_earlier_turn_starts_a_branch_beside(site, conversation):
    for text in ("One", "Two", "Two again"):
        site.model.expect(text, reply(text))
    async with site.open_tab("alice") as tab:
        first = await tab.ask_and_see("One", conversation)
        second = await tab.ask_and_see("Two", conversation)
        beside = await tab.ask_and_see("Two again", conversation, parent=first)
        assert await shown(tab, conversation) == [first, beside]
        assert tab.heard[-1]["turns"][1]["siblings"] == [second, beside]


async def test_an_unknown_parent_is_not_found(site, conversation):
    async with site.open_tab("alice") as tab:
        answer = await tab.ask(
            "send", conversation=conversation, text="Hi", parent=new_conversation()
        )
        assert answer["code"] == "not_found"
    assert not await in_rows(Conversation.objects.exists)


async def test_a_refused_command_leaves_no_row(site, conversation):
    site.model.expect("Mine", reply("Yes"))
    async with site.open_tab("alice") as alice, site.open_tab("charlie") as charlie:
        await alice.ask_and_see("Mine", conversation)
        refusal = await charlie.ask("send", conversation=conversation, text="Mine?")
        assert refusal["code"] == "not_found"
    assert await in_rows(Turn.objects.count) == 1
    assert not await in_rows(Tenant.objects.filter(slug="finch-ferrule").exists)


async def test_the_same_send_twice_is_one_turn(site, conversation):
    site.model.expect("Hello", reply("Hi"))
    said = {"id": "s1", "conversation": conversation, "text": "Hello"}
    async with site.open_tab("alice") as tab:
        first = await tab.ask("send", **said)
        again = await tab.ask("send", **said)
        assert again == {**first, "repeat": True}
    async with site.open_tab("alice") as tab:
        assert await tab.ask("send", **said) == again
        await tab.follow(conversation)
        await tab.see_end(first["result"]["turn"])
    assert await in_rows(Turn.objects.count) == 1
    assert len(site.model.requests) == 1


async def test_two_tabs_at_once_are_one_turn(site, conversation):
    site.model.expect("Hello", reply("Hi"))
    said = {"id": "s1", "conversation": conversation, "text": "Hello"}
    async with site.open_tab("alice") as one, site.open_tab("alice") as two:
        answers = await asyncio.gather(one.ask("send", **said), two.ask("send", **said))
        assert sorted(answer["repeat"] for answer in answers) == [False, True]
        assert answers[0]["result"] == answers[1]["result"]
        await one.follow(conversation)
        await one.see_end(answers[0]["result"]["turn"])
    assert len(site.model.requests) == 1


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("send", {"text": "Hello!"}),
        ("send", {"text": "Hello", "page": "/"}),
        ("retry", {}),
        ("stop", {}),
        ("select", {}),
    ],
)
async def test_another_command_under_a_used_id_is_refused(site, conversation, kind, fields):
    site.model.expect("Hello", reply("Hi"))
    async with site.open_tab("alice") as tab:
        answer = await tab.ask("send", id="s1", conversation=conversation, text="Hello")
        if kind in ("send", "select"):
            fields = {**fields, "conversation": conversation}
        if kind != "send":
            fields = {**fields, **answer["result"]}
        assert (await tab.ask(kind, id="s1", **fields))["code"] == "id_reuse"


async def test_colleagues_may_choose_the_same_id(site):
    site.model.expect("Hello", reply("Hi"), reply("Hi"))
    for login in ("alice", "bob"):
        async with site.open_tab(login) as tab:
            answer = await tab.ask("send", id="s1", conversation=new_conversation(), text="Hello")
            assert answer["repeat"] is False


async def test_a_refused_command_leaves_its_id_free(site, conversation, gate):
    site.model.expect("Slow", hold(gate, "Wait", " for it"))
    site.model.expect("Next", reply("Here"))
    async with site.open_tab("alice") as tab:
        turn = await tab.say("Slow", conversation)
        early = await tab.ask("send", id="s2", conversation=conversation, text="Next")
        assert early["code"] == "busy"
        gate.set()
        await tab.follow(conversation)
        await tab.see_end(turn)
        again = await tab.ask("send", id="s2", conversation=conversation, text="Next")
        assert again["repeat"] is False


async def test_a_conversation_that_is_being_answered_is_busy(site, conversation, gate):
    site.model.expect("Slow", hold(gate, "Wait", " for it"))
    async with site.open_tab("alice") as tab:
        turn = await tab.say("Slow", conversation)
        refusals = [
            await tab.ask("send", conversation=conversation, text="More"),
            await tab.ask("retry", turn=turn),
            await tab.ask("select", conversation=conversation, turn=turn),
        ]
        assert [refusal["code"] for refusal in refusals] == ["busy"] * 3
        gate.set()
        await tab.follow(conversation)
        assert (await tab.see_end(turn)).state == "done"


async def test_other_conversations_are_not_busy(site, conversation, gate):
    site.model.expect("Slow", hold(gate, "Wait", " for it"))
    site.model.expect("Quick", reply("There"))
    async with site.open_tab("alice") as tab:
        await tab.say("Slow", conversation)
        quick = await tab.ask_and_see("Quick", new_conversation())
        assert tab.fold.turns[quick].state == "done"


async def test_stop_keeps_what_came(site, conversation, gate):
    site.model.expect("Slow", hold(gate, "As far as", " here"))
    async with site.open_tab("alice") as tab, site.open_tab("alice") as other:
        turn = await tab.say("Slow", conversation)
        await tab.follow(conversation)
        await tab.see_prose(turn, len("As far as"))
        assert (await other.ask("stop", turn=turn))["result"] == {"state": "running"}
        ended = await tab.see_end(turn)
        assert (ended.state, ended.code) == ("stopped", "stopped")
        assert tab.prose(turn) == "As far as"
    await site.model.see_leave()


async def test_stopping_twice_answers_twice(site, conversation, gate):
    site.model.expect("Slow", hold(gate, "As far as", " here"))
    async with site.open_tab("alice") as tab:
        turn = await tab.say("Slow", conversation)
        first = await tab.ask("stop", id="x1", turn=turn)
        assert await tab.ask("stop", id="x1", turn=turn) == {**first, "repeat": True}
        await tab.follow(conversation)
        await tab.see_end(turn)
        assert (await tab.ask("stop", turn=turn))["result"] == {"state": "stopped"}


async def test_a_turn_stopped_before_it_began_to_be_answered_ends(site, conversation, gate):
    site.model.expect("Slow", hold(gate, "", ""))
    async with site.open_tab("alice") as tab:
        turn = await tab.say("Slow", conversation)
        await tab.ask("stop", turn=turn)
        await tab.follow(conversation)
        assert (await tab.see_end(turn)).state == "stopped"


async def test_stopping_what_has_ended_changes_nothing(site, conversation):
    site.model.expect("Hello", reply("Hi"))
    async with site.open_tab("alice") as tab:
        turn = await tab.ask_and_see("Hello", conversation)
        before = await in_rows(lambda: list(Turn.objects.values()))
        assert (await tab.ask("stop", turn=turn))["result"] == {"state": "done"}
        assert await in_rows(lambda: list(Turn.objects.values())) == before


async def test_stopping_a_turn_that_waits_is_told_with_its_calls(site, conversation):
    site.model.expect("Hello", calls(("find_contacts", "{}")), reply("Hi"))
    async with site.open_tab("alice") as tab:
        turn = await tab.ask_and_see("Hello", conversation)
        waiting = {"state": "waiting", "revision": 100, "ended": None}
        await in_rows(lambda: Turn.objects.update(**waiting))
        await tab.follow(conversation)
        assert (await tab.ask("stop", turn=turn))["result"] == {"state": "waiting"}
        ended = await tab.see_end(turn)
        assert ended.state == "stopped"
        assert [call.state for call in ended.calls] == ["done"]
    assert (await site.tell(conversation)).turns[turn] == ended


async def test_retry_asks_the_same_again_as_a_sibling(site, conversation):
    site.model.expect("Hello", reply("First"), reply("Second"))
    async with site.open_tab("alice") as tab:
        first = await tab.ask_and_see("Hello", conversation)
        again = (await tab.ask("retry", id="r1", turn=first))["result"]["turn"]
        await tab.see_end(again)
        assert tab.prose(again) == "Second"
        assert tab.fold.conversation.leaf == again
        assert await shown(tab, conversation) == [again]
        assert tab.heard[-1]["turns"][0]["siblings"] == [first, again]
        repeated = await tab.ask("retry", id="r1", turn=first)
        assert repeated["result"] == {"turn": again}
    assert len(site.model.requests) == 2


async def test_select_shows_the_branch_down_to_its_newest_end(site, conversation):
    for text in ("One", "Two", "Beside"):
        site.model.expect(text, reply(text))
    async with site.open_tab("alice") as tab, site.open_tab("alice") as other:
        first = await tab.ask_and_see("One", conversation)
        second = await tab.ask_and_see("Two", conversation)
        await tab.ask_and_see("Beside", conversation, parent=first)
        await other.follow(conversation)
        answer = await tab.ask("select", conversation=conversation, turn=first)
        newest = answer["result"]["leaf"]
        told = await other.hear(lambda frame: frame["type"] == "conversation")
        assert told["conversation"]["leaf"] == newest
        back = await tab.ask("select", conversation=conversation, turn=second)
        assert back["result"] == {"leaf": second}
        assert await shown(other, conversation) == [first, second]


async def test_select_needs_a_turn_of_that_conversation(site, conversation):
    site.model.expect("Hello", reply("Hi"), reply("Hi"))
    async with site.open_tab("alice") as tab:
        await tab.ask_and_see("Hello", conversation)
        elsewhere = await tab.ask_and_see("Hello", new_conversation())
        answer = await tab.ask("select", conversation=conversation, turn=elsewhere)
        assert answer["code"] == "not_found"


async def test_what_does_not_exist_is_not_found(site, conversation):
    async with site.open_tab("alice") as tab:
        refusals = [
            await tab.ask("follow", conversation=conversation),
            await tab.ask("stop", turn=conversation),
            await tab.ask("retry", turn=conversation),
            await tab.ask("select", conversation=conversation, turn=conversation),
        ]
        assert [refusal["code"] for refusal in refusals] == ["not_found"] * 4
    assert not await in_rows(Command.objects.exists)


async def test_a_closed_tab_never_stops_a_reply(site, conversation, gate):
    site.model.expect("Slow", hold(gate, "Still", " there"))
    async with site.open_tab("alice") as tab:
        turn = await tab.say("Slow", conversation)
        await tab.follow(conversation)
        await tab.see_prose(turn, len("Still"))
        tab.wire.transport.abort()
    gate.set()
    async with site.open_tab("alice") as tab:
        await tab.follow(conversation)
        assert (await tab.see_end(turn)).state == "done"
        assert tab.prose(turn) == "Still there"


async def test_a_tab_that_leaves_in_mid_command_is_nobodys_trouble(site, conversation, caplog):
    site.model.expect("Hello", reply("Hi"))
    async with site.open_tab("alice") as tab:
        await tab.wire.send(
            f'{{"type":"send","id":"{new_id()}","conversation":"{conversation}","text":"Hello"}}'
        )
        tab.wire.transport.abort()
    async with site.open_tab("alice") as tab:
        while not await in_rows(Turn.objects.filter(state="done").exists):
            pass
    assert not caplog.records


async def test_who_signed_out_elsewhere_is_nobody_on_an_open_socket(site, conversation):
    async with site.open_tab("alice") as tab:
        await in_rows(Session.objects.all().delete)
        refused = await tab.ask("send", conversation=conversation, text="Still me?")
        assert refused["code"] == "not_signed_in"
        assert await tab.hear_close() == 4401


async def test_who_signed_out_elsewhere_follows_nothing_any_more(site, conversation):
    site.model.expect("Hi", reply("Hello"))
    async with site.open_tab("alice") as tab:
        await tab.ask_and_see("Hi", conversation)
        await in_rows(Session.objects.all().delete)
        assert await tab.hear_close() == 4401
