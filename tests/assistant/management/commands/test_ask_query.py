"""`manage.py ask --query`: one query in a terminal, with nothing else running."""

import json
from contextlib import asynccontextmanager
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from assistant.models import Process, QueryAsk
from tests.support import bike_desk
from tests.support.bike_collection import only, where
from tests.support.fake_llm import FakeLLM, failure, reply

pytestmark = pytest.mark.django_db(transaction=True)

CHEAP = only(where("price", "<", 900))
SCRIPTS: list = []


@asynccontextmanager
async def serve():
    """The offline model of these tests."""
    async with FakeLLM(*SCRIPTS) as model:
        yield model.base_url
        SCRIPTS[:] = model.requests


@pytest.fixture(autouse=True)
def _desk(settings):
    settings.WEFT = {
        "HOST": f"{bike_desk.__name__}.HOST",
        "OFFLINE_MODEL": f"{__name__}.serve",
        "BACK_OFF": 0.0,
    }
    SCRIPTS[:] = [reply(json.dumps(CHEAP))]
    bike_desk.SEARCHES.clear()


def ask(*options: str, collection: str = "bikes") -> str:
    out = StringIO()
    options = (f"--query={collection}", "--as=robin@spokes", *options)
    call_command("ask", "under 900", *options, stdout=out)
    return out.getvalue()


def test_the_query_and_its_rows_are_printed():
    said = ask()
    assert said.startswith("Price below 900 USD\n")
    assert "Heron  900" in said
    assert "(2 of 2)" in said
    row = QueryAsk.objects.get()
    assert (row.state, row.model, row.member) == ("clean", "offline-demo-script", "robin")
    assert not Process.objects.exists()


def test_json_is_what_rest_says():
    told = json.loads(ask("--json"))
    assert (told["query"], told["state"]) == (CHEAP, "clean")
    assert told["form"]["address"]


def test_the_query_to_change_is_told():
    ask("--current", json.dumps(only(where("kind", "=", "cargo"))))
    [request] = SCRIPTS
    assert '"value": "cargo"' in request.body["messages"][1]["content"]
    with pytest.raises(CommandError, match="--current must be a query as JSON"):
        ask("--current", "price < 3")


def test_a_question_is_an_answer_and_a_failure_is_exit_code_one():
    SCRIPTS[:] = [reply('{"question": "Which bikes?"}')]
    assert ask().startswith("Which bikes?")
    SCRIPTS[:] = [failure(401)]
    with pytest.raises(SystemExit) as left:
        ask()
    assert left.value.code == 1


def test_what_does_not_exist_is_refused():
    with pytest.raises(CommandError, match="not_found: There is no such collection"):
        ask(collection="cars")
    with pytest.raises(CommandError, match="not_found: The host knows nobody"):
        ask("--as=nobody@spokes")
