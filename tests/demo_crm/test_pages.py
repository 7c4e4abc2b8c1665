"""The frame around every page."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from demo_crm.models import Task

OFFLINE = "The offline demo model is a script, not a language model."


def open_home(client, login):
    client.force_login(User.objects.get(username=login))
    return client.get(reverse("home"))


def test_the_assistant_sits_beside_the_page(client, crm):
    page = open_home(client, "alice").content.decode()
    assert '<aside id="weft-chat" data-page="/"' in page
    for name in ("weft-log", "weft-text", "weft-send", "weft-stop", "weft-status"):
        assert f'id="{name}"' in page


def test_nothing_on_a_page_needs_an_inline_script_or_style(client, crm):
    page = open_home(client, "alice").content.decode()
    assert " style=" not in page
    assert "<style" not in page
    assert page.count("<script") == page.count('<script type="module" src=') == 2


@pytest.mark.parametrize(
    ("endpoint", "offline"),
    [
        ({"BASE_URL": "", "API_KEY": ""}, True),
        ({"BASE_URL": "https://models.example/v1", "API_KEY": ""}, False),
        ({"BASE_URL": "", "API_KEY": "key"}, False),
    ],
)
def test_the_offline_model_is_named_for_what_it_is(client, crm, settings, endpoint, offline):
    settings.WEFT = {**settings.WEFT, **endpoint}
    assert (OFFLINE in open_home(client, "alice").content.decode()) is offline


def test_staff_without_a_place_are_pointed_to_the_admin(client, crm):
    page = open_home(client, "dana").content.decode()
    assert reverse("admin:index") in page
    assert "weft-chat" not in page


def test_whoever_else_has_no_place_is_not(client, crm):
    User.objects.create_user("eve")
    page = open_home(client, "eve").content.decode()
    assert reverse("admin:index") not in page
    assert "works for no brokerage" in page


@pytest.mark.parametrize(("login", "hour"), [("alice", "9:00 AM"), ("charlie", "10:00 AM")])
def test_times_are_on_the_members_clock(client, crm, login, hour):
    Task.objects.update(due_at=datetime(2026, 8, 6, 16, tzinfo=UTC))
    assert f"due Thu, Aug 6, {hour}" in open_home(client, login).content.decode()
