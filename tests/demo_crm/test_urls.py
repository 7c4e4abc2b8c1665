"""Every page asks who is there."""

import pytest
from django.urls import reverse

from demo_crm.urls import urlpatterns

PAGES = [pattern for pattern in urlpatterns if pattern.name not in ("login", "logout")]


@pytest.mark.parametrize("pattern", PAGES, ids=lambda pattern: pattern.name)
def test_a_stranger_is_sent_to_the_door(client, db, pattern):
    address = reverse(pattern.name, kwargs=dict.fromkeys(pattern.pattern.converters, "L-1042"))
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("login"))


def test_the_pages_are_those_the_records_point_to():
    assert reverse("listing", args=["L-1042"]) == "/crm/listings/L-1042/"
    assert reverse("contact", args=["C-201"]) == "/crm/contacts/C-201/"
    assert reverse("draft", args=["D-31"]) == "/crm/drafts/D-31/"
    assert reverse("tasks") == "/crm/tasks/"
