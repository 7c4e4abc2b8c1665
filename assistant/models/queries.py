"""Rows of what members asked a collection for: each is its own trace."""

import uuid
from collections import Counter
from datetime import datetime

from django.db import models
from django.db.models import Count

from assistant.host import Actor
from assistant.models.conversations import Tenant

MOST_COUNTED = 5000


class QueryAskQuerySet(models.QuerySet["QueryAsk"]):
    """Reads of queries that were asked for."""

    def of_member(self, actor: Actor) -> "QueryAskQuerySet":
        """Those of this member."""
        return self.filter(tenant__slug=actor.tenant, member=actor.id)

    def since(self, moment: datetime) -> "QueryAskQuerySet":
        """Those asked for at that time or later."""
        return self.filter(created__gte=moment)

    def with_correction(self, code: str) -> "QueryAskQuerySet":
        """Those in which that static rule was used."""
        # By its key in a map of counts, which both databases can look for.
        return self.filter(corrected__has_key=code)

    def count_states(self) -> dict[str, int]:
        """How many came to each state: what passed clean stands apart from what was corrected."""
        counted = self.order_by().values_list("state").annotate(n=Count("pk"))
        return dict(counted)

    def count_corrections(self) -> dict[str, int]:
        """How often each static rule was used in the newest 5,000, most used first."""
        used: Counter[str] = Counter()
        for counts in self.order_by("-created").values_list("corrected", flat=True)[:MOST_COUNTED]:
            used.update(counts)
        return dict(used.most_common())


class QueryAsk(models.Model):
    """One wish and what became of it.

    `text` is as much of the wish as was read, `length` how long it was. `prompt` is the digest of
    the manual, `fields` the fields it told of, `[name, score]` each; the two give the request back.
    `tries` holds what the model wrote each time, with faults and corrections; `query`, `faults` and
    `corrections` are what the member got, `corrected` how often each rule was used for it. `found`
    is the number of rows the host gave, null where it was not run; `run_code` why it failed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT)
    member = models.CharField(max_length=128)
    collection = models.CharField(max_length=64)
    text = models.TextField()
    length = models.PositiveIntegerField()
    current = models.JSONField(default=dict)
    context = models.JSONField(default=dict)
    prompt = models.CharField(max_length=64, default="")
    fields = models.JSONField(default=list)
    tries = models.JSONField(default=list)
    state = models.CharField(max_length=16, default="running")
    code = models.CharField(max_length=32, null=True)
    query = models.JSONField(null=True)
    question = models.TextField(default="", blank=True)
    faults = models.JSONField(default=list)
    corrections = models.JSONField(default=list)
    corrected = models.JSONField(default=dict)
    found = models.PositiveIntegerField(null=True)
    run_code = models.CharField(max_length=32, null=True)
    model = models.CharField(max_length=200, default="")
    endpoint = models.CharField(max_length=300, default="")
    usage = models.JSONField(default=dict)
    created = models.DateTimeField()
    ended = models.DateTimeField(null=True)

    objects = QueryAskQuerySet.as_manager()

    class Meta:
        verbose_name = "query"
        verbose_name_plural = "queries"
        indexes = (
            models.Index(fields=["-created"]),
            models.Index(fields=["tenant", "member", "-created"]),
        )

    def __str__(self) -> str:
        return f"{self.id} ({self.state})"
