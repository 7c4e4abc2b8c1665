"""What REST answers where the socket has no frame for it. No I/O."""

from typing import Any, Literal

from msgspec import UNSET, Struct, UnsetType

from assistant.core.wire.events import ConversationState, TurnSnapshot


class RatingState(Struct, frozen=True, kw_only=True):
    """What the member thinks of a reply; `changed` is an ISO time."""

    value: Literal["up", "down"]
    comment: str
    changed: str


class RatedTurn(TurnSnapshot, frozen=True, kw_only=True):
    """A turn with its blocks, as on the wire, and the member's rating of it."""

    rating: RatingState | None


class ConversationPage(Struct, frozen=True, kw_only=True):
    """A page of the branch shown, root first; `next` is the address of the page after it."""

    conversation: ConversationState
    turns: tuple[RatedTurn, ...]
    next: str | None


class ConversationExport(Struct, frozen=True, kw_only=True):
    """Every turn of every branch, oldest first; `exported` is an ISO time."""

    conversation: ConversationState
    exported: str
    turns: tuple[RatedTurn, ...]


class ActionState(Struct, frozen=True, kw_only=True):
    """A button of a widget; `input` is the JSON Schema of what a click carries."""

    name: str
    label: str
    tool: str
    input: dict[str, Any]


class WidgetDefinition(Struct, frozen=True, kw_only=True):
    """One widget at its current version, as a front end needs it to draw it."""

    name: str
    version: int
    description: str
    schema: dict[str, Any]
    streams: tuple[str, ...]
    actions: tuple[ActionState, ...]
    fallback: str
    examples: tuple[dict[str, Any], ...]


class CatalogState(Struct, frozen=True, kw_only=True):
    """All widgets a reply may hold."""

    widgets: tuple[WidgetDefinition, ...]


class RecordKind(Struct, frozen=True, kw_only=True):
    """One kind of record: the schema of its values, the pointer of its title, its page's route."""

    kind: str
    title: str
    route: str
    schema: dict[str, Any]


class RecordKinds(Struct, frozen=True, kw_only=True):
    """All kinds of records that widgets refer to."""

    kinds: tuple[RecordKind, ...]


class MentionState(Struct, frozen=True, kw_only=True):
    """A record that a message may name; `detail` tells it from its likes."""

    kind: str
    id: str
    label: str
    detail: str


class Mentions(Struct, frozen=True, kw_only=True):
    """Records the member may name, the likeliest first."""

    mentions: tuple[MentionState, ...]


class StarterState(Struct, frozen=True, kw_only=True):
    """A suggested first message: what the button says, and what the member says by it."""

    label: str
    message: str


class StarterGroupState(Struct, frozen=True, kw_only=True):
    """Starters about one thing."""

    title: str
    starters: tuple[StarterState, ...]


class Starters(Struct, frozen=True, kw_only=True):
    """Suggested first messages."""

    groups: tuple[StarterGroupState, ...]


class CollectionState(Struct, frozen=True, kw_only=True):
    """A collection the member may ask; `schema` is that of its queries, where one was named."""

    name: str
    title: str
    description: str
    fields: tuple[dict[str, Any], ...]
    schema: dict[str, Any] | UnsetType = UNSET


class Collections(Struct, frozen=True, kw_only=True):
    """Every collection the member may ask."""

    collections: tuple[CollectionState, ...]


class QueryAnswer(Struct, frozen=True, kw_only=True):
    """What became of a wish: see docs/query.md."""

    id: str
    state: str
    query: dict[str, Any] | None
    question: str | None
    code: str | None
    notice: str | None
    faults: tuple[dict[str, Any], ...]
    corrections: tuple[dict[str, Any], ...]
    form: dict[str, Any] | None
    result: dict[str, Any] | None
    left_out: int


class Fault(Struct, frozen=True, kw_only=True):
    """Why a request was refused: `code` for programs, `message` for people."""

    code: str
    message: str


ANSWERS = (
    RatingState,
    RatedTurn,
    ConversationPage,
    ConversationExport,
    CatalogState,
    RecordKinds,
    Mentions,
    Starters,
    CollectionState,
    Collections,
    QueryAnswer,
    Fault,
)
