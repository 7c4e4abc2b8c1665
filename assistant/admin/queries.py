"""Queries for staff: what members asked in plain words, what the model made of it, and why."""

from datetime import timedelta
from typing import Any, get_args

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from assistant.admin.columns import (
    draw_badge,
    draw_badges,
    draw_excerpt,
    draw_pair,
    make_whole,
    write_duration,
    write_json,
    write_moment,
)
from assistant.admin.filters import ChoiceFilter, Choices, ConversationTenantFilter, DayFilter
from assistant.admin.pages import StaffPages
from assistant.core.query.asks import AskState
from assistant.core.query.corrections import CORRECTIONS
from assistant.models import QueryAsk

COUNTED = timedelta(days=30)
TONES = {
    "clean": "staff-state-done",
    "corrected": "live",
    "repaired": "live",
    "partial": "warn",
    "question": "calm",
    "failed": "bad",
}


class AskStateFilter(ChoiceFilter):
    """What became of it."""

    title, parameter_name = "state", "state"

    def find_choices(self) -> Choices:
        return [(state, state) for state in ("running", *get_args(AskState))]

    def narrow(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return rows.filter(state=value)


class CollectionFilter(ChoiceFilter):
    """Which collection was asked."""

    title, parameter_name = "collection", "collection"

    def find_choices(self) -> Choices:
        names = QueryAsk.objects.order_by("collection").values_list("collection", flat=True)
        return [(name, name) for name in names.distinct()[:100]]

    def narrow(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return rows.filter(collection=value)


class CorrectionFilter(ChoiceFilter):
    """Which static rule was used."""

    title, parameter_name = "correction", "correction"

    def find_choices(self) -> Choices:
        return [(code, code) for code in CORRECTIONS]

    def narrow(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return rows.with_correction(value)  # type: ignore[attr-defined, no-any-return]


@admin.register(QueryAsk)
class QueryPages(StaffPages):
    """What was asked for, newest first; above it, how often what came of it."""

    what = "query"
    template = "assistant/admin/query.html"
    change_list_template = "assistant/admin/queries.html"
    list_display = ("said", "who", "how", "corrected_by", "found_rows", "answered", "asked")
    list_display_links = ("said",)
    list_filter = (
        ConversationTenantFilter,
        CollectionFilter,
        AskStateFilter,
        CorrectionFilter,
        ("created", DayFilter),
    )
    list_select_related = ("tenant",)
    search_fields = ("text", "member", "=id")
    search_help_text = "Words of a wish, member, or the id of a query"
    ordering = ("-created",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[QueryAsk]:  # noqa: ARG002
        """All queries, whoever's they are, without what is long."""
        return QueryAsk.objects.defer("tries", "fields", "current", "query", "faults")

    def page_rows(self) -> QuerySet[QueryAsk]:
        return QueryAsk.objects.select_related("tenant")

    def name_tenant(self, row: QueryAsk) -> str:
        return row.tenant.slug

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """The list; what passed clean and what was corrected are counted apart."""
        lately = QueryAsk.objects.since(timezone.now() - COUNTED)
        counts: dict[str, Any] = {
            "states": lately.count_states(),
            "rules": lately.count_corrections(),
        }
        return super().changelist_view(request, {**(extra_context or {}), **counts})

    def describe(self, request: HttpRequest, row: QueryAsk) -> dict[str, Any]:  # noqa: ARG002
        return {
            "tone": TONES.get(row.state, "staff-state-running"),
            "query": write_json(row.query) if row.query is not None else "",
            "current": write_json(row.current) if row.current else "",
            "duration": write_duration(row.created, row.ended),
            "chosen": sorted(row.fields, key=lambda each: -each[1]),
            "tries": [{**each, "raw": make_whole(each["raw"])} for each in row.tries],
        }

    @admin.display(description="wish", ordering="text")
    def said(self, row: QueryAsk) -> SafeString:
        """How the wish begins."""
        return draw_excerpt(row.text)

    @admin.display(description="member", ordering="member")
    def who(self, row: QueryAsk) -> SafeString:
        """Who asked, and of which house."""
        return draw_pair(row.member, row.tenant.slug)

    @admin.display(description="state", ordering="state")
    def how(self, row: QueryAsk) -> SafeString:
        """What became of it, and why."""
        state = draw_badge(row.state, TONES.get(row.state, "staff-state-running"))
        code = draw_badge(row.code, "calm") if row.code else ""
        return format_html("{} {}", state, code)

    @admin.display(description="corrections")
    def corrected_by(self, row: QueryAsk) -> SafeString | str:
        """The static rules that were used."""
        return draw_badges([each["code"] for each in row.corrections], "warn") or "–"

    @admin.display(description="rows", ordering="found")
    def found_rows(self, row: QueryAsk) -> str:
        """How many rows the host gave."""
        return str(row.run_code or ("–" if row.found is None else row.found))

    @admin.display(description="collection and model", ordering="model")
    def answered(self, row: QueryAsk) -> SafeString:
        """What was asked, and which model answered."""
        return draw_pair(row.collection, row.model or "–")

    @admin.display(description="asked", ordering="created")
    def asked(self, row: QueryAsk) -> SafeString:
        """When, and how long it took."""
        return draw_pair(write_moment(row.created), write_duration(row.created, row.ended))
