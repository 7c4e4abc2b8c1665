"""Who may ask over REST, and how every refusal reads: a status, a code and a sentence."""

import pytest
from django.db import OperationalError
from django.test import Client

from assistant.models import Conversation, Tenant
from tests.support.members import make_session
from tests.support.rest import LIST, open_rest

SIGNED_OUT = {"code": "not_signed_in", "message": "Please sign in first."}
METHODS = ["GET", "PATCH", "DELETE"]


async def ask(site, login: str, method: str, **about):
    path = LIST if method == "GET" else f"{LIST}00000000-0000-4000-8000-000000000000/"
    async with open_rest(site, login) as rest:
        body = {"title": "Stolen"} if method == "PATCH" else None
        return *await rest.ask(method, path, body, **about), rest.headers


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("login", ["", "dana", "eve"])
@pytest.mark.parametrize("forged", [False, True])
async def test_who_is_no_member_is_told_to_sign_in(site, method, login, forged):
    status, body, headers = await ask(site, login, method, forged=forged)
    assert (status, body) == (401, SIGNED_OUT)
    assert headers["WWW-Authenticate"] == "Session"
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", METHODS[1:])
async def test_a_request_from_elsewhere_changes_nothing(site, method):
    status, body, _ = await ask(site, "alice", method, forged=True)
    assert (status, body["code"]) == (403, "forged")


async def test_a_method_there_is_not(site):
    async with open_rest(site, "alice") as rest:
        status, body = await rest.ask("PUT", LIST, {})
        assert (status, body["code"]) == (405, "bad_input")
        assert rest.headers["Allow"] == "GET, HEAD, OPTIONS"


async def test_a_body_that_is_no_json_is_not_read(site):
    async with open_rest(site, "alice") as rest:
        status, body = await rest.ask("PATCH", f"{LIST}x/", "title=Stolen", kind="text/plain")
        assert (status, body["code"]) == (415, "bad_input")


async def test_a_fault_of_ours_tells_no_secrets(site, monkeypatch, caplog):
    def fail(*_args, **_kwargs):
        raise OperationalError("password=hunter2")

    monkeypatch.setattr("assistant.views.conversations.delete_conversation", fail)
    status, body, _ = await ask(site, "alice", "DELETE")
    assert (status, body["code"]) == (500, "server_error")
    assert "hunter2" not in str(body)
    assert "hunter2" in caplog.text


def test_without_a_runtime_rows_are_written(members, settings):
    """As under a server that is not `serve`: nobody follows there who could be told."""
    settings.WHITENOISE_AUTOREFRESH = True
    tenant = Tenant.objects.create(slug="lantern-row")
    talk = Conversation.objects.create(tenant=tenant, member="alice", title="Old")
    client = Client()
    client.cookies["sessionid"] = make_session("alice", "lantern-row")
    path = f"{LIST}{talk.pk}/"
    answer = client.patch(path, {"title": "New"}, content_type="application/json")
    assert answer.json()["title"] == "New"
    assert client.delete(path).status_code == 204
    assert not Conversation.objects.exists()
