"""The static part of a request: the same bytes for the same host."""

from assistant.engine.prompts import write_prompt
from tests.support.bike_shop import HOST, STAFF


async def test_a_prompt_holds_instructions_manual_and_tools():
    prompt = await write_prompt(HOST, STAFF["robin"], "The manual.")
    assert prompt.instructions.startswith("You help the people behind the counter")
    assert prompt.manual == "The manual."
    assert [tool["name"] for tool in prompt.tools] == ["find_bikes", "reserve_bike"]
    assert set(prompt.tools[0]) == {"name", "description", "parameters"}


async def test_the_same_host_gives_the_same_version():
    once = await write_prompt(HOST, STAFF["robin"], "The manual.")
    again = await write_prompt(HOST, STAFF["robin"], "The manual.")
    other = await write_prompt(HOST, STAFF["robin"], "Another manual.")
    assert once.sha256 == again.sha256 != other.sha256
