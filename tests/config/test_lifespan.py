"""Startup and shutdown, as a server asks for them."""

import pytest

from assistant.models import Process
from assistant.runtime.threads import call_service
from config.lifespan import Lifespan
from tests.support.live_site import FAST

pytestmark = pytest.mark.django_db(transaction=True)


class Server:
    """Asks for a start, then for a stop; keeps what it is told and who was alive meanwhile."""

    def __init__(self) -> None:
        self.scope = {"type": "lifespan", "state": {}}
        self.told: list[dict] = []
        self.alive: list[str] = []

    async def receive(self) -> dict:
        self.alive = await call_service(lambda: [each.kind for each in Process.objects.all()])
        return {"type": "lifespan.shutdown" if self.told else "lifespan.startup"}

    async def send(self, message: dict) -> None:
        self.told.append(message)


@pytest.fixture
def weft(settings) -> dict:
    settings.WEFT = {**settings.WEFT, **FAST}
    return settings.WEFT


async def test_the_runtime_is_there_between_start_and_stop(weft):
    server = Server()
    await Lifespan()(server.scope, server.receive, server.send)
    assert [each["type"] for each in server.told] == [
        "lifespan.startup.complete",
        "lifespan.shutdown.complete",
    ]
    assert server.alive == ["serve"]
    assert server.scope["state"]["runtime"].lease.model == FAST["MODEL"]
    assert not await call_service(Process.objects.exists)


async def test_a_site_that_cannot_start_says_why(weft, caplog):
    weft["HOST"] = "no.such.HOST"
    server = Server()
    await Lifespan()(server.scope, server.receive, server.send)
    (told,) = server.told
    assert told["type"] == "lifespan.startup.failed"
    assert "no.such.HOST" in told["message"]
    assert "no.such.HOST" in caplog.text
