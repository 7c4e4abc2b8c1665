"""Two processes serve one site, by the commands of docs/operations.md, on PostgreSQL and Redis."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support import daemons, postgres, redis_server
from tests.support.fake_llm import reply
from tests.support.live_model import ScriptedModel, hold
from tests.support.postgres import Postgres, start_postgres
from tests.support.redis_server import RedisServer, start_redis
from tests.support.served import Served, environment, manage, run_line, start_line
from tests.support.tab import new_conversation
from widgets.manual import write_block

pytestmark = pytest.mark.timeout(180)

PAGE = Path(__file__).resolve().parents[2] / "docs" / "operations.md"
CHOICES = write_block(
    "choices", {"options": [{"label": word, "reply": word} for word in ("This", "That")]}
)
BEFORE, AFTER = "Two ways. The firs", "t is short."


def read_commands() -> list[str]:
    """The lines by which the page starts its processes, on ports that are free here."""
    section = PAGE.read_text().split("## Several processes")[1].split("\n## ")[0]
    lines = re.findall(r"^    (PORT=\d+ .*)$", section, re.MULTILINE)
    return [re.sub(r"PORT=\d+", f"PORT={daemons.find_free_port()}", line) for line in lines]


@pytest.fixture(scope="module")
def database() -> Iterator[Postgres]:
    if not postgres.find_binaries():
        pytest.skip(postgres.MISSING)
    with start_postgres() as server:
        yield server


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    if not redis_server.is_installed():
        pytest.skip(redis_server.MISSING)
    with start_redis() as server:
        yield server


def is_ready(frame: dict) -> bool:
    block = frame.get("block")
    return isinstance(block, dict) and block["state"] == "ready"


def is_running(frame: dict, message: str) -> bool:
    return frame["type"] == "turn" and frame["turn"]["message"] == message


@dataclass(frozen=True)
class Site:
    """Processes A and B, the model both ask, and what else may be started beside them."""

    model: ScriptedModel
    a: Served
    b: Served
    folder: Path
    env: dict[str, str]


@pytest.fixture
async def site(database: Postgres, redis: RedisServer, tmp_path: Path) -> AsyncIterator[Site]:
    env = {
        "DATABASE_URL": database.create(f"weft_{tmp_path.name[-12:].strip('_-')}"),
        "REDIS_URL": redis.url,
        "DJANGO_SETTINGS_MODULE": "tests.support.fast_settings",
    }
    async with AsyncExitStack() as stack:
        model = await stack.enter_async_context(ScriptedModel())
        running = [run_line(line, environment(tmp_path, model, **env)) for line in read_commands()]
        # Both at once: on an empty database too, one waits while the other migrates.
        a, b = await asyncio.gather(*(stack.enter_async_context(each) for each in running))
        yield Site(model, a, b, tmp_path, env)


async def test_a_reply_is_seen_from_both_stopped_from_the_other_and_outlives_its_process(site):
    gate, never = asyncio.Event(), asyncio.Event()
    conversation = new_conversation()
    async with site.a.open_tab("alice") as here, site.b.open_tab("alice") as there:
        site.model.expect("Which way?", hold(gate, BEFORE, AFTER))
        turn = await here.say("Which way?", conversation)
        await here.follow(conversation)
        await there.follow(conversation)
        for tab in (here, there):
            await tab.see_prose(turn, len(BEFORE))
        gate.set()
        for tab in (here, there):
            assert (await tab.see_end(turn)).state == "done"
            assert tab.prose(turn) == BEFORE + AFTER

        site.model.expect("From a terminal?", reply("Gladly."))
        asking = ("ask", "From a terminal?", "--conversation", conversation)
        terminal = await manage(site.folder, *asking, model=site.model, **site.env)
        answered = await there.hear(lambda frame: is_running(frame, "From a terminal?"))
        for tab in (here, there):
            assert (await tab.see_end(answered["turn"]["id"])).state == "done"
        await terminal.communicate()

        site.model.expect("A story?", hold(never, BEFORE, AFTER))
        stopped = await here.say("A story?", conversation)
        await there.see_prose(stopped, len(BEFORE))
        assert (await there.ask("stop", turn=stopped))["result"] == {"state": "running"}
        for tab in (here, there):
            assert (await tab.see_end(stopped)).state == "stopped"
            assert tab.prose(stopped) == BEFORE

        # A block that was shown is stored, and the text around it with it.
        site.model.expect("Another?", hold(never, f"This.\n\n{CHOICES}\n\nOr th", "at."))
        killed = await here.say("Another?", conversation)
        await there.hear(is_ready)
        await site.a.kill()
        end = await there.see_end(killed)
        assert (end.state, end.code) == ("interrupted", "process_died")
        assert there.prose(killed) == "This.\n\n\n\nOr th"
    async with site.b.open_tab("alice") as again:
        site.model.expect("Another?", reply("At last."))
        await again.follow(conversation, there.cursor)
        answer = await again.ask("retry", turn=killed)
        assert (await again.see_end(answer["result"]["turn"])).state == "done"
        assert again.prose(answer["result"]["turn"]) == "At last."


async def test_without_redis_one_process_serves_and_the_next_is_refused(database, tmp_path):
    env = environment(tmp_path, DATABASE_URL=database.create("alone"))
    first, second = read_commands()
    async with run_line(first, env):
        refused = await start_line(second, env)
        _, said = await refused.communicate()
        assert refused.returncode == 1
        assert b"REDIS_URL" in said
        assert b"Traceback" not in said


@pytest.mark.parametrize("loss", ["flushed", "restarted"])
async def test_a_redis_that_lost_everything_is_told_anew(site, redis, loss):
    gates = [asyncio.Event(), asyncio.Event()]
    conversation = new_conversation()
    async with site.a.open_tab("alice") as here, site.b.open_tab("alice") as there:
        site.model.expect("Which way?", hold(gates[0], BEFORE, AFTER))
        turn = await here.say("Which way?", conversation)
        for tab in (here, there):
            await tab.follow(conversation)
            await tab.see_prose(turn, len(BEFORE))
        if loss == "flushed":
            redis.flush()
        else:
            redis.stop()
            redis.start()
        gates[0].set()
        for tab in (here, there):
            await tab.hear(lambda frame: frame["type"] == "reset")
            assert (await tab.see_end(turn)).state == "done"
            assert tab.prose(turn) == BEFORE + AFTER
        site.model.expect("And then?", reply("Home."))
        more = await there.say("And then?", conversation)
        for tab in (here, there):
            await tab.see_end(more)
            assert tab.prose(more) == "Home."
