"""Nobody gets at what is Alice's: pages, endpoints, frames, tools, by everybody who might try."""

import json
import re
import uuid
from functools import partial
from typing import get_args

import pytest
from asgiref.sync import async_to_sync
from django.conf import settings
from django.urls import NoReverseMatch, get_resolver, reverse

from assistant.core.turn.facts import CallFact
from assistant.core.wire.commands import Command
from assistant.engine.calls import run_call
from assistant.host import Actor
from assistant.runtime.equipment import equip
from assistant.views.endpoint import MemberEndpoint
from demo_crm.host import HOST
from tests.journeys.rights import ENDPOINTS, FRAMES, PAGES, TOOLS, Cell
from tests.support.alices import PRIVATE, SHARED, Alices, make_alices, read_rows
from tests.support.members import TENANTS, enrol_people, in_rows, make_session, sign_in_as
from tests.support.tab import Tab, new_conversation

EQUIPPED = equip(HOST)


def spread(table):
    """Every cell of a table, named for the report."""
    return [
        pytest.param(name, seeker, getattr(row, seeker), id=f"{name}-{seeker}")
        for name, row in table.items()
        for seeker in row._fields
    ]


def mask(said: object) -> str:
    """What was said, without the ids that were asked for."""
    return re.sub(r"[A-Z]-\d+|[0-9a-f]{8}-[0-9a-f-]{27}", "ID", str(said))


def check_words(said: str, cell: Cell) -> None:
    assert PRIVATE not in said
    assert (SHARED in said) == (cell is Cell.SHARED)


@pytest.fixture
def alices(members) -> Alices:
    return make_alices()


def find_addresses() -> dict[str, object]:
    """The view behind each name; the admin has a table and a test of its own."""
    views: dict[str, object] = {}
    for pattern in get_resolver().url_patterns:
        if getattr(pattern, "namespace", None) != "admin":
            inner = getattr(pattern, "url_patterns", [pattern])
            views |= {each.name: each.callback for each in inner}
    return views


def find_methods(view: object) -> list[str]:
    """What a REST endpoint does; a page has none."""
    kind = getattr(view, "view_class", None)
    is_endpoint = kind is not None and issubclass(kind, MemberEndpoint)
    known = ("get", "post", "put", "patch", "delete")
    return [name.upper() for name in known if is_endpoint and hasattr(kind, name)]


def test_every_page_has_a_row():
    assert {name for name, view in find_addresses().items() if not find_methods(view)} == set(PAGES)


def test_every_endpoint_has_a_row():
    views = find_addresses().items()
    assert {f"{each} {name}" for name, view in views for each in find_methods(view)} == set(
        ENDPOINTS
    )


def test_every_frame_has_a_row():
    assert {kind.__struct_config__.tag for kind in get_args(Command)} == set(FRAMES)


def test_every_tool_has_a_row():
    assert {tool.name for tool in EQUIPPED.tools} == set(TOOLS)


# Pages


@pytest.fixture
def alices_in_a_transaction(db) -> Alices:
    enrol_people()
    return make_alices()


BELOW = {"export": "conversation", "rating": "turn"}
"""Addresses that name another row than their own."""


def find_page(name: str, ids: Alices) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        row = BELOW.get(name, name)
        return reverse(name, kwargs={row: getattr(ids, row)})


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(("name", "seeker", "cell"), spread(PAGES))
def test_pages(alices_in_a_transaction, client, django_user_model, method, name, seeker, cell):
    alices = alices_in_a_transaction
    if seeker != "nobody":
        client.force_login(django_user_model.objects.get(username=seeker))
    before = read_rows()
    ask = getattr(client, method)
    stolen = {"subject": "stolen", "body": "stolen"}
    answer = ask(find_page(name, alices), stolen if method == "post" else {})
    unknown = ask(find_page(name, alices.nobodys()), stolen if method == "post" else {})
    check_words(answer.content.decode(), cell)
    check_page(answer, cell)
    if cell is Cell.NOT_FOUND:
        assert answer.content == unknown.content
    assert read_rows() == before


