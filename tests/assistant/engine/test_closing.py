"""A turn ends with what was found in its reply: stored, told, and shown again after a reload."""

from dataclasses import replace

import pytest

from assistant.core.turn.endings import Ending
from assistant.engine.closing import close_turn
from assistant.host import Assertion, Reply, Span
from tests.support.facts import make_round, make_turn
from tests.support.fake_llm import HANG, reply, sse, stream, text_chunks
from tests.support.office import Office
from tests.support.runs import is_prose, open_stage

pytestmark = pytest.mark.django_db(transaction=True)


def find_lie(said: Reply) -> list[Span]:
    passage = said.passages[0]
    at = passage.text.find("lie")
    return [Span(passage, at, at + 3)] if at >= 0 else []


LIE = Assertion(code="lie", notice="That is a lie.", find=find_lie)
BROKEN = Assertion(code="broken", notice="Never told.", find=lambda said: [said.passages[99]])


async def test_findings_are_stored_told_and_shown_again():
    async with open_stage(reply("🚲 Dear [Name], ", "hello.")) as stage:
        ended = await stage.ask()
    assert ended.row.findings == [
        {
            "code": "placeholder",
            "notice": ended.last.findings[0].notice,
            "block": f"{ended.row.pk}.0",
            "start": 8,
            "end": 14,
        }
    ]
    assert ended.last.findings == ended.shown.turn.findings


async def test_a_reply_that_was_stopped_is_looked_at_as_far_as_it_came():
    held = stream(sse(*text_chunks("Dear [Name], ", finish=None)), HANG)
    async with open_stage(held) as stage:
        turn = await stage.send()
        await stage.until(turn, is_prose)
        stage.runtime.stop(turn)
        ended = await stage.finish(turn)
    assert ended.end == ("stopped", "stopped")
    assert [each["code"] for each in ended.row.findings] == ["placeholder"]


def test_the_host_s_own_assertion_is_asked_and_a_broken_one_costs_nothing(caplog):
    host = replace(Office().host(), assertions=(BROKEN, LIE))
    end = close_turn(host, [make_turn(make_round("A lie."))], Ending("done"))
    assert [(each.code, each.start, each.end) for each in end.findings] == [("lie", 2, 5)]
    assert "assertion broken failed" in caplog.text


def test_an_end_in_mid_reply_is_no_empty_reply():
    path = [make_turn(make_round(""))]
    stopped = close_turn(Office().host(), path, Ending("stopped", "stopped"))
    done = close_turn(Office().host(), path, Ending("done"))
    assert [each.code for each in stopped.findings] == []
    assert [each.code for each in done.findings] == ["empty"]


async def test_a_figure_that_came_in_two_chunks_is_one():
    async with open_stage(reply("It costs $9", "99,", "000 now.")) as stage:
        ended = await stage.ask()
    [finding] = ended.row.findings
    assert (finding["code"], finding["start"], finding["end"]) == ("unsourced_fact", 9, 17)


async def test_a_figure_of_the_member_s_own_says_so():
    async with open_stage(reply("Up to $900,000, then.")) as stage:
        ended = await stage.ask("Anything under $900k?")
    [source] = ended.row.sources
    assert (ended.row.findings, source["message"]) == ([], str(ended.row.pk))
    assert ended.last.sources == ended.shown.turn.sources
