"""Rows of background work: what is to be done, how far it is, and what came of it."""

import uuid
from collections.abc import Collection

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from assistant.host import Actor
from assistant.models.conversations import Tenant
from assistant.models.processes import Process

ENDED = ("done", "failed", "cancelled")


class JobQuerySet(models.QuerySet["Job"]):
    """Reads of jobs."""

    def visible_to(self, actor: Actor) -> "JobQuerySet":
        """Those this member started."""
        return self.filter(tenant__slug=actor.tenant, member=actor.id)

    def queued(self, kinds: Collection[str]) -> "JobQuerySet":
        """Those of these kinds that wait for a worker, longest first."""
        return self.filter(state="queued", kind__in=kinds).order_by("created", "pk")

    def owned(self, job: uuid.UUID, fence: int) -> "JobQuerySet":
        """The job, if it still runs under this fence."""
        return self.filter(pk=job, fence=fence, state="running")

    def orphaned(self, *, dead_after: float) -> "JobQuerySet":
        """Those that run, by their rows, in a process that is dead."""
        dead = Process.objects.dead(after=dead_after)
        return self.filter(Q(process=None) | Q(process__in=dead), state="running")

    def ended(self) -> "JobQuerySet":
        """Those that came to an end, whichever."""
        return self.filter(state__in=ENDED)


class Job(models.Model):
    """One piece of background work. The row is the work: a message to a worker only wakes it.

    `state` is `queued`, `running`, `done`, `failed` or `cancelled`. `kind` names the function in
    `settings.WEFT["JOBS"]`, `key` makes it one of its kind. `done` of `total` (null: not known) is
    the progress, `words` says what is being done. `code` and `message` say why it failed. `process`
    is who works on it, and `fence` changes hands with it. Who started it: a member (with `tenant`),
    staff (`username` outlives the user), or a command (neither).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kind = models.CharField(max_length=64)
    key = models.CharField(max_length=128, null=True)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=16, default="queued")
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(null=True)
    words = models.CharField(max_length=200, default="", blank=True)
    result = models.JSONField(null=True)
    code = models.CharField(max_length=32, null=True)
    message = models.TextField(default="", blank=True)
    attempts = models.PositiveIntegerField(default=0)
    fence = models.PositiveIntegerField(default=0)
    process = models.ForeignKey(Process, null=True, on_delete=models.SET_NULL, related_name="+")
    cancel_asked = models.BooleanField(default=False)
    tenant = models.ForeignKey(Tenant, null=True, on_delete=models.PROTECT)
    member = models.CharField(max_length=128, default="", blank=True)
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    username = models.CharField(max_length=150, default="", blank=True)
    created = models.DateTimeField(db_default=Now())
    started = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["kind", "key"], name="one_job_per_key"),)
        indexes = (
            models.Index(fields=["state", "created"]),
            models.Index(fields=["-created"]),
            models.Index(fields=["tenant", "member", "-created"]),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    @property
    def has_ended(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state in ENDED
