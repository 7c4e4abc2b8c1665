"""The pages of listings and contacts: a filter in the address, a form that shows it, no model."""

import re
from urllib.parse import parse_qsl, urlencode

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.host import write_form
from demo_crm.models import Contact, Listing
from demo_crm.search.contact_fields import CONTACTS
from demo_crm.search.listing_fields import LISTINGS
from tests.demo_crm.search.test_running import HERE, check
from tests.support.crm_inputs import read_inputs
from tests.support.crm_queries import documents
from tests.support.crm_rows import read_contacts, read_listings

PAGES = {"listings": LISTINGS, "contacts": CONTACTS}


@pytest.fixture
def visit(client, crm):
    def visit_as(login, page, *pairs):
        client.force_login(User.objects.get(username=login))
        return client.get(f"{reverse(page)}?{urlencode(pairs)}")

    return visit_as


def where(place, field, op, *values):
    named = [(f"{place}.field", field), (f"{place}.op", op)]
    return named + [(f"{place}.value", value) for value in values]


def words(answer):
    """What a reader sees below the form."""
    body = answer.content.decode().split("</details>")[1].split("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", body).replace("&quot;", '"').split())


def test_a_filter_in_the_address_needs_no_model(visit, alice):
    asked = [
        *where(0, "town", "=", "San Jose"),
        *where(1, "price", "<", "900k"),
        ("sort", "-price"),
    ]
    answer = visit("alice", "listings", *asked)
    shown = [home.price for home in answer.context["page"]]
    assert shown == sorted(shown, reverse=True)
    wanted = Listing.objects.visible_to(alice).filter(town="San Jose", price__lt=900_000)
    assert answer.context["count"] == wanted.count() > 0
    assert 'Read so: "900k" is 900000.' in words(answer)
    assert "Town is San Jose and Price below 900,000 USD; by Price, descending" in words(answer)


def test_its_address_is_the_querys_own(visit):
    answer = visit(
        "alice", "listings", *where(3, "price", "<", "900k"), ("1.field", ""), ("x", "y")
    )
    [address] = re.findall(r'data-address="\?([^"]*)"', answer.content.decode())
    pairs = parse_qsl(address.replace("&amp;", "&"))
    assert pairs == [("and", "and"), *where(0, "price", "<", "900000")]


def test_the_page_and_what_is_wrong_stand_in_it_too(visit):
    later = visit("alice", "listings", *where(0, "beds", ">", "2"), ("page", "2"))
    assert later.context["address"].endswith("0.value=2&page=2")
    wrong = where(0, "price", "<", "cheap")
    assert parse_qsl(visit("alice", "listings", *wrong).context["address"]) == wrong


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (where(0, "price", "<", "cheap"), "price takes a plain number"),
        (where(0, "secret", "=", "1"), 'There is no field "secret"'),
        (where(0, "price", "near", "1"), 'There is no op "near"'),
        (where(0, "beds", "between", "1"), '"between" needs a list of two values'),
        ([("limit", "lots")], "A whole number from 1 to 1000"),
        ([("sort", "price; DROP TABLE")], "There is no field"),
        ([("0.rest", "[[")], "An object belongs here"),
        ([("group", "price")], "cannot be grouped by"),
        (
            [
                ("time.field", "listed_on"),
                ("time.is", "last"),
                ("time.count", "x"),
                ("time.unit", "day"),
            ],
            "whole number",
        ),
    ],
)
def test_what_cannot_be_read_is_said_and_stays_to_be_mended(visit, asked, said):
    answer = visit("alice", "listings", *asked)
    assert answer.status_code == 200
    assert said in words(answer)
    assert "What is shown goes by the rest of it." in words(answer)
    assert answer.context["count"] > 0
    form = answer.content.decode().split('id="crm-filter"')[1]
    for name, value in asked:
        if not name.endswith(".rest"):
            assert value in form, name


def test_a_wrong_line_is_marked(visit):
    asked = [*where(0, "price", "<", "cheap"), *where(1, "beds", ">", "2")]
    page = visit("alice", "listings", *asked).content.decode()
    assert re.findall(r'value="(\w+)"[^>]*aria-invalid="true"', page) == ["cheap"]


def test_a_line_that_failed_among_any_finds_no_less_than_was_asked(visit):
    asked = [("and", "or"), *where(0, "price", "<", "cheap"), *where(1, "beds", ">", "4")]
    everything = visit("alice", "listings").context["count"]
    assert visit("alice", "listings", *asked).context["count"] == everything


