"""Who may open a socket, and what comes before the first command."""

import asyncio

import pytest
from websockets.exceptions import InvalidStatus

from assistant.core.wire.events import PROTOCOL
from tests.support.live_site import open_site
from tests.support.members import sign_in_as
from tests.support.tab import Tab, new_conversation


async def is_refused(site, **how):
    try:
        async with site.connect(cookie=await sign_in_as("alice"), **how):
            return False
    except InvalidStatus as refusal:
        return refusal.response.status_code == 403


async def test_a_member_on_a_page_of_this_site_is_welcomed(site):
    async with site.open_tab("alice") as tab:
        assert tab.heard[0] == {
            "type": "welcome",
            "protocol": PROTOCOL,
            "member": "Alice",
            "model": "fake-model",
            "offline_model": False,
        }


async def test_the_subprotocol_is_confirmed(site):
    async with site.connect(cookie=await sign_in_as("alice")) as wire:
        assert wire.subprotocol == PROTOCOL


@pytest.mark.parametrize("protocol", ["", "weft.v2", "WEFT.V1", "weft.v1.5"])
async def test_another_subprotocol_is_refused(site, protocol):
    assert await is_refused(site, protocol=protocol)


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "https://evil.example",
        "http://127.0.0.1",
        "http://127.0.0.1:{next_port}",
        "https://127.0.0.1:{port}",
        "HTTP://127.0.0.1:{port}",
        "http://127.0.0.1:{port}/",
        "http://127.0.0.1:{port}.evil.example",
        "http://127.0.0.1.:{port}",
        "http://evil-127.0.0.1:{port}",
        "http://alice@127.0.0.1:{port}",
        "http://localhost:{port}",
        "http://127.0.0.1:{port} http://evil.example",
        "http://xn--127-0-0-1.example:{port}",
        "file://",
    ],
)
async def test_an_origin_that_is_not_this_site_is_refused(site, origin):
    if origin:
        origin = origin.format(port=site.port, next_port=site.port + 1)
    assert await is_refused(site, origin=origin)


@pytest.mark.parametrize(
    "name",
    [
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "evil.localhost",
        "localhost.",
        "LOCALHOST",
        "xn--lcalhost-9bb",
    ],
)
async def test_a_foreign_host_is_refused_with_an_origin_to_match(site, name):
    host = f"{name}:{site.port}"
    assert await is_refused(site, host=host, origin=f"http://{host}")


async def test_every_name_the_site_is_served_by_is_its_own(site):
    host = f"localhost:{site.port}"
    assert not await is_refused(site, host=host, origin=f"http://{host}")


CRM = "https://crm.example"


@pytest.mark.parametrize(
    "origin",
    [
        "http://crm.example",
        "https://crm.example:443",
        "https://crm.example.",
        "https://CRM.example",
        "https://crm.example.evil.example",
        "https://a.crm.example",
        "https://crm.examp\u0142e".encode().decode("latin-1"),
        "https://xn--crm-zza.example",
        "https://crm.example, https://evil.example",
    ],
)
async def test_only_the_very_origin_named_is_admitted(members, origin):
    async with open_site(ORIGINS=(CRM,)) as site:
        assert await is_refused(site, origin=origin)


async def test_a_named_origin_is_admitted_and_so_is_the_site(members):
    async with open_site(ORIGINS=(CRM,)) as site:
        assert not await is_refused(site, origin=CRM)
        assert not await is_refused(site)


async def test_a_named_origin_does_not_open_a_foreign_host(members):
    async with open_site(ORIGINS=(CRM,)) as site:
        assert await is_refused(site, origin=CRM, host=f"evil.example:{site.port}")


async def test_another_address_has_no_socket(site):
    assert await is_refused(site, path="/ws/more")


@pytest.mark.parametrize("cookie", ["", "guessed"])
async def test_nobody_is_told_so_and_sent_away(site, cookie):
    async with site.connect(cookie=cookie) as wire:
        tab = Tab(wire)
        answer = await tab.ask("hello", protocol=PROTOCOL)
        assert answer["code"] == "not_signed_in"
        assert await tab.hear_close() == 4401


async def test_staff_who_are_no_members_are_sent_away(site):
    async with site.connect(cookie=await sign_in_as("dana")) as wire:
        tab = Tab(wire)
        assert (await tab.ask("hello", protocol=PROTOCOL))["code"] == "not_signed_in"
        assert await tab.hear_close() == 4401


async def test_what_nobody_sent_along_with_hello_is_dropped(site, caplog):
    async with site.connect() as wire:
        await wire.send('{"type":"hello","id":"h1","protocol":"weft.v1"}')
        for number in range(20):
            await wire.send(f'{{"type":"stop","id":"s{number}","turn":"{new_conversation()}"}}')
        assert await Tab(wire).hear_close() == 4401
    assert not caplog.records


async def test_hello_comes_first(site):
    async with site.connect(cookie=await sign_in_as("alice")) as wire:
        tab = Tab(wire)
        early = await tab.ask("follow", conversation=new_conversation())
        assert early["code"] == "hello_first"
        assert (await tab.ask("hello", protocol=PROTOCOL))["type"] == "welcome"


async def test_another_protocol_is_refused_by_name(site):
    async with site.connect(cookie=await sign_in_as("alice")) as wire:
        tab = Tab(wire)
        refusal = await tab.ask("hello", protocol="weft.v2")
        assert refusal["code"] == "wrong_protocol"
        assert PROTOCOL in refusal["message"]
        assert (await tab.ask("hello", protocol=PROTOCOL))["type"] == "welcome"


async def test_silence_is_not_kept_open(members):
    cookie = await sign_in_as("alice")
    async with open_site(HELLO=0.05) as site, site.connect(cookie=cookie) as wire:
        assert await Tab(wire).hear_close() == 4408


async def test_hello_ends_the_wait_for_it(members):
    async with open_site(HELLO=3) as site, site.open_tab("alice") as tab:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(tab.wire.wait_closed(), 3.5)
