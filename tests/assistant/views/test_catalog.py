"""What replies are made of, over REST: enough to draw and check them."""

import pytest
from jsonschema import Draft202012Validator

from demo_crm.host import HOST
from tests.support.rest import open_rest


@pytest.fixture
async def alice(site):
    async with open_rest(site, "alice") as rest:
        yield rest


async def test_every_widget_with_its_schema(alice):
    status, body = await alice.ask("GET", "/api/catalog/")
    assert status == 200
    told = {each["name"]: each for each in body["widgets"]}
    assert set(told) == set(HOST.catalog.current)
    email = told["email_draft"]
    assert email["version"] == HOST.catalog.current["email_draft"].version
    assert email["fallback"]
    assert email["streams"] == ["body"]
    for each in told.values():
        for example in each["examples"]:
            Draft202012Validator(each["schema"]).validate(example)
        for action in each["actions"]:
            assert set(action) == {"name", "label", "tool", "input"}


async def test_every_kind_of_record_with_its_page(alice):
    status, body = await alice.ask("GET", "/api/records/")
    assert status == 200
    kinds = {each["kind"]: each for each in body["kinds"]}
    assert set(kinds) == set(HOST.catalog.kinds)
    contact = kinds["contact"]
    assert "{id}" in contact["route"]
    assert contact["title"].removeprefix("/") in contact["schema"]["properties"]
