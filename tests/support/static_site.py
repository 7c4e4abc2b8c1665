"""A site on loopback: a few pages, our static files, and a websocket beside them."""

import mimetypes
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from websockets.asyncio.server import ServerConnection, serve
from websockets.datastructures import Headers
from websockets.http11 import Request, Response
from websockets.typing import Subprotocol

from assistant.core.wire.events import PROTOCOL

ROOT = Path(__file__).resolve().parents[2]
BLANK = "<!doctype html><html lang=en><meta charset=utf-8><title>A page</title><body></body></html>"
SOCKET = "/ws/"
# What a host without suggestions answers.
EMPTY = {"/api/starters/": '{"groups":[]}', "/api/mentions/": '{"mentions":[]}'}


async def hang_up(socket: ServerConnection) -> None:
    """What a site without a chat does with a websocket."""
    await socket.close()


@asynccontextmanager
async def run_site(
    pages: Mapping[str, str], talk: Callable[[ServerConnection], Awaitable[None]] = hang_up
) -> AsyncIterator[str]:
    """Serve `pages` by path; `talk` lives through each websocket. Gives the site's origin."""

    def answer(connection: ServerConnection, request: Request) -> Response | None:
        path = urlsplit(request.path).path
        return None if path == SOCKET else _answer(path, pages)

    listening = serve(
        talk, "127.0.0.1", 0, process_request=answer, subprotocols=[Subprotocol(PROTOCOL)]
    )
    async with listening as server:
        port = next(iter(server.sockets)).getsockname()[1]
        yield f"http://127.0.0.1:{port}"


def _answer(path: str, pages: Mapping[str, str]) -> Response:
    if path in pages:
        return _respond(HTTPStatus.OK, "text/html", pages[path].encode())
    if path in EMPTY:
        return _respond(HTTPStatus.OK, "application/json", EMPTY[path].encode())
    app = path.split("/")[2] if path.startswith("/static/") else ""
    file = ROOT / app / path.lstrip("/")
    if app and file.is_file():
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        return _respond(HTTPStatus.OK, kind, file.read_bytes())
    return _respond(HTTPStatus.NOT_FOUND, "text/plain", b"")


def _respond(status: HTTPStatus, kind: str, body: bytes) -> Response:
    headers = Headers(
        {"Content-Type": kind, "Content-Length": str(len(body)), "Connection": "close"}
    )
    return Response(status, status.phrase, headers, body)
