"""Who of the staff was shown what: a list for those who may see it."""

from urllib.parse import unquote_plus

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from assistant.admin.columns import draw_excerpt, write_moment
from assistant.admin.filters import DayFilter, WhatFilter
from assistant.admin.pages import StaffPages
from assistant.models import StaffRead

PAGES = {
    "conversation": "admin:assistant_conversation_change",
    "turn": "admin:assistant_turn_change",
    "prompt": "admin:assistant_promptversion_change",
    "query": "admin:assistant_queryask_change",
    "job": "admin:assistant_job_change",
}
PLURALS = {"query": "queries"}


@admin.register(StaffRead)
class ReadPages(StaffPages):
    """Everything staff were shown, newest first. It shows nobody's words, so it leaves no row."""

    what = "reads"
    records_lists = False
    list_display = ("moment", "username", "kind", "thing", "tenant", "asked")
    list_display_links = None
    list_filter = (WhatFilter, ("at", DayFilter))
    search_fields = ("username", "object_id", "tenant", "shown")
    search_help_text = "User name, tenant, or the id of what was read"
    ordering = ("-at", "-pk")

    @admin.display(description="when", ordering="at")
    def moment(self, row: StaffRead) -> str:
        """When it was shown."""
        return write_moment(row.at)

    @admin.display(description="what", ordering="what")
    def kind(self, row: StaffRead) -> str:
        """A page or a list."""
        return row.what if row.object_id else f"list of {PLURALS.get(row.what, f'{row.what}s')}"

    @admin.display(description="id", ordering="object_id")
    def thing(self, row: StaffRead) -> SafeString | str:
        """What was read, where it is."""
        if row.shown:
            return f"{len(row.shown.split())} rows"
        if row.what not in PAGES or not row.object_id:
            return "–"
        address = reverse(PAGES[row.what], args=[row.object_id])
        return format_html('<a href="{}"><code>{}</code></a>', address, row.object_id[:12])

    @admin.display(description="searched and filtered by")
    def asked(self, row: StaffRead) -> SafeString:
        """What a list was asked for."""
        return draw_excerpt(unquote_plus(row.query).replace("&", " · "))
