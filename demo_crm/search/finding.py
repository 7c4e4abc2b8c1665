"""What a page of a collection shows: what is asked for by its address, and what was found."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import QueryDict

from assistant.host import Actor
from demo_crm.search.asked import TOLD, Asked, read_asked
from demo_crm.search.filter_form import draw_form
from demo_crm.search.groups import Row
from demo_crm.search.running import find_groups, find_records
from demo_crm.search.sources import Source
from demo_crm.search.tables import draw_groups

PAGE_LENGTH = 20
MOST_GROUPS = 200


def find(source: Source, actor: Actor, address: QueryDict, now: datetime) -> dict[str, Any]:
    """The content of the page; whatever the address holds, there is one.

    `now` is aware, on the actor's clock.
    """
    pairs = [(name, value) for name, values in address.lists() for value in values]
    asked = read_asked(pairs, source.show_collection(actor), now)
    content = {
        "asked": asked,
        "collection": asked.collection,
        "filter": draw_form(asked, pairs),
        "example": source.collection.examples[0].text,
        "told": " ".join(TOLD),
        "address": urlencode(_list_own(asked, pairs)),
    }
    if asked.query.measures:
        return content | _show_groups(find_groups(source, actor, asked.query, now), asked)
    found = find_records(source, actor, asked.query, now)
    page = Paginator(found[: asked.query.limit], PAGE_LENGTH).get_page(address.get("page"))
    later = [("page", f"{page.number}")] if page.number > 1 else []
    return content | {
        "page": page,
        "count": page.paginator.count,
        "address": urlencode([*_list_own(asked, pairs), *later]),
    }


def _list_own(asked: Asked, said: Sequence[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    """The pairs of the page's own address: what cannot be read is kept to be mended."""
    if asked.is_right:
        return asked.form.pairs
    return [(name, value) for name, value in said if name != "page"]


def _show_groups(groups: Sequence[Row], asked: Asked) -> dict[str, Any]:
    rows = groups[: asked.query.limit]
    table = draw_groups(rows[:MOST_GROUPS], asked.query, asked.collection)
    return {"table": table, "count": len(rows), "left_out": max(0, len(rows) - MOST_GROUPS)}
