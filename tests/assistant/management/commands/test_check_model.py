"""`manage.py check_model`: an honest endpoint's card, and one that claims what it cannot do."""

import json
import re
from contextlib import asynccontextmanager
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from assistant.models import EndpointCheck
from tests.support import bike_shop
from tests.support.fake_llm import (
    DONE,
    FakeLLM,
    Request,
    Script,
    calls,
    failure,
    payload,
    reply,
    sse,
    stream,
)
from tests.support.members import in_rows

pytestmark = pytest.mark.django_db(transaction=True)

WISH = re.compile(r"one (\w+) widget with these fields:\n(.*)", re.DOTALL)
OSLO, LIMA = (("get_weather", json.dumps({"city": city})) for city in ("Oslo", "Lima"))


class Honest(FakeLLM):
    """It can do everything, and does."""

    def choose_script(self, request: Request) -> Script:
        if request.method == "GET":
            return self.models
        self.requests.append(request)
        text = request.body["messages"][-1]["content"]
        if "tools" in request.body:
            return self.call(2 if "both" in text else 1)
        if "response_format" in request.body:
            return self.fill()
        if "stop" in request.body:
            return self.halt()
        if "code word" in text:
            said = re.search(r"[A-Z]+-\d+", request.body["messages"][0]["content"])
            return reply(said[0])
        if wish := WISH.search(text):
            return self.write(wish[1], wish[2])
        return self.count()

    def count(self) -> Script:
        return reply("one\n", "two\n")

    def call(self, times: int) -> Script:
        return calls(*(OSLO, LIMA)[:times])

    def fill(self) -> Script:
        return reply('{"colour": "red",', ' "pots": 2}')

    def halt(self) -> Script:
        return reply("alpha ", "bravo ")

    def write(self, widget: str, fields: str) -> Script:
        pairs = (line.removeprefix("- ").split(": ", 1) for line in fields.splitlines())
        body = json.dumps({name: json.loads(value) for name, value in pairs})
        return reply("Here.\n", f"```widget {widget}\n{body}\n```\n")


class Lying(Honest):
    """It takes everything and does little of it."""

    def count(self) -> Script:
        uncounted = {**payload({}), "choices": [], "usage": None}
        return stream(sse(payload({"content": "one, two"}), payload({}, "stop"), uncounted, DONE))

    def call(self, times: int) -> Script:
        return reply("I shall call it.", finish="tool_calls")

    def fill(self) -> Script:
        return reply("Red, two pots.")

    def halt(self) -> Script:
        return reply("alpha bravo charlie delta")

    def write(self, widget: str, fields: str) -> Script:
        good = len(self.requests) % 2
        return super().write(widget, fields) if good else reply("```widget nothing\n{}\n```")


@pytest.fixture(autouse=True)
def _shop(settings):
    settings.WEFT = {"HOST": f"{bike_shop.__name__}.HOST", "OFFLINE_MODEL": f"{__name__}.serve"}


@asynccontextmanager
async def serve():
    """The offline model of these tests."""
    async with Honest() as model:
        yield model.base_url


async def check(*options: str) -> str:
    out = StringIO()
    await in_rows(lambda: call_command("check_model", *options, stdout=out))
    return out.getvalue()


def read_outcomes(row: EndpointCheck) -> dict[str, str]:
    return {each["name"]: each["outcome"] for each in row.capabilities}


async def test_the_card_of_an_honest_endpoint(monkeypatch):
    monkeypatch.setenv("A_KEY", "secret")
    async with Honest() as model:
        said = await check(
            "--base-url", model.base_url, "--model", "good-one", "--api-key-from", "A_KEY"
        )
        assert {request.headers["authorization"] for request in model.requests} == {"Bearer secret"}
        assert {request.body["model"] for request in model.requests} == {"good-one"}
    row = await in_rows(EndpointCheck.objects.get)
    assert set(read_outcomes(row).values()) == {"yes"}
    assert len(read_outcomes(row)) == 7
    assert "20 of 20 (84% to 100% at 95 %)" in said
    assert "good-one at http://127.0.0.1" in said
    assert "offline script" not in said
    assert row.first_token is not None
    assert (row.passed, len(row.cases), row.offline) == (20, 20, False)
    assert "secret" not in said + str(row.__dict__)


async def test_one_that_lies_is_caught():
    async with Lying() as model:
        said = await check("--base-url", model.base_url)
    row = await in_rows(EndpointCheck.objects.get)
    assert read_outcomes(row) == {
        "streaming": "no",
        "usage": "no",
        "tools": "lies",
        "parallel_tools": "lies",
        "response_format": "lies",
        "stop": "lies",
        "long_system": "yes",
    }
    assert row.passed == 10
    assert "10 of 20 (30% to 70% at 95 %)" in said
    assert "failed: " in said
    assert "widgets written: nothing" in said


async def test_what_could_not_be_asked_is_not_counted():
    class Tired(Honest):
        def write(self, widget: str, fields: str) -> Script:
            return failure(429)

    async with Tired() as model:
        said = await check("--base-url", model.base_url)
    assert "0 of 0 (0% to 100% at 95 %)" in said
    assert said.count("not asked: ") == 20
    assert "rate_limited" in said


async def test_without_an_endpoint_the_script_is_asked_and_the_card_says_so():
    assert "This is the offline script, not a model" in await check()
    assert (await in_rows(EndpointCheck.objects.get)).offline


async def test_where_nobody_answers_there_is_no_card():
    for answer, code in ((failure(401), "not_authorised"), (failure(404), "model_not_found")):
        async with FakeLLM(answer) as model:
            with pytest.raises(CommandError, match=code):
                await check("--base-url", model.base_url)
    with pytest.raises(CommandError, match="unreachable"):
        await check("--base-url", "http://127.0.0.1:9/v1")
    with pytest.raises(CommandError, match="NO_SUCH_KEY"):
        await check("--base-url", "http://127.0.0.1:9/v1", "--api-key-from", "NO_SUCH_KEY")
    assert not await in_rows(EndpointCheck.objects.exists)


async def test_staff_read_the_card(admin_client, settings):
    settings.WHITENOISE_AUTOREFRESH = True
    async with Lying() as model:
        await check("--base-url", model.base_url, "--model", "liar")
    row = await in_rows(EndpointCheck.objects.get)
    address = "/admin/assistant/endpointcheck/"
    for page in (address, f"{address}{row.pk}/change/"):
        said = (await in_rows(lambda page=page: admin_client.get(page))).content.decode()
        assert "liar" in said
        assert "10 of 20" in said
