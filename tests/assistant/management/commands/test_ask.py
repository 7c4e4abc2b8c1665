"""`manage.py ask`: one turn in a terminal, with nothing else running."""

import json
import re
from contextlib import asynccontextmanager
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from assistant.models import Conversation, Process, Turn
from tests.support import bike_shop
from tests.support.fake_llm import FakeLLM, calls, failure, reply

pytestmark = pytest.mark.django_db(transaction=True)

GOOD = (
    calls(("find_bikes", '{"max_price": 500}')),
    reply("Here:\n", '```widget bike_card\n{"bike": "B-2"}\n```\n', "A fine one."),
)
SCRIPTS: list = []


@asynccontextmanager
async def serve():
    """The offline model of these tests."""
    async with FakeLLM(*SCRIPTS) as model:
        yield model.base_url


@pytest.fixture(autouse=True)
def _shop(settings):
    offline = f"{__name__}.serve"
    settings.WEFT = {
        "HOST": f"{bike_shop.__name__}.HOST",
        "OFFLINE_MODEL": offline,
        "BACK_OFF": 0.0,
    }
    SCRIPTS[:] = GOOD


def ask(*options: str) -> str:
    out = StringIO()
    call_command("ask", "A bike under 500", *options, stdout=out)
    return out.getvalue()


def test_the_reply_is_printed_with_its_tools_and_widgets():
    said = ask("--as=robin@spokes")
    assert said.index("[Looking for bikes ...]") < said.index("Here:") < said.index("Wren")
    assert said.index("Wren") < said.index("A fine one.")
    assert Turn.objects.get().state == "done"


def test_the_conversation_can_be_gone_on_with():
    (conversation,) = re.findall(r"conversation (\S+)", ask("--as=robin@spokes"))
    SCRIPTS[:] = [reply("The same again.")]
    ask("--as=robin@spokes", f"--conversation={conversation}")
    assert Conversation.objects.get().turns.count() == 2


def test_json_is_one_wire_event_a_line():
    events = [json.loads(line) for line in ask("--as=robin@spokes", "--json").splitlines()]
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    assert events[-1]["turn"]["state"] == "done"


def test_a_turn_that_failed_is_exit_code_one():
    SCRIPTS[:] = [failure(401)]
    with pytest.raises(SystemExit) as left:
        ask("--as=robin@spokes")
    assert left.value.code == 1
    assert Turn.objects.get().code == "not_authorised"


@pytest.mark.parametrize("member", ["robin@elsewhere", "nobody@spokes", "@spokes", ""])
def test_who_is_not_known_is_refused(member):
    with pytest.raises(CommandError, match="not_found: The host knows nobody"):
        ask(f"--as={member}")
    assert not Turn.objects.exists()


@pytest.mark.parametrize("conversation", ["1", "not-a-uuid"])
def test_a_conversation_is_a_uuid(conversation):
    with pytest.raises(CommandError, match="must be a UUID"):
        ask("--as=robin@spokes", f"--conversation={conversation}")


def test_somebody_elses_conversation_is_not_found(settings):
    ask("--as=robin@spokes")
    Conversation.objects.update(member="somebody")
    with pytest.raises(CommandError, match="not_found"):
        ask("--as=robin@spokes", f"--conversation={Conversation.objects.get().pk}")


def test_it_leaves_no_process_behind():
    ask("--as=robin@spokes")
    assert not Process.objects.exists()