def check_page(answer, cell: Cell) -> None:
    templates = {template.name for template in answer.templates}
    match cell:
        case Cell.NOT_FOUND:
            assert answer.status_code == 404
        case Cell.LOGIN:
            assert answer.status_code == 302
            assert "/login/?next=" in answer["Location"]
        case Cell.NO_MEMBER:
            assert "demo_crm/no_member.html" in templates
        case Cell.OWN | Cell.SHARED:
            assert answer.status_code == 200
            assert "demo_crm/frame.html" in templates
        case _:
            assert answer.status_code in (200, 302, 405, 503)
            assert "next=" not in answer.get("Location", "")


# REST


BODIES = {
    "PATCH": {"title": "stolen", "archived": True},
    "PUT": {"value": "up"},
    "POST": {"collection": "contacts", "text": PRIVATE.lower()},
}
STATUS = {
    Cell.NOT_FOUND: 404,
    Cell.SIGN_IN: 401,
    Cell.OWN: 200,
    Cell.OPEN: 200,
    Cell.SHARED: 200,
    Cell.LATER: 503,
}


@pytest.mark.parametrize(("name", "seeker", "cell"), spread(ENDPOINTS))
def test_endpoints(alices_in_a_transaction, client, name, seeker, cell):
    alices = alices_in_a_transaction
    if seeker != "nobody":
        client.cookies[settings.SESSION_COOKIE_NAME] = make_session(
            seeker, TENANTS.get(seeker, "lantern-row")
        )
    before = read_rows()
    method, _, address = name.partition(" ")
    body = BODIES.get(method)
    ask = partial(client.generic, method, data=json.dumps(body), content_type="application/json")
    answer = ask(find_page(address, alices))
    unknown = ask(find_page(address, alices.nobodys()))
    check_words(answer.content.decode(), cell)
    assert answer.status_code == STATUS[cell]
    if cell in CODES:
        assert answer.json()["code"] == CODES[cell]
    assert (answer.status_code, answer.content) == (unknown.status_code, unknown.content)
    assert read_rows() == before


# Frames


def write_fields(kind: str, ids: Alices) -> list[dict]:
    """What to send: every way to name something of Alice's."""
    own = new_conversation()
    mention = {"kind": "contact", "id": ids.contact, "label": "Somebody"}
    return {
        "hello": [{"protocol": "weft.v1"}],
        "follow": [{"conversation": ids.conversation}],
        "send": [
            {"conversation": ids.conversation, "text": "Hi"},
            {"conversation": ids.conversation, "text": "Hi", "parent": ids.turn},
            {"conversation": own, "text": "Hi", "parent": ids.turn},
            {"conversation": own, "text": "Hi", "mentions": [mention]},
        ],
        "stop": [{"turn": ids.turn}],
        "retry": [{"turn": ids.turn}],
        "select": [
            {"conversation": ids.conversation, "turn": ids.turn},
            {"conversation": own, "turn": ids.turn},
        ],
        "rate": [{"turn": ids.turn, "value": "up", "comment": "Hi"}],
        "act": [{"block": f"{ids.turn}.0", "action": "send", "inputs": {}}],
        "decide": [{"approval": ids.turn, "approve": True}],
    }[kind]


CODES = {
    Cell.NOT_FOUND: "not_found",
    Cell.SIGN_IN: "not_signed_in",
    Cell.LATER: "not_available",
}


