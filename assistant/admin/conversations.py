"""Conversations for staff: the list, and each one's tree of turns."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from assistant.admin.columns import (
    draw_badge,
    draw_excerpt,
    draw_state,
    write_duration,
    write_moment,
)
from assistant.admin.filters import (
    ConversationTenantFilter,
    DayFilter,
    FindingCountFilter,
    LastStateFilter,
)
from assistant.admin.pages import StaffPages
from assistant.admin.trees import lay_out_tree
from assistant.models import Conversation, Turn


@admin.register(Conversation)
class ConversationPages(StaffPages):
    """What members talked about, the latest first."""

    what = "conversation"
    template = "assistant/admin/conversation.html"
    list_display = ("titled", "tenant", "member", "state", "turns", "findings", "started", "latest")
    list_display_links = ("titled",)
    list_filter = (
        ConversationTenantFilter,
        LastStateFilter,
        FindingCountFilter,
        ("created", DayFilter),
    )
    list_select_related = ("tenant",)
    search_fields = ("title", "member", "tenant__slug", "=id")
    search_help_text = "Title, member, tenant, or the id of a conversation"
    ordering = ("-active",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Conversation]:  # noqa: ARG002
        """All conversations, whoever's they are."""
        return Conversation.objects.with_activity()

    def page_rows(self) -> QuerySet[Conversation]:
        return Conversation.objects.with_activity().select_related("tenant")

    def name_tenant(self, row: Conversation) -> str:
        return row.tenant.slug

    def describe(self, request: HttpRequest, row: Any) -> dict[str, Any]:  # noqa: ARG002
        turns = Turn.objects.filter(conversation=row).in_brief()
        branches = lay_out_tree(turns.annotate(call_count=Count("rounds__calls")), row.leaf_id)
        nodes = [
            {
                "branch": each,
                "turn": each.turn,
                "duration": write_duration(each.turn.created, each.turn.ended),
                "codes": [finding["code"] for finding in each.turn.findings],
            }
            for each in branches
        ]
        return {"nodes": nodes}

    @admin.display(description="title", ordering="title")
    def titled(self, row: Conversation) -> SafeString:
        """The title, in its own direction."""
        return draw_excerpt(row.title)

    @admin.display(description="last turn", ordering="last_state")
    def state(self, row: Any) -> SafeString | str:
        """How its last turn stands."""
        return draw_state(row.last_state) if row.last_state else "–"

    @admin.display(description="turns", ordering="turn_count")
    def turns(self, row: Any) -> int:
        """How many turns, on all branches."""
        return int(row.turn_count)

    @admin.display(description="findings", ordering="finding_count")
    def findings(self, row: Any) -> SafeString | str:
        """How many findings, on all branches."""
        count = row.finding_count
        return draw_badge(str(count), "warn") if count else "–"

    @admin.display(description="started", ordering="created")
    def started(self, row: Conversation) -> str:
        """When it began."""
        return write_moment(row.created)

    @admin.display(description="last activity", ordering="active")
    def latest(self, row: Conversation) -> str:
        """When the member last asked for a reply."""
        return write_moment(row.active)
