"""Runs checked queries against the CRM's rows: read-only, and only what the member may see."""

from collections.abc import Collection as Names
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet

from assistant.host import Actor, Order, Query, QueryResult, Search, Searchable, Sort
from demo_crm.database import in_database
from demo_crm.models.numbered import write_public_id
from demo_crm.search.columns import Column
from demo_crm.search.conditions import compile_filter, compile_time, name_alias
from demo_crm.search.groups import Row, group_records
from demo_crm.search.sources import CONTACT_SOURCE, LISTING_SOURCE, Source


def find_records(source: Source, actor: Actor, query: Query, now: datetime) -> QuerySet[Any]:
    """The records in order, before any limit; `query` has none that are grouped."""
    columns = source.columns(actor, now)
    found = _narrow(source, actor, query, now)
    orders = [_compile_sort(sort, columns) for sort in query.sort]
    return found.order_by(*orders, "pk") if orders else found.order_by(*source.order)


def find_groups(source: Source, actor: Actor, query: Query, now: datetime) -> list[Row]:
    """The groups of a query that measures, in order, before any limit."""
    names = {*query.group, *(each.field for each in query.measures if each.field)}
    records = _read(_narrow(source, actor, query, now), names, source.columns(actor, now))
    return group_records(records, query, source.collection)


def make_searchable(source: Source) -> Searchable:
    """The source as the assistant asks it."""

    @in_database
    def run(search: Search) -> QueryResult:
        return _run(source, search)

    @in_database
    def visible(actor: Actor) -> frozenset[str]:
        return source.visible_fields(actor)

    return Searchable(collection=source.collection, run=run, visible=visible)


def _run(source: Source, search: Search) -> QueryResult:
    actor, query, now = search.actor, search.query, search.now
    limit = min(search.limit, query.limit or search.limit)
    if query.measures:
        groups = find_groups(source, actor, query, now)
        return QueryResult(rows=groups[:limit], total=len(groups))
    found = find_records(source, actor, query, now)
    shown = _read(found[:limit], source.visible_fields(actor), source.columns(actor, now))
    return QueryResult(rows=list(shown), total=found.count())


def _narrow(source: Source, actor: Actor, query: Query, now: datetime) -> QuerySet[Any]:
    columns = source.columns(actor, now)
    named = {name_alias(name): column.expression for name, column in columns.items()}
    found: QuerySet[Any] = source.rows(actor).alias(**named)
    if query.filter:
        found = found.filter(compile_filter(query.filter, columns, now))
    if query.time:
        found = found.filter(compile_time(query.time, columns, now))
    return found


def _compile_sort(sort: Sort, columns: Mapping[str, Column]) -> Any:
    column = columns[f"{sort.field}"]
    by = column.order or F(name_alias(f"{sort.field}"))
    return by.desc(nulls_last=True) if sort.order is Order.DESCENDING else by.asc(nulls_last=True)


def _read(
    found: QuerySet[Any], names: Names[str], columns: Mapping[str, Column]
) -> Iterator[dict[str, Any]]:
    """The records as JSON, each with its public id."""
    wanted = [name for name in columns if name in names]
    told = {f"told_{name}": columns[name].expression for name in wanted}
    for number, *values in found.annotate(**told).values_list("pk", *told):
        pairs = zip(wanted, values, strict=True)
        told_values = {
            name: None if value is None else columns[name].tell(value) for name, value in pairs
        }
        yield {"id": write_public_id(found.model, number), **told_values}


SEARCHABLES = (make_searchable(LISTING_SOURCE), make_searchable(CONTACT_SOURCE))
