"""An HTTP server on loopback that plays scripted bytes and notices when its client leaves.

A `Script` is one answer: a status, headers, and steps played in order. A step is bytes (one TCP
write and, in chunked encoding, one HTTP chunk), `Pause(seconds)`, an `asyncio.Event` to wait for,
or one of these, which end the script:

    HANG    stay silent until the client leaves
    CLOSE   close the connection here (a FIN; within chunked encoding that is a cut)
    RST     reset the connection here; bytes the client has not read by then are lost to it

A script that ends without one of them ends its body properly.
"""

import asyncio
import json
import socket
import struct
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import TracebackType
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Pause:
    """Write nothing for a while."""

    seconds: float


LEAVES_WITHIN = 10.0


class Ending(Enum):
    """Ways for a script to end other than well."""

    HANG = "hang"
    CLOSE = "close"
    RST = "rst"


HANG, CLOSE, RST = Ending.HANG, Ending.CLOSE, Ending.RST

Step = bytes | Pause | asyncio.Event | Ending


@dataclass(frozen=True, slots=True)
class Script:
    """One answer. Without `chunked` the body has no length and ends with the connection."""

    steps: tuple[Step, ...]
    headers: Mapping[str, str]
    status: int = 200
    chunked: bool = True


@dataclass(frozen=True, slots=True)
class Request:
    """What a client sent. Header names are lower case; `body` is its JSON, or None."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: Any


class ScriptedServer(ABC):
    """Answers each request with the script that `choose_script` names for it.

    `disconnected` is set once a client has left before its script was over; `connections` counts
    those accepted.
    """

    def __init__(self) -> None:
        self.disconnected = asyncio.Event()
        self.connections = 0
        self._tasks: set[asyncio.Task[None]] = set()

    @abstractmethod
    def choose_script(self, request: Request) -> Script: ...

    async def see_leave(self) -> None:
        """Wait until a client has left before its script was over."""
        async with asyncio.timeout(LEAVES_WITHIN):
            await self.disconnected.wait()

    @property
    def port(self) -> int:
        return int(self._server.sockets[0].getsockname()[1])

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self.connections += 1
        try:
            await self._serve(reader, writer)
        except OSError:
            self.disconnected.set()
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await _read_request(reader)
        while request is not None:
            playing = asyncio.create_task(_play(self.choose_script(request), writer))
            # The client sends nothing while it reads an answer, so this ends when it leaves.
            following = asyncio.create_task(_read_request(reader))
            try:
                await asyncio.wait({playing, following}, return_when=asyncio.FIRST_COMPLETED)
                if not playing.done():
                    self.disconnected.set()
                    return
                if not playing.result():
                    return
                request = await following
            finally:
                playing.cancel()
                following.cancel()


async def _read_request(reader: asyncio.StreamReader) -> Request | None:
    """The next request of a connection, or None when the client has left."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").strip().split("\r\n")
        pairs = (line.split(":", 1) for line in lines)
        headers = {name.lower(): value.strip() for name, value in pairs}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    method, path, _ = first.split(" ")
    return Request(method, path, headers, json.loads(body) if body else None)


async def _play(script: Script, writer: asyncio.StreamWriter) -> bool:
    """Play one script; False when the connection cannot serve another."""
    writer.write(_render_head(script))
    for step in script.steps:
        match step:
            case bytes():
                await _write(step, writer, chunked=script.chunked)
            case Pause(seconds):
                await asyncio.sleep(seconds)
            case asyncio.Event():
                await step.wait()
            case Ending.HANG:
                await asyncio.Event().wait()
            case Ending.CLOSE:
                return False
            case Ending.RST:
                _reset(writer)
                return False
    if script.chunked:
        writer.write(b"0\r\n\r\n")
    await writer.drain()
    return script.chunked


async def _write(data: bytes, writer: asyncio.StreamWriter, *, chunked: bool) -> None:
    if data:
        writer.write(b"%x\r\n%b\r\n" % (len(data), data) if chunked else data)
    await writer.drain()
    # A round of the event loop, so that a client on it may read this write by itself.
    await asyncio.sleep(0)


def _render_head(script: Script) -> bytes:
    framing = {"Transfer-Encoding": "chunked"} if script.chunked else {"Connection": "close"}
    headers = {**script.headers, **framing}
    lines = [f"HTTP/1.1 {script.status} Scripted"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def _reset(writer: asyncio.StreamWriter) -> None:
    connection = writer.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
