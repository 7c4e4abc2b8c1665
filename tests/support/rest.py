"""A browser that asks a live site over REST, as a page of it does.

async with open_rest(site, "alice") as alice:
    status, body = await alice.ask("GET", "/api/conversations/")
"""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from django.conf import settings
from django.middleware.csrf import _get_new_csrf_string

from tests.support.live_site import Site
from tests.support.members import sign_in_as

LIST = "/api/conversations/"


class Rest:
    """One signed-in browser. It shows its CSRF token unless told otherwise."""

    def __init__(self, http: aiohttp.ClientSession, origin: str, token: str) -> None:
        self._http = http
        self._origin = origin
        self._token = token

    async def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        forged: bool = False,
        kind: str = "application/json",
    ) -> tuple[int, Any]:
        """The status and the JSON that came back, None where there was none.

        `body` is made JSON, unless it is text or bytes.
        """
        headers = {} if forged else {"X-CSRFToken": self._token}
        if body is not None:
            headers["Content-Type"] = kind
            body = body if isinstance(body, str | bytes) else json.dumps(body)
        url = self._origin + path
        async with self._http.request(method, url, headers=headers, data=body) as answer:
            self.headers = answer.headers
            is_json = answer.content_type == "application/json"
            return answer.status, await answer.json() if is_json else None

    async def read_text(self, path: str) -> str:
        """A page's text."""
        async with self._http.get(self._origin + path) as answer:
            self.headers = answer.headers
            return await answer.text()

    async def list_titles(self, query: str = "") -> list[str]:
        """The titles on the first page."""
        status, body = await self.ask("GET", LIST + query)
        assert status == 200, body
        return [each["title"] for each in body["conversations"]]


@asynccontextmanager
async def open_rest(site: Site, login: str = "") -> AsyncIterator[Rest]:
    """A browser of that person; "" is nobody."""
    token = _get_new_csrf_string()
    cookies = {settings.CSRF_COOKIE_NAME: token}
    if login:
        cookies[settings.SESSION_COOKIE_NAME] = await sign_in_as(login)
    async with aiohttp.ClientSession(
        cookies=cookies, cookie_jar=aiohttp.CookieJar(unsafe=True)
    ) as http:
        yield Rest(http, site.origin, token)
