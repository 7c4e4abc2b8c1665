"""Rows that keep order between processes and commands."""

import uuid
from datetime import timedelta

from django.db import models
from django.db.models.functions import Now

from assistant.models.conversations import Tenant


class ProcessQuerySet(models.QuerySet["Process"]):
    """Reads of processes."""

    def dead(self, *, after: float) -> "ProcessQuerySet":
        """Those whose last heartbeat is `after` seconds old or older, by the database's clock."""
        return self.filter(heartbeat__lte=Now() - timedelta(seconds=after))


class Process(models.Model):
    """A process that runs turns, alive as long as its heartbeat is fresh."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kind = models.CharField(max_length=16)
    pid = models.PositiveIntegerField()
    started = models.DateTimeField(db_default=Now())
    heartbeat = models.DateTimeField(db_default=Now())

    objects = ProcessQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "processes"

    def __str__(self) -> str:
        return f"{self.kind} {self.pid}"


class Command(models.Model):
    """A command that was carried out, and its answer: a repeat gets the same one."""

    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE)
    member = models.CharField(max_length=128)
    command_id = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    answer = models.JSONField()
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "member", "command_id"], name="one_effect_per_command"
            ),
        )

    def __str__(self) -> str:
        return self.command_id
