"""Snapshots: complete at any moment, and no more than the member may still see."""

import asyncio
from dataclasses import replace

import pytest
from msgspec import to_builtins

from assistant.core.wire.events import Finding, ProseState, Source, SourcedRecord, WidgetState
from assistant.models import Turn
from demo_crm.models import Task
from tests.support.fake_llm import calls, reply
from tests.support.live_model import step_by_step
from tests.support.members import add_task, card, in_rows, sign_in_as
from tests.support.tab import Tab, new_conversation


@pytest.fixture
def conversation() -> str:
    return new_conversation()


async def test_a_snapshot_at_any_moment_and_what_follows_is_what_is_stored(site, conversation):
    task = await in_rows(lambda: add_task("alice"))
    texts = ["Look:", "\n`", "``widget", " task\n", f'{{"task": "{task}"}}', "\n```", "\nand\n"]
    texts += ["```widget task\n", '{"task": "T-0"}\n', "```\n", "``", "` no\n", "widget"]
    gates = [asyncio.Event() for _ in texts]
    site.model.expect("Tell", calls(("find_contacts", "{}")), step_by_step(texts, gates))
    async with site.open_tab("alice") as first:
        tabs = [first]
        turn = await first.say("Tell", conversation)
        await first.follow(conversation)
        for gate in gates:
            # Longer than a checkpoint, so that rows and log each know something.
            await asyncio.sleep(0.15)
            tab = Tab(await site.connect(cookie=await sign_in_as("alice")))
            await tab.ask("hello", protocol="weft.v1")
            await tab.follow(conversation)
            tabs.append(tab)
            gate.set()
        for tab in tabs:
            await tab.see_end(turn)
            await tab.wire.close()
    final = await site.tell(conversation)
    for number, tab in enumerate(tabs):
        assert tab.fold.blocks(turn) == final.blocks(turn), f"the snapshot before text {number}"
        assert tab.fold.turns[turn] == final.turns[turn]


def name_sources(turn: str, task: str) -> None:
    """Have prose and card say that they speak of a task, and find fault with the card."""
    record = SourcedRecord("task", task, "Call Jonas")
    sources = [Source(block=f"{turn}.{n}", start=0, end=1, record=record) for n in (0, 1)]
    finding = Finding(code="own", notice="Call Jonas?", block=f"{turn}.1", start=0, end=1)
    Turn.objects.update(sources=to_builtins(sources), findings=to_builtins([finding]))


async def test_history_shows_the_fallback_where_the_right_was_lost(site, conversation):
    task = await in_rows(lambda: add_task("alice"))
    site.model.expect("Show it", reply("Here:\n", card(task)))
    async with site.open_tab("alice") as tab:
        turn = await tab.ask_and_see("Show it", conversation)
        assert tab.fold.blocks(turn)[1].state == "ready"
    await in_rows(lambda: name_sources(turn, task))
    shown = (await site.tell(conversation)).turns[turn]
    assert [each.record.id for each in shown.sources] == [task, task]
    assert len(shown.findings) == 1
    await in_rows(lambda: Task.objects.all().delete())
    prose, block = (await site.tell(conversation)).blocks(turn)
    assert isinstance(prose, ProseState)
    assert isinstance(block, WidgetState)
    assert (block.state, block.code) == ("failed", "unknown_reference")
    assert block.fallback
    assert block.payload is None
    assert not block.records
    shown = (await site.tell(conversation)).turns[turn]
    assert (shown.sources, shown.findings) == ((), ())


async def test_history_shows_the_fallback_while_the_host_cannot_be_asked(
    site, conversation, monkeypatch, caplog
):
    async def fail(actor, refs):
        raise ConnectionError("the CRM is away")

    task = await in_rows(lambda: add_task("alice"))
    site.model.expect("Show it", reply(card(task)))
    async with site.open_tab("alice") as tab:
        turn = await tab.ask_and_see("Show it", conversation)
    with monkeypatch.context() as patch:
        patch.setattr(site.runtime, "host", replace(site.runtime.host, records=fail))
        (block,) = (await site.tell(conversation)).blocks(turn)
    assert (block.state, block.code) == ("failed", "unknown_reference")
    assert not block.records
    assert "the CRM is away" in caplog.text
    assert (await site.tell(conversation)).blocks(turn)[0].state == "ready"
