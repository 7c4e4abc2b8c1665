"""A conversation with the script, written down message by message as the assistant sends it.

Every call must pass the tool's own schema and every widget its definition, or the test fails.
"""

import json
import re
from typing import Any

import msgspec
from jsonschema import Draft202012Validator

from assistant.runtime.equipment import equip
from demo_crm.host import HOST
from demo_crm.offline_model import script
from demo_crm.offline_model.moves import Reply, Say, Use
from demo_crm.offline_model.request import Message

EQUIPPED = equip(HOST)
TOOLS = frozenset(tool.name for tool in EQUIPPED.tools)
CONTEXT = {
    "now": "2026-11-22T09:30:00-08:00",
    "zone": "America/Los_Angeles",
    "member": "Alice Moreno",
    "page": None,
    "mentions": [],
}
WIDGET = re.compile(r"^```widget (\w+)\n(.+?)\n```$", re.MULTILINE)


class Conversation:
    """Grows by `ask` (what the member says), `answer` and `fail` (what the last tool did)."""

    def __init__(self, tools: frozenset[str] = TOOLS) -> None:
        self.tools = tools
        self.messages: list[dict[str, Any]] = [{"role": "system", "content": "Use widgets."}]
        self.reply: Reply = Say("")
        self.calls = 0

    def ask(self, text: str, **context: Any) -> Reply:
        if isinstance(self.reply, Say) and self.reply.text:
            self.messages.append({"role": "assistant", "content": self.reply.text})
        told = "Context:\n" + json.dumps({**CONTEXT, **context})
        self.messages += [{"role": "system", "content": told}, {"role": "user", "content": text}]
        return self._go_on()

    def answer(self, result: Any) -> Reply:
        return self._answer({"handle": f"r{self.calls + 1}", "result": result})

    def fail(self, message: str, code: str = "not_found") -> Reply:
        return self._answer({"error": {"code": code, "message": message}})

    def repair(self) -> Reply:
        assert isinstance(self.reply, Say)
        self.messages.append({"role": "assistant", "content": self.reply.text})
        self.messages.append({"role": "user", "content": "Repair: write 1 widget block again."})
        return self._go_on()

    def _answer(self, content: Any) -> Reply:
        assert isinstance(self.reply, Use)
        self.calls += 1
        function = {"name": self.reply.name, "arguments": self.reply.source}
        call = {"id": f"call_{self.calls}", "type": "function", "function": function}
        told = json.dumps(content, separators=(",", ":"))
        self.messages += [
            {"role": "assistant", "content": None, "tool_calls": [call]},
            {"role": "tool", "tool_call_id": call["id"], "content": told},
        ]
        return self._go_on()

    def _go_on(self) -> Reply:
        self.reply = script.reply(msgspec.convert(self.messages, list[Message]), self.tools)
        if isinstance(self.reply, Use):
            tool = EQUIPPED.tool(self.reply.name)
            assert tool
            Draft202012Validator(tool.parameters).validate(json.loads(self.reply.source))
        return self.reply


def widgets(reply: Reply) -> list[tuple[str, Any]]:
    """The widgets of a reply, by name and payload."""
    assert isinstance(reply, Say), reply
    found = WIDGET.findall(reply.text)
    return [(name, HOST.catalog.check(name, source).payload) for name, source in found]


def prose(reply: Reply) -> str:
    """What a reply says around its widgets."""
    assert isinstance(reply, Say), reply
    return WIDGET.sub("", reply.text)


def listing(number: int, **values: Any) -> dict[str, Any]:
    """A listing as `find_listings` returns it."""
    return {
        "id": f"L-{number}",
        "address": f"{number} Alder Court",
        "town": "Campbell",
        "neighbourhood": "Downtown",
        "zip": "95008",
        "price": 1_250_000,
        "currency": "USD",
        "beds": 3,
        "baths": 2.5,
        "square_feet": 1640,
        "year_built": 1962,
        "status": "active",
        "listed_on": "2026-11-02",
        "courtesy_of": "North Porch",
    } | values


def listings(*numbers: int, count: int | None = None) -> dict[str, Any]:
    """A result of `find_listings`."""
    found = [listing(number) for number in numbers]
    return {"count": len(found) if count is None else count, "shown": len(found), "listings": found}


def contact(number: int = 201, name: str = "Jonas Ferrel", **values: Any) -> dict[str, Any]:
    """A contact as `find_contacts` returns it."""
    return {
        "id": f"C-{number}",
        "name": name,
        "email": f"{name.split(maxsplit=1)[0].lower()}@ferrel.example",
        "phone": "408-555-0142",
        "company": None,
        "town": "Campbell",
        "tags": [],
    } | values


def contacts(*found: dict[str, Any]) -> dict[str, Any]:
    """A result of `find_contacts`."""
    return {"count": len(found), "shown": len(found), "contacts": list(found)}
