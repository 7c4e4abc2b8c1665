"""A seeded CRM and the people who use it."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User
from django.test import override_settings

from assistant.host import Actor
from demo_crm.models import Brokerage
from demo_crm.seed import seed_demo
from tests.support.people import load_actor

NOW = datetime(2026, 8, 5, 17, 0, tzinfo=UTC)
QUICK_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def clear_crm() -> None:
    Brokerage.objects.all().delete()
    User.objects.all().delete()


@pytest.fixture(scope="package")
def _seeded(django_db_setup, django_db_blocker):
    """Seeded once and committed; each test works in a transaction that is rolled back."""
    with django_db_blocker.unblock(), override_settings(PASSWORD_HASHERS=QUICK_HASHERS):
        seed_demo(now=NOW)
    yield
    with django_db_blocker.unblock():
        clear_crm()


@pytest.fixture(autouse=True)
def _quick_site(settings):
    settings.WHITENOISE_AUTOREFRESH = True  # Static files are found, not collected, in tests.
    settings.PASSWORD_HASHERS = QUICK_HASHERS


@pytest.fixture
def crm(_seeded, db) -> None:
    """The demo as it is after its first start."""


@pytest.fixture
def empty_crm(_seeded, db) -> None:
    """Nobody and nothing."""
    clear_crm()


@pytest.fixture
def alice(crm) -> Actor:
    return load_actor("alice")


@pytest.fixture
def bob(crm) -> Actor:
    return load_actor("bob")


@pytest.fixture
def charlie(crm) -> Actor:
    return load_actor("charlie")
