"""Who is asking: claims from a session or a token, turned into the host's actor."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http.request import split_domain_port, validate_host

from assistant.host import SESSION_KEY, Actor, Claims, Host


def open_session(cookies: Mapping[str, str]) -> SessionBase:
    """The Django session a browser's cookies name; its first use reads the row."""
    engine = import_module(settings.SESSION_ENGINE)
    session: SessionBase = engine.SessionStore(cookies.get(settings.SESSION_COOKIE_NAME))
    return session


def read_claims(session: Mapping[str, Any] | SessionBase) -> Claims | None:
    """The claims `assistant.host.sign_in` left in a Django session."""
    found = session.get(SESSION_KEY)
    return Claims(**found) if found else None


async def identify(host: Host, claims: Claims | None) -> Actor | None:
    """The person behind claims, if the host knows them and they may chat."""
    if claims is None:
        return None
    actor = await host.identify(claims)
    if actor is None or not await host.may(actor, "chat", None):
        return None
    return actor


def is_own_origin(scope: Mapping[str, Any], origins: Sequence[str]) -> bool:
    """Whether a handshake asks for this site, from a page of it or of one `origins` names exactly.

    A missing Origin is refused: the session cookie would come with a request from anywhere.
    """
    headers = dict(scope["headers"])
    origin = headers.get(b"origin", b"").decode("latin-1")
    host = headers.get(b"host", b"").decode("latin-1")
    domain, port = split_domain_port(host)
    as_browsers_write = f"{domain}:{port}" if port else domain
    if host != as_browsers_write or not validate_host(domain, settings.ALLOWED_HOSTS):
        return False
    scheme = "https" if scope.get("scheme") == "wss" else "http"
    return origin == f"{scheme}://{host}" or origin in origins
