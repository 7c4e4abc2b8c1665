"""What a tool changed, and what stood there before, so that it can be taken back."""

from typing import Self

from django.db import models

from assistant.host import Actor
from demo_crm.models.people import Member


class ChangeQuerySet(models.QuerySet["Change"]):
    """A change is its author's to take back."""

    def made_by(self, actor: Actor) -> Self:
        return self.filter(author__user__username=actor.id, author__brokerage__slug=actor.tenant)


class Change(models.Model):
    """Fields of one row by name, `before` and `after`, as JSON; `key` names the call."""

    author = models.ForeignKey(Member, on_delete=models.CASCADE)
    key = models.CharField(max_length=200)
    row = models.CharField(max_length=30)
    before = models.JSONField()
    after = models.JSONField()

    objects = ChangeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["author", "key"], name="change_once_per_key"),
        )

    def __str__(self) -> str:
        return f"{self.row}: {', '.join(self.after)}"
