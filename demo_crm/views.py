"""The CRM's pages: what a member may see, and nothing for anybody else."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.forms import modelform_factory
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assistant.host import Actor
from demo_crm.models import (
    Appointment,
    Contact,
    EmailDraft,
    Listing,
    Note,
    SocialPost,
    Task,
    Website,
)
from demo_crm.models.numbered import NumberedQuerySet
from demo_crm.pages import member_page, render_page

PAGE_LENGTH = 20
HOME_LENGTH = 6

EmailDraftForm = modelform_factory(EmailDraft, fields=("to_email", "subject", "body"))


@member_page
def show_home(request: HttpRequest, actor: Actor) -> HttpResponse:
    tasks = Task.objects.visible_to(actor).open().by_urgency().with_links(actor)
    upcoming = Appointment.objects.visible_to(actor).upcoming(timezone.now())
    content = {
        "tasks": tasks[:HOME_LENGTH],
        "appointments": upcoming.with_links(actor)[:HOME_LENGTH],
        "drafts": EmailDraft.objects.visible_to(actor).newest_first()[:HOME_LENGTH],
        "listings": Listing.objects.visible_to(actor).active().sorted_by("newest")[:HOME_LENGTH],
    }
    return render_page(request, actor, "home.html", content)


@member_page
def show_listings(request: HttpRequest, actor: Actor) -> HttpResponse:
    listings = Listing.objects.visible_to(actor)
    towns = listings.order_by("town").values_list("town", flat=True).distinct()
    town = _read(request, "town")
    found = listings.matching(town=town) if town else listings
    content = {
        "towns": towns,
        "town": town,
        "page": _paginate(request, found.sorted_by("newest")),
    }
    return render_page(request, actor, "listings.html", content)


@member_page
def show_listing(request: HttpRequest, actor: Actor, listing: str) -> HttpResponse:
    row = _get(Listing.objects.visible_to(actor), listing)
    return render_page(request, actor, "listing.html", {"listing": row})


@member_page
def show_contacts(request: HttpRequest, actor: Actor) -> HttpResponse:
    text = _read(request, "text")
    found = Contact.objects.visible_to(actor).matching(text=text).by_name()
    content = {"text": text, "page": _paginate(request, found)}
    return render_page(request, actor, "contacts.html", content)


@member_page
def show_contact(request: HttpRequest, actor: Actor, contact: str) -> HttpResponse:
    row = _get(Contact.objects.visible_to(actor).select_related("owner__user"), contact)
    upcoming = Appointment.objects.visible_to(actor).upcoming(timezone.now())
    content = {
        "contact": row,
        "notes": Note.objects.visible_to(actor).filter(contact=row).newest_first(),
        "tasks": Task.objects.visible_to(actor).filter(contact=row).by_urgency().with_links(actor),
        "drafts": EmailDraft.objects.visible_to(actor).filter(contact=row).newest_first(),
        "appointments": upcoming.filter(contact=row).with_links(actor),
    }
    return render_page(request, actor, "contact.html", content)


@member_page
def show_tasks(request: HttpRequest, actor: Actor) -> HttpResponse:
    tasks = Task.objects.visible_to(actor).by_urgency().with_links(actor)
    return render_page(request, actor, "tasks.html", {"tasks": tasks})


@member_page
def show_calendar(request: HttpRequest, actor: Actor) -> HttpResponse:
    appointments, now = Appointment.objects.visible_to(actor), timezone.now()
    content = {
        "upcoming": appointments.upcoming(now).with_links(actor),
        "past": appointments.past(now).with_links(actor)[:PAGE_LENGTH],
    }
    return render_page(request, actor, "calendar.html", content)


@member_page
def show_marketing(request: HttpRequest, actor: Actor) -> HttpResponse:
    content = {
        "posts": SocialPost.objects.visible_to(actor).newest_first(),
        "websites": Website.objects.visible_to(actor).newest_first(),
    }
    return render_page(request, actor, "marketing.html", content)


@member_page
def edit_draft(request: HttpRequest, actor: Actor, draft: str) -> HttpResponse:
    row = _get(EmailDraft.objects.visible_to(actor).with_contact(actor), draft)
    form = EmailDraftForm(request.POST or None, instance=row)
    if form.is_valid():
        form.save()
        messages.success(request, "The draft is saved. It has not been sent.")
        return redirect("draft", draft=row.public_id)
    return render_page(request, actor, "draft.html", {"draft": row, "form": form})


def _get(rows: NumberedQuerySet[Any], public_id: str) -> Any:
    """Foreign and unknown are the same page: not there."""
    row = rows.with_public_id(public_id)
    if row is None:
        raise Http404("No such page.")
    return row


def _read(request: HttpRequest, name: str) -> str:
    """What the address says; PostgreSQL would stumble over a NUL in it."""
    return request.GET.get(name, "").replace("\0", "")


def _paginate(request: HttpRequest, rows: QuerySet[Any]) -> Any:
    return Paginator(rows, PAGE_LENGTH).get_page(request.GET.get("page"))
