"""What Alice has: rows say `PRIVATE` where only she may read, `SHARED` where her house may."""

import hashlib
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from django.apps import apps
from django.contrib.auth.models import Group
from django.utils import timezone

from assistant.models import (
    Conversation,
    EndpointCheck,
    Job,
    Process,
    PromptVersion,
    QueryAsk,
    Tenant,
    Turn,
)
from assistant.services.importing import import_folder
from demo_crm.models import (
    Appointment,
    Contact,
    EmailDraft,
    Listing,
    Member,
    Note,
    SocialPost,
    Task,
    Website,
)

PRIVATE = "Zanzibar"
SHARED = "Marrakesh"
# Heartbeats and logins go on by themselves, and what staff are shown is always stored.
RESTLESS = {"assistant_process", "django_session", "assistant_staffread"}


@dataclass(frozen=True, slots=True)
class Alices:
    """The ids of Alice's rows."""

    conversation: str
    turn: str
    contact: str
    listing: str
    draft: str
    task: str
    appointment: str
    prompt: str
    query: str
    endpoint: str
    job: str
    user: str
    group: str

    def nobodys(self) -> "Alices":
        """Ids like these that nobody has."""
        numbered = {name: getattr(self, name)[:2] + "999999" for name in ("contact", "listing")}
        made = ("draft", "task", "appointment")
        work = {name: getattr(self, name)[:2] + "999999" for name in made}
        ids = {name: str(uuid4()) for name in ("conversation", "turn", "prompt", "query", "job")}
        return replace(self, endpoint="999999", **ids, **numbered, **work)


def make_alices() -> Alices:
    alice = Member.objects.get(user__username="alice")
    house = alice.brokerage
    contact = Contact.objects.create(
        brokerage=house, owner=alice, name=PRIVATE, email=f"{PRIVATE}@crm.example"
    )
    Note.objects.create(contact=contact, author=alice, text=PRIVATE)
    listing = Listing.objects.with_public_id(make_listing())
    assert listing
    conversation, turn = _make_conversation()
    _make_knowledge()
    hour = timedelta(hours=1)
    starts = timezone.now() + hour
    appointment = Appointment.objects.create(
        owner=alice, contact=contact, title=PRIVATE, starts_at=starts, ends_at=starts + hour
    )
    SocialPost.objects.create(owner=alice, listing=listing, network="facebook")
    Website.objects.create(owner=alice, listing=listing)
    return Alices(
        conversation=conversation,
        turn=turn,
        contact=contact.public_id,
        listing=listing.public_id,
        draft=EmailDraft.objects.create(
            owner=alice, contact=contact, to_name=PRIVATE, subject=PRIVATE
        ).public_id,
        prompt=PromptVersion.objects.create(
            sha256="a" * 64, instructions="Be kind.", manual="", tools=[]
        ).pk,
        query=_make_query(),
        endpoint=str(EndpointCheck.objects.create(base_url="x", model="m", took=1.0).pk),
        job=_make_job(),
        user=str(alice.user_id),
        group=str(Group.objects.create(name="Somebody").pk),
        appointment=appointment.public_id,
        task=Task.objects.create(owner=alice, contact=contact, title=PRIVATE).public_id,
    )


def make_listing() -> str:
    """The id of a home that Alice's house shares."""
    return Listing.objects.create(
        brokerage=Member.objects.get(user__username="alice").brokerage,
        address=f"1 {SHARED} Lane",
        town="Alderton",
        neighbourhood="Old Town",
        zip_code="00001",
        price=1,
        beds=1,
        baths=1,
        square_feet=1,
        year_built=2000,
        listed_on=timezone.now().date(),
    ).public_id


def _make_conversation() -> tuple[str, str]:
    tenant = Tenant.objects.create(slug="lantern-row")
    conversation = Conversation.objects.create(tenant=tenant, member="alice", title=PRIVATE)
    turn = Turn.objects.create(
        conversation=conversation,
        message=PRIVATE,
        state="done",
        created=timezone.now(),
        text=PRIVATE,
        process=Process.objects.first(),
    )
    Conversation.objects.update(leaf=turn)
    return str(conversation.pk), str(turn.pk)


def _make_knowledge() -> None:
    with TemporaryDirectory() as folder:
        Path(folder, "office.md").write_text(f"# Office\n\nThe office is in {SHARED}.\n")
        list(import_folder(tenant="lantern-row", folder=Path(folder)))


def _make_query() -> str:
    tenant = Tenant.objects.get(slug="lantern-row")
    row = QueryAsk.objects.create(
        tenant=tenant,
        member="alice",
        collection="contacts",
        text=PRIVATE,
        length=len(PRIVATE),
        state="clean",
        query={"filter": {"and": [{"field": "name", "op": "contains", "value": PRIVATE}]}},
        created=timezone.now(),
    )
    return str(row.pk)


def _make_job() -> str:
    tenant = Tenant.objects.get(slug="lantern-row")
    row = Job.objects.create(
        kind="prune", tenant=tenant, member="alice", words=PRIVATE, result={"found": PRIVATE}
    )
    return str(row.pk)


def read_rows() -> dict[tuple[str, object], str]:
    """A digest of every row there is, by table and key."""
    return {
        (model._meta.db_table, row["pk"] if "pk" in row else row[model._meta.pk.name]): _digest(row)
        for model in apps.get_models()
        if model._meta.db_table not in RESTLESS
        for row in model._base_manager.values()
    }


def _digest(row: dict[str, object]) -> str:
    return hashlib.sha256(repr(sorted(row.items())).encode()).hexdigest()
