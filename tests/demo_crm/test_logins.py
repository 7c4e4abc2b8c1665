"""Coming in and leaving, which the assistant hears of."""

import pytest
from django.urls import reverse

from assistant.host import SESSION_KEY


def log_in(client, login, password="demo"):
    return client.post(reverse("login"), {"username": login, "password": password})


def test_the_door_names_the_demo_logins(client, crm):
    page = client.get(reverse("login")).content.decode()
    assert all(f"<code>{login}</code>" in page for login in ("alice", "bob", "charlie", "dana"))


@pytest.mark.parametrize(
    ("login", "tenant"), [("alice", "lantern-row"), ("charlie", "finch-ferrule")]
)
def test_the_assistant_is_told_who_came_in(client, crm, login, tenant):
    assert log_in(client, login)["Location"] == reverse("home")
    claims = client.session[SESSION_KEY]
    assert (claims["tenant"], claims["subject"]) == (tenant, login)


def test_staff_without_a_place_come_in_unannounced(client, crm):
    assert log_in(client, "dana").status_code == 302
    assert SESSION_KEY not in client.session


def test_a_wrong_password_opens_nothing(client, crm):
    page = log_in(client, "alice", "guess")
    assert page.status_code == 200
    assert SESSION_KEY not in client.session


def test_leaving_takes_the_word_back(client, crm):
    log_in(client, "alice")
    assert client.post(reverse("logout"))["Location"] == reverse("login")
    assert SESSION_KEY not in client.session


def test_the_next_one_at_the_same_browser_is_announced_anew(client, crm):
    log_in(client, "alice")
    client.post(reverse("logout"))
    log_in(client, "dana")
    assert SESSION_KEY not in client.session


def test_a_visitor_is_not_led_to_another_site(client, crm):
    form = {"username": "alice", "password": "demo", "next": "https://elsewhere.example/"}
    assert client.post(reverse("login"), form)["Location"] == reverse("home")
