"""Who works here: brokerages (the assistant's tenants) and their members."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db import models

from assistant.host import Actor, Claims

ROLE = "agent"


class Brokerage(models.Model):
    """One customer of the CRM; nothing crosses from one brokerage to another."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.name


class MemberQuerySet(models.QuerySet["Member"]):
    """Only people who may still log in count as members."""

    def active(self) -> Self:
        return self.filter(user__is_active=True).select_related("user", "brokerage")

    def known_as(self, tenant: str, subject: str) -> Self:
        """Who works for that brokerage under that name; "" is any, for user names are unique."""
        known = self.active().filter(user__username=subject)
        return known.filter(brokerage__slug=tenant) if tenant else known

    def of_user(self, user: User | AnonymousUser) -> Self:
        return self.active().filter(user__pk=user.pk)

    def visible_to(self, actor: Actor) -> Self:
        """Oneself: no page shows a colleague's account."""
        return self.known_as(actor.tenant, actor.id)


class Member(models.Model):
    """A Django user's place in one brokerage. Who changes house gets a new login, not a move.

    Who `leads` it sees what homes earn.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    brokerage = models.ForeignKey(Brokerage, on_delete=models.CASCADE)
    zone = models.CharField(max_length=64, default="America/Los_Angeles")
    leads = models.BooleanField(default=False)

    objects = MemberQuerySet.as_manager()

    def __str__(self) -> str:
        return self.user.get_full_name()

    @property
    def actor(self) -> Actor:
        return Actor(
            tenant=self.brokerage.slug,
            id=self.user.get_username(),
            name=self.user.get_full_name(),
            role=ROLE,
            zone=self.zone,
        )

    @property
    def claims(self) -> Claims:
        actor = self.actor
        return Claims(tenant=actor.tenant, subject=actor.id, name=actor.name, role=actor.role)
