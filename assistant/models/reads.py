"""Rows that say what staff were shown."""

from django.conf import settings
from django.db import models


class StaffRead(models.Model):
    """One page that a member of staff was shown: a list, or one thing if `object_id` is set.

    `query` is what a list was searched and filtered by, `shown` the ids of its rows, a blank
    between two. The name outlives the user.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    username = models.CharField(max_length=150)
    what = models.CharField(max_length=16)
    object_id = models.CharField(max_length=64, default="", blank=True)
    tenant = models.CharField(max_length=64, default="", blank=True)
    query = models.TextField(default="", blank=True)
    shown = models.TextField(default="", blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = (
            models.Index(fields=["-at"]),
            models.Index(fields=["object_id", "-at"]),
        )

    def __str__(self) -> str:
        return f"{self.username}: {self.what} {self.object_id}".rstrip()
