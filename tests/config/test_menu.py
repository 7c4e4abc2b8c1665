"""The admin's menu shows what one may open."""

import pytest
from django.contrib.auth.models import Permission, User

from config.menu import list_pages


@pytest.fixture
def titles(rf, db):
    def find(**about) -> dict[str, list[str]]:
        rights = Permission.objects.filter(codename__in=about.pop("rights", ()))
        request = rf.get("/")
        request.user = User.objects.create(username="dana", is_staff=True, **about)
        request.user.user_permissions.set(rights)
        groups = list_pages(request)
        return {group["title"]: [page["title"] for page in group["items"]] for group in groups}

    return find


def test_a_reviewer_sees_what_she_may_read(titles):
    rights = ("view_turn", "view_conversation")
    assert titles(rights=rights) == {"Assistant": ["Turns", "Conversations"]}


def test_a_superuser_sees_the_site_too(titles):
    assert titles(is_superuser=True) == {
        "Assistant": [
            "Turns",
            "Conversations",
            "Queries",
            "Prompt versions",
            "Endpoint checks",
            "Jobs",
            "Staff reads",
        ],
        "Site": ["Users", "Groups"],
    }


def test_who_may_nothing_sees_nothing(titles):
    assert titles() == {}
