"""The people of the live site, how they sign in, and rows of their own."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest

from assistant.host import Claims, sign_in
from assistant.runtime.threads import call_service
from demo_crm.models import Brokerage, Member, Task

R = TypeVar("R")

TENANTS = {"alice": "lantern-row", "bob": "lantern-row", "charlie": "finch-ferrule"}


async def in_rows(function: Callable[[], R]) -> R:
    """Read or write rows in the server's database thread."""
    return await call_service(function)


def enrol_people() -> None:
    """Alice and her colleague Bob, Charlie of another house, and Dana, staff but no member."""
    for login, tenant in TENANTS.items():
        house, _ = Brokerage.objects.get_or_create(slug=tenant, name=tenant.title())
        user = User.objects.create(username=login, first_name=login.title())
        Member.objects.create(user=user, brokerage=house)
    User.objects.create(username="dana", is_staff=True)


async def sign_in_as(login: str, tenant: str = "") -> str:
    """The cookie of a browser in which that person has signed in; `tenant` "" is their own."""
    return await in_rows(lambda: make_session(login, tenant or TENANTS.get(login, "")))


def make_session(login: str, tenant: str) -> str:
    request = HttpRequest()
    request.session = SessionStore()
    sign_in(request, Claims(tenant=tenant, subject=login, name=login, role="agent"))
    request.session.save()
    key = request.session.session_key
    assert key is not None
    return key


def add_task(login: str) -> str:
    """The id of a new task that only that person sees."""
    owner = Member.objects.get(user__username=login)
    return Task.objects.create(owner=owner, title="Call the plumber").public_id


def card(task: str) -> str:
    """The widget block that shows a task."""
    return f'```widget task\n{{"task": "{task}"}}\n```\n'
