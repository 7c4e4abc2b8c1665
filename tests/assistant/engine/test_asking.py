"""A wish becomes one query, a question, or a reason: whatever the model writes."""

import asyncio
import json

import pytest

from assistant.conf import Options
from assistant.core.query.asks import Wish
from assistant.core.query.checking import check_query
from assistant.core.query.language import EVERYTHING, write_query
from assistant.core.query.manual import write_manual, write_messages
from assistant.core.requests import digest
from assistant.engine.asking import AskRun
from assistant.llm import OpenAILLM
from tests.assistant.core.query.test_relevance import WIDE
from tests.support.bike_collection import BIKES, NOW, only, where
from tests.support.fake_llm import HANG, RST, FakeLLM, failure, reply, sse, stream, text_chunks

CARGO = only(where("kind", "=", "cargo"))
UNKNOWN = only(where("kind", "=", "cargo"), where("wheels", "=", 3))
OPTIONS = Options(HOST="", FIRST_CONTENT=10.0, GAP=10.0, QUERY=20.0, BACK_OFF=0.01)


def say(document) -> object:
    text = document if isinstance(document, str) else json.dumps(document)
    half = len(text) // 2
    return reply(text[:half], text[half:])


async def ask(*scripts, text="cargo bikes", current=EVERYTHING, options=OPTIONS, collection=BIKES):
    """What became of the wish, and what the model was sent."""
    async with FakeLLM(*scripts) as model:
        llm = OpenAILLM(model.endpoint)
        wish = Wish(collection=collection, text=text, current=current, now=NOW, zone="UTC")
        try:
            outcome = await AskRun(wish, llm, options).run()
        finally:
            await llm.close()
        return outcome, [request.body for request in model.requests]


async def test_a_clean_query_passes():
    outcome, [sent] = await ask(say(CARGO))
    assert (outcome.state, write_query(outcome.query)) == ("clean", CARGO)
    assert (outcome.faults, outcome.corrections) == ((), ())
    assert "tools" not in sent
    assert [each["role"] for each in sent["messages"]] == ["system", "system", "user"]
    assert sent["messages"][-1]["content"] == "cargo bikes"
    assert sent["messages"][0]["content"] == write_manual(BIKES)


@pytest.mark.parametrize("frame", ["```json\n{}\n```", "Here you are: {}. Good luck!"])
async def test_what_stands_around_it_does_not_matter(frame):
    outcome, _ = await ask(say(frame.replace("{}", json.dumps(CARGO))))
    assert (outcome.state, write_query(outcome.query)) == ("clean", CARGO)


async def test_a_nearly_right_query_is_corrected_and_says_so():
    outcome, _ = await ask(say({"where": [where("kind", "is", "Cargo bike")]}))
    assert (outcome.state, write_query(outcome.query)) == ("corrected", CARGO)
    codes = {each.code for each in outcome.corrections}
    assert codes == {"key_renamed", "list_as_group", "op_renamed", "choice_matched"}
    assert outcome.tries[0].corrections == outcome.corrections


async def test_a_wrong_query_is_asked_again_with_its_faults():
    outcome, [_, again] = await ask(say(UNKNOWN), say(CARGO))
    assert (outcome.state, write_query(outcome.query)) == ("repaired", CARGO)
    said, asked = again["messages"][-2:]
    assert said == {"role": "assistant", "content": json.dumps(UNKNOWN)}
    assert 'at /filter/and/1/field: There is no field "wheels".' in asked["content"]
    assert [[fault.code for fault in each.faults] for each in outcome.tries] == [
        ["unknown_field"],
        [],
    ]


async def test_what_is_wrong_twice_is_used_as_far_as_it_is_right():
    outcome, sent = await ask(say(UNKNOWN), say(UNKNOWN))
    assert (outcome.state, write_query(outcome.query)) == ("partial", CARGO)
    assert [fault.code for fault in outcome.faults] == ["unknown_field"]
    assert len(sent) == 2


async def test_a_question_is_handed_on():
    outcome, _ = await ask(say({"question": "Which kind of bike?"}), text="asdf")
    assert (outcome.state, outcome.query, outcome.question) == (
        "question",
        None,
        "Which kind of bike?",
    )


