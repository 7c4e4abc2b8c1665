"""What a query finds in the CRM: the same as plain Python does, whatever it asks, and no more
than its asker may see."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from asgiref.sync import async_to_sync
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.host import Query, Search, check_query
from demo_crm.host import HOST
from demo_crm.models import Contact, Note
from demo_crm.search.contact_fields import CONTACTS
from demo_crm.search.listing_fields import LISTINGS
from tests.demo_crm.conftest import NOW
from tests.support.crm_queries import documents
from tests.support.crm_rows import read_contacts, read_listings
from tests.support.people import load_actor
from tests.support.query_oracle import find_rows

HERE = NOW.astimezone(ZoneInfo("America/Los_Angeles"))
QUIET = settings(
    max_examples=60,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def check(document, collection, now=HERE):
    checked = check_query(document, collection, now=now)
    assert checked.faults == ()
    assert checked.query is not None
    return checked.query


def run(actor, collection, query, *, now=HERE, limit=1000):
    search = Search(actor=actor, query=query, limit=limit, now=now)
    return async_to_sync(HOST.searchable(collection.name).run)(search)


def tell(value, now):
    """A value of the oracle as JSON has it."""
    if isinstance(value, datetime):
        return value.astimezone(now.tzinfo).isoformat()[:16]
    return value.isoformat() if isinstance(value, date) else value


def expect_rows(actor, collection, rows, query, now=HERE):
    found = run(actor, collection, query, now=now).rows
    wanted = find_rows(query, collection, rows, now)
    told = [{name: tell(value, now) for name, value in row.items()} for row in wanted]
    if query.measures:
        assert found == [pytest.approx(row) for row in told]
    elif query.sort:
        assert [strip(row, query) for row in found] == [strip(row, query) for row in told]
        assert query.limit or {row["id"] for row in found} == {row["id"] for row in told}
    else:
        assert found == told


def strip(row, query):
    """What the order is about: how equal ones lie among each other is another matter."""
    values = [row[sort.field] for sort in query.sort]
    return [value.lower() if isinstance(value, str) else value for value in values]


@QUIET
@given(data=st.data())
def test_listings_are_found_as_plain_python_finds_them(alice, data):
    rows = read_listings(alice)
    query = check(data.draw(documents(LISTINGS, rows)), LISTINGS)
    expect_rows(alice, LISTINGS, rows, query)


@QUIET
@given(data=st.data(), login=st.sampled_from(["alice", "bob", "charlie"]))
def test_contacts_are_found_as_plain_python_finds_them(crm, data, login):
    actor = load_actor(login)
    now = NOW.astimezone(ZoneInfo(actor.zone))
    rows = read_contacts(actor, now)
    query = check(data.draw(documents(CONTACTS, rows)), CONTACTS, now)
    expect_rows(actor, CONTACTS, rows, query, now)


@pytest.mark.parametrize("collection", [LISTINGS, CONTACTS], ids=lambda each: each.name)
def test_every_field_can_be_told(alice, collection):
    everything = run(alice, collection, Query())
    assert everything.total == len(everything.rows) > 0
    names = {field.name for field in collection.fields}
    assert all(set(row) == {"id", *names} for row in everything.rows)
    known = {name for row in everything.rows for name, value in row.items() if value is not None}
    assert known == {"id", *names}


def test_a_limit_cuts_rows_and_not_the_total(alice):
    found = run(alice, LISTINGS, check({"limit": 5}, LISTINGS))
    assert (len(found.rows), found.total > 200) == (5, True)
    assert len(run(alice, LISTINGS, Query(), limit=7).rows) == 7
    by_town = check({"group": ["town"], "limit": 2}, LISTINGS)
    found = run(alice, LISTINGS, by_town)
    assert (len(found.rows), found.total) == (2, 12)


def test_what_homes_earn_is_told_to_who_leads_the_house(alice, bob):
    visible = async_to_sync(HOST.searchable("listings").visible)
    assert "commission" in visible(alice)
    assert visible(alice) - visible(bob) == {"commission"}
    assert all("commission" not in row for row in run(bob, LISTINGS, Query(limit=5)).rows)


def test_a_private_remark_is_its_owners_alone(alice, bob):
    person = Contact.objects.visible_to(bob).filter(owner__user__username="alice").first()
    Contact.objects.filter(pk=person.pk).update(remark="Would go higher")
    asked = check(
        {"filter": {"and": [{"field": "remark", "op": "contains", "value": "go higher"}]}}, CONTACTS
    )
    assert person.public_id in {row["id"] for row in run(alice, CONTACTS, asked).rows}
    assert run(bob, CONTACTS, asked).total == sum(
        "go higher" in row.remark for row in Contact.objects.owned_by(bob)
    )
    told = {row["id"]: row["remark"] for row in run(bob, CONTACTS, Query()).rows}
    assert told[person.public_id] is None
    counted = check({"group": ["remark"]}, CONTACTS)
    by_bob = {row["remark"]: row["count"] for row in run(bob, CONTACTS, counted).rows}
    assert "Would go higher" not in by_bob


def test_nothing_of_another_house_is_counted(alice, charlie):
    count = check({"measures": [{"op": "count"}]}, CONTACTS)
    [mine] = run(alice, CONTACTS, count).rows
    [theirs] = run(charlie, CONTACTS, count).rows
    assert mine["count"] == Contact.objects.visible_to(alice).count()
    assert theirs["count"] == Contact.objects.visible_to(charlie).count()


def test_who_was_born_on_a_leap_day_is_congratulated_a_day_later(alice):
    person = Contact.objects.owned_by(alice).first()
    Contact.objects.filter(pk=person.pk).update(birthday=date(1984, 2, 29))
    query = check(
        {"filter": {"and": [{"field": "name", "op": "=", "value": person.name}]}}, CONTACTS
    )
    for year, day in [(2026, "2026-03-01"), (2027, "2028-02-29"), (2028, "2028-02-29")]:
        now = HERE.replace(year=year, month=2 if year != 2027 else 3, day=2)
        assert run(alice, CONTACTS, query, now=now).rows[0]["next_birthday"] == day


def test_the_last_contact_is_the_newest_note_that_can_be_seen(alice):
    person = Contact.objects.owned_by(alice).first()
    Note.objects.filter(contact=person).delete()
    Note.objects.create(contact=person, author=person.owner, text="x", written_at=NOW)
    today = check({"time": {"field": "last_contact", "this": "day"}}, CONTACTS)
    assert person.public_id in {row["id"] for row in run(alice, CONTACTS, today).rows}


@pytest.mark.parametrize("collection", ["listings", "contacts"])
def test_a_search_only_reads_and_asks_little(alice, collection, django_assert_max_num_queries):
    searchable = HOST.searchable(collection)
    with django_assert_max_num_queries(3) as asked:
        run(alice, searchable.collection, Query(limit=10))
    assert {each["sql"].split()[0] for each in asked.captured_queries} == {"SELECT"}
