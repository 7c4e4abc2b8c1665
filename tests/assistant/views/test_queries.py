"""A search bar over REST: a wish in, a query with its form and what it finds out."""

import asyncio
import json

import jsonschema
import pytest

from assistant.core.query.checking import check_query
from assistant.core.query.form import read_form, write_form
from assistant.core.query.language import write_query
from assistant.models import QueryAsk, Tenant
from tests.support import bike_desk
from tests.support.bike_collection import BIKES, only, where
from tests.support.fake_llm import HANG, failure, reply, stream
from tests.support.live_model import hold
from tests.support.live_site import open_site
from tests.support.members import in_rows
from tests.support.rest import open_rest

QUERY = "/api/query/"
CHEAP = only(where("price", "<", 900), where("kind", "=", "cargo"))


@pytest.fixture
async def desk(transactional_db):
    async with open_site(HOST="tests.support.bike_desk.HOST", QUERIES=5, QUERY_TEXT=200) as site:
        yield site
    bike_desk.SEARCHES.clear()
    bike_desk.ANSWERS.clear()


async def ask(site, text="cargo under 900", *, member="robin", said=CHEAP, **body):
    """The status and answer to a wish for which the model says that."""
    scripts = said if isinstance(said, list) else [said]
    scripts = [reply(json.dumps(each)) if isinstance(each, dict) else each for each in scripts]
    site.model.play(*scripts)
    async with open_rest(site, member) as rest:
        return await rest.ask("POST", QUERY, {"collection": "bikes", "text": text, **body})


async def test_a_wish_becomes_a_query_its_form_and_rows(desk):
    status, body = await ask(desk)
    assert status == 200
    assert (body["state"], body["query"], body["question"]) == ("clean", CHEAP, None)
    assert body["form"]["sentence"] == "Price below 900 USD and Kind is Cargo bike"
    assert body["form"]["rows"][0] == {"place": 0, "field": "price", "op": "<", "values": ["900"]}
    query = check_query(CHEAP, BIKES).query
    assert body["form"]["pairs"] == [list(pair) for pair in write_form(query, BIKES).pairs]
    assert body["form"]["address"].startswith("and=and&0.field=price&0.op=%3C&0.value=900")
    assert body["result"] == {"rows": bike_desk.ROWS["robin"], "total": 2, "cut": False}
    [search] = bike_desk.SEARCHES
    assert (search.actor.id, write_query(search.query), search.limit) == ("robin", CHEAP, 100)
    assert str(search.now.tzinfo) == "America/New_York"


async def test_it_need_not_be_run(desk):
    _, body = await ask(desk, run=False)
    assert (body["query"], body["result"]) == (CHEAP, None)
    assert bike_desk.SEARCHES == []


async def test_the_row_is_the_whole_trace(desk):
    wrong = only(where("wheels", "=", 3))
    right = {"filter": where("Price", "lt", "0.9k")}
    _, body = await ask(desk, "  under 900 ", said=[wrong, right])
    assert body["state"] == "repaired"
    row = await in_rows(lambda: QueryAsk.objects.select_related("tenant").get())
    assert (str(row.pk), row.tenant.slug, row.member) == (body["id"], "spokes", "robin")
    assert (row.collection, row.text, row.length, row.state) == (
        "bikes",
        "under 900",
        9,
        "repaired",
    )
    assert [each["raw"] for each in row.tries] == [json.dumps(wrong), json.dumps(right)]
    assert row.tries[0]["faults"][0]["code"] == "unknown_field"
    assert row.query == only(where("price", "<", 900)) == body["query"]
    assert row.corrected == dict.fromkeys(
        ("condition_as_group", "field_renamed", "op_renamed", "number_read"), 1
    )
    assert row.corrections == body["corrections"]
    assert [name for name, _ in row.fields] == [field.name for field in BIKES.fields]
    assert (row.model, row.usage, row.found) == ("fake-model", {"input": 14, "output": 6}, 2)
    assert len(row.prompt) == len(row.tries[0]["request"]) == 64
    assert row.context["zone"] == "America/New_York"
    assert row.created < row.ended


