"""The real site on loopback, pages and sockets, with a scripted model behind it.

    async with open_site() as site:
        site.model.expect("Hello", reply("Hi there"))
        async with site.open_tab("alice") as tab:
            turn = await tab.say("Hello", conversation)
            await tab.follow(conversation)
            await tab.see_end(turn)
            assert tab.prose(turn) == "Hi there"

It is `config.asgi` under uvicorn with its lifespan; only timers are faster.
"""

import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import uvicorn
from django.conf import settings
from django.test import override_settings
from websockets.asyncio.client import connect
from websockets.typing import Origin, Subprotocol

from assistant.core.wire.events import PROTOCOL
from assistant.core.wire.fold import Fold
from assistant.runtime.runtime import Runtime
from config.asgi import application
from tests.support.fake_llm import MODEL
from tests.support.live_model import ScriptedModel
from tests.support.members import sign_in_as
from tests.support.tab import Tab

FAST = {
    "API_KEY": "fake-key",
    "MODEL": MODEL,
    "FIRST_CONTENT": 20.0,
    "GAP": 20.0,
    "TURN": 25.0,
    "TOOL": 20.0,
    "BACK_OFF": 0.01,
    "CHECKPOINT": 0.1,
    "HEARTBEAT": 0.25,
    "SWEEP": 0.25,
    "DEAD_AFTER": 60.0,
    "HELLO": 20.0,
    "WORKER": False,
}


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
    async def open_tab(self, login: str, tenant: str = "") -> AsyncIterator[Tab]:
        """A browser tab of that person, welcomed."""
        async with self.connect(cookie=await sign_in_as(login, tenant)) as wire:
            tab = Tab(wire)
            greeting = await tab.ask("hello", protocol=PROTOCOL)
            assert greeting["type"] == "welcome"
            yield tab

    async def tell(self, conversation: str, login: str = "alice") -> Fold:
        """What a reload shows that person."""
        async with self.open_tab(login) as tab:
            await tab.follow(conversation)
            return tab.fold

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
        # Small, so that a reader who does not read is soon felt.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 16 * 1024)
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
