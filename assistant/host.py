"""The door for a CRM: one `Host` value is the whole integration."""

from collections.abc import Awaitable, Callable, Container, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.http import HttpRequest

from assistant.core.assertions.plain import read_plain as read_plain
from assistant.core.assertions.reply import Assertion as Assertion
from assistant.core.assertions.reply import Passage as Passage
from assistant.core.assertions.reply import Reply as Reply
from assistant.core.assertions.reply import Span as Span
from assistant.core.knowledge.excerpts import SEARCH_KNOWLEDGE
from assistant.core.query.checking import Checked as Checked
from assistant.core.query.checking import check_query as check_query
from assistant.core.query.fields import Choice as Choice
from assistant.core.query.fields import Collection as Collection
from assistant.core.query.fields import Example as Example
from assistant.core.query.fields import Field as Field
from assistant.core.query.fields import FieldType as FieldType
from assistant.core.query.form import Form as Form
from assistant.core.query.form import read_form as read_form
from assistant.core.query.form import write_form as write_form
from assistant.core.query.language import Condition as Condition
from assistant.core.query.language import Group as Group
from assistant.core.query.language import Joint as Joint
from assistant.core.query.language import Measure as Measure
from assistant.core.query.language import Order as Order
from assistant.core.query.language import Period as Period
from assistant.core.query.language import Query as Query
from assistant.core.query.language import Relative as Relative
from assistant.core.query.language import Sort as Sort
from assistant.core.query.language import write_query as write_query
from assistant.core.query.operators import OPERATORS as OPERATORS
from assistant.core.query.operators import MeasureOp as MeasureOp
from assistant.core.query.operators import Op as Op
from assistant.core.query.operators import label_op as label_op
from assistant.core.query.phrases import describe_query as describe_query
from assistant.core.query.spans import find_days as find_days
from assistant.core.query.spans import find_moments as find_moments
from assistant.core.query.spans import find_span as find_span
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
class Search:
    """One query to run, as `actor`. `now` is aware, on the actor's clock: times are relative to it.

    The query has passed the checker and speaks only of fields this actor may see. Answer at most
    `limit` rows; more are cut off.
    """

    actor: Actor
    query: Query
    limit: int
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryResult:
    """What a query found: JSON rows, by field name, of groups also by `Measure.name`.

    `total` is how many there are in all, None if that was not counted.
    """

    rows: Sequence[Mapping[str, Any]]
    total: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Searchable:
    """A collection that members may ask in their own words.

    `run` only reads, as the member and with the member's rights. `visible` names the fields an
    actor may ask by; the rest do not exist for them. None lets everybody see all.
    """

    collection: Collection
    run: Callable[[Search], Awaitable[QueryResult]]
    visible: Callable[[Actor], Awaitable[Container[str]]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A record that a message may name. `detail` tells it from its likes: a town, a company."""

    kind: str
    id: str
    label: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Starter:
    """A suggested first message: what the button says, and what the member says by it."""

    label: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StarterGroup:
    """Starters about one thing, under its title."""

    title: str
    starters: Sequence[Starter]


async def _find_nothing(_actor: Actor, _text: str, _kinds: Sequence[str]) -> Sequence[Mention]:
    return ()


async def _suggest_nothing(_actor: Actor, _page: str | None) -> Sequence[StarterGroup]:
    return ()


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
    - `collections` are what members may ask in their own words, each query run by the host.
    - `search(actor, text, kinds)` finds records of those kinds that the actor may mention, the
      likeliest first; "" asks for a few to begin with.
    - `starters(actor, page)` suggests first messages, to somebody who looks at that page.
    """

    identify: Callable[[Claims], Awaitable[Actor | None]]
    may: Callable[[Actor, str, str | None], Awaitable[bool]]
    instructions: Callable[[Actor], Awaitable[str]]
    catalog: Catalog
    records: Callable[[Actor, Sequence[Ref]], Awaitable[Mapping[Ref, Record]]]
    tools: Sequence[Tool] = field(default=())
    knowledge: bool = False
    assertions: Sequence[Assertion] = field(default=())
    collections: Sequence[Searchable] = field(default=())
    search: Callable[[Actor, str, Sequence[str]], Awaitable[Sequence[Mention]]] = _find_nothing
    starters: Callable[[Actor, str | None], Awaitable[Sequence[StarterGroup]]] = _suggest_nothing

    def tool(self, name: str) -> Tool | None:
        """The tool of that name, or None."""
        return next((tool for tool in self.tools if tool.name == name), None)

    def searchable(self, name: str) -> Searchable | None:
        """The collection of that name with how it is run, or None."""
        return next((each for each in self.collections if each.collection.name == name), None)


def sign_in(request: HttpRequest, claims: Claims) -> None:
    """Let this browser session chat as `claims`, for hosts that share our Django site."""
    request.session[SESSION_KEY] = asdict(claims)


def sign_out(request: HttpRequest) -> None:
    """Forget what `sign_in` said."""
    request.session.pop(SESSION_KEY, None)
