"""The admin's menu: what each person may open, in the order of the work."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

ASSISTANT = (
    ("Turns", "chat", "assistant.turn"),
    ("Conversations", "forum", "assistant.conversation"),
    ("Queries", "manage_search", "assistant.queryask"),
    ("Prompt versions", "difference", "assistant.promptversion"),
    ("Endpoint checks", "network_check", "assistant.endpointcheck"),
    ("Jobs", "manufacturing", "assistant.job"),
    ("Staff reads", "visibility", "assistant.staffread"),
)
SITE = (
    ("Users", "person", "auth.user"),
    ("Groups", "group", "auth.group"),
)


def list_pages(request: HttpRequest) -> list[dict[str, Any]]:
    """Groups of pages as the theme wants them; one that nobody may open is not there."""
    groups = {"Assistant": ASSISTANT, "Site": SITE}
    return [
        {"title": title, "items": items}
        for title, pages in groups.items()
        if (items := [_show_page(*page) for page in pages if _may_view(request, page[2])])
    ]


def _show_page(title: str, icon: str, model: str) -> dict[str, Any]:
    link = reverse(f"admin:{model.replace('.', '_')}_changelist")
    return {"title": title, "icon": icon, "link": link}


def _may_view(request: HttpRequest, model: str) -> bool:
    app, _, name = model.partition(".")
    return request.user.has_perm(f"{app}.view_{name}")
