"""Rows of what happened in a turn: rounds, tool calls, widget blocks and the prompt they used."""

from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from assistant.host import Actor
from assistant.models.conversations import Turn


class PromptVersionQuerySet(models.QuerySet["PromptVersion"]):
    """Reads of prompts."""

    def with_usage(self) -> "PromptVersionQuerySet":
        """Each with `turn_count`, and when it was `first_used` and `last_used`."""
        # Not by a join, which would carry the long texts along once for each turn.
        turns = Turn.objects.filter(prompt=OuterRef("pk")).order_by("created")
        count = turns.order_by().values("prompt").annotate(n=Count("pk")).values("n")
        return self.annotate(
            turn_count=Coalesce(Subquery(count), 0),
            first_used=Subquery(turns.values("created")[:1]),
            last_used=Subquery(turns.reverse().values("created")[:1]),
        )

    def used_before(self, version: "PromptVersion") -> "PromptVersion | None":
        """What the same tenant's turns ran on before they first ran on `version`."""
        first = (
            Turn.objects.filter(prompt=version)
            .order_by("created")
            .only("conversation", "created")
            .first()
        )
        if first is None:
            return None
        earlier = Turn.objects.filter(
            conversation__tenant=first.conversation.tenant_id, created__lt=first.created
        )
        last = earlier.exclude(prompt=version).exclude(prompt=None).order_by("-created").first()
        return last.prompt if last else None


class PromptVersion(models.Model):
    """The static bytes of a prompt, once for all turns that used them."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    instructions = models.TextField()
    manual = models.TextField()
    tools = models.JSONField()
    created = models.DateTimeField(auto_now_add=True)

    objects = PromptVersionQuerySet.as_manager()

    def __str__(self) -> str:
        return self.sha256[:12]


class Round(models.Model):
    """One request to the model: `raw` is what it wrote, `request` the digest of what it read.

    `asked` is the message of a repair, null in a reply.
    """

    turn = models.ForeignKey(Turn, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8)
    raw = models.TextField(default="", blank=True)
    text = models.TextField(default="", blank=True)
    finish = models.CharField(max_length=64, null=True)
    refused = models.BooleanField(default=False)
    garbled = models.BooleanField(default=False)
    asked = models.TextField(null=True)
    request = models.CharField(max_length=64)
    usage = models.JSONField(default=dict)
    started = models.DateTimeField(auto_now_add=True)
    ended = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["turn", "number"], name="one_round_per_number"),
        )

    def __str__(self) -> str:
        return f"{self.turn_id} round {self.number}"


class ToolCallQuerySet(models.QuerySet["ToolCall"]):
    """Reads of tool calls."""

    def visible_to(self, actor: Actor) -> "ToolCallQuerySet":
        """Those of conversations this member may see."""
        return self.filter(
            round__turn__conversation__tenant__slug=actor.tenant,
            round__turn__conversation__member=actor.id,
        )


class ToolCall(models.Model):
    """One call, as the model asked for it and as it came out. `key` is its idempotency key."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="calls")
    index = models.PositiveSmallIntegerField()
    call_id = models.TextField()
    name = models.TextField()
    source = models.TextField(default="", blank=True)
    arguments = models.JSONField(null=True)
    state = models.CharField(max_length=16)
    handle = models.CharField(max_length=8, null=True)
    result = models.JSONField(null=True)
    fault = models.JSONField(null=True)
    key = models.CharField(max_length=80, unique=True)
    undone = models.DateTimeField(null=True)
    started = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)

    objects = ToolCallQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["round", "index"], name="one_call_per_index"),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.state})"


class Block(models.Model):
    """One widget block. Prose has no row: it stands between the spans in the round's raw."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="blocks")
    number = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    state = models.CharField(max_length=8)
    widget = models.CharField(max_length=64, null=True)
    version = models.PositiveIntegerField(null=True)
    payload = models.JSONField(null=True)
    records = models.JSONField(default=list)
    figures = models.JSONField(default=dict)
    as_of = models.DateTimeField(null=True)
    code = models.CharField(max_length=32, null=True)
    pointer = models.TextField(null=True)
    message = models.TextField(default="", blank=True)
    source = models.TextField(null=True)
    repairable = models.BooleanField(default=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["round", "number"], name="one_block_per_number"),
        )

    def __str__(self) -> str:
        return f"{self.widget or 'block'} ({self.state})"
