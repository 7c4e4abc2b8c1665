"""What models' endpoints can do, for staff: every run of `check_model`, newest first."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from assistant.admin.columns import draw_badges, draw_pair, write_moment
from assistant.admin.pages import StaffPages
from assistant.core.probes import find_interval
from assistant.models import EndpointCheck


@admin.register(EndpointCheck)
class EndpointPages(StaffPages):
    """Endpoints and models as they were found."""

    what = "endpoint"
    template = "assistant/admin/endpoint.html"
    list_display = ("which", "able", "cases_passed", "asked")
    list_display_links = ("which",)
    search_fields = ("base_url", "model")
    ordering = ("-created",)

    def page_rows(self) -> QuerySet[EndpointCheck]:
        return EndpointCheck.objects.all()

    def name_tenant(self, row: EndpointCheck) -> str:  # noqa: ARG002
        """An endpoint is nobody's data."""
        return ""

    def describe(self, request: HttpRequest, row: EndpointCheck) -> dict[str, Any]:  # noqa: ARG002
        asked = sum(case["passed"] is not None for case in row.cases)
        low, high = find_interval(row.passed, asked)
        return {"asked": asked, "low": round(low * 100), "high": round(high * 100)}

    @admin.display(description="model and endpoint", ordering="model")
    def which(self, row: EndpointCheck) -> SafeString:
        """The model, and where it answers."""
        return draw_pair(row.model, "offline script" if row.offline else row.base_url)

    @admin.display(description="can")
    def able(self, row: EndpointCheck) -> SafeString | str:
        """What it was found able to do."""
        names = [each["name"] for each in row.capabilities if each["outcome"] == "yes"]
        return draw_badges(names, "calm") or "–"

    @admin.display(description="format cases")
    def cases_passed(self, row: EndpointCheck) -> str:
        """How many held their widget."""
        return f"{row.passed} of {sum(case['passed'] is not None for case in row.cases)}"

    @admin.display(description="asked", ordering="created")
    def asked(self, row: EndpointCheck) -> str:
        """When."""
        return write_moment(row.created)