@pytest.mark.parametrize("as_form", [False, True])
async def test_the_current_query_is_changed(desk, as_form):
    current = only(where("kind", "=", "cargo"))
    given = current
    if as_form:
        given = [["csrfmiddlewaretoken", "x"], ["0.field", "kind"], ["0.op", "="]]
        given += [["0.value", "cargo"], ["1.field", "price"], ["1.op", "<"], ["1.value", ""]]
    await ask(desk, "also under 900", current=given)
    told = desk.model.requests[0].body["messages"][1]["content"]
    assert f"Current query: {json.dumps(current)}" in told
    assert (await in_rows(QueryAsk.objects.get)).current == current


async def test_what_is_wrong_with_the_current_query_is_told(desk):
    form = [["0.field", "price"], ["0.op", "<"], ["0.value", "cheap"], ["limit", "5"]]
    _, body = await ask(desk, current=form)
    assert [each["pointer"] for each in body["faults"]] == ["/current/filter/and/0/value"]
    assert (await in_rows(QueryAsk.objects.get)).current == {"limit": 5}


async def test_a_hidden_field_does_not_exist(desk):
    _, body = await ask(desk, member="kim", said=[CHEAP, CHEAP])
    told = desk.model.requests[0].body["messages"][0]["content"]
    assert desk.model.requests[0].body["messages"][1]["content"].endswith(", UTC.")
    assert "- price" not in told
    assert "price" not in told.partition("# Bikes")[2]
    assert body["state"] == "partial"
    assert body["query"] == only(where("kind", "=", "cargo"))
    assert [each["code"] for each in body["faults"]] == ["unknown_field"]
    assert body["result"]["rows"] == [{"model": "Wren"}]
    assert "price" not in json.dumps(
        [name for name, _ in (await in_rows(QueryAsk.objects.get)).fields]
    )


async def test_what_may_be_asked_is_listed_with_what_each_may_see(desk):
    async with open_rest(desk, "robin") as robin, open_rest(desk, "kim") as kim:
        _, all_of_it = await robin.ask("GET", QUERY)
        _, less = await kim.ask("GET", QUERY)
    [collection] = all_of_it["collections"]
    assert (collection["name"], collection["title"]) == ("bikes", "Bikes")
    fields = {field["name"]: field for field in collection["fields"]}
    assert fields["built"]["ops"][2] == {"op": "<", "label": "before"}
    assert fields["kind"]["choices"][0] == {"value": "city", "label": "City bike"}
    assert "price" in fields
    assert "price" not in str(less)


async def test_of_one_collection_the_schema_can_be_had(desk):
    async with open_rest(desk, "robin") as robin, open_rest(desk, "kim") as kim:
        _, body = await robin.ask("GET", f"{QUERY}?collection=bikes")
        _, less = await kim.ask("GET", f"{QUERY}?collection=bikes")
        unknown = await kim.ask("GET", f"{QUERY}?collection=cars")
    assert jsonschema.Draft202012Validator(body["schema"]).is_valid(CHEAP)
    assert not jsonschema.Draft202012Validator(less["schema"]).is_valid(CHEAP)
    assert (unknown[0], unknown[1]["code"]) == (404, "not_found")


async def test_a_house_that_switched_it_off_asks_nobody(desk):
    async with open_rest(desk, "lee") as lee:
        body = {"collection": "bikes", "text": "x"}
        assert await lee.ask("POST", QUERY, body) == (
            404,
            {"code": "not_found", "message": "There is no such collection."},
        )
        unknown = await lee.ask("POST", QUERY, {**body, "collection": "cars"})
        assert unknown[1]["code"] == "not_found"
        assert await lee.ask("GET", QUERY) == (200, {"collections": []})
    assert desk.model.requests == []
    assert await in_rows(QueryAsk.objects.count) == 0


async def test_a_member_has_so_many_wishes_a_day(desk):
    for _ in range(5):
        assert (await ask(desk))[0] == 200
    asked = len(desk.model.requests)
    status, body = await ask(desk)
    assert (status, body["code"]) == (429, "too_many")
    assert len(desk.model.requests) == asked
    assert (await ask(desk, member="kim"))[0] == 200


async def test_wishes_sent_at_once_are_counted_one_after_the_other(desk):
    desk.model.play(*[reply(json.dumps(CHEAP))] * 8)
    async with open_rest(desk, "robin") as robin:
        body = {"collection": "bikes", "text": "cargo"}
        answers = await asyncio.gather(*[robin.ask("POST", QUERY, body) for _ in range(8)])
    assert sorted(status for status, _ in answers) == [200] * 5 + [429] * 3


