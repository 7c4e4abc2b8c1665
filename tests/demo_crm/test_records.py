"""References resolve as the member, in one query per kind, to what the schemas say."""

import jsonschema
import pytest
from asgiref.sync import async_to_sync

from demo_crm.host import HOST
from demo_crm.models import (
    Appointment,
    Contact,
    EmailDraft,
    Listing,
    SocialPost,
    Task,
    Website,
)
from demo_crm.records import resolve_records
from tests.support.people import ask, load_actor
from widgets.records import Ref

MODELS = {
    "listing": Listing,
    "contact": Contact,
    "email_draft": EmailDraft,
    "social_post": SocialPost,
    "website": Website,
    "task": Task,
    "appointment": Appointment,
}
LINKS = 3


def refs_of(kind, actor, count=5):
    rows = MODELS[kind].objects.visible_to(actor)[:count]
    return [Ref(kind, row.public_id) for row in rows]


def resolve(actor, refs):
    return async_to_sync(resolve_records)(actor, refs)


def test_every_kind_of_the_catalog_can_be_resolved():
    assert set(HOST.catalog.kinds) == set(MODELS)


@pytest.mark.parametrize("kind", MODELS)
def test_records_are_exactly_what_their_schema_says(alice, kind):
    schema = HOST.catalog.kinds[kind].schema.document
    for record in resolve(alice, refs_of(kind, alice, 200)).values():
        jsonschema.Draft202012Validator(schema).validate(record.values)
        assert set(record.values) <= set(schema["properties"])
        assert HOST.catalog.kinds[kind].strip(record)["values"] == record.values


@pytest.mark.parametrize("kind", MODELS)
def test_every_field_of_a_schema_is_filled_for_somebody(alice, kind):
    ask(alice, "create_task", title="Call", note="Be kind", due="2026-08-06")
    starts = "2026-08-06T09:00:00-07:00"
    home = Listing.objects.visible_to(alice).filter(status="sold").first()
    Listing.objects.filter(pk=home.pk).update(sold_on="2026-07-01")
    ask(alice, "draft_social_post", listing=home.public_id)
    ask(alice, "create_website_draft", listing=home.public_id)
    ask(alice, "schedule_appointment", title="Call", note="Be kind", starts=starts, place="Home")
    records = resolve(alice, refs_of(kind, alice, 200)).values()
    seen = {name for record in records for name in record.values}
    assert seen == set(HOST.catalog.kinds[kind].schema.document["properties"])


def test_a_draft_without_an_address_is_still_a_record(alice):
    silent = ask(alice, "create_contact", name="Ines")["contact"]["id"]
    opened = ask(alice, "draft_email", contact=silent, subject="Hello")["draft"]["id"]
    record = resolve(alice, [ref := Ref("email_draft", opened)])[ref]
    kind = HOST.catalog.kinds["email_draft"]
    assert kind.strip(record)["values"] == {
        "to_name": "Ines",
        "subject": "Hello",
        "do_not_contact": False,
    }


def test_one_query_answers_all_of_a_kind_and_one_each_link_that_is_drawn(
    alice, django_assert_num_queries
):
    home = Listing.objects.visible_to(alice).first().public_id
    for tool in ("draft_social_post", "create_website_draft"):
        ask(alice, tool, listing=home)
    refs = [ref for kind in MODELS for ref in refs_of(kind, alice)]
    with django_assert_num_queries(len(MODELS) + LINKS):
        assert list(resolve(alice, refs)) == refs


@pytest.mark.parametrize("kind", MODELS)
def test_what_charlie_may_not_see_is_missing_like_the_unknown(alice, charlie, kind):
    assert resolve(charlie, [*refs_of(kind, alice), Ref(kind, "X-1"), Ref(kind, "")]) == {}


def test_an_appointment_names_whom_and_where(alice):
    listing = Listing.objects.visible_to(alice).first()
    contact = Contact.objects.visible_to(alice).first()
    links = {"contact": contact.public_id, "listing": listing.public_id}
    said = {"title": "Showing", "starts": "2026-08-06T09:00:00-07:00", "place": "Elsewhere"}
    made = ask(alice, "schedule_appointment", **said, **links)["appointment"]["id"]
    record = resolve(alice, [ref := Ref("appointment", made)])[ref]
    assert record.values["person"] == contact.name
    assert record.values["place"] == f"{listing.address}, {listing.town}"
    assert (record.values["starts"], record.values["ends"]) == (
        "2026-08-06T09:00:00-07:00",
        "2026-08-06T10:00:00-07:00",
    )


def test_an_appointment_does_not_name_whom_one_may_no_longer_see(bob):
    shared = Contact.objects.filter(owner__user__username="alice", shared=True).first()
    said = {"title": "Call", "starts": "2026-08-06T09:00:00-07:00", "contact": shared.public_id}
    made = ask(bob, "schedule_appointment", **said)["appointment"]["id"]
    Contact.objects.filter(pk=shared.pk).update(shared=False)
    record = resolve(bob, [ref := Ref("appointment", made)])[ref]
    assert "person" not in record.values


@pytest.mark.parametrize("kind", ["email_draft", "social_post", "website", "task", "appointment"])
def test_a_colleague_does_not_see_ones_work(alice, bob, kind):
    assert resolve(bob, refs_of(kind, alice)) == {}


def test_a_colleague_does_not_see_a_private_contact(alice):
    private = Contact.objects.filter(owner__user__username="alice", shared=False).first()
    ref = Ref("contact", private.public_id)
    assert list(resolve(alice, [ref])) == [ref]
    assert resolve(load_actor("bob"), [ref]) == {}


def test_an_unknown_kind_is_missing(alice):
    assert resolve(alice, [Ref("yacht", "Y-1")]) == {}


def test_an_id_of_another_kind_is_missing(alice):
    listing = refs_of("listing", alice, 1)[0]
    assert resolve(alice, [Ref("contact", listing.id)]) == {}


@pytest.mark.parametrize("kind", ["email_draft", "appointment"])
def test_work_with_somebody_who_asked_to_be_left_alone_says_so(alice, kind):
    row = MODELS[kind].objects.visible_to(alice).first()
    refs = [Ref(kind, row.public_id)]
    assert resolve(alice, refs)[refs[0]].values["do_not_contact"] is False
    Contact.objects.filter(pk=row.contact_id).update(do_not_contact=True)
    assert resolve(alice, refs)[refs[0]].values["do_not_contact"] is True
