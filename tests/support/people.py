"""Alice, her colleague Bob and Charlie of another brokerage, asking the demo CRM."""

from typing import Any

from asgiref.sync import async_to_sync

from assistant.host import Actor, Call
from assistant.runtime.equipment import equip
from demo_crm.host import HOST
from demo_crm.models import Member


def load_actor(login: str) -> Actor:
    return Member.objects.active().get(user__username=login).actor


def ask(actor: Actor, tool: str, key: str = "call-1", **arguments: Any) -> Any:
    """Run a tool as that person and return what it tells the model."""
    found = equip(HOST).tool(tool)
    assert found is not None, f"no tool {tool}"
    return async_to_sync(found.run)(Call(actor=actor, arguments=arguments, key=key))


def take_back(actor: Actor, tool: str, result: Any, key: str = "call-1") -> None:
    """Undo what `ask` returned."""
    found = HOST.tool(tool)
    assert found is not None, f"no tool {tool}"
    assert found.undo is not None, f"{tool} has no undo"
    async_to_sync(found.undo)(Call(actor=actor, arguments={}, key=key, result=result))