async def test_a_pasted_letter_is_read_as_far_as_it_goes(desk):
    letter = "Dear Robin, we look for a cargo bike. " * 110
    assert len(letter) > 4000
    status, body = await ask(desk, letter)
    assert (status, body["state"]) == (200, "clean")
    assert body["left_out"] == len(letter.strip()) - 200
    sent = desk.model.requests[0].body["messages"][-1]["content"]
    assert sent == letter[:200]


@pytest.mark.parametrize("said", ["Sorry.", '{"a":', "SELECT * FROM bikes; DROP TABLE bikes"])
@pytest.mark.parametrize("text", ["1", "slow", "'; DROP TABLE bikes;--", "12 Elm Street, Cork"])
async def test_junk_is_a_question_and_no_error(desk, said, text):
    status, body = await ask(desk, text, said=[reply(said), reply(said)])
    assert (status, body["state"]) == (200, "question")
    assert body["question"].endswith("?")


async def test_a_failing_endpoint_is_a_sentence(desk):
    status, body = await ask(desk, said=failure(401))
    assert (status, body["state"], body["code"]) == (200, "failed", "not_authorised")
    assert body["notice"]
    assert (await in_rows(QueryAsk.objects.get)).code == "not_authorised"


async def test_a_search_that_fails_leaves_the_query_and_its_form(desk):
    def explode():
        raise RuntimeError("secret")

    bike_desk.ANSWERS.append(explode)
    _, body = await ask(desk)
    assert (body["query"], body["result"]["code"]) == (CHEAP, "tool_error")
    assert "secret" not in str(body)
    row = await in_rows(QueryAsk.objects.get)
    assert (row.found, row.run_code) == (None, "tool_error")


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({"text": "x"}, "collection"),
        ({"collection": "bikes"}, "text"),
        ({"collection": "bikes", "text": "  "}, "text"),
        ({"collection": "bikes", "text": ["x"]}, "text"),
        ({"collection": "bikes", "text": "x", "limit": 3}, "limit"),
        ({"collection": "bikes", "text": "x", "current": "price < 3"}, "current"),
        ({"collection": "bikes", "text": "x", "current": [["a"]]}, "current"),
        ({"collection": "bikes", "text": "x", "run": "perhaps"}, "run"),
        ('{"collection": "bikes", "text": "\\ud800"}', "surrogate"),
        ('{"collection": "bikes", "text": "x", "current": ' + "[" * 60 + "]" * 60 + "}", "levels"),
    ],
)
async def test_bad_input_is_named(desk, body, named):
    async with open_rest(desk, "robin") as robin:
        status, answer = await robin.ask("POST", QUERY, body)
    assert (status, answer["code"]) == (400, "bad_input")
    assert named in answer["message"]
    assert await in_rows(Tenant.objects.count) == 0


async def test_who_is_nobody_is_sent_to_sign_in(desk):
    async with open_rest(desk) as nobody:
        status, answer = await nobody.ask("POST", QUERY, {"collection": "bikes", "text": "x"})
    assert (status, answer["code"]) == (401, "not_signed_in")


async def test_a_silent_model_costs_no_more_than_its_time(transactional_db):
    async with open_site(HOST="tests.support.bike_desk.HOST", QUERY=0.5) as site:
        status, body = await ask(site, said=stream(HANG))
    assert (status, body["state"], body["code"]) == (200, "failed", "deadline")


async def test_a_wish_is_seen_through_when_nobody_waits_any_more(desk):
    gate = asyncio.Event()
    desk.model.play(hold(gate, json.dumps(CHEAP)[:9], json.dumps(CHEAP)[9:]))
    async with open_rest(desk, "robin") as robin:
        waiting = robin.ask("POST", QUERY, {"collection": "bikes", "text": "cargo"})
        asking = asyncio.create_task(waiting)
        await desk.model.requested.wait()
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
    gate.set()
    async with asyncio.timeout(20):
        while (row := await in_rows(QueryAsk.objects.get)).state == "running":  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    assert (row.state, row.query, row.found) == ("clean", CHEAP, 2)


def test_the_form_of_an_answer_is_read_back():
    query = check_query(CHEAP, BIKES).query
    pairs = [tuple(each) for each in json.loads(json.dumps(write_form(query, BIKES).pairs))]
    assert check_query(read_form(pairs, BIKES), BIKES, correct=False).query == query
