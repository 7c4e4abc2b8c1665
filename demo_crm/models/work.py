"""What a member has to do: tasks, appointments and unsent e-mails, each its owner's alone."""

from datetime import datetime
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Prefetch

from assistant.host import Actor
from demo_crm.models.contacts import Contact
from demo_crm.models.listings import Listing
from demo_crm.models.numbered import Numbered, NumberedQuerySet
from demo_crm.models.people import Member

Row = TypeVar("Row", bound="Owned")


class OwnedQuerySet(NumberedQuerySet[Row]):
    """Rows that nobody but their owner sees."""

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(owner__user__username=actor.id, owner__brokerage__slug=actor.tenant)

    def with_contact(self, actor: Actor) -> Self:
        """Load the contact, or None where the owner lost the right to see it."""
        return self.prefetch_related(Prefetch("contact", Contact.objects.visible_to(actor)))


class AboutHomesQuerySet(OwnedQuerySet[Row]):
    """Owned rows that may also be about a listing."""

    def with_links(self, actor: Actor) -> Self:
        listings = Prefetch("listing", Listing.objects.visible_to(actor))
        return self.with_contact(actor).prefetch_related(listings)


class Owned(Numbered):
    """A member's own row."""

    owner = models.ForeignKey(Member, on_delete=models.CASCADE)

    class Meta:
        abstract = True


class Drafted(Owned):
    """A row that a tool may make; `key` names the call that did."""

    key = models.CharField(max_length=200, null=True, editable=False)

    class Meta:
        abstract = True
        constraints = (
            models.UniqueConstraint(fields=["owner", "key"], name="%(class)s_once_per_key"),
        )


class Dealing(Drafted):
    """A row that may be about a contact."""

    contact = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, blank=True)

    class Meta(Drafted.Meta):
        abstract = True


class TaskQuerySet(AboutHomesQuerySet["Task"]):
    """The list of things to do."""

    def open(self) -> Self:
        return self.filter(done=False)

    def by_urgency(self) -> Self:
        """Open ones first, then by due day and hour; those without one come last."""
        day, moment = F("due_on").asc(nulls_last=True), F("due_at").asc(nulls_last=True)
        return self.order_by("done", day, moment, "pk")


class Task(Dealing):
    """Something to do, due on the owner's calendar day and, if one was said, at a moment."""

    LETTER = "T"

    title = models.CharField(max_length=160)
    listing = models.ForeignKey(Listing, on_delete=models.SET_NULL, null=True, blank=True)
    note = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    done = models.BooleanField(default=False)

    objects = TaskQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title


class AppointmentQuerySet(AboutHomesQuerySet["Appointment"]):
    """The calendar, soonest first."""

    def upcoming(self, now: datetime) -> Self:
        return self.filter(ends_at__gte=now).order_by("starts_at", "pk")

    def past(self, now: datetime) -> Self:
        """What is over, the latest first."""
        return self.filter(ends_at__lt=now).order_by("-starts_at", "-pk")


class Appointment(Dealing):
    """A showing, a call or a meeting in its owner's calendar.

    `place` is where, in words, if it is at none of the brokerage's listings.
    """

    LETTER = "A"

    title = models.CharField(max_length=160)
    listing = models.ForeignKey(Listing, on_delete=models.SET_NULL, null=True, blank=True)
    place = models.CharField(max_length=160, blank=True)
    note = models.TextField(blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    objects = AppointmentQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title


class EmailDraftQuerySet(OwnedQuerySet["EmailDraft"]):
    """E-mails that wait for their writer."""

    def newest_first(self) -> Self:
        return self.order_by("-pk")


class EmailDraft(Dealing):
    """An e-mail that has not been sent; it keeps the address it was opened with, if any."""

    LETTER = "D"

    to_name = models.CharField(max_length=120)
    to_email = models.EmailField(blank=True)
    subject = models.CharField(max_length=200)
    body = models.TextField(blank=True)

    objects = EmailDraftQuerySet.as_manager()

    def __str__(self) -> str:
        return self.subject
