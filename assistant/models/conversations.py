"""Rows a member knows of: tenants, conversations and the tree of turns."""

import uuid

from django.db import models
from django.db.models import Q

from assistant.host import Actor

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


class Conversation(models.Model):
    """All turns between one member and the assistant; `leaf` ends the branch shown."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT)
    member = models.CharField(max_length=128)
    title = models.CharField(max_length=120)
    leaf = models.ForeignKey("Turn", null=True, on_delete=models.SET_NULL, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    created = models.DateTimeField(auto_now_add=True)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["tenant", "member", "-created"]),)

    def __str__(self) -> str:
        return self.title


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
        indexes = (models.Index(fields=["conversation", "created"]),)

    def __str__(self) -> str:
        return f"{self.id} ({self.state})"
