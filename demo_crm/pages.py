"""What every page of the CRM needs: a member who asks for it, and the frame around it."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from assistant.host import Actor
from demo_crm.models import Member

P = ParamSpec("P")


def member_page(
    view: Callable[Concatenate[HttpRequest, Actor, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let members in, as actors and on their own clocks; show all others the way out."""

    @wraps(view)
    def show(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        member = Member.objects.of_user(request.user).first()
        if member is None:
            return render(request, "demo_crm/no_member.html")
        with timezone.override(member.zone):
            return view(request, member.actor, *args, **kwargs)

    return login_required(show)


def render_page(
    request: HttpRequest, actor: Actor, template: str, content: Mapping[str, Any]
) -> HttpResponse:
    """Render a template inside the frame that names the member and holds the assistant."""
    frame = {"actor": actor, "offline_model": uses_offline_model()}
    return render(request, f"demo_crm/{template}", {**frame, **content})


def uses_offline_model() -> bool:
    return not (settings.WEFT["BASE_URL"] or settings.WEFT["API_KEY"])
