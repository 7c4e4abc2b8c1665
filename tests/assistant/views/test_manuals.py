"""What programmers read: whole, valid, and shown without a word to anybody else."""

import json

import pytest
from django.urls import get_resolver
from jsonschema import Draft202012Validator
from playwright.async_api import Browser, expect

from assistant.core.wire.schemas import write_protocol
from assistant.views.endpoint import MemberEndpoint
from assistant.views.manuals import write_openapi
from tests.support.browser import browser as browser
from tests.support.browser import show_page
from tests.support.fake_llm import calls, reply
from tests.support.live_site import open_site
from tests.support.members import add_task, card, in_rows
from tests.support.tab import new_conversation

METHODS = ("get", "post", "put", "patch", "delete")


def find_operations() -> dict[str, dict]:
    """Every operation of the document, by method and path."""
    paths = write_openapi()["paths"]
    return {
        f"{method} {path}": operation
        for path, operations in paths.items()
        for method, operation in operations.items()
    }


def test_every_endpoint_is_in_the_document():
    views = [
        view
        for each in get_resolver().url_patterns
        for pattern in getattr(each, "url_patterns", [each])
        if (view := getattr(pattern.callback, "view_class", None))
        and issubclass(view, MemberEndpoint)
    ]
    served = sum(hasattr(view, method) for view in views for method in METHODS)
    assert served
    assert len(find_operations()) == served


@pytest.mark.parametrize(("name", "operation"), find_operations().items())
def test_every_operation_says_what_it_takes_and_answers(name, operation):
    method = name.split()[0]
    responses = operation["responses"]
    assert operation["description"]
    assert {"401", "500"} <= set(responses)
    assert ("403" in responses) == (method != "get")
    for status, response in responses.items():
        if status == "204":
            continue
        for media, content in response["content"].items():
            assert content["schema"], media
        if int(status) >= 400:
            schema = response["content"]["application/json"]["schema"]
            assert schema == {"$ref": "#/components/schemas/Fault"}
    if body := operation.get("requestBody"):
        assert body["required"]
        ref = body["content"]["application/json"]["schema"]["$ref"]
        component = write_openapi()["components"]["schemas"][ref.rpartition("/")[2]]
        assert component["additionalProperties"] is False


def test_the_document_is_told(client):
    answer = client.get("/api/schema/")
    assert answer.json() == json.loads(json.dumps(write_openapi()))
    assert answer.json()["openapi"] == "3.1.0"
    assert client.post("/api/schema/").status_code == 405


async def test_whatever_is_said_on_a_socket_fits_the_schema(site):
    protocol = write_protocol()
    validator = Draft202012Validator(protocol)
    task = await in_rows(lambda: add_task("alice"))
    site.model.expect(
        "Tell", calls(("find_contacts", "{}")), reply("Look: $5\n", card(task), card("T-0"), "Bye")
    )
    conversation = new_conversation()
    async with site.open_tab("alice") as tab:
        turn = await tab.say("Tell", conversation)
        await tab.follow(conversation)
        await tab.see_end(turn)
        await tab.ask("rate", turn=turn, value="up")
        await tab.ask("stop", turn=new_conversation())
        await tab.follow(conversation, tab.cursor.__class__("gone", 3))
        await tab.hear(lambda frame: frame["type"] == "reset")
    kinds = {frame["type"] for frame in tab.heard}
    assert kinds >= {"welcome", "answer", "error", "snapshot", "reset", "delta", "block", "turn"}
    for frame in tab.heard:
        validator.validate(frame)
        assert not validator.is_valid({**frame, "type": "other"})


@pytest.fixture(autouse=True)
def _found_files(settings):
    settings.WHITENOISE_AUTOREFRESH = True  # Static files are found, not collected, in tests.


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume")
async def test_the_page_shows_every_operation_and_asks_nobody_else(browser: Browser, members):
    async with open_site() as site, show_page(browser, site.origin, "/api/docs/") as page:
        await expect(page.locator(".opblock")).to_have_count(len(find_operations()), timeout=30_000)
