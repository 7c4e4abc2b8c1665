"""Turns for staff: the list, and everything that is known of each one."""

import uuid
from datetime import datetime
from typing import Any

import msgspec
from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from assistant.admin.columns import (
    draw_badge,
    draw_badges,
    draw_excerpt,
    draw_pair,
    draw_state,
    write_duration,
    write_moment,
    write_value,
)
from assistant.admin.filters import (
    DayFilter,
    FindingFilter,
    ModelFilter,
    PromptFilter,
    StateFilter,
    TenantFilter,
    ToolFilter,
)
from assistant.admin.findings import show_findings
from assistant.admin.pages import StaffPages
from assistant.admin.texts import compare_rounds
from assistant.admin.traces import show_blocks, show_rounds
from assistant.conf import Options, load_host
from assistant.models import Round, ToolCall, Turn
from assistant.runtime.equipment import equip
from assistant.services.history import recover_rounds
from assistant.services.snapshots import read_snapshot

CALLS = Prefetch("calls", ToolCall.objects.only("round", "index", "name"))
NAMES_OF_TOOLS = Prefetch("rounds", Round.objects.only("turn", "number").prefetch_related(CALLS))


@admin.register(Turn)
class TurnPages(StaffPages):
    """What was asked and answered, newest first."""

    what = "turn"
    template = "assistant/admin/turn.html"
    list_display = ("said", "who", "how", "found", "tools", "answered", "asked")
    list_display_links = ("said",)
    list_filter = (
        TenantFilter,
        StateFilter,
        FindingFilter,
        ToolFilter,
        ModelFilter,
        PromptFilter,
        ("created", DayFilter),
    )
    search_fields = ("message", "text", "conversation__member", "=id", "=conversation__id")
    search_help_text = "Words of a message or reply, member, or the id of a turn or conversation"
    ordering = ("-created",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Turn]:  # noqa: ARG002
        """All turns, whoever's they are."""
        return Turn.objects.in_brief().prefetch_related(NAMES_OF_TOOLS)

    def page_rows(self) -> QuerySet[Turn]:
        turns = Turn.objects.select_related("conversation__tenant", "prompt", "process")
        return turns.prefetch_related("rounds__calls", "rounds__blocks")

    def name_tenant(self, row: Turn) -> str:
        return row.conversation.tenant.slug

    def describe(self, request: HttpRequest, row: Turn) -> dict[str, Any]:  # noqa: ARG002
        host, options = equip(load_host()), Options.read()
        snapshot = read_snapshot(row, host)
        strips = compare_rounds(recover_rounds(row, host.catalog), snapshot)
        return {
            "drawn": msgspec.to_builtins(snapshot),
            "drawings": options.DRAWINGS,
            "drawings_style": options.DRAWINGS_STYLE,
            "moment": [(name, write_value(value)) for name, value in row.context.items()],
            "findings": show_findings(snapshot),
            "strips": strips,
            "is_altered": any(strip.outcome for strip in strips),
            "ratings": row.ratings.order_by("created"),
            "rounds": show_rounds(row),
            "blocks": show_blocks(row),
            "duration": write_duration(row.created, row.ended),
            **find_neighbours(row),
        }

    @admin.display(description="message", ordering="message")
    def said(self, row: Turn) -> SafeString:
        """How the message begins."""
        return draw_excerpt(row.message)

    @admin.display(description="member", ordering="conversation__member")
    def who(self, row: Turn) -> SafeString:
        """Who asked, and of which house."""
        return draw_pair(row.conversation.member, row.conversation.tenant.slug)

    @admin.display(description="state", ordering="state")
    def how(self, row: Turn) -> SafeString:
        """How it stands, and why."""
        code = draw_badge(row.code, "calm") if row.code else ""
        return format_html("{} {}", draw_state(row.state), code)

    @admin.display(description="findings")
    def found(self, row: Turn) -> SafeString | str:
        """The codes of what was found."""
        return draw_badges([each["code"] for each in row.findings], "warn") or "–"

    @admin.display(description="tools called")
    def tools(self, row: Turn) -> SafeString | str:
        """The names of all calls."""
        names = [call.name for round_ in row.rounds.all() for call in round_.calls.all()]
        return draw_badges(names, "calm") or "–"

    @admin.display(description="model and prompt", ordering="model")
    def answered(self, row: Turn) -> SafeString:
        """Which model answered, and on which prompt."""
        return draw_pair(row.model or "–", str(row.prompt or "–"))

    @admin.display(description="asked", ordering="created")
    def asked(self, row: Turn) -> SafeString:
        """When, and how long it took."""
        return draw_pair(write_moment(row.created), write_duration(row.created, row.ended))


def find_neighbours(turn: Turn) -> dict[str, list[tuple[uuid.UUID, datetime]]]:
    """Ids and times of the turns that answer this one, and of those that might have stood here."""
    rows = turn.conversation.turns.order_by("created", "pk").values_list("pk", "created")
    siblings = rows.filter(parent=turn.parent_id).exclude(pk=turn.pk)
    return {"children": list(rows.filter(parent=turn.pk)), "siblings": list(siblings)}
