"""A server that is killed or stopped in mid-reply loses nothing that was shown, and serves on."""

import sqlite3

import pytest

from tests.support.fake_llm import HANG, FakeLLM, reply, sse, stream, text_chunks
from tests.support.served import serve
from tests.support.tab import new_conversation
from widgets.manual import write_block

CHOICES = write_block(
    "choices", {"options": [{"label": word, "reply": word} for word in ("This", "That")]}
)
HALF = f"Two ways.\n\n{CHOICES}\n\nThe firs"
LEAVES_WITHIN = 10.0


def hang(text: str):
    return stream(sse(*text_chunks(text, finish=None)), HANG)


def read_turn(folder, turn: str) -> tuple[str, str, str]:
    """State, code and raw of a turn, as the file has them."""
    with sqlite3.connect(folder / "weft.sqlite3") as database:
        query = "SELECT state, code, raw FROM assistant_turn WHERE id = ?"
        return database.execute(query, [turn.replace("-", "")]).fetchone()


async def say(tab, conversation: str, text: str) -> str:
    turn = await tab.say(text, conversation)
    await tab.follow(conversation)
    return turn


def is_ready(frame) -> bool:
    block = frame.get("block")
    return isinstance(block, dict) and block["state"] == "ready"


@pytest.mark.timeout(120)
async def test_s11_a_killed_server_keeps_the_reply_and_goes_on(tmp_path):
    conversation = new_conversation()
    async with FakeLLM(hang(HALF), reply("Good."), hang("Once upon")) as model:
        async with serve(tmp_path, model) as site, site.open_tab("alice") as tab:
            killed = await say(tab, conversation, "Which way?")
            await tab.hear(is_ready)
            await site.kill()
        async with serve(tmp_path, model) as site, site.open_tab("alice") as tab:
            await tab.follow(conversation)
            end = await tab.see_end(killed)
            assert (end.state, end.code) == ("interrupted", "process_died")
            assert tab.prose(killed) == "Two ways.\n\n\n\nThe firs"
            assert [block.state for block in tab.fold.blocks(killed)[1:2]] == ["ready"]
            answered = await say(tab, conversation, "Go on?")
            assert (await tab.see_end(answered)).state == "done"
            stopped = await say(tab, conversation, "A story?")
            await tab.see_prose(stopped, 9)
            seconds, said = await site.interrupt()
        assert (seconds < LEAVES_WITHIN, "Traceback" in said) == (True, False), (seconds, said)
    assert read_turn(tmp_path, killed) == ("interrupted", "process_died", HALF)
    assert read_turn(tmp_path, stopped) == ("interrupted", "shutdown", "Once upon")
