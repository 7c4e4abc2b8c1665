"""What the script knows of a turn when it is asked to go on with it. No I/O."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

_LISTING_ON_PAGE = re.compile(r"\bL-\d+\b")


@dataclass(frozen=True, slots=True)
class Result:
    """What a tool returned; widgets may cite it by its handle."""

    tool: str
    handle: str
    value: Any


@dataclass(frozen=True, slots=True)
class Fault:
    """What a tool could not do, in words for a person."""

    message: str


Outcome = Result | Fault


@dataclass(frozen=True, slots=True)
class Widget:
    """A widget an earlier reply showed."""

    name: str
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Turn:
    """One member message with all that led to it.

    `outcomes` are this turn's, in order; `results` and `widgets` are the whole path's, the latest
    first (widgets of earlier turns only). `now` is in the member's zone.
    """

    said: str
    is_repair: bool
    now: datetime | None
    member: str
    page: str
    outcomes: Sequence[Outcome]
    results: Sequence[Result]
    widgets: Sequence[Widget]

    def result_of(self, tool: str) -> Result | None:
        """What that tool returned last."""
        return next((result for result in self.results if result.tool == tool), None)

    def shown_listings(self) -> Iterator[Sequence[str]]:
        """Ids of the listings each widget showed, the latest first."""
        for widget in self.widgets:
            match widget.name, widget.payload:
                case "listing_list", {"listings": list(ids)}:
                    yield ids
                case "listing_card", {"listing": str(listing)}:
                    yield [listing]
                case "table", {"from": str(handle), "rows": "/listings"}:
                    yield self._listings_in(handle)
                case _:
                    pass

    def listing_at_hand(self) -> str | None:
        """The listing of the page the member looks at, else the one shown last by itself."""
        if on_page := _LISTING_ON_PAGE.search(self.page):
            return on_page[0]
        latest = next(self.shown_listings(), ())
        return latest[0] if len(latest) == 1 else None

    def contact_at_hand(self) -> str | None:
        """The contact shown last."""
        for widget in self.widgets:
            match widget.name, widget.payload:
                case "contact_card", {"contact": str(contact)}:
                    return contact
                case _:
                    pass
        return None

    def _listings_in(self, handle: str) -> list[str]:
        cited = next((result for result in self.results if result.handle == handle), None)
        match cited:
            case Result(value={"listings": list(rows)}):
                return [row["id"] for row in rows]
            case _:
                return []
