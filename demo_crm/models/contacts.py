"""The people a brokerage knows, with the notes its members took."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from assistant.host import Actor
from demo_crm.models.numbered import Numbered, NumberedQuerySet
from demo_crm.models.people import Brokerage, Member


class ContactQuerySet(NumberedQuerySet["Contact"]):
    """Colleagues see shared contacts; a private one is its owner's alone."""

    def visible_to(self, actor: Actor) -> Self:
        mine = Q(owner__user__username=actor.id)
        return self.filter(Q(shared=True) | mine, brokerage__slug=actor.tenant)

    def owned_by(self, actor: Actor) -> Self:
        return self.filter(owner__user__username=actor.id, brokerage__slug=actor.tenant)

    def matching(self, *, text: str = "", town: str = "", tag: str = "") -> Self:
        found = self
        if text:
            named = Q(name__icontains=text) | Q(email__icontains=text)
            found = found.filter(named | Q(company__icontains=text))
        if town:
            found = found.filter(town__iexact=town)
        if tag:
            found = found.filter(tag_line__contains=join_tags([tag]))
        return found

    def by_name(self) -> Self:
        return self.order_by("name", "pk")


class Contact(Numbered):
    """One person. Empty text means unknown. `key` names the call that created it."""

    LETTER = "C"

    brokerage = models.ForeignKey(Brokerage, on_delete=models.CASCADE)
    owner = models.ForeignKey(Member, on_delete=models.CASCADE)
    shared = models.BooleanField(default=False)
    key = models.CharField(max_length=200, null=True, editable=False)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    company = models.CharField(max_length=120, blank=True)
    job = models.CharField(max_length=120, blank=True)
    town = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=160, blank=True)
    birthday = models.DateField(null=True, blank=True)
    partner = models.CharField(max_length=120, blank=True)
    tag_line = models.CharField(max_length=400, blank=True)
    do_not_contact = models.BooleanField(default=False)

    objects = ContactQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["owner", "key"], name="contact_once_per_key"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def tags(self) -> list[str]:
        return [tag for tag in self.tag_line.split("|") if tag]


class NoteQuerySet(models.QuerySet["Note"]):
    """A note is seen by whoever sees its contact."""

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(contact__in=Contact.objects.visible_to(actor))

    def newest_first(self) -> Self:
        return self.order_by("-written_at", "-pk").select_related("author__user")


class Note(models.Model):
    """Something worth remembering about a contact."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(Member, on_delete=models.CASCADE)
    text = models.TextField()
    written_at = models.DateTimeField(default=timezone.now)

    objects = NoteQuerySet.as_manager()

    def __str__(self) -> str:
        return self.text


def join_tags(tags: list[str]) -> str:
    """`["buyer", "cash"]` -> `|buyer|cash|`: one column that every database can search."""
    return "|".join(["", *dict.fromkeys(tag.lower() for tag in tags), ""]) if tags else ""
