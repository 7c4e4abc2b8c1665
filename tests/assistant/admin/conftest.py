"""Dana, who may view what the assistant stored, and what there is to see."""

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from assistant.models import Conversation, Tenant, Turn
from tests.support.hostile_turns import NOON


def give_rights(user: User) -> User:
    views = Permission.objects.filter(
        content_type__app_label="assistant", codename__startswith="view_"
    )
    user.user_permissions.set(views)
    return user


@pytest.fixture(autouse=True)
def _found_files(settings):
    settings.WHITENOISE_AUTOREFRESH = True  # Static files are found, not collected, in tests.


@pytest.fixture
def dana(db) -> User:
    return give_rights(User.objects.create(username="dana", is_staff=True))


@pytest.fixture
def desk(dana) -> Client:
    """Dana's browser."""
    client = Client()
    client.force_login(dana)
    return client


@pytest.fixture
def make_turn(db):
    """Turns of one conversation, each by default a minute after the one before it."""
    tenant = Tenant.objects.create(slug="north")
    conversation = Conversation.objects.create(tenant=tenant, member="alice", title="A question")
    minutes = iter(range(1000))

    def make(message: str = "Hi", **about) -> Turn:
        moment = NOON.replace(minute=next(minutes))
        kept = {"conversation": conversation, "created": moment, "state": "done"}
        return Turn.objects.create(**{**kept, "message": message, **about})

    return make