@pytest.mark.parametrize(("kind", "seeker", "cell"), spread(FRAMES))
async def test_frames(site, alices, kind, seeker, cell):
    before = await in_rows(read_rows)
    cookie = "" if seeker == "nobody" else await sign_in_as(seeker)
    async with site.connect(cookie=cookie) as wire:
        tab = Tab(wire)
        greeting = await tab.ask("hello", protocol="weft.v1")
        if cell is Cell.SIGN_IN:
            assert greeting["code"] == "not_signed_in"
            assert await tab.hear_close() == 4401
        elif cell is not Cell.OPEN:
            foreign = [await tab.ask(kind, **each) for each in write_fields(kind, alices)]
            assert {answer["code"] for answer in foreign} == {CODES[cell]}
        check_words(str(tab.heard), cell)
    assert await in_rows(read_rows) == before


@pytest.mark.parametrize(
    "kind", [kind for kind, row in FRAMES.items() if row.bob is Cell.NOT_FOUND]
)
async def test_foreign_frames_read_like_unknown_ones(site, alices, kind):
    # A send to an unknown conversation makes it, so only the parent can be unknown there.
    unknown = write_fields(kind, alices.nobodys())[-1]
    async with site.open_tab("bob") as tab:
        answers = [await tab.ask(kind, **each) for each in [*write_fields(kind, alices), unknown]]
        for answer in answers:
            del answer["id"]
        assert mask(answers[-2]) == mask(answers[-1])


@pytest.mark.parametrize("kind", [kind for kind in FRAMES if kind != "hello"])
async def test_without_hello_nothing_is_told(site, alices, kind):
    before = await in_rows(read_rows)
    async with site.connect(cookie=await sign_in_as("alice")) as wire:
        answer = await Tab(wire).ask(kind, **write_fields(kind, alices)[0])
        assert answer["code"] == "hello_first"
    assert await in_rows(read_rows) == before


# Tools


def write_arguments(tool: str, ids: Alices) -> dict:
    return {
        "find_listings": {},
        "get_listing": {"listing": ids.listing},
        "market_analysis": {"listing": ids.listing},
        "find_contacts": {},
        "get_contact": {"contact": ids.contact},
        "create_contact": {"name": "Somebody"},
        "draft_email": {"contact": ids.contact, "subject": "Hello"},
        "update_contact": {"contact": ids.contact, "town": "Stolen"},
        "draft_social_post": {"listing": ids.listing},
        "create_website_draft": {"listing": ids.listing},
        "create_task": {"title": "Call", "contact": ids.contact},
        "get_task": {"task": ids.task},
        "complete_task": {"task": ids.task},
        "move_appointment": {
            "appointment": ids.appointment,
            "starts": "2026-08-14T15:00:00-07:00",
        },
        "schedule_appointment": {
            "title": "Call",
            "starts": "2026-08-14T15:00:00-07:00",
            "contact": ids.contact,
        },
        "search_knowledge": {"question": "Where is the office?"},
    }[tool]


def call_tool(tool: str, seeker: str, ids: Alices) -> CallFact:
    """The tool as the engine runs it for that person."""
    actor = Actor(tenant=TENANTS.get(seeker, "lantern-row"), id=seeker, name="", role="agent")
    call = CallFact(index=0, id="c1", name=tool, arguments=write_arguments(tool, ids), state="due")
    return async_to_sync(run_call)(EQUIPPED, actor, call, key=f"key.{uuid.uuid4()}", within=5.0)


@pytest.mark.parametrize(("tool", "seeker", "cell"), spread(TOOLS))
def test_tools(alices_in_a_transaction, tool, seeker, cell):
    alices = alices_in_a_transaction
    before = read_rows()
    outcome = call_tool(tool, seeker, alices)
    check_words(str(outcome.result), cell)
    after = read_rows()
    if cell is Cell.NOT_FOUND:
        unknown = call_tool(tool, seeker, alices.nobodys())
        assert outcome.fault["code"] == "not_found"
        assert mask(outcome.fault) == mask(unknown.fault)
        assert after == before
    elif cell is Cell.MEMBER:
        assert outcome.fault["code"] == "needs_member"
        assert after == before
    else:
        assert outcome.state == "done"
        assert before.items() <= after.items()
        assert EQUIPPED.tool(tool).effect == "draft" or after == before
