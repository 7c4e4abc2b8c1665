"""CONTRIBUTING.md says which one place to touch; here its recipes are followed, and they work."""

import json
import re

import pytest

from tests.support.fake_llm import FakeLLM, calls, reply
from tests.support.recipes import Copy, copy_tree, read_recipes
from tests.support.served import ROOT

pytestmark = pytest.mark.timeout(180)
RECIPES = read_recipes()
OPEN_HOUSE = """```widget open_house
{"listing": "L-1001", "note": "Bring a friend."}
```
"""


@pytest.fixture
def copy(tmp_path) -> Copy:
    return copy_tree(tmp_path)


async def ask(copy: Copy, model: FakeLLM) -> list[dict]:
    """The wire events of one turn in the changed tree."""
    code, out = await copy.run("manage.py", "ask", "--json", "Hello", model=model)
    assert code == 0, out
    return [json.loads(line) for line in out.splitlines() if line.startswith("{")]


async def run_test(copy: Copy, name: str) -> bool:
    """Whether a test of the suite passes in the changed tree."""
    code, out = await copy.run("-m", "pytest", "-q", "-p", "no:cacheprovider", name)
    assert code in (0, 1), out
    return code == 0


async def test_a_widget_is_one_file(copy):
    recipe = RECIPES["Add a widget"]
    copy.follow(recipe)
    assert recipe.paths == ["demo_crm/definitions/open_house.json"]
    async with FakeLLM(reply(OPEN_HOUSE)) as model:
        events = await ask(copy, model)
        system = model.requests[0].body["messages"][0]["content"]
    assert "open_house" in system
    states = [event["block"]["state"] for event in events if event["type"] == "block"]
    assert states == ["pending", "ready"]
    assert await run_test(copy, "tests/demo_crm/test_definitions.py")


async def test_a_tool_is_one_value_and_its_line(copy):
    recipe = RECIPES["Add a tool"]
    copy.follow(recipe)
    assert set(recipe.paths) == {"demo_crm/tools/offices.py", "demo_crm/host.py"}
    async with FakeLLM(calls(("get_office", "{}")), reply("Done.")) as model:
        events = await ask(copy, model)
        told = model.requests[1].body["messages"][-1]["content"]
    assert events[-1]["turn"]["calls"][0]["state"] == "done"
    assert json.loads(told)["result"]["office"]["name"]
    assert not await run_test(copy, "tests/journeys/test_rights.py::test_every_tool_has_a_row")


async def test_an_event_is_one_class_and_the_type_checker_names_the_rest(copy):
    recipe = RECIPES["Add an event"]
    copy.follow(recipe)
    assert set(recipe.paths) == {"assistant/core/wire/events.py"}
    code, out = await copy.run(
        "-m", "mypy", "--config-file=", "--strict", "--enable-error-code=exhaustive-match",
        "assistant/core/wire", "assistant/management/printing.py",
    )  # fmt: skip
    missing = re.findall(r"^(\S+):\d+: error: .*\[exhaustive-match\]$", out, re.MULTILINE)
    assert code == 1
    named = (ROOT / "CONTRIBUTING.md").read_text().partition("### Add an event")[2]
    assert set(missing) == {
        "assistant/core/wire/fold.py",
        "assistant/core/wire/log.py",
        "assistant/management/printing.py",
    }
    assert all(f"`{path}`" in named for path in missing)
    heading = "tests/test_docs.py::test_every_frame_has_a_heading_in_the_protocol"
    assert not await run_test(copy, heading)


async def test_an_assertion_is_one_module_and_its_row(copy):
    recipe = RECIPES["Add an assertion"]
    copy.follow(recipe)
    room = "assistant/core/assertions"
    assert set(recipe.paths) == {f"{room}/shouting.py", f"{room}/table.py"}
    async with FakeLLM(reply("Please CALL THEM NOW, thanks.")) as model:
        events = await ask(copy, model)
    [finding] = events[-1]["turn"]["findings"]
    assert (finding["code"], finding["start"], finding["end"]) == ("shouting", 7, 20)
    heading = "tests/test_docs.py::test_every_assertion_has_a_heading_and_its_sentence"
    assert not await run_test(copy, heading)


async def test_a_setting_is_one_line(copy):
    recipe = RECIPES["Add a setting"]
    copy.follow(recipe)
    assert recipe.paths == ["assistant/conf.py"]
    program = "import django; django.setup(); from assistant.conf import Options; "
    code, out = await copy.run("-c", program + "print(Options.read().GREETING_AFTER)")
    assert (code, out) == (0, "30.0\n")
    assert not await run_test(copy, "tests/test_docs.py::test_every_setting_is_in_operations")
