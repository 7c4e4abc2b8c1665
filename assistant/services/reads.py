"""Remembers what staff were shown."""

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser

from assistant.models import StaffRead

LONGEST_QUERY = 2000


def record_read(
    *,
    user: AbstractBaseUser,
    what: str,
    object_id: str = "",
    tenant: str = "",
    query: str = "",
    shown: Iterable[str] = (),
) -> StaffRead:
    """Store that `user` is about to be shown this; without the row nothing may be shown.

    `shown` are the ids of the rows of a list.
    """
    return StaffRead.objects.create(
        user_id=user.pk,
        username=user.get_username(),
        what=what,
        object_id=object_id,
        tenant=tenant,
        query=query[:LONGEST_QUERY],
        shown=" ".join(shown),
    )
