"""The door for a CRM: one `Host` value is the whole integration."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from django.http import HttpRequest

from assistant.core.assertions.plain import read_plain as read_plain
from assistant.core.assertions.reply import Assertion as Assertion
from assistant.core.assertions.reply import Passage as Passage
from assistant.core.assertions.reply import Reply as Reply
from assistant.core.assertions.reply import Span as Span
from assistant.core.knowledge.excerpts import SEARCH_KNOWLEDGE
from assistant.errors import ToolFault as ToolFault
from widgets.catalog import Catalog
from widgets.records import Record, Ref

SESSION_KEY = "weft"
KNOWLEDGE_TOOL = SEARCH_KNOWLEDGE
"""The name of the tool that Weft gives a host that has `knowledge`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """Who somebody says they are, vouched for by a signed token or by `sign_in`.

    `tenant` is "" only where an operator at the terminal names a member without one.
    """

    tenant: str
    subject: str
    name: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """The person asked for, as the host knows them. `zone` is an IANA time zone name."""

    tenant: str
    id: str
    name: str
    role: str
    zone: str = "UTC"


class Effect(StrEnum):
    """How far a tool reaches; the design's table of effects says who may run which when."""

    READ = "read"
    DRAFT = "draft"
    CHANGE = "change"
    SEND = "send"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One use of a tool.

    `arguments` have passed the tool's parameter schema. `key` is the idempotency key: the same
    key must never act twice. `result` is None in `run` and what `run` returned in `undo`.
    """

    actor: Actor
    arguments: Mapping[str, Any]
    key: str
    result: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """Something the host lets the assistant do, as the member and with the member's rights.

    `run` returns JSON and raises `ToolFault`; so do the rest. `parameters` is a JSON Schema
    2020-12 of an object. `undo` is required of a draft and takes back what `run` made.
    """

    name: str
    description: str
    parameters: Mapping[str, Any]
    effect: Effect
    run: Callable[[Call], Awaitable[Any]]
    undo: Callable[[Call], Awaitable[None]] | None = None
    title: str = ""
    """What the member reads while it runs, e.g. "Looking for contacts"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """Everything Weft asks of a CRM.

    - `identify` turns claims into a person, or None if the CRM does not know them (any more).
    - `may(actor, action, target)` is asked at the moment it counts: action `chat` with target
      None, action `call` with a tool's name.
    - `instructions(actor)` is the constant text that tells the model what it is here for.
    - `records(actor, refs)` answers all references of a block at once, as that actor; what is
      missing from the mapping does not exist for them.
    - `knowledge` offers the tool `search_knowledge`, over what `manage.py knowledge import` brought
      in for a tenant; `may` is asked before it is called, as for any tool.
    - `assertions` are the host's own checks of a reply, run beside ours.
    """

    identify: Callable[[Claims], Awaitable[Actor | None]]
    may: Callable[[Actor, str, str | None], Awaitable[bool]]
    instructions: Callable[[Actor], Awaitable[str]]
    catalog: Catalog
    records: Callable[[Actor, Sequence[Ref]], Awaitable[Mapping[Ref, Record]]]
    tools: Sequence[Tool] = field(default=())
    knowledge: bool = False
    assertions: Sequence[Assertion] = field(default=())

    def tool(self, name: str) -> Tool | None:
        """The tool of that name, or None."""
        return next((tool for tool in self.tools if tool.name == name), None)


def sign_in(request: HttpRequest, claims: Claims) -> None:
    """Let this browser session chat as `claims`, for hosts that share our Django site."""
    request.session[SESSION_KEY] = asdict(claims)


def sign_out(request: HttpRequest) -> None:
    """Forget what `sign_in` said."""
    request.session.pop(SESSION_KEY, None)
