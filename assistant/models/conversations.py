"""Rows a member knows of: tenants, conversations and the tree of turns."""

import json
import uuid

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from assistant.host import Actor
from assistant.models.arrays import ArrayLength

LIVE = ("running", "waiting")


class Tenant(models.Model):
    """Whose data it is; the host names it."""

    slug = models.CharField(max_length=64, unique=True)
    created = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.slug


class ConversationQuerySet(models.QuerySet["Conversation"]):
    """Reads of conversations."""

    def visible_to(self, actor: Actor) -> "ConversationQuerySet":
        """Those this member may see: their own."""
        return self.filter(tenant__slug=actor.tenant, member=actor.id)

    def put_away(self, *, archived: bool) -> "ConversationQuerySet":
        """Those that are archived, or those that are not."""
        return self.filter(archived__isnull=not archived)

    def titled(self, search: str) -> "ConversationQuerySet":
        """Those whose title has every word of `search`."""
        found = self
        for word in search.split():
            found = found.filter(title__icontains=word)
        return found

    def with_activity(self) -> "ConversationQuerySet":
        """Each with `turn_count`, `finding_count` and `last_state`."""
        turns = Turn.objects.filter(conversation=OuterRef("pk")).order_by()
        of_all = turns.values("conversation")
        return self.annotate(
            turn_count=Coalesce(Subquery(of_all.annotate(n=Count("pk")).values("n")), 0),
            finding_count=Coalesce(
                Subquery(of_all.annotate(n=Sum(ArrayLength("findings"))).values("n")), 0
            ),
            last_state=Subquery(turns.order_by("-created", "-pk").values("state")[:1]),
        )


class Conversation(models.Model):
    """All turns between one member and the assistant; `leaf` ends the branch shown.

    `active` is when the member last asked for a reply, `archived` since when it is put away.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT)
    member = models.CharField(max_length=128)
    title = models.CharField(max_length=120)
    leaf = models.ForeignKey("Turn", null=True, on_delete=models.SET_NULL, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    created = models.DateTimeField(auto_now_add=True)
    active = models.DateTimeField(default=timezone.now)
    archived = models.DateTimeField(null=True)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=["tenant", "member", "-active"]),
            models.Index(fields=["-active"]),
        )

    def __str__(self) -> str:
        return self.title


class DeletedConversation(models.Model):
    """The id of a conversation that was deleted, and nothing else of it: it cannot come back."""

    id = models.UUIDField(primary_key=True)
    deleted = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.id)


class TurnQuerySet(models.QuerySet["Turn"]):
    """Reads of turns."""

    def visible_to(self, actor: Actor) -> "TurnQuerySet":
        """Those of conversations this member may see."""
        return self.filter(conversation__tenant__slug=actor.tenant, conversation__member=actor.id)

    def live(self) -> "TurnQuerySet":
        """Those that have not ended."""
        return self.filter(state__in=LIVE)

    def owned(self, turn: uuid.UUID, fence: int) -> "TurnQuerySet":
        """The turn, if it still runs under this fence."""
        return self.filter(pk=turn, fence=fence, state="running")

    def in_brief(self) -> "TurnQuerySet":
        """With conversation and tenant, and without what is long."""
        lean = self.select_related("conversation__tenant", "prompt")
        return lean.defer(
            "raw",
            "text",
            "context",
            "sources",
            "prompt__instructions",
            "prompt__manual",
            "prompt__tools",
        )

    def with_finding(self, code: str) -> "TurnQuerySet":
        """Those that an assertion of that code holds something against."""
        # As text, since SQLite has no containment; a quoted key cannot stand inside a string.
        said = f'"code": {json.dumps(code)}'
        return self.alias(told=Cast("findings", models.TextField())).filter(told__contains=said)


class Turn(models.Model):
    """One message and the whole reply to it: the unit of storage, review, training, evaluation."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="turns")
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="children")
    message = models.TextField()
    context = models.JSONField(default=dict)
    state = models.CharField(max_length=16, default="running")
    code = models.CharField(max_length=32, null=True)
    truncated = models.BooleanField(default=False)
    raw = models.TextField(default="", blank=True)
    text = models.TextField(default="", blank=True)
    findings = models.JSONField(default=list)
    sources = models.JSONField(default=list)
    model = models.CharField(max_length=200, default="")
    endpoint = models.CharField(max_length=300, default="")
    prompt = models.ForeignKey("PromptVersion", null=True, on_delete=models.PROTECT)
    usage = models.JSONField(default=dict)
    process = models.ForeignKey("Process", null=True, on_delete=models.SET_NULL)
    fence = models.PositiveIntegerField(default=1)
    revision = models.PositiveIntegerField(default=1)
    stop_asked = models.BooleanField(default=False)
    created = models.DateTimeField()
    ended = models.DateTimeField(null=True)

    objects = TurnQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["conversation"],
                condition=Q(state__in=LIVE),
                name="one_live_turn_per_conversation",
            ),
        )
        indexes = (
            models.Index(fields=["conversation", "created"]),
            # Staff read across conversations: newest first, by prompt, by model.
            models.Index(fields=["-created"]),
            models.Index(fields=["prompt", "created"]),
            models.Index(fields=["model"]),
        )

    def __str__(self) -> str:
        return f"{self.id} ({self.state})"
