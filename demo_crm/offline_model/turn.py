"""What the script knows of a turn when it is asked to go on with it. No I/O."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

# What a button can say in the member's name.
_LONGEST_WISH = 300
_LISTING_ON_PAGE = re.compile(r"\bL-\d+\b")


@dataclass(frozen=True, slots=True)
class Result:
    """What a tool returned; widgets may cite it by its handle."""

    tool: str
    handle: str
    value: Any


@dataclass(frozen=True, slots=True)
class Fault:
    """What a tool could not do, in words for a person; `code` says why."""

    message: str
    code: str = ""


Outcome = Result | Fault


@dataclass(frozen=True, slots=True)
class Widget:
    """A widget a reply showed."""

    name: str
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Turn:
    """One member message with all that led to it.

    `outcomes` are this turn's, in order; `results` and `widgets` are those of earlier turns, the
    latest first. `now` is in the member's zone. Where one message asks for several things, the
    later ones know what the earlier ones found (`results`) and are about to show (`fresh`), and the
    name said last in them (`named`); `rest` is what is still to be done, in the member's words.
    `mentions` are the records the message names, as kind and label, with their ids.
    """

    said: str
    is_repair: bool
    now: datetime | None
    member: str
    page: str
    outcomes: Sequence[Outcome]
    results: Sequence[Result]
    widgets: Sequence[Widget]
    fresh: Sequence[Widget] = ()
    named: str | None = None
    rest: str = ""
    mentions: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def mentioned(self, kind: str, words: str | None) -> str | None:
        """The id of the record of that kind that the message calls so."""
        return self.mentions.get((kind, (words or "").casefold()))

    def after(self, shown: Sequence[Widget], found: Sequence[Result]) -> "Turn":
        """The turn once a first part of it has found and shown something, both in order."""
        return replace(
            self,
            fresh=[*reversed(shown), *self.fresh],
            results=[*reversed(found), *self.results],
        )

    def carry(self, words: str) -> str:
        """A wish for the member to pick, with all that is still to be done after it."""
        whole = f"{words}, {self.rest}"
        return whole if self.rest and len(whole) <= _LONGEST_WISH else words

    def result_of(self, tool: str) -> Result | None:
        """What that tool returned last."""
        return next((result for result in self.results if result.tool == tool), None)

    def row_of(self, public_id: str) -> Mapping[str, Any] | None:
        """The latest facts a tool returned about that row."""
        rows = (row for result in self.results for row in _read_rows(result.value))
        return next((row for row in rows if row.get("id") == public_id), None)

    def shown_listings(self) -> Iterator[Sequence[str]]:
        """Ids of the listings each widget showed, the latest first."""
        return self._listings_of([*self.fresh, *self.widgets])

    def listing_at_hand(self) -> str | None:
        """The listing this very message found, else the one the member looks at, or saw last."""
        for found in self._listings_of(self.fresh):
            return found[0] if len(found) == 1 else None
        if on_page := _LISTING_ON_PAGE.search(self.page):
            return on_page[0]
        latest = next(self.shown_listings(), ())
        return latest[0] if len(latest) == 1 else None

    def contact_at_hand(self) -> str | None:
        """Whom "him" and "her" mean: the id of the contact shown or written to last, or a name."""
        return self._contact_in(self.fresh) or self.named or self._contact_in(self.widgets)

    def shown_last(self, widget: str, field: str) -> str | None:
        """The id a widget of that name showed last in that field."""
        for shown in [*self.fresh, *self.widgets]:
            if shown.name == widget and isinstance(row := shown.payload.get(field), str):
                return row
        return None

    def _contact_in(self, widgets: Sequence[Widget]) -> str | None:
        for widget in widgets:
            match widget.name, widget.payload:
                case "contact_card", {"contact": str(contact)}:
                    return contact
                case "email_draft", {"draft": str(row)}:
                    about = self._contact_of(row)
                case "task", {"task": str(row)}:
                    about = self._contact_of(row)
                case "appointment", {"appointment": str(row)}:
                    about = self._contact_of(row)
                case _:
                    about = None
            if about:
                return about
        return None

    def _contact_of(self, public_id: str) -> str | None:
        match self.row_of(public_id):
            case {"contact": str(contact)}:
                return contact
            case _:
                return None

    def _listings_of(self, widgets: Sequence[Widget]) -> Iterator[Sequence[str]]:
        for widget in widgets:
            match widget.name, widget.payload:
                case "listing_list", {"listings": list(ids)}:
                    yield ids
                case "listing_card" | "market_analysis", {"listing": str(listing)}:
                    yield [listing]
                case "table" | "chart" | "comparison", {"from": str(handle), "rows": "/listings"}:
                    yield self._listings_in(handle)
                case _:
                    pass

    def _listings_in(self, handle: str) -> list[str]:
        cited = next((result for result in self.results if result.handle == handle), None)
        match cited:
            case Result(value={"listings": list(rows)}):
                return [row["id"] for row in rows]
            case _:
                return []


def _read_rows(value: Any) -> Iterator[Mapping[str, Any]]:
    """The rows a tool result holds, alone or in lists."""
    for inner in value.values() if isinstance(value, dict) else ():
        rows = inner if isinstance(inner, list) else [inner]
        yield from (row for row in rows if isinstance(row, dict))
