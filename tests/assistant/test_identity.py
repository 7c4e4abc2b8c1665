"""From claims to a person, and from a handshake to whether it is ours."""

from dataclasses import replace

import pytest

from assistant.host import SESSION_KEY, Actor, Claims
from assistant.identity import identify, is_own_origin, read_claims
from tests.support.bike_shop import HOST, STAFF

ROBIN = Claims(tenant="spokes", subject="robin", name="Robin", role="seller")


def shake_hands(origin: str | None, host: str = "weft.example", scheme: str = "ws"):
    headers = [(b"host", host.encode())]
    headers += [(b"origin", origin.encode())] if origin is not None else []
    return {"headers": headers, "scheme": scheme}


@pytest.fixture(autouse=True)
def _served_by_name(settings):
    settings.ALLOWED_HOSTS = ["weft.example", ".crm.example"]


def test_a_session_holds_what_sign_in_left():
    claims = {"tenant": "spokes", "subject": "robin", "name": "Robin", "role": "seller"}
    assert read_claims({SESSION_KEY: claims}) == ROBIN
    assert read_claims({}) is None


async def test_known_people_who_may_chat_are_identified():
    assert await identify(HOST, ROBIN) == STAFF["robin"]


@pytest.mark.parametrize("claims", [None, replace(ROBIN, subject="x"), replace(ROBIN, tenant="x")])
async def test_others_are_nobody(claims):
    assert await identify(HOST, claims) is None


async def test_who_may_not_chat_is_nobody():
    async def forbid(actor: Actor, action: str, target: str | None) -> bool:
        return action != "chat"

    assert await identify(replace(HOST, may=forbid), ROBIN) is None


@pytest.mark.parametrize(
    ("origin", "host", "scheme"),
    [
        ("http://weft.example", "weft.example", "ws"),
        ("https://weft.example", "weft.example", "wss"),
        ("http://weft.example:8000", "weft.example:8000", "ws"),
        ("https://a.crm.example", "a.crm.example", "wss"),
    ],
)
def test_pages_of_this_site_are_its_own(origin, host, scheme):
    assert is_own_origin(shake_hands(origin, host, scheme), ())


@pytest.mark.parametrize(
    ("origin", "host", "scheme"),
    [
        ("https://weft.example", "weft.example", "ws"),
        ("http://weft.example", "weft.example", "wss"),
        ("http://weft.example:8000", "weft.example", "ws"),
        ("http://weft.example", "weft.example:8000", "ws"),
        ("http://weft.example.", "weft.example.", "ws"),
        ("http://WEFT.example", "WEFT.example", "ws"),
        ("http://evil.example", "evil.example", "ws"),
        ("http://", "", "ws"),
        ("", "weft.example", "ws"),
        ("null", "weft.example", "ws"),
        (None, "weft.example", "ws"),
    ],
)
def test_others_are_foreign(origin, host, scheme):
    assert not is_own_origin(shake_hands(origin, host, scheme), ())
    assert not is_own_origin(shake_hands(origin, host, scheme), ("https://crm.example",))


def test_an_origin_may_be_named_but_a_host_must_be_ours():
    named = ("https://elsewhere.example",)
    assert is_own_origin(shake_hands(named[0]), named)
    assert not is_own_origin(shake_hands(named[0], "evil.example"), named)
