"""The script answers wishes for queries: what it is told, as the assistant tells it."""

import json
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import demo_crm
from assistant.core.query.manual import write_manual, write_messages, write_repair
from assistant.host import Fault, Query, check_query, write_query
from demo_crm.offline_model import script
from demo_crm.offline_model.moves import Say
from demo_crm.offline_model.request import Message
from demo_crm.search.contact_fields import CONTACTS
from demo_crm.search.listing_fields import LISTINGS
from tests.demo_crm.conftest import NOW
from tests.support.bike_collection import BIKES
from tests.support.crm_rows import read_contacts, read_listings
from tests.support.people import load_actor
from tests.support.query_oracle import find_rows

COLLECTIONS = {"listings": LISTINGS, "contacts": CONTACTS}
ZONE = "America/Los_Angeles"
HERE = NOW.astimezone(ZoneInfo(ZONE))
SUITE = json.loads((Path(demo_crm.__file__).parent / "suites" / "query.json").read_text())
LETTER = (
    "Dear Alice, thank you for showing us the house on Saturday. We talked it over and would still "
    "like something in San Jose or Alder Glen, with at least 3 bedrooms, not above $1.1M. We can "
    "move in May. Call me at (408) 555-0142 or write to maren@example.com. Best, Maren Brackwater. "
)


def ask(collection, text, current=None):
    """What the script says to a wish, as JSON."""
    before = check_query(current or {}, collection, now=HERE).query
    assert before is not None
    manual = write_manual(collection)
    return tell(write_messages(manual, text, before, now=HERE, zone=ZONE))


def tell(messages):
    reply = script.reply(msgspec.convert(messages, list[Message]), frozenset())
    assert isinstance(reply, Say)
    return json.loads(reply.text)


def check(said, collection):
    """The query; it needs no correction."""
    assert "question" not in said, said
    checked = check_query(said, collection, now=HERE, correct=False)
    assert checked.faults == ()
    return checked.query


def describe(case):
    return f"{case['text']} | {json.dumps(case['current'])}" if "current" in case else case["text"]


@cache
def read_rows(name):
    """What Alice may see, read once: no test here changes it."""
    alice = load_actor("alice")
    return read_listings(alice) if name == "listings" else read_contacts(alice, HERE)


@pytest.mark.parametrize("case", SUITE, ids=describe)
def test_a_wish_of_the_suite_finds_its_rows(case, crm):
    collection = COLLECTIONS[case["collection"]]
    said = ask(collection, case["text"], case.get("current"))
    if "question" in case:
        assert set(said) == {"question"}
        return
    wanted = check(case["query"], collection)
    found = check(said, collection)
    rows = read_rows(collection.name)
    expected = find_rows(wanted, collection, rows, HERE)
    assert find_rows(found, collection, rows, HERE) == expected
    assert bool(expected) != case.get("empty", False)
    assert (found.limit, len(found.sort)) == (wanted.limit, len(wanted.sort))


def test_the_suite_is_wide():
    assert len(SUITE) >= 60
    assert {case["collection"] for case in SUITE} == set(COLLECTIONS)
    assert sum("current" in case for case in SUITE) >= 10


@pytest.mark.parametrize("collection", COLLECTIONS.values(), ids=lambda each: each.name)
def test_the_collections_own_examples_are_answered(collection):
    for example in collection.examples:
        said = ask(collection, example.text, example.current)
        assert ("question" in said) == ("question" in example.answer), example.text
        if "question" not in said:
            wanted = write_query(check(example.answer, collection))
            assert sort_parts(said) == sort_parts(wanted), example.text


def sort_parts(query):
    joined = [sorted(map(json.dumps, parts)) for parts in query.get("filter", {}).values()]
    return joined, {name: part for name, part in query.items() if name != "filter"}


@pytest.mark.parametrize("length", [1, 12])
def test_a_pasted_letter_is_a_sensible_query(length):
    said = write_query(check(ask(LISTINGS, LETTER * length), LISTINGS))
    assert said["filter"]["and"] == [
        {"field": "town", "op": "in", "value": ["San Jose", "Alder Glen"]},
        {"field": "beds", "op": ">=", "value": 3},
        {"field": "price", "op": "<=", "value": 1_100_000},
    ]
    sender = {"field": "email", "op": "=", "value": "maren@example.com"}
    assert ask(CONTACTS, LETTER * length) == {"filter": {"and": [sender]}}


def test_what_is_left_over_is_asked_about_and_not_passed_over():
    assert "under 500" in ask(LISTINGS, "2 beds under 500")["question"]


def test_what_this_member_may_not_ask_by_is_not_read():
    names = {field.name for field in LISTINGS.fields} - {"commission"}
    said = ask(LISTINGS.only(names), "commission over 2.5%")
    assert set(said) == {"question"}


def test_a_repair_is_a_question():
    messages = write_messages(write_manual(LISTINGS), "homes", Query(), now=HERE, zone=ZONE)
    messages += write_repair("{", [Fault("not_json", "", "No.")])
    assert set(tell(messages)) == {"question"}


def test_another_hosts_collection_is_not_the_scripts():
    assert "only knows listings and contacts" in ask(BIKES, "cargo bikes")["question"]


WORDS = (
    "also drop the town under over at least 900k $1.2M 3 beds San Jose or in Wrenmoor not sold "
    "newest first cheapest 5 average price by status how many last 30 days since May birthday this "
    "month called for 60 my buyers without phone sort | 95112 ' ; -- < >= between and 12 Elm Street"
)


@given(
    st.sampled_from(sorted(COLLECTIONS)),
    st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=12).map(" ".join)
    | st.text(min_size=1, max_size=40).filter(str.strip),
    st.sampled_from([{}, *(case["query"] for case in SUITE if "query" in case)]),
)
def test_whatever_is_wished_for_the_answer_is_right(name, text, current):
    collection = COLLECTIONS[name]
    known = check_query(current, collection, now=HERE).query
    said = ask(collection, text, current if known else None)
    if "question" not in said:
        assert check_query(said, collection, now=HERE).query is not None, (text, current, said)
    else:
        assert said["question"]
