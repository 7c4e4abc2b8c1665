"""Puts together the static part of every request: what the host says, the manual, its tools."""

from assistant.core.requests import Prompt
from assistant.host import Actor, Host


async def write_prompt(host: Host, actor: Actor, manual: str) -> Prompt:
    """The prompt for this actor; `manual` is what `widgets.manual` writes for the catalog."""
    tools = tuple(
        {
            "name": tool.name,
            "description": tool.description,
            "parameters": dict(tool.parameters),
        }
        for tool in host.tools
    )
    return Prompt(await host.instructions(actor), manual, tools)
