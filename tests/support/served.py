"""The whole site as an operator runs it: `manage.py serve` in a process of its own.

async with FakeLLM(reply("Hello")) as model, serve(tmp_path, model) as site:
    async with site.open_tab("alice") as tab:
        ...
    await site.kill()
"""

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
from websockets.asyncio.client import connect
from websockets.typing import Origin, Subprotocol

from assistant.core.wire.events import PROTOCOL
from tests.support.fake_llm import FakeLLM
from tests.support.tab import Tab

ROOT = Path(__file__).resolve().parents[2]
BOOT_WITHIN = 90.0


class Served:
    """A site that runs, on a database in `folder`."""

    def __init__(self, process: asyncio.subprocess.Process, address: str) -> None:
        self.address = address
        self._process = process

    @asynccontextmanager
    async def open_tab(self, login: str) -> AsyncIterator[Tab]:
        """A browser tab of somebody who logged in by the CRM's own page."""
        async with connect(
            self.address.replace("http", "ws", 1) + "ws/",
            origin=Origin(self.address.rstrip("/")),
            subprotocols=[Subprotocol(PROTOCOL)],
            additional_headers={"Cookie": await self._log_in(login)},
            proxy=None,
        ) as wire:
            tab = Tab(wire)
            await tab.ask("hello", protocol=PROTOCOL)
            yield tab

    async def kill(self) -> None:
        """Kill it without a word."""
        self._process.kill()
        await self._process.communicate()

    async def interrupt(self) -> tuple[float, str]:
        """Press Ctrl-C: the seconds until it has gone, and what it said on stderr."""
        began = asyncio.get_running_loop().time()
        self._process.send_signal(signal.SIGINT)
        async with asyncio.timeout(40):
            _, said = await self._process.communicate()
        return asyncio.get_running_loop().time() - began, said.decode()

    async def _log_in(self, login: str) -> str:
        page = f"{self.address}login/"
        # The jar refuses cookies of plain addresses unless told otherwise.
        jar = aiohttp.CookieJar(unsafe=True)
        async with aiohttp.ClientSession(cookie_jar=jar) as http:
            async with http.get(page) as answer:
                token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', await answer.text())
            assert token
            form = {"username": login, "password": "demo", "csrfmiddlewaretoken": token[1]}
            async with http.post(page, data=form, headers={"Referer": page}) as answer:
                assert answer.ok
            return "; ".join(f"{cookie.key}={cookie.value}" for cookie in jar)


def environment(folder: Path, model: FakeLLM | None = None, **more: str) -> dict[str, str]:
    """What an operator sets: a database in `folder`, `model` for an endpoint, and `more`."""
    ours = ("OPENAI", "WEFT", "REDIS_URL", "DATABASE_URL", "TESTS_ON")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    kept |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": f"sqlite:///{folder}/weft.sqlite3",
        "PYTHONUNBUFFERED": "1",
        **more,
    }
    if model:
        kept |= {"OPENAI_BASE_URL": model.base_url, "OPENAI_API_KEY": "k", "WEFT_MODEL": "fake"}
    return kept


async def manage(folder: Path, *arguments: str, model: FakeLLM | None = None, **more: str):
    """Start a command of `manage.py` and return its process; `more` is of the environment."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        str(ROOT / "manage.py"),
        *arguments,
        env=environment(folder, model, **more),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


@asynccontextmanager
async def serve(folder: Path, model: FakeLLM) -> AsyncIterator[Served]:
    """Serve on a free port until the block is left."""
    async with watch(await manage(folder, "serve", "--port=0", model=model)) as served:
        yield served


async def start_line(line: str, env: dict[str, str]) -> asyncio.subprocess.Process:
    """Start a command line, as a shell at the top of the tree would."""
    # The shell gives its place to the command, so that what is killed is that.
    return await asyncio.create_subprocess_exec(
        "sh",
        "-c",
        f"exec env {line}",
        env=env,
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


@asynccontextmanager
async def run_line(line: str, env: dict[str, str]) -> AsyncIterator[Served]:
    """Run a command line that serves until the block is left."""
    async with watch(await start_line(line, env)) as served:
        yield served


@asynccontextmanager
async def watch(process: asyncio.subprocess.Process) -> AsyncIterator[Served]:
    """Wait until a process serves; end it when the block is left."""
    assert process.stdout
    try:
        async with asyncio.timeout(BOOT_WITHIN):
            while not (found := re.search(rb"http://[\d.:]+/", await process.stdout.readline())):
                assert not process.stdout.at_eof(), (await process.communicate())[1].decode()
        yield Served(process, found[0].decode())
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()
