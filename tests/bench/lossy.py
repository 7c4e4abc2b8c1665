"""The floor with a fault: `WEFT_MODEL` stays the same, but one token is lost, or altered."""

from typing import Any

from bench.floor import Floor

SEVENTH = 7


class Lossy(Floor):
    """Loses the seventh token of every reply, or puts `instead` in its place."""

    def __init__(self, instead: str | None = None) -> None:
        super().__init__()
        self._instead = instead

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        told = 0

        async def send_others(message: dict[str, Any]) -> None:
            nonlocal told
            told += message["type"] == "websocket.send"
            if told == SEVENTH and message["type"] == "websocket.send":
                if self._instead is None:
                    return
                message = {**message, "text": self._instead}
            await send(message)

        await super().__call__(scope, receive, send_others)


losing = Lossy()
altering = Lossy("?")
