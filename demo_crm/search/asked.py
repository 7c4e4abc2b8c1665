"""Reads what the address of a page asks for, by the checker that judges the model's answers too."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assistant.host import (
    Checked,
    Collection,
    Form,
    Query,
    check_query,
    describe_query,
    read_form,
    write_form,
)

TOLD = (
    "number_read", "text_written", "choice_matched", "flag_read", "day_read", "moment_read",
    "bounds_swapped", "limit_read", "count_added", "sort_dropped",
)  # fmt: skip
"""The corrections a member wants to know of; the rest is about how a query is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for: as it was said (`document`), as it was understood, and as a form.

    Where something is wrong with it, `query` is the rest.
    """

    collection: Collection
    document: dict[str, Any]
    checked: Checked
    form: Form

    @property
    def query(self) -> Query:
        return self.checked.kept

    @property
    def is_right(self) -> bool:
        return self.checked.query is not None

    @property
    def sentence(self) -> str:
        return describe_query(self.query, self.collection)

    @property
    def read_as(self) -> list[str]:
        """What was corrected, in sentences for a member."""
        return [each.message for each in self.checked.corrections if each.code in TOLD]


def read_asked(pairs: Iterable[tuple[str, str]], collection: Collection, now: datetime) -> Asked:
    """Never raises, whatever the address holds. `now` is aware, on the member's clock."""
    document = read_form(pairs, collection)
    checked = check_query(document, collection, now=now)
    form = write_form(checked.kept, collection)
    return Asked(collection=collection, document=document, checked=checked, form=form)
