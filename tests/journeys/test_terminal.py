"""One question in a terminal, as an operator asks it: in a process of its own, from nothing."""

import asyncio
import json
import re
import signal
import sqlite3
import sys

import pytest

from tests.support.fake_llm import HANG, FakeLLM, reply, sse, stream, text_chunks
from tests.support.served import ROOT, manage

pytestmark = pytest.mark.timeout(120)
UUID = re.compile(r"conversation ([0-9a-f-]{36})")


async def ask(folder, *arguments: str, model: FakeLLM | None = None) -> tuple[int | None, str, str]:
    """The exit code of `manage.py ask`, and what it said on stdout and stderr."""
    process = await manage(folder, "ask", *arguments, model=model)
    out, err = await process.communicate()
    return process.returncode, out.decode(), err.decode()


async def test_a_terminal_is_enough(tmp_path):
    code, out, err = await ask(tmp_path, "homes in Campbell under $2M")
    assert (code, err) == (0, "")
    assert "listing" in out
    found = UUID.search(out)
    assert found
    async with FakeLLM(reply("Yes, one.")) as model:
        code, out, err = await ask(
            tmp_path,
            "Any other?",
            "--as",
            "alice",
            "--conversation",
            found[1],
            "--json",
            model=model,
        )
        assert (code, err) == (0, "")
        said = [each["content"] for each in model.requests[0].body["messages"]]
        assert "homes in Campbell under $2M" in said
    events = [json.loads(line) for line in out.splitlines()]
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    assert (events[-1]["type"], events[-1]["turn"]["state"]) == ("turn", "done")


async def test_ctrl_c_leaves_in_good_order(tmp_path):
    async with FakeLLM(stream(sse(*text_chunks("Once upon", finish=None)), HANG)) as model:
        process = await manage(tmp_path, "ask", "A story?", model=model)
        assert process.stdout
        await process.stdout.readuntil(b"upon")
        process.send_signal(signal.SIGINT)
        _, err = await process.communicate()
        assert (process.returncode, err) == (130, b"")
        await model.see_leave()
    with sqlite3.connect(tmp_path / "weft.sqlite3") as database:
        turns = database.execute("SELECT state, code, raw FROM assistant_turn").fetchall()
    assert turns == [("interrupted", "shutdown", "Once upon")]


async def test_the_site_is_imported_without_the_sdk():
    program = "import sys, config.asgi; sys.exit('openai' in sys.modules)"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", program, cwd=ROOT)
    assert await process.wait() == 0