@pytest.mark.parametrize("page", PAGES)
def test_every_field_can_be_chosen_and_compared(visit, page):
    body = visit("alice", page).content.decode()
    for field in PAGES[page].fields:
        assert f'<option value="{field.name}">' in body
        assert f'<template data-pattern="{field.name}">' in body


def test_a_field_one_may_not_see_does_not_exist(visit):
    asked = where(0, "commission", ">=", "2.5")
    assert visit("alice", "listings", *asked).context["asked"].is_right
    answer = visit("bob", "listings", *asked)
    assert 'There is no field "commission"' in words(answer)
    assert (
        '<option value="commission">Commission' not in answer.content.decode().split("selected")[0]
    )


def test_a_group_within_is_told_and_can_be_unticked(visit):
    large = [{"field": "beds", "op": ">=", "value": 4}, {"field": "baths", "op": ">=", "value": 3}]
    query = {"and": [{"field": "town", "op": "=", "value": "Wrenmoor"}, {"or": large}]}
    form = write_form(check({"filter": query}, LISTINGS), LISTINGS)
    answer = visit("alice", "listings", *form.pairs)
    assert answer.context["asked"].is_right
    page = answer.content.decode()
    assert 'type="checkbox" name="1.rest"' in page
    assert "Beds at least 4 or Baths at least 3" in page


def test_groups_and_measures_are_a_table(visit, alice):
    asked = [("group", "town"), ("measure", "count"), ("measure", "average:price")]
    answer = visit("alice", "listings", *asked, ("sort", "-average:price"), ("limit", "3"))
    heads = re.findall(r"<th[^>]*>([^<]+)", answer.content.decode())
    assert heads == ["Town", "How many", "Average Price"]
    [first, *_] = answer.context["table"].rows
    rows = [row for row in read_listings(alice) if row["town"] == "Gull Harbor"]
    average = sum(row["price"] for row in rows) / len(rows)
    assert [text for text, _ in first] == ["Gull Harbor", str(len(rows)), f"${average:,.0f}"]
    assert answer.context["count"] == 3


def test_a_measure_alone_is_one_row_also_of_nothing(visit):
    asked = [*where(0, "town", "=", "Atlantis"), ("measure", "count"), ("measure", "median:price")]
    [row] = visit("alice", "listings", *asked).context["table"].rows
    assert [text for text, _ in row] == ["0", "—"]


def test_a_limit_holds_over_pages(visit):
    answer = visit("alice", "listings", ("limit", "25"), ("page", "2"))
    assert len(answer.context["page"]) == 5


def test_contacts_of_a_colleague_stay_his(visit, bob):
    answer = visit("bob", "contacts", *where(0, "mine", "=", "false"), ("limit", "1000"))
    theirs = Contact.objects.visible_to(bob).exclude(owner__user__username="bob")
    assert answer.context["count"] == theirs.count() > 0


@pytest.mark.parametrize("page", PAGES)
def test_a_search_bar_waits_for_its_script(visit, page):
    body = visit("alice", page).content.decode()
    [bar] = re.findall(r'<form id="crm-ask"[^>]*>', body)
    assert " hidden" in bar
    assert f'data-collection="{page}"' in bar
    assert '<label for="crm-wish">' in body
    assert '<form id="crm-filter" method="get"' in body
    assert " style=" not in body


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data(), page=st.sampled_from(sorted(PAGES)))
def test_every_query_has_its_page(visit, alice, data, page):
    """It is understood without a correction, and sent unchanged it is asked again."""
    collection = PAGES[page]
    rows = read_listings(alice) if page == "listings" else read_contacts(alice, HERE)
    query = check(data.draw(documents(collection, rows)), collection)
    form = write_form(query, collection)
    answer = visit("alice", page, *form.pairs)
    assert answer.status_code == 200
    assert answer.context["asked"].query == query
    assert answer.context["asked"].is_right
    sent = visit("alice", page, *read_inputs(answer.content.decode()))
    assert sent.context["asked"].query == query


NAMES = (
    "and 0.field 0.op 0.value 0.rest time.field time.is time.count time.from group measure sort "
    "limit page"
)
SAID = (
    "price between last -count: sum:price {} [[ or listed_on 2026-13-01 \0 <script> town = -:count"
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    pairs=st.lists(
        st.tuples(
            st.sampled_from(NAMES.split()), st.sampled_from(SAID.split(" ")) | st.text(max_size=6)
        ),
        max_size=12,
    )
)
def test_whatever_an_address_holds_there_is_a_page(visit, pairs):
    answer = visit(
        "alice", "listings", *[(n, v.encode("utf-8", "ignore").decode()) for n, v in pairs]
    )
    assert answer.status_code == 200
    assert b"<script>" not in answer.content.replace(b'<script type="module" src', b"")
