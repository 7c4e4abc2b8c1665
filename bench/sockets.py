"""Opens the sockets replies are read from; Weft's as a member who logged in by the CRM's page."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http.cookies import SimpleCookie

import aiohttp
from websockets.asyncio.client import connect
from websockets.typing import Origin, Subprotocol

from assistant.core.wire.events import PROTOCOL
from bench.readers import BareReader, MemberReader

LOGIN, PASSWORD = "alice", "demo"


async def sign_in(address: str) -> str:
    """Log in by the CRM's own page; the cookies to send."""
    page = f"{address}login/"
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as http:
        async with http.get(page) as answer:
            token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', await answer.text())
            cookies = answer.cookies
        assert token
        form = {"username": LOGIN, "password": PASSWORD, "csrfmiddlewaretoken": token[1]}
        # By hand, for a browser would send such cookies over TLS only.
        headers = {"Cookie": write_cookies(cookies)}
        async with http.post(page, data=form, headers=headers, allow_redirects=False) as answer:
            assert answer.status == 302, f"nobody could log in: {answer.status}"
            return write_cookies(answer.cookies)


def write_cookies(cookies: SimpleCookie) -> str:
    """Cookies as a header has them."""
    return "; ".join(f"{name}={morsel.value}" for name, morsel in cookies.items())


@asynccontextmanager
async def open_bare(address: str) -> AsyncIterator[BareReader]:
    """A socket at a server that answers with tokens."""
    async with connect(f"{_to_socket(address)}ws/", compression=None, proxy=None) as wire:
        yield BareReader(wire)


@asynccontextmanager
async def open_member(address: str, cookie: str) -> AsyncIterator[MemberReader]:
    """A socket at Weft's, welcomed."""
    async with connect(
        f"{_to_socket(address)}ws/",
        origin=Origin(address.rstrip("/")),
        subprotocols=[Subprotocol(PROTOCOL)],
        additional_headers={"Cookie": cookie},
        compression=None,
        proxy=None,
    ) as wire:
        reader = MemberReader(wire)
        await reader.greet()
        yield reader


def _to_socket(address: str) -> str:
    return address.replace("http", "ws", 1)
