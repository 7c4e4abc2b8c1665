"""The real site on loopback, pages and sockets, with a scripted model behind it.

    async with open_site() as site:
        site.model.expect("Hello", reply("Hi there"))
        async with site.open_tab("alice") as tab:
            turn = await tab.say("Hello", conversation)
            await tab.follow(conversation)
            await tab.see_end(turn)
            assert tab.prose(turn) == "Hi there"

It is `config.asgi` under uvicorn with its lifespan; only timers are faster. All rows are written
in the server's own database thread: `in_rows(function)` reads there too.
"""

import asyncio
import socket
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import uvicorn
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import override_settings
from websockets.asyncio.client import connect
from websockets.typing import Origin, Subprotocol

from assistant.core.events import PROTOCOL
from assistant.host import Claims, sign_in
from assistant.runtime.runtime import Runtime
from assistant.runtime.threads import call_service
from config.asgi import application
from demo_crm.models import Brokerage, Member, Task
from tests.support.fake_llm import DONE, MODEL, FakeLLM, Request, Script, sse, stream, text_chunks
from tests.support.tab import Tab

R = TypeVar("R")

FAST = {
    "API_KEY": "fake-key",
    "MODEL": MODEL,
    "FIRST_CONTENT": 5.0,
    "GAP": 5.0,
    "TURN": 15.0,
    "TOOL": 2.0,
    "BACK_OFF": 0.01,
    "CHECKPOINT": 0.1,
    "HEARTBEAT": 0.25,
    "SWEEP": 0.25,
    "DEAD_AFTER": 1.0,
    "HELLO": 5.0,
}
TENANTS = {"alice": "lantern-row", "bob": "lantern-row", "charlie": "finch-ferrule"}


class ScriptedModel(FakeLLM):
    """Answers by what the member said last, so that turns side by side get their own scripts."""

    def __init__(self) -> None:
        super().__init__()
        self._expected: dict[str, list[Script]] = defaultdict(list)

    def expect(self, text: str, *scripts: Script) -> None:
        """Play `scripts`, one a round, for turns whose message is `text`."""
        self._expected[text] += scripts

    def choose_script(self, request: Request) -> Script:
        if request.method == "POST":
            said = [each for each in request.body["messages"] if each["role"] == "user"]
            if scripts := self._expected[said[-1]["content"]]:
                self.requests.append(request)
                self.requested.set()
                return scripts.pop(0)
        return super().choose_script(request)


@dataclass(frozen=True, slots=True)
class Site:
    """A running site. `runtime` is the server's own, for what no client could see."""

    port: int
    model: ScriptedModel
    runtime: Runtime

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @asynccontextmanager
    async def open_tab(self, login: str) -> AsyncIterator[Tab]:
        """A browser tab of that person, welcomed."""
        async with self.connect(cookie=await sign_in_as(login)) as wire:
            tab = Tab(wire)
            await tab.ask("hello", protocol=PROTOCOL)
            yield tab

    def connect(
        self,
        *,
        cookie: str = "",
        origin: str | None = "",
        host: str = "",
        protocol: str = PROTOCOL,
        path: str = "/ws/",
    ) -> connect:
        """Open a bare socket; `origin` "" is the site's own and None is none at all."""
        headers = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}"} if cookie else {}
        return connect(
            f"ws://{host or f'127.0.0.1:{self.port}'}{path}",
            host="127.0.0.1",
            port=self.port,
            origin=Origin(self.origin) if origin == "" else origin and Origin(origin),
            subprotocols=[Subprotocol(protocol)] if protocol else None,
            additional_headers=headers,
            compression=None,
            proxy=None,
            max_size=None,
            close_timeout=2,
        )


@asynccontextmanager
async def open_site(**weft: Any) -> AsyncIterator[Site]:
    """Start the site; `weft` are settings of its own besides the fast ones."""
    async with AsyncExitStack() as stack:
        model = await stack.enter_async_context(ScriptedModel())
        options = {**settings.WEFT, **FAST, "BASE_URL": model.base_url, **weft}
        stack.enter_context(override_settings(WEFT=options))
        listener = socket.create_server(("127.0.0.1", 0))
        server = await stack.enter_async_context(_serve(listener))
        runtime: Runtime = server.lifespan.state["runtime"]
        yield Site(listener.getsockname()[1], model, runtime)


@asynccontextmanager
async def _serve(listener: socket.socket) -> AsyncIterator[uvicorn.Server]:
    config = uvicorn.Config(
        application,
        lifespan="on",
        log_config=None,
        ws_per_message_deflate=False,
        ws_max_size=256 * 1024,
        timeout_graceful_shutdown=1,
    )
    # Its `serve` adds signal handlers and a loop that looks every 100 ms whether to stop.
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    await server.startup([listener])
    try:
        yield server
    finally:
        for each in server.servers:
            each.close()
        for connection in list(server.server_state.connections):
            connection.shutdown()
        await server.lifespan.shutdown()


def hold(gate: asyncio.Event, before: str, after: str) -> Script:
    """A reply that goes on only once the gate is open."""
    begun = text_chunks(before, finish=None)
    return stream(sse(*begun), gate, sse(*text_chunks(after), DONE))


async def in_rows(function: Callable[[], R]) -> R:
    """Read or write rows in the server's database thread."""
    return await call_service(function)


async def sign_in_as(login: str) -> str:
    """The cookie of a browser in which that person has signed in."""
    return await in_rows(lambda: make_session(login))


def make_session(login: str) -> str:
    request = HttpRequest()
    request.session = SessionStore()
    tenant = TENANTS.get(login, "")
    sign_in(request, Claims(tenant=tenant, subject=login, name=login, role="agent"))
    request.session.save()
    key = request.session.session_key
    assert key is not None
    return key


def enrol_people() -> None:
    """Alice and her colleague Bob, Charlie of another house, and Dana, staff but no member."""
    for login, tenant in TENANTS.items():
        house, _ = Brokerage.objects.get_or_create(slug=tenant, name=tenant.title())
        user = User.objects.create(username=login, first_name=login.title())
        Member.objects.create(user=user, brokerage=house)
    User.objects.create(username="dana", is_staff=True)


def add_task(login: str) -> str:
    """The id of a new task that only that person sees."""
    owner = Member.objects.get(user__username=login)
    return Task.objects.create(owner=owner, title="Call the plumber").public_id
