"""Jobs for staff: what works in the background, how far it is, and what came of it."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from assistant.admin.columns import (
    draw_badge,
    draw_pair,
    write_duration,
    write_json,
    write_moment,
)
from assistant.admin.filters import ChoiceFilter, Choices, DayFilter
from assistant.admin.pages import StaffPages
from assistant.models import Job

TONES = {
    "queued": "calm",
    "running": "staff-state-running",
    "done": "staff-state-done",
    "failed": "bad",
    "cancelled": "warn",
}


class JobStateFilter(ChoiceFilter):
    """How far it is."""

    title, parameter_name = "state", "state"

    def find_choices(self) -> Choices:
        return [(state, state) for state in TONES]

    def narrow(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return rows.filter(state=value)


class KindFilter(ChoiceFilter):
    """What is done."""

    title, parameter_name = "kind", "kind"

    def find_choices(self) -> Choices:
        return [(kind, kind) for kind in settings.WEFT.get("JOBS", {})]

    def narrow(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return rows.filter(kind=value)


@admin.register(Job)
class JobPages(StaffPages):
    """Every job, newest first. `manage.py jobs` starts and cancels them."""

    what = "job"
    template = "assistant/admin/job.html"
    list_display = ("name", "how", "progress", "who", "asked")
    list_display_links = ("name",)
    list_filter = (JobStateFilter, KindFilter, ("created", DayFilter))
    list_select_related = ("tenant",)
    search_fields = ("kind", "key", "member", "username", "=id")
    search_help_text = "Kind, key, who started it, or the id of a job"
    ordering = ("-created",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Job]:  # noqa: ARG002
        """All jobs, whoever started them, without what is long."""
        return Job.objects.defer("arguments", "result", "message")

    def page_rows(self) -> QuerySet[Job]:
        return Job.objects.select_related("tenant", "process")

    def name_tenant(self, row: Job) -> str:
        return row.tenant.slug if row.tenant else ""

    def describe(self, request: HttpRequest, row: Job) -> dict[str, Any]:  # noqa: ARG002
        return {
            "tone": TONES[row.state],
            "progress": write_progress(row),
            "by": name_starter(row),
            "duration": write_duration(row.started, row.ended),
            "arguments": write_json(row.arguments) if row.arguments else "",
            "result": write_json(row.result) if row.result is not None else "",
        }

    @admin.display(description="kind", ordering="kind")
    def name(self, row: Job) -> SafeString:
        """What is done, and which one it is."""
        return draw_pair(row.kind, row.key or str(row.pk)[:8])

    @admin.display(description="state", ordering="state")
    def how(self, row: Job) -> SafeString:
        """How it stands, and why it failed."""
        state = "cancelling" if row.cancel_asked and not row.has_ended else row.state
        return draw_pair(draw_badge(state, TONES[row.state]), row.code or "")

    @admin.display(description="progress")
    def progress(self, row: Job) -> SafeString:
        """How far it is, and what it does."""
        return draw_pair(write_progress(row), row.words)

    @admin.display(description="started by")
    def who(self, row: Job) -> SafeString:
        """A member with their house, staff, or a command."""
        return draw_pair(name_starter(row), self.name_tenant(row))

    @admin.display(description="asked", ordering="created")
    def asked(self, row: Job) -> SafeString:
        """When, and how long the last attempt took."""
        return draw_pair(write_moment(row.created), write_duration(row.started, row.ended))


def write_progress(row: Job) -> str:
    """`30 of 120 (25 %)`, `30`, or a dash where nothing was told."""
    if row.total:
        return f"{row.done:,} of {row.total:,} ({100 * row.done // row.total} %)"
    return f"{row.done:,}" if row.done else "–"


def name_starter(row: Job) -> str:
    """Who started it."""
    return row.member or row.username or "a command"
