"""Rows of what members think of replies."""

from django.db import models

from assistant.host import Actor
from assistant.models.conversations import Turn


class RatingQuerySet(models.QuerySet["Rating"]):
    """Reads of ratings."""

    def given_by(self, actor: Actor) -> "RatingQuerySet":
        """Those of this member, of turns they may see."""
        mine = self.filter(member=actor.id, turn__conversation__member=actor.id)
        return mine.filter(turn__conversation__tenant__slug=actor.tenant)


class Rating(models.Model):
    """A member's thumb, `up` or `down`, and why; one for each member and turn."""

    turn = models.ForeignKey(Turn, on_delete=models.CASCADE, related_name="ratings")
    member = models.CharField(max_length=128)
    value = models.CharField(max_length=4)
    comment = models.TextField(default="", blank=True)
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)

    objects = RatingQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["turn", "member"], name="one_rating_per_member"),
        )

    def __str__(self) -> str:
        return f"{self.value} by {self.member}"