@pytest.mark.parametrize("said", ["I am sorry, Dave.", "{", "null", "[]", '{"question": ""}'])
async def test_whoever_says_nothing_useful_twice_gets_a_question(said):
    outcome, _ = await ask(say(said), say(said))
    assert outcome.state == "question"
    assert outcome.question == (
        "What shall I look for, for example: cargo bikes under 2k, cheapest first?"
    )


async def test_the_current_query_is_told_and_a_wrong_change_does_not_pass_for_one():
    current = check_query(CARGO, BIKES).query
    outcome, [sent, _] = await ask(say(UNKNOWN), say(UNKNOWN), text="3 wheels", current=current)
    assert json.dumps(CARGO) in sent["messages"][1]["content"]
    assert (outcome.state, outcome.query) == ("question", None)


@pytest.mark.parametrize(
    ("script", "code"),
    [
        (failure(401), "not_authorised"),
        (failure(400), "bad_request"),
        (stream(RST), "cut"),
        (stream(sse({"error": {"message": "boom"}})), "upstream_error"),
    ],
)
async def test_an_endpoint_that_fails_is_a_code_and_a_sentence(script, code):
    outcome, _ = await ask(script)
    assert (outcome.state, outcome.code, outcome.query) == ("failed", code, None)
    assert outcome.notice.endswith(".")


async def test_an_endpoint_that_fails_at_the_repair_costs_only_the_repair():
    outcome, _ = await ask(say(UNKNOWN), failure(400))
    assert (outcome.state, write_query(outcome.query)) == ("partial", CARGO)


async def test_silence_is_ended_by_the_deadline():
    hanging = stream(sse(*text_chunks('{"filter"', finish=None)), HANG)
    late = Options(HOST="", QUERY=0.5, RETRIES=0)
    outcome, _ = await ask(hanging, options=late)
    assert (outcome.state, outcome.code) == ("failed", "deadline")
    assert outcome.notice == "The model did not answer in time. Please try again."


async def test_an_answer_without_end_is_cut():
    endless = stream(*[sse(*text_chunks("x" * 8000, finish=None)) for _ in range(12)], HANG)
    outcome, _ = await ask(endless, say(CARGO))
    assert (outcome.state, write_query(outcome.query)) == ("repaired", CARGO)
    assert len(outcome.tries[0].raw) == 64 * 1024


async def test_a_cancelled_wish_leaves_nothing_behind():
    async with FakeLLM(stream(HANG)) as model:
        llm = OpenAILLM(model.endpoint)
        wish = Wish(collection=BIKES, text="x", now=NOW, zone="UTC")
        asking = asyncio.create_task(AskRun(wish, llm, OPTIONS).run())
        await model.requested.wait()
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        await model.disconnected.wait()
        await llm.close()


async def test_of_a_wide_collection_only_what_matters_is_told_and_the_choice_is_kept():
    outcome, [sent] = await ask(
        say(only(where("brake_maker", "=", "Wren"))), text="brakes by Wren", collection=WIDE
    )
    told = sent["messages"][0]["content"]
    assert "- brake_maker (" in told
    assert "- bell_note_7 (" not in told
    assert len(outcome.fields) == 40
    assert {each.name: each.score for each in outcome.fields}["brake_maker"] > 1
    # The row of a wish is enough to write its request again.
    manual = write_manual(WIDE.only({each.name for each in outcome.fields}))
    assert digest(manual) == outcome.prompt
    messages = write_messages(manual, "brakes by Wren", EVERYTHING, now=NOW, zone="UTC")
    assert digest({"messages": messages}) == outcome.tries[0].request


async def test_a_field_that_was_not_told_may_still_be_named():
    document = only(where("bell_note_7", "=", "loud"))
    outcome, _ = await ask(say(document), text="brakes", collection=WIDE)
    assert (outcome.state, write_query(outcome.query)) == ("clean", document)


async def test_tokens_and_times_are_kept():
    outcome, _ = await ask(say(UNKNOWN), say(CARGO))
    for each in outcome.tries:
        assert (each.finish, each.input_tokens, each.output_tokens) == ("stop", 7, 3)
        assert each.started <= each.ended
